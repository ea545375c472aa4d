"""What is over: people and answers after the school's years, forms and sessions after 30 days."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select

from db import tables as t
from db.queries.leaving import keep, leavers, without_child
from db.session import HubSession
from db.traces import copies, goes_on, made_on
from i18n.dates import today
from rules.leaving import kept_until
from rules.retention import SHORT, Due, Over, year_ended

# When a row of these was over.
ENDED: dict[type[t.Table], Any] = {
    t.Operation: t.Operation.at,
    t.Invitation: t.Invitation.expires_at,
    t.WebSession: t.WebSession.expires_at,
    t.Handoff: t.Handoff.expires_at,
    t.Attempt: t.Attempt.at,
}


def due(db: HubSession, now: datetime) -> Due:
    """Everything that is over; the same number of selects whatever there is."""
    day = today()
    people = tuple(one for one in (*leavers(db), *without_child(db)) if one.kept_until <= day)
    surveys, rows = _surveys(db, day), list(over_rows(db, now))
    first = min((one.left_on for one in people), default=None)
    responses = _responses(db, surveys)
    found = (Over("person", len(people), first), responses, *rows, _copies(day))
    return Due(people, found, surveys, day)


def _surveys(db: HubSession, day: date) -> tuple[int, ...]:
    """Surveys whose school year ended so many years ago."""
    years = keep(db).years
    rows = db.execute(
        select(t.Survey.id, t.Survey.school_year, t.Survey.created_at).order_by(t.Survey.id)
    )
    return tuple(key for key, year, made in rows if kept_until(year_ended(year, made), years) < day)


def _responses(db: HubSession, surveys: tuple[int, ...]) -> Over:
    response = t.Response
    count, first = db.execute(
        select(func.count(response.id), func.min(response.updated_at)).where(
            response.survey_id.in_(surveys)
        )
    ).one()
    return Over("response", count, first.date() if first else None)


def over_rows(db: HubSession, now: datetime) -> Iterator[Over]:
    """What lets somebody in, and forms that were sent, 30 days after it was over."""
    for table, ended in ENDED.items():
        count, first = db.execute(
            select(func.count(), func.min(ended)).select_from(table).where(ended < now - SHORT)
        ).one()
        yield Over(str(table.__table__.name), count, first.date() if first else None)


def _copies(day: date) -> Over:
    over = [path for path in copies() if goes_on(path) <= day]
    return Over("copy", len(over), min(map(made_on, over), default=None))
