"""Many at once lose nothing, a form runs once, and a database that is away is waited for."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier, Thread
from typing import Any

import pytest
from sqlalchemy import create_engine, func, select, text
from sqlalchemy.exc import OperationalError

from db import session
from db import tables as t
from db.commands.accounts import hand_off, join, sign_in
from db.commands.checkins import add_check_in
from db.commands.comments import add_comment
from db.commands.goals import add_goal, move_goal
from db.commands.people import invite
from db.session import engine, reading, writing
from i18n.dates import today
from rules.accounts import fingerprint, new_token
from rules.checkins import CheckInDraft
from rules.goals import GoalDraft, State
from rules.people import SYSTEM
from rules.problems import Problem, Stale
from seed.cast import Cast, build
from tests.cast import me_of, quick_hash
from tests.fixtures.postgres import Cluster

MANY = 20
AWAY = 3.0


@pytest.fixture(scope="module")
def school(database: str) -> Cast:
    """The cast, on SQLite and on PostgreSQL."""
    with writing(SYSTEM) as db:
        return build(db, quick_hash)


def at_once(call: Callable[[int], Any]) -> list[Any]:
    """What many threads got that began together; a Problem is an answer as well."""
    start = Barrier(MANY)

    def one(number: int) -> Any:
        start.wait()
        try:
            return call(number)
        except Problem as problem:
            return problem

    with ThreadPoolExecutor(MANY) as pool:
        return list(pool.map(one, range(MANY)))


def rows(table: type[t.Table], **values: Any) -> list[Any]:
    wanted = [getattr(table, name) == value for name, value in values.items()]
    with reading(SYSTEM) as db:
        return list(db.scalars(select(table).where(*wanted)))


def count(table: type[t.Table]) -> int:
    with reading(SYSTEM) as db:
        return db.scalar(select(func.count()).select_from(table)) or 0


def test_goals_added_at_once_are_all_there_each_at_its_place(school: Cast) -> None:
    teacher, audits = me_of(school, "teacher"), count(t.AuditEntry)
    before = len(rows(t.Goal, student_id=school.child, state="idea"))
    draft = GoalDraft(title="At once")
    found = at_once(lambda number: add_goal(teacher, new_token(), school.child, draft))
    ideas = rows(t.Goal, student_id=school.child, state="idea")
    assert {goal.id for goal in ideas} >= set(found)
    assert sorted(goal.position for goal in ideas) == list(range(before + MANY))
    assert count(t.AuditEntry) == audits + MANY


def test_a_goal_moved_by_many_is_moved_by_one(school: Cast) -> None:
    goal = school.goals["agreed"]
    (before,) = rows(t.Goal, id=goal)
    people = [me_of(school, key) for key in ("teacher", "coordinator")]
    found = at_once(
        lambda number: move_goal(
            people[number % 2], new_token(), goal, State.IDEA, 0, before.version
        )
    )
    assert sum(isinstance(one, Stale) for one in found) == MANY - 1
    (after,) = rows(t.Goal, id=goal)
    assert (after.version, after.state) == (before.version + 1, "idea")


def test_a_form_sent_many_times_at_once_runs_once(school: Cast) -> None:
    parent, before, op = me_of(school, "parent"), count(t.Comment), new_token()
    goal = school.goals["idea"]
    found = at_once(lambda number: add_comment(parent, op, goal, "Once"))
    assert len(set(found)) == 1
    assert count(t.Comment) == before + 1


def test_check_ins_written_at_once_are_all_kept(school: Cast) -> None:
    teacher, before = me_of(school, "teacher"), count(t.CheckIn)
    draft = CheckInDraft(school.goals["rating"], today(), 3)
    assert len(set(at_once(lambda number: add_check_in(teacher, new_token(), draft)))) == MANY
    assert count(t.CheckIn) == before + MANY


def test_an_invitation_is_spent_by_one(school: Cast) -> None:
    code = fingerprint("a code")
    invite(me_of(school, "coordinator"), new_token(), school.sibling, code)
    found = at_once(lambda number: join(SYSTEM, new_token(), code, f"jose{number}", "hash"))
    assert sum(isinstance(one, int) for one in found) == 1
    assert len(rows(t.Account, person_id=school.sibling)) == 1


def test_a_hand_off_is_spent_by_one(school: Cast) -> None:
    account = school.accounts["parent"]
    hand_off(SYSTEM, new_token(), account, "code", "browser")
    found = at_once(lambda number: sign_in(SYSTEM, new_token(), "code", "browser", f"t{number}"))
    assert len([seconds for seconds in found if seconds]) == 1


def test_a_reader_sees_one_moment(school: Cast) -> None:
    """What another commits meanwhile is not half seen."""
    with reading(SYSTEM) as db:
        first = db.scalar(select(func.count()).select_from(t.Comment))
        add_comment(me_of(school, "parent"), new_token(), school.goals["idea"], "Meanwhile")
        assert db.scalar(select(func.count()).select_from(t.Comment)) == first
    assert count(t.Comment) == (first or 0) + 1


def test_a_command_that_fails_leaves_nothing(school: Cast) -> None:
    goals, audits, done = count(t.Goal), count(t.AuditEntry), count(t.Operation)
    with pytest.raises(Problem):
        add_goal(me_of(school, "teacher"), new_token(), school.child, GoalDraft(title=" "))
    assert (count(t.Goal), count(t.AuditEntry), count(t.Operation)) == (goals, audits, done)


@contextmanager
def away(database: str, request: pytest.FixtureRequest) -> Iterator[None]:
    """The database answers nobody for three seconds: stopped, or locked by another program."""
    stop: Callable[[], None]
    if database.startswith("postgres"):
        cluster: Cluster = request.getfixturevalue("cluster")
        cluster.stop()
        stop = cluster.start
    else:
        other = create_engine(database).connect()
        other.execute(text("BEGIN EXCLUSIVE"))
        stop = other.close

    def come_back() -> None:
        time.sleep(AWAY)
        stop()

    back = Thread(target=come_back)
    back.start()
    yield
    back.join()


def test_a_change_waits_for_a_database_that_is_away(
    school: Cast, database: str, request: pytest.FixtureRequest
) -> None:
    before = count(t.Comment)
    with away(database, request):
        add_comment(me_of(school, "parent"), new_token(), school.goals["idea"], "Still here")
    assert count(t.Comment) == before + 1


def test_a_reader_waits_for_a_database_that_is_away(
    school: Cast, database: str, request: pytest.FixtureRequest
) -> None:
    with away(database, request):
        assert count(t.Person) >= 11


def test_a_database_that_stays_away_is_said_so(
    school: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse() -> None:
        raise OperationalError("connect", None, Exception("away"))

    monkeypatch.setattr(session, "PAUSES", (0.0, 0.01))
    monkeypatch.setattr(engine(), "connect", refuse)
    with pytest.raises(OperationalError):
        count(t.Person)
