"""Whoever a line names can read the row, and nobody else: asked of everybody's own session."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from sqlalchemy import select

from db import tables as t
from db.queries.readers import goal_sight, sight
from db.session import reading, writing
from i18n.dates import today
from rules.goals import Audience, audiences
from rules.people import SYSTEM, Named, Role, Viewer, full_name
from rules.readers import NEW, Item, Readers, Sight
from seed.cast import BY_KEY, Cast
from tests.db.crowd import counted
from tests.db.test_row_rules import full_hub

__all__ = ["full_hub"]

TABLES: dict[Item, type[t.Table]] = {
    Item.PROFILE: t.Person,
    Item.GOAL: t.Goal,
    Item.VOICE: t.GoalVoice,
    Item.COMMENT: t.Comment,
    Item.ANSWER: t.Answer,
    Item.NOTE: t.StaffNote,
}
CHILDREN = ("child", "other_child", "sibling", "far_sibling")
OFFICE, TEACHERS = "the school office", "the teachers"
PARENTS, AUTHOR = "the parents who have access", "the parent who wrote it"


def viewer(cast: Cast, key: str) -> Viewer:
    return Viewer(cast.person(key), BY_KEY[key].role)


def name(key: str) -> str:
    return full_name(BY_KEY[key].given, BY_KEY[key].family)


def lines(cast: Cast, key: str, child: str) -> Sight:
    with reading(viewer(cast, key)) as db:
        about = Named(cast.person(child), BY_KEY[child].given)
        return sight(db, about, *TABLES.values())


def readers(cast: Cast, item: Item, row: int | str) -> set[str]:
    """Those of the cast whose session gets this row."""
    column = TABLES[item].id  # type: ignore[attr-defined]
    return {key for key in BY_KEY if _gets(viewer(cast, key), column, row)}


def _gets(who: Viewer, column: object, row: int | str) -> bool:
    with reading(who) as db:
        return db.scalar(select(column).where(column == row)) is not None  # type: ignore[call-overload]


def of_role(cast: Cast, role: Role, child: str) -> set[str]:
    """Those of a role who see the child at all."""
    known = readers(cast, Item.PROFILE, cast.person(child))
    return {key for key in known if BY_KEY[key].role is role}


def named(cast: Cast, said: str, me: str, child: str, author: int | None) -> set[str]:
    """Whom a sentence names."""
    found = {me} if "you" in said.lower() else set()
    seen = said.split(" Not by ")[0]
    found |= {key for key in BY_KEY if name(key) in seen}
    found |= {child} if BY_KEY[child].given in seen else set()
    found |= {"coordinator"} if OFFICE in seen else set()
    found |= of_role(cast, Role.TEACHER, child) if TEACHERS in seen else set()
    found |= of_role(cast, Role.GUARDIAN, child) if PARENTS in seen else set()
    if AUTHOR in seen:
        wrote = {key for key in BY_KEY if cast.person(key) == author}
        found |= wrote & of_role(cast, Role.GUARDIAN, child)
    return found


def everything(cast: Cast) -> Iterator[tuple[str, str, Item, int | str, Readers]]:
    for me in BY_KEY:
        for child in CHILDREN:
            for (table, row), found in lines(cast, me, child).found.items():
                yield me, child, Item(table), row, found


def author_of(item: Item, row: int | str) -> int | None:
    if item is not Item.ANSWER:
        return None
    with reading(SYSTEM) as db:
        return db.get_one(t.Answer, row).guardian_id


def test_a_line_names_those_who_can_read_the_row(
    full_hub: Cast, record_property: Callable[[str, object], None]
) -> None:
    wrong, checked = [], 0
    kinds: set[tuple[Role, Item]] = set()
    for me, child, item, row, found in everything(full_hub):
        can = readers(full_hub, item, row)
        said = named(full_hub, found.line, me, child, author_of(item, row))
        if said != can:
            wrong.append((me, item, row, found.line, can))
        checked, kinds = checked + 1, kinds | {(BY_KEY[me].role, item)}
    assert wrong == []
    record_property(f"lines, each beside {len(BY_KEY)} sessions", checked)
    assert checked >= 100
    families = {(role, Item.NOTE) for role in (Role.GUARDIAN, Role.STUDENT)}
    roles = set(Role) - {Role.SYSTEM}
    assert kinds == {(role, item) for role in roles for item in Item} - families


def test_whoever_may_see_no_row_reads_no_line(full_hub: Cast) -> None:
    for key in ("barred_parent", "other_parent", "other_teacher", "sibling"):
        assert not lines(full_hub, key, "child").found


def _restrict(cast: Cast, guardian: int, student: int) -> None:
    with writing(SYSTEM) as db:
        db.add(t.Restriction(guardian_id=guardian, student_id=student, right="read"))


def test_a_family_learns_nothing_of_another_parents_custody(hub: Cast) -> None:
    """The father's access, or that there is a father at all, changes no word of the mother's."""
    with writing(SYSTEM) as db:
        (order,) = db.scalars(select(t.Restriction))
        db.delete(order)
    with_access = {key: lines(hub, key, "child") for key in ("parent", "child")}
    staff = lines(hub, "teacher", "child").line(Item.GOAL, hub.goals["working"])
    assert "Ibrahim Diallo (Father)" in staff.split("Not by")[0]
    _restrict(hub, hub.barred_parent, hub.child)
    for key, before in with_access.items():
        assert lines(hub, key, "child") == before
    staff = lines(hub, "teacher", "child").line(Item.GOAL, hub.goals["working"])
    assert staff.endswith("Not by Ibrahim Diallo (Father).")
    with writing(SYSTEM) as db:
        mine = t.Guardianship.guardian_id == hub.barred_parent
        db.delete(db.scalars(select(t.Guardianship).where(mine)).one())
    for key, before in with_access.items():
        assert lines(hub, key, "child") == before


@pytest.mark.parametrize("key", ["teacher", "parent", "child", "coordinator"])
def test_what_is_not_written_yet_is_seen_by_whom_the_line_says(hub: Cast, key: str) -> None:
    me, child = viewer(hub, key), Named(hub.child, "Amara")
    with reading(me) as db:
        before = goal_sight(db, child)
    goal = hub.goals["working"]
    with writing(SYSTEM) as db:
        of: dict[str, Any] = {"goal_id": goal, "student_id": hub.child, "author_id": me.person_id}
        said = {one: t.Comment(**of, text="x", audience=one) for one in audiences(me.role)}
        new = t.Goal(student_id=hub.child, title="x", area="x", created_by=me.person_id)
        voice = t.GoalVoice(**of, voice="x", words="x")
        db.add_all([*said.values(), new, voice])
    with reading(me) as db:
        after = goal_sight(db, child)
    assert before.line(Item.GOAL, NEW) == after.line(Item.GOAL, new.id) != ""
    assert before.line(Item.VOICE, NEW) == after.line(Item.VOICE, voice.id) != ""
    for audience, row in said.items():
        assert before.line(Item.COMMENT, audience) == after.line(Item.COMMENT, row.id) != ""
    if key != "child":
        lines_of = {before.line(Item.COMMENT, one) for one in (Audience.ALL, Audience.ADULTS)}
        assert len(lines_of) == 2


@pytest.mark.parametrize(("key", "most"), [("teacher", 2), ("parent", 1), ("child", 1)])
def test_as_many_statements_for_thirty_comments_as_for_one(hub: Cast, key: str, most: int) -> None:
    def cost() -> int:
        with counted() as sent:
            lines(hub, key, "child")
        return len(sent)

    assert cost() == most
    with writing(SYSTEM) as db:
        of: dict[str, Any] = {
            "goal_id": hub.goals["working"],
            "student_id": hub.child,
            "author_id": hub.teacher,
        }
        db.add_all(t.Comment(**of, text="x") for _ in range(30))
        for number in range(30):
            person = t.Person(role=Role.GUARDIAN, given_name=f"Aunt {number}")
            db.add(person)
            db.flush()
            db.add(t.Guardianship(guardian_id=person.id, student_id=hub.child))
    assert cost() == most
    assert len(lines(hub, key, "child").found) >= 40


def test_a_restriction_that_begins_tomorrow_changes_no_line_today(hub: Cast) -> None:
    before = lines(hub, "teacher", "child")
    with writing(SYSTEM) as db:
        of: dict[str, Any] = {"guardian_id": hub.parent, "student_id": hub.child, "right": "read"}
        db.add(t.Restriction(**of, started_on=today().replace(year=today().year + 1)))
    assert lines(hub, "teacher", "child") == before
