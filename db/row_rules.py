"""Who sees which rows: one rule a table, asked by every query there is.

A rule is built for one viewer, as an expression (a lambda would serve one viewer's rows to the
next). Inside a rule, tables are named by their columns of the core, which no rule filters again.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, false, or_, select, true

from db import tables as t
from i18n.dates import today
from rules.custody import Right
from rules.log import WHOLE_SCHOOL, Readers
from rules.people import STAFF, Role, Viewer

Rule = Callable[[Viewer], ColumnElement[bool]]

ENROLMENT = t.Enrolment.__table__.c
TEACHING = t.TeachingAssignment.__table__.c
GUARDIANSHIP = t.Guardianship.__table__.c
PERSON = t.Person.__table__.c
RESTRICTION = t.Restriction.__table__.c
SURVEY = t.Survey.__table__.c
RESPONSE = t.Response.__table__.c
ENTRY = t.AuditEntry.__table__.alias()  # beside the table itself, where a query names both
ENTRY_CHILD = t.AuditChild.__table__.c


@dataclass(frozen=True)
class WithAccess(Viewer):
    """A guardian or teacher as such, with one child: to ask what any of them would see."""

    child_id: int


def in_force(row: Any, right: Right, day: Any) -> tuple[ColumnElement[bool], ...]:
    """Whether a restriction counts on a day: compared when asked, so that nothing has to expire."""
    return (
        row.right == right,
        row.removed_at.is_(None),
        or_(row.started_on.is_(None), row.started_on <= day),
        or_(row.ended_on.is_(None), row.ended_on >= day),
    )


def limited(right: Right) -> ColumnElement[bool]:
    """Whether a guardianship lacks this right today."""
    mine = (
        RESTRICTION.guardian_id == GUARDIANSHIP.guardian_id,
        RESTRICTION.student_id == GUARDIANSHIP.student_id,
    )
    found = select(RESTRICTION.id).where(*in_force(RESTRICTION, right, today()), *mine)
    return found.correlate(t.Guardianship.__table__).exists()


def my_classes(viewer: Viewer) -> Select[Any]:
    """Ids of the classes a viewer belongs to: taught, or attended by a child of theirs."""
    if viewer.role == Role.TEACHER:
        return select(TEACHING.class_id).where(
            TEACHING.teacher_id == viewer.person_id, TEACHING.ended_on.is_(None)
        )
    return select(ENROLMENT.class_id).where(
        ENROLMENT.student_id.in_(my_children(viewer)), ENROLMENT.ended_on.is_(None)
    )


def my_children(viewer: Viewer) -> Select[Any]:
    """Ids of the children a teacher teaches, a guardian may see, or the student alone."""
    if isinstance(viewer, WithAccess):
        return select(PERSON.id).where(PERSON.id == viewer.child_id)
    if viewer.role == Role.TEACHER:
        return select(ENROLMENT.student_id).where(
            ENROLMENT.class_id.in_(my_classes(viewer)), ENROLMENT.ended_on.is_(None)
        )
    if viewer.role == Role.GUARDIAN:
        return select(GUARDIANSHIP.student_id).where(
            GUARDIANSHIP.guardian_id == viewer.person_id, ~limited(Right.READ)
        )
    return select(PERSON.id).where(PERSON.id == viewer.person_id)


def my_families(viewer: Viewer) -> Select[Any]:
    """Ids of the guardians of a viewer's children."""
    return select(GUARDIANSHIP.guardian_id).where(GUARDIANSHIP.student_id.in_(my_children(viewer)))


def reachable_families(viewer: Viewer) -> Select[Any]:
    """Ids of those of them whom the school may contact about one of these children."""
    return my_families(viewer).where(~limited(Right.CONTACT))


def my_teachers(viewer: Viewer) -> Select[Any]:
    """Ids of the teachers of a viewer's children."""
    return select(TEACHING.teacher_id).where(
        TEACHING.class_id.in_(my_classes(viewer)), TEACHING.ended_on.is_(None)
    )


def whole_school(rule: Rule) -> Rule:
    """The coordinator and the hub itself see every row; the rest by the rule."""

    def guarded(viewer: Viewer) -> ColumnElement[bool]:
        if viewer.role in (Role.COORDINATOR, Role.SYSTEM):
            return true()
        return rule(viewer)

    return guarded


