"""Every table of the hub."""

from db.tables.base import Table, metadata
from db.tables.checkins import CheckIn
from db.tables.classes import Enrolment, Guardianship, Restriction, SchoolClass, TeachingAssignment
from db.tables.erasures import Erasure
from db.tables.goals import Comment, Goal, GoalVoice, Step, Strategy
from db.tables.notes import StaffNote
from db.tables.people import Account, Attempt, Contact, Handoff, Invitation, Person, WebSession
from db.tables.providers import Identity
from db.tables.records import AuditChild, AuditEntry, Operation, Setting
from db.tables.rights import Consent, Correction
from db.tables.roster import ImportBatch, ImportChange
from db.tables.second_factor import RecoveryCode, SecondFactor
from db.tables.surveys import Answer, AnswerUse, Question, Response, Survey

ALL: tuple[type[Table], ...] = (
    Account,
    Answer,
    AnswerUse,
    Attempt,
    AuditChild,
    AuditEntry,
    CheckIn,
    Comment,
    Consent,
    Contact,
    Correction,
    Enrolment,
    Erasure,
    Goal,
    GoalVoice,
    Guardianship,
    Handoff,
    Identity,
    ImportBatch,
    ImportChange,
    Invitation,
    Operation,
    Person,
    Question,
    RecoveryCode,
    Response,
    Restriction,
    SchoolClass,
    SecondFactor,
    Setting,
    StaffNote,
    Step,
    Strategy,
    Survey,
    TeachingAssignment,
    WebSession,
)

__all__ = [
    "ALL",
    "Account",
    "Answer",
    "AnswerUse",
    "Attempt",
    "AuditChild",
    "AuditEntry",
    "CheckIn",
    "Comment",
    "Consent",
    "Contact",
    "Correction",
    "Enrolment",
    "Erasure",
    "Goal",
    "GoalVoice",
    "Guardianship",
    "Handoff",
    "Identity",
    "ImportBatch",
    "ImportChange",
    "Invitation",
    "Operation",
    "Person",
    "Question",
    "RecoveryCode",
    "Response",
    "Restriction",
    "SchoolClass",
    "SecondFactor",
    "Setting",
    "StaffNote",
    "Step",
    "Strategy",
    "Survey",
    "Table",
    "TeachingAssignment",
    "WebSession",
    "metadata",
]
