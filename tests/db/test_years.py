"""A new school year in the database: who is where afterwards, and who may begin it."""

from dataclasses import replace
from secrets import token_urlsafe
from typing import Any

import pytest
from sqlalchemy import select

from db import tables as t
from db.commands.roster_undo import undo_import
from db.commands.years import begin_year
from db.queries.classes import children, classes
from db.queries.roster import past_imports
from db.queries.roster_history import undo_plan
from db.queries.school import school as school_of
from db.queries.years import year_now
from db.session import reading, writing
from rules.log import HEAD
from rules.people import SYSTEM
from rules.problems import Problem
from rules.roster_undo import UndoPlan
from rules.year_now import YearNow
from rules.years import ClassStep, Goals, Teachers, Way, YearDraft, propose
from seed.cast import Cast, build
from tests.cast import me_of, quick_hash


def now_of(hub: Cast) -> YearNow:
    with reading(me_of(hub, "coordinator")) as db:
        return year_now(db, school_of(db).year)


def begin(hub: Cast, draft: YearDraft, fingerprint: str = "") -> dict[str, int]:
    seen = fingerprint or now_of(hub).fingerprint
    return begin_year(me_of(hub, "coordinator"), token_urlsafe(8), draft, seen)


def class_names(hub: Cast, key: str) -> list[str]:
    with reading(me_of(hub, key)) as db:
        return [line.name for line in classes(db)]


def test_a_year_turns_in_a_database_of_each_kind(database: str) -> None:
    with writing(SYSTEM) as db:
        school = build(db, quick_hash)
    begin(school, propose(now_of(school)))
    assert class_names(school, "teacher") == ["4B"]


def test_classes_move_up_with_their_children_and_teachers(hub: Cast) -> None:
    now = now_of(hub)
    before = {child.id for one in now.classes if one.name == "3B" for child in one.children}
    begin(hub, propose(now))
    assert class_names(hub, "teacher") == ["4B"]
    with reading(me_of(hub, "teacher")) as db:
        assert {head.id for head in children(db)} == before
    with reading(SYSTEM) as db:
        assert school_of(db).year == propose(now).year


def test_who_leaves_is_out_of_every_class_and_signs_in_no_more(hub: Cast) -> None:
    begin(hub, propose(now_of(hub)))
    assert class_names(hub, "other_teacher") == []
    with reading(SYSTEM) as db:
        assert db.scalar(select(t.Person.status).where(t.Person.id == hub.other_child)) == "left"
        open_links = select(t.Enrolment).where(
            t.Enrolment.student_id == hub.other_child, t.Enrolment.ended_on.is_(None)
        )
        assert db.scalars(open_links).all() == []


def test_a_year_with_everything_as_it_is(hub: Cast) -> None:
    now = now_of(hub)
    steps = tuple(ClassStep(one.id, Way.STAY) for one in now.classes)
    begin(hub, YearDraft("2040/41", steps))
    after = now_of(hub)
    assert (after.year, after.goals) == ("2040/41", now.goals)
    assert [one.children for one in after.classes] == [one.children for one in now.classes]
    with reading(SYSTEM) as db:
        assert set(db.scalars(select(t.SchoolClass.school_year))) == {"2040/41"}


def test_goals_and_the_survey_close(hub: Cast) -> None:
    now = now_of(hub)
    begin(hub, replace(propose(now), goals=Goals.ALL_END))
    staying = {child.id for one in now_of(hub).classes for child in one.children}
    assert not [goal for goal in now_of(hub).goals if goal.child_id in staying]
    with reading(SYSTEM) as db:
        assert set(db.scalars(select(t.Survey.state))) == {"closed"}


def test_children_of_two_classes_come_together(hub: Cast) -> None:
    now = now_of(hub)
    steps = tuple(ClassStep(one.id, Way.UP, "Class 4") for one in now.classes)
    begin(hub, YearDraft("2040/41", steps, Teachers.NOBODY))
    (one,) = now_of(hub).classes
    assert (one.name, one.teachers) == ("Class 4", ())
    assert {c.id for c in one.children} == {c.id for old in now.classes for c in old.children}


def test_the_year_is_taken_back_whole(hub: Cast) -> None:
    before = _dump()
    begin(hub, replace(propose(now_of(hub)), goals=Goals.ALL_END))
    assert _dump() != before
    plan = _undo(hub)
    assert plan.stays == ()
    assert _dump() == before


def test_what_people_did_since_stays(hub: Cast) -> None:
    now = now_of(hub)
    begin(hub, replace(propose(now), goals=Goals.ALL_END))
    goal = next(goal for goal in now.goals if goal.child_id == hub.child)
    with writing(SYSTEM) as db:
        row = db.get(t.Goal, goal.id)
        assert row is not None
        row.state = "agreed"
    assert [one.name for one in _undo(hub).stays] == [goal.title]
    after = now_of(hub)
    assert (after.year, after.classes) == (now.year, now.classes)


def _undo(hub: Cast) -> UndoPlan:
    office = me_of(hub, "coordinator")
    with reading(office) as db:
        batch = past_imports(db)[0]
        plan = undo_plan(db, batch.id)
    undo_import(office, token_urlsafe(8), batch.id, plan.fingerprint)
    return plan


def _dump() -> dict[str, list[dict[str, Any]]]:
    """Every row that a year changes, but for the marks of when it was written."""
    tables: tuple[type[t.Table], ...] = (t.Person, t.SchoolClass, t.Enrolment)
    tables += (t.TeachingAssignment, t.Goal, t.Survey)
    marks = {"version", "updated_at"}
    with reading(SYSTEM) as db:
        rows = {table: db.scalars(select(table)).all() for table in tables}
        rows[t.Setting] = db.scalars(select(t.Setting).where(t.Setting.key != HEAD)).all()
    return {
        table.__name__: [row.model_dump(exclude=marks) for row in found]
        for table, found in rows.items()
    }


def test_a_preview_that_is_no_longer_true_does_nothing(hub: Cast) -> None:
    now = now_of(hub)
    with pytest.raises(Problem, match="changed since this preview"):
        begin(hub, propose(now), "another state")
    assert now_of(hub) == now


@pytest.mark.parametrize("key", ["teacher", "parent", "child"])
def test_only_a_coordinator_begins_a_year(hub: Cast, key: str) -> None:
    now = now_of(hub)
    with pytest.raises(Problem, match="can't do this"):
        begin_year(me_of(hub, key), token_urlsafe(8), propose(now), now.fingerprint)
    assert now_of(hub) == now