def hub_only(viewer: Viewer) -> ColumnElement[bool]:
    return true() if viewer.role == Role.SYSTEM else false()


def everyone(viewer: Viewer) -> ColumnElement[bool]:
    return true()


def nobody_else(viewer: Viewer) -> ColumnElement[bool]:
    return false()


def of_my_children(table: Any) -> Rule:
    return whole_school(lambda viewer: table.student_id.in_(my_children(viewer)))


def people(viewer: Viewer) -> ColumnElement[bool]:
    known = [
        t.Person.id == viewer.person_id,
        t.Person.id.in_(my_children(viewer)),
        t.Person.id.in_(my_teachers(viewer)),
    ]
    if viewer.role == Role.TEACHER:
        known += [
            t.Person.id.in_(my_families(viewer)),
            t.Person.role.in_(STAFF),
        ]
    return or_(*known)


def contacts(viewer: Viewer) -> ColumnElement[bool]:
    own = t.Contact.person_id == viewer.person_id
    if viewer.role != Role.TEACHER:
        return own
    return or_(
        own,
        t.Contact.person_id.in_(my_children(viewer)),
        t.Contact.person_id.in_(reachable_families(viewer)),
    )


def enrolments(viewer: Viewer) -> ColumnElement[bool]:
    if viewer.role == Role.TEACHER:
        return t.Enrolment.class_id.in_(my_classes(viewer))
    return t.Enrolment.student_id.in_(my_children(viewer))


def guardianships(viewer: Viewer) -> ColumnElement[bool]:
    if viewer.role == Role.TEACHER:
        return t.Guardianship.student_id.in_(my_children(viewer))
    if viewer.role == Role.GUARDIAN:
        mine = t.Guardianship.student_id.in_(my_children(viewer))
        return and_(mine, t.Guardianship.guardian_id == viewer.person_id)
    return false()


def restrictions(viewer: Viewer) -> ColumnElement[bool]:
    """Staff of the child must know; a guardian learns of their own alone."""
    if viewer.role == Role.TEACHER:
        return t.Restriction.student_id.in_(my_children(viewer))
    if viewer.role == Role.GUARDIAN:
        return t.Restriction.guardian_id == viewer.person_id
    return false()


def comments(viewer: Viewer) -> ColumnElement[bool]:
    visible: ColumnElement[bool] = t.Comment.student_id.in_(my_children(viewer))
    if viewer.role == Role.STUDENT:
        return and_(visible, t.Comment.audience == "all")
    return visible


def staff_notes(viewer: Viewer) -> ColumnElement[bool]:
    """Staff of the child alone: no family and no child, whatever else they may see."""
    if viewer.role == Role.TEACHER:
        return t.StaffNote.student_id.in_(my_children(viewer))
    return false()


def corrections(viewer: Viewer) -> ColumnElement[bool]:
    """Whoever asked, as long as they see the child; what is wrong may be nobody else's business."""
    asked = t.Correction.author_id == viewer.person_id
    return and_(asked, t.Correction.student_id.in_(my_children(viewer)))


def surveys(viewer: Viewer) -> ColumnElement[bool]:
    return t.Survey.state != "draft"


def questions(viewer: Viewer) -> ColumnElement[bool]:
    return t.Question.survey_id.in_(select(SURVEY.id).where(SURVEY.state != "draft"))


def own_family(table: Any) -> Rule:
    """Answers belong to the guardian who gave them; the other household reads its own."""

    def rule(viewer: Viewer) -> ColumnElement[bool]:
        mine = table.student_id.in_(my_children(viewer))
        if viewer.role == Role.GUARDIAN:
            return and_(mine, table.guardian_id == viewer.person_id)
        return mine if viewer.role == Role.TEACHER else false()

    return whole_school(rule)


def answers(viewer: Viewer) -> ColumnElement[bool]:
    """A guardian's own; the others read them once they are sent, by their audience."""
    mine: ColumnElement[bool] = t.Answer.student_id.in_(my_children(viewer))
    sent = t.Answer.response_id.in_(select(RESPONSE.id).where(RESPONSE.state == "sent"))
    if viewer.role == Role.SYSTEM:
        return true()
    if viewer.role == Role.COORDINATOR:
        return sent
    if viewer.role == Role.GUARDIAN:
        return and_(mine, t.Answer.guardian_id == viewer.person_id)
    shared = ("child_too",) if viewer.role == Role.STUDENT else ("child_too", "teachers")
    return and_(mine, sent, t.Answer.audience.in_(shared))


