"""What is over: people and answers after the school's years, forms and sessions after 30 days."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select

from db import tables as t
from db.queries.leaving import leavers, without_child
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


def due(db: HubSession, now: datetime, years: int) -> Due:
    """Everything that is over; the same number of selects whatever there is."""
    day = today()
    people = tuple(
        one for one in (*leavers(db, years), *without_child(db, years)) if one.kept_until <= day
    )
    surveys, responses = _surveys(db, day, years)
    first = min((one.left_on for one in people), default=None)
    found = (Over("person", len(people), first), responses, *over_rows(db, now), _copies(day))
    return Due(people, found, surveys, day)


def _surveys(db: HubSession, day: date, years: int) -> tuple[tuple[int, ...], Over]:
    """Surveys whose school year ended so many years ago, and the sheets that go with them."""
    survey, response = t.Survey, t.Response
    rows = db.execute(
        select(
            survey.id,
            survey.school_year,
            survey.created_at,
            func.count(response.id),
            func.min(response.updated_at),
        )
        .outerjoin(response, response.survey_id == survey.id)
        .group_by(survey.id, survey.school_year, survey.created_at)
        .order_by(survey.id)
    )
    over = [row for row in rows if kept_until(year_ended(row[1], row[2]), years) < day]
    first = min((row[4].date() for row in over if row[4]), default=None)
    sheets = Over("response", sum(row[3] for row in over), first)
    return tuple(row[0] for row in over), sheets


def over_rows(db: HubSession, now: datetime) -> Iterator[Over]:
    """What lets somebody in, and forms that were sent, 30 days after it was over."""
    asked = [
        select(what).select_from(table).where(ended < now - SHORT).scalar_subquery()
        for table, ended in ENDED.items()
        for what in (func.count(), func.min(ended))
    ]
    found = db.execute(select(*asked)).one()
    for table, count, first in zip(ENDED, found[::2], found[1::2], strict=True):
        yield Over(str(table.__table__.name), count, first.date() if first else None)


def _copies(day: date) -> Over:
    over = [path for path in copies() if goes_on(path) <= day]
    return Over("copy", len(over), min(map(made_on, over), default=None))
