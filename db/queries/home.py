"""What needs me today: the queries of the home pages."""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import and_, bindparam, select

from db import tables as t
from db.queries import checkins, classes, progress
from db.queries.children import used
from db.queries.custody import READS_ONLY, mine
from db.queries.kept import remembered
from db.session import HubSession
from i18n.dates import today
from rules.children import GoalNow
from rules.goal_views import ChildHead, monday_of
from rules.goals import State, voice_of
from rules.home import ChildHome, GuardianHome, TeacherHome, counts
from rules.people import Role, Status
from rules.surveys import ResponseState, SurveyState

CHILDREN = (
    select(t.Person.id, t.Person.given_name, t.Person.preferred_name, READS_ONLY)
    .where(t.Person.role == Role.STUDENT, t.Person.status == Status.ACTIVE)
    .order_by(t.Person.given_name, t.Person.id)
)
ASKED = (
    select(t.Survey.id, t.Response.student_id, t.Response.state)
    .outerjoin(
        t.Response,
        and_(
            t.Response.survey_id == t.Survey.id,
            t.Response.guardian_id == bindparam("guardian"),
        ),
    )
    .where(t.Survey.state == SurveyState.OPEN)
    .order_by(t.Survey.id)
)


@remembered
def teacher_home(db: HubSession) -> TeacherHome:
    """Every child of a teacher, those who need most first."""
    rows = classes.rows(db, classes.children(db))
    return TeacherHome(rows, counts(rows, checkins.count_since(db, monday_of(today()))))


@remembered
def guardian_home(db: HubSession) -> GuardianHome:
    """A guardian's children: how it goes, what to do, what to tell, what was used."""
    children = _children(db)
    asked = _asked(db)
    taken_up = used(db)
    goals = _goals(db, frozenset(line.goal_id for line in taken_up if line.goal_id))
    return GuardianHome(
        tuple(
            ChildHome(
                child,
                tuple(goals[child.id]),
                *asked.get(child.id, asked.get(None, (None, False))),
                used=tuple(line for line in taken_up if line.child_id == child.id),
            )
            for child in children
        )
    )


@remembered
def student_home(db: HubSession) -> ChildHome:
    """A student's own goals."""
    (child,) = _children(db)
    return ChildHome(child, tuple(_goals(db)[child.id]))


def _children(db: HubSession) -> Sequence[ChildHead]:
    """A guardian's children by the names they are called, or the student alone."""
    return [
        ChildHead(key, preferred or given, read_only=reads_only)
        for key, given, preferred, reads_only in db.execute(CHILDREN, mine(db))
    ]


def _goals(
    db: HubSession, answered: frozenset[int] = frozenset()
) -> defaultdict[int, list[GoalNow]]:
    rows = progress.goal_rows(db)
    parts = progress.Parts(
        points=checkins.of_goals(db, (goal.id for goal in rows if goal.state == State.WORKING)),
        voices=progress.voices(db),
        steps=progress.steps(db),
        answered=answered,
        unanswered=progress.unanswered(db, by=voice_of(db.viewer.role)),
        reader=db.viewer.person_id,
    )
    found: defaultdict[int, list[GoalNow]] = defaultdict(list)
    for goal in progress.goals_now(rows, parts):
        found[goal.child_id].append(goal)
    return found


def _asked(db: HubSession) -> dict[int | None, tuple[int | None, bool]]:
    """The open survey per child, and whether it was begun; None stands for the other children."""
    rows = db.execute(ASKED, {"guardian": db.viewer.person_id})
    found: dict[int | None, tuple[int | None, bool]] = {}
    for survey, child, state in rows:
        found[None] = (survey, False)
        if child is not None:
            found[child] = (None if state == ResponseState.SENT else survey, True)
    return found