def log(viewer: Viewer) -> ColumnElement[bool]:
    """A family reads what was done for its children; what is whose, only they."""
    mine = my_children(viewer)
    several = select(ENTRY_CHILD.entry_id).where(ENTRY_CHILD.student_id.in_(mine))
    everybody = and_(t.AuditEntry.action.in_(WHOLE_SCHOOL), mine.exists())
    about = or_(t.AuditEntry.student_id.in_(mine), t.AuditEntry.id.in_(several), everybody)
    return and_(about, told_to(viewer, t.AuditEntry))


def log_children(viewer: Viewer) -> ColumnElement[bool]:
    of_it = select(ENTRY.c.id).where(ENTRY.c.id == t.AuditChild.entry_id)
    told = of_it.where(told_to(viewer, ENTRY.c)).correlate_except(ENTRY)
    return and_(t.AuditChild.student_id.in_(my_children(viewer)), told.exists())


def told_to(viewer: Viewer, entry: Any) -> ColumnElement[bool]:
    """Whether an entry about a child may be told to this reader."""
    if viewer.role == Role.GUARDIAN:
        own = or_(entry.guardian_id.is_(None), entry.guardian_id == viewer.person_id)
        return and_(entry.readers != Readers.STAFF, own)
    if viewer.role == Role.STUDENT:
        return and_(entry.readers == Readers.ALL, entry.guardian_id.is_(None))
    return false()


def own_account(viewer: Viewer) -> ColumnElement[bool]:
    return t.Account.person_id == viewer.person_id


def own_operations(viewer: Viewer) -> ColumnElement[bool]:
    """One's own alone; the hub itself forgets them all in the end."""
    return true() if viewer.role == Role.SYSTEM else t.Operation.actor_id == viewer.person_id


def of_own_account(table: Any) -> Rule:
    account = t.Account.__table__.c
    return whole_school(
        lambda viewer: table.account_id.in_(
            select(account.id).where(account.person_id == viewer.person_id)
        )
    )


def own_classes(column: Any) -> Rule:
    return whole_school(lambda viewer: column.in_(my_classes(viewer)))


RULES: dict[type[t.Table], Rule] = {
    t.Account: whole_school(own_account),
    t.Answer: answers,
    t.AnswerUse: own_family(t.AnswerUse),
    t.Attempt: hub_only,
    t.AuditChild: whole_school(log_children),
    t.AuditEntry: whole_school(log),
    t.CheckIn: of_my_children(t.CheckIn),
    t.Comment: whole_school(comments),
    t.Consent: own_family(t.Consent),
    t.Contact: whole_school(contacts),
    t.Correction: whole_school(corrections),
    t.Enrolment: whole_school(enrolments),
    t.Erasure: whole_school(nobody_else),
    t.Goal: of_my_children(t.Goal),
    t.GoalVoice: of_my_children(t.GoalVoice),
    t.Guardianship: whole_school(guardianships),
    t.Handoff: hub_only,
    t.Identity: of_own_account(t.Identity),
    t.ImportBatch: whole_school(nobody_else),
    t.ImportChange: whole_school(nobody_else),
    t.Invitation: whole_school(nobody_else),
    t.Operation: own_operations,
    t.Person: whole_school(people),
    t.Question: whole_school(questions),
    t.RecoveryCode: of_own_account(t.RecoveryCode),
    t.Response: own_family(t.Response),
    t.Restriction: whole_school(restrictions),
    t.SchoolClass: own_classes(t.SchoolClass.id),
    t.SecondFactor: of_own_account(t.SecondFactor),
    t.Setting: everyone,
    t.StaffNote: whole_school(staff_notes),
    t.Step: of_my_children(t.Step),
    t.Strategy: of_my_children(t.Strategy),
    t.Survey: whole_school(surveys),
    t.TeachingAssignment: own_classes(t.TeachingAssignment.class_id),
    t.WebSession: of_own_account(t.WebSession),
}
