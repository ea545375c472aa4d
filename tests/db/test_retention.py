"""What is over goes, and nothing else; first it is said, in the same words."""

import os
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from db import tables as t
from db.commands.retention import do, run, what_is_due
from db.engine import data_folder
from db.queries.erasure import erased
from db.queries.log import sealed
from db.queries.retention import ENDED
from db.queries.school import setting
from db.session import reading, writing
from db.tables.base import utc_now
from rules.log import HEAD, look_through
from rules.people import SYSTEM, Role, Status
from rules.problems import Problem
from rules.retention import SHORT, sentences, year_ended
from seed.cast import Cast
from tests.cast import me_of
from tests.db.crowd import add_children, counted
from tests.guards.command_examples import row

LONG_AGO = date(2019, 6, 30)


def count(table: type[t.Table]) -> int:
    with reading(SYSTEM) as db:
        return db.scalar(select(func.count()).select_from(table)) or 0


def gone(*ids: int, on: date = LONG_AGO) -> None:
    with writing(SYSTEM) as db:
        for one in db.scalars(select(t.Person).where(t.Person.id.in_(ids))):
            one.status, one.left_on = Status.LEFT, on


def _old_rows(hub: Cast) -> None:
    """One row that was over long ago of each kind, beside one that wasn't."""
    now = utc_now()
    account = hub.accounts["parent"]
    with writing(SYSTEM) as db:
        for at, mark in ((now - SHORT - timedelta(days=1), "old"), (now, "new")):
            db.add_all(
                (
                    t.Operation(key=mark, actor_id=hub.parent, action="x", at=at),
                    t.Attempt(subject=mark, at=at),
                    t.WebSession(account_id=account, token_hash=mark, idle_until=at, expires_at=at),
                    t.Handoff(account_id=account, code_hash=mark, browser_hash="x", expires_at=at),
                    t.Invitation(
                        person_id=hub.parent,
                        code_hash=mark,
                        created_by=hub.coordinator,
                        expires_at=at,
                    ),
                )
            )


def test_nothing_is_over_in_a_young_school(hub: Cast) -> None:
    found = what_is_due()
    assert not found.anything
    assert [*sentences(found, 3)] == ["Nothing is old enough to go today."]


def test_people_go_after_the_years_of_the_school(any_hub: Cast) -> None:
    hub = any_hub
    gone(hub.child, hub.teacher)
    gone(hub.other_child, on=utc_now().date() - timedelta(days=700))
    found = what_is_due()
    assert {one.id for one in found.people} >= {hub.child, hub.teacher}
    assert hub.other_child not in {one.id for one in found.people}
    name = next(one.name for one in found.people if one.id == hub.child)
    assert any(name in line for line in sentences(found, 3))
    people = count(t.Person)
    counts = do(me_of(hub, "coordinator"), "do", found)
    assert counts["person"] == len(found.people)
    assert row(t.Person, id=hub.child).role == Role.ERASED
    assert row(t.Goal, student_id=hub.child) is None
    assert row(t.Person, id=hub.other_child).role == Role.STUDENT
    assert count(t.Person) == people
    with reading(SYSTEM) as db:
        kept = erased(db)
        log = look_through(sealed(db), setting(db, HEAD) or "")
    assert log.fault is None
    assert all(one.proved_at for one in kept)
    assert len(kept) == len(found.people)


def test_forms_codes_and_sessions_go_after_thirty_days(hub: Cast) -> None:
    _old_rows(hub)
    found = what_is_due()
    assert {one.subject: one.count for one in found.rows if one.count} == {
        str(table.__table__.name): 1 for table in ENDED
    }
    before = {table: count(table) for table in ENDED}
    do(SYSTEM, "do", found)
    after = {table: count(table) for table in ENDED}
    del before[t.Operation], after[t.Operation]  # the run itself leaves its own
    assert after == {table: number - 1 for table, number in before.items()}
    assert row(t.Operation, key="old") is None
    assert row(t.Operation, key="new") is not None


def test_answers_of_a_past_survey_go_and_its_questions_stay(hub: Cast) -> None:
    with writing(SYSTEM) as db:
        survey = db.get(t.Survey, hub.survey)
        assert survey is not None
        survey.school_year = "2019/20"
    questions = count(t.Question)
    do(SYSTEM, "do", what_is_due())
    assert (count(t.Response), count(t.Answer), count(t.AnswerUse)) == (0, 0, 0)
    assert count(t.Question) == questions
    assert row(t.Survey, id=hub.survey) is not None


def test_a_school_year_ends_in_july() -> None:
    assert year_ended("2019/20", utc_now()) == date(2020, 7, 31)
    assert year_ended("2019", utc_now()) == date(2019, 12, 31)


def test_old_copies_go(hub: Cast) -> None:
    copy = data_folder() / "hub.sqlite3.before-upgrade"
    copy.write_bytes(b"x")
    assert not what_is_due().anything
    old = (utc_now() - timedelta(days=31)).timestamp()
    os.utime(copy, (old, old))
    assert do(SYSTEM, "do", what_is_due())["copy"] == 1
    assert not copy.exists()


def test_what_became_due_since_stops_it(hub: Cast) -> None:
    found = what_is_due()
    gone(hub.child)
    with pytest.raises(Problem, match="look again"):
        run(SYSTEM, "do", found.mark)
    assert row(t.Person, id=hub.child).role == Role.STUDENT


def test_as_many_statements_for_thirty_as_for_one(hub: Cast) -> None:
    gone(hub.child)
    with counted() as one:
        what_is_due()
    gone(*add_children(hub, 30))
    with counted() as many:
        what_is_due()
    assert len(one) == len(many)
