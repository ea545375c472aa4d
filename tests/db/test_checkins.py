"""Check-ins in the database: who may add and take back which, and what goals read of them."""

from dataclasses import replace
from datetime import timedelta
from secrets import token_urlsafe

import pytest
from sqlalchemy import select

from db import tables as t
from db.commands.checkins import add_check_in, remove_check_in
from db.queries.checkins import by_goal, count_since, of_child, of_goals
from db.queries.people import names
from db.session import reading, writing
from i18n.dates import today
from rules.checkins import CheckInDraft, CheckInLine, Place
from rules.people import SYSTEM
from rules.problems import NotFound, Problem
from seed.cast import Cast, build
from tests.cast import me_of, quick_hash

BEGUN = today() - timedelta(days=100)
ODD = ["x" * 500, "أقرأ", "Run 🏃", "<script>alert(1)</script>", "![a](http://b/c.png)"]


@pytest.fixture(scope="module")
def school(database: str) -> Cast:
    """The cast in a database of each kind."""
    with writing(SYSTEM) as db:
        return build(db, quick_hash)


def op() -> str:
    return token_urlsafe(8)


def draft(school: Cast, value: float | None = 3, goal: str = "rating") -> CheckInDraft:
    return CheckInDraft(school.goals[goal], today(), value)


def lines(school: Cast, key: str = "teacher", child: str = "child") -> tuple[CheckInLine, ...]:
    with reading(me_of(school, key)) as db:
        return of_child(db, school.person(child))


def find(school: Cast, check_in: int) -> CheckInLine:
    return next(line for line in lines(school) if line.id == check_in)


def author(school: Cast, line: CheckInLine) -> str:
    with reading(me_of(school, "teacher")) as db:
        return names(db, [line.author_id])[line.author_id]


def audited(school: Cast, action: str, subject: int) -> int:
    with reading(me_of(school, "coordinator")) as db:
        rows = db.scalars(select(t.AuditEntry).where(t.AuditEntry.action == action)).all()
    return sum(row.subject_id == subject for row in rows)


def test_a_check_in_is_kept_as_it_was_tapped(school: Cast) -> None:
    wanted = replace(draft(school), note=" Asked twice. ", day=today() - timedelta(days=1))
    line = find(school, add_check_in(me_of(school, "teacher"), op(), wanted))
    assert (line.day, line.value, line.note) == (wanted.day, 3.0, "Asked twice.")
    assert (line.place, author(school, line)) == (Place.SCHOOL, "Elif Kaya")


@pytest.mark.parametrize("note", ODD)
def test_any_note_comes_back_as_it_was_typed(school: Cast, note: str) -> None:
    wanted = replace(draft(school), note=note)
    assert find(school, add_check_in(me_of(school, "teacher"), op(), wanted)).note == note


def test_a_double_click_saves_once(school: Cast) -> None:
    before, key = len(lines(school)), op()
    first = add_check_in(me_of(school, "teacher"), key, draft(school))
    assert add_check_in(me_of(school, "teacher"), key, draft(school)) == first
    assert len(lines(school)) == before + 1
    assert audited(school, "checkin.add", first) == 1


def test_a_family_check_in_is_from_home(school: Cast) -> None:
    line = find(school, add_check_in(me_of(school, "parent"), op(), draft(school)))
    assert line.place is Place.HOME
    assert author(school, line) == "Mariama Diallo"


@pytest.mark.parametrize("key", ["barred_parent", "other_parent", "other_teacher"])
def test_nobody_else_checks_in(school: Cast, key: str) -> None:
    before = len(lines(school))
    with pytest.raises(NotFound):
        add_check_in(me_of(school, key), op(), draft(school))
    assert len(lines(school)) == before


def test_a_child_does_not_check_in(school: Cast) -> None:
    with pytest.raises(Problem, match="Your account can't do this"):
        add_check_in(me_of(school, "child"), op(), draft(school))


@pytest.mark.parametrize("goal", ["idea", "agreed", "reached", "let_go"])
def test_only_goals_that_are_worked_on_take_check_ins(school: Cast, goal: str) -> None:
    with pytest.raises(Problem, match="not being worked on"):
        add_check_in(me_of(school, "teacher"), op(), draft(school, goal=goal))


def test_a_check_in_in_the_future_changes_nothing(school: Cast) -> None:
    before = len(lines(school))
    tomorrow = replace(draft(school), day=today() + timedelta(days=1))
    with pytest.raises(Problem, match="has not come yet"):
        add_check_in(me_of(school, "teacher"), op(), tomorrow)
    assert len(lines(school)) == before


def test_a_slip_is_taken_back_once(school: Cast) -> None:
    check_in = add_check_in(me_of(school, "teacher"), op(), draft(school))
    for _ in range(2):
        remove_check_in(me_of(school, "teacher"), op(), check_in)
    assert check_in not in [line.id for line in lines(school)]


def test_a_family_takes_back_only_its_own(school: Cast) -> None:
    teachers = add_check_in(me_of(school, "teacher"), op(), draft(school))
    with pytest.raises(Problem, match="Somebody else wrote this"):
        remove_check_in(me_of(school, "parent"), op(), teachers)
    own = add_check_in(me_of(school, "parent"), op(), draft(school))
    remove_check_in(me_of(school, "parent"), op(), own)
    assert own not in [line.id for line in lines(school)]
    assert audited(school, "checkin.remove", own) == 1


@pytest.mark.parametrize("key", ["barred_parent", "other_parent", "other_child", "other_teacher"])
def test_others_read_no_check_in(school: Cast, key: str) -> None:
    assert lines(school, key) == ()


def test_a_child_reads_its_own(school: Cast) -> None:
    assert len(lines(school, "child")) == len(lines(school, "teacher"))


def test_goals_have_the_points_of_their_child(school: Cast) -> None:
    with reading(me_of(school, "teacher")) as db:
        points = of_goals(db, school.goals.values())
        every = by_goal(of_child(db, school.child))
    assert every
    assert {goal: points[goal] for goal in every} == every


def test_those_of_this_week_are_counted(school: Cast) -> None:
    with reading(me_of(school, "teacher")) as db:
        before = count_since(db, today())
    add_check_in(me_of(school, "teacher"), op(), draft(school))
    with reading(me_of(school, "teacher")) as db:
        assert count_since(db, today()) == before + 1
