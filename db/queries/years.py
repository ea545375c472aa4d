"""What a new school year looks at: the roster, open goals and the open survey."""

from sqlalchemy import select

from db import tables as t
from db.queries.roster import snapshot
from db.session import HubSession
from rules import year_now as rules
from rules.children import OPEN_STATES
from rules.goals import Horizon
from rules.people import Named
from rules.roster_known import Known
from rules.surveys import SurveyState


def year_now(db: HubSession, year: str) -> rules.YearNow:
    """The year that is running; eight selects for any school."""
    return of_roster(db, snapshot(db), year)


def of_roster(db: HubSession, known: Known, year: str) -> rules.YearNow:
    """The same for a roster that was read already."""
    return rules.year_now(known, year, _goals(db), _survey(db))


def _goals(db: HubSession) -> list[rules.OpenGoal]:
    rows = db.execute(
        select(t.Goal.id, t.Goal.student_id, t.Goal.horizon, t.Goal.title, t.Goal.state)
        .where(t.Goal.state.in_(OPEN_STATES))
        .order_by(t.Goal.id)
    )
    return [
        rules.OpenGoal(key, child, Horizon(horizon), title, state)
        for key, child, horizon, title, state in rows
    ]


def _survey(db: HubSession) -> Named | None:
    found = select(t.Survey.id, t.Survey.title).where(t.Survey.state == SurveyState.OPEN)
    row = db.execute(found.order_by(t.Survey.id).limit(1)).one_or_none()
    return Named(*row) if row else None
