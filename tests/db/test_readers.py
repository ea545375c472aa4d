"""Whoever a line names can read the row, and nobody else: asked of everybody's own session."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from sqlalchemy import select

from db import tables as t
from db.queries.readers import goal_sight, sight
from db.session import reading, writing
from db.statements import RefusedStatement
from i18n.dates import today
from rules.goals import Audience, audiences
from rules.people import PEOPLE_ROLES, SYSTEM, Named, Role, Viewer, full_name
from rules.readers import NEW, Item, Sight
from seed.cast import BY_KEY, Cast
from tests.db.crowd import counted
from tests.db.matrix import key_of
from tests.db.test_row_rules import full_hub

__all__ = ["full_hub"]

TABLES: dict[Item, type[t.Table]] = {
    Item.PROFILE: t.Person,
    Item.GOAL: t.Goal,
    Item.VOICE: t.GoalVoice,
    Item.COMMENT: t.Comment,
    Item.ANSWER: t.Answer,
    Item.NOTE: t.StaffNote,
    Item.CORRECTION: t.Correction,
    Item.CONSENT: t.Consent,
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


Rows = dict[Item, dict[str, set[int | str]]]


def rows(cast: Cast) -> Rows:
    """What each of the cast gets in a session of their own, by kind."""
    found: Rows = {item: {} for item in Item}
    for key in BY_KEY:
        with reading(viewer(cast, key)) as db:
            for item, table in TABLES.items():
                found[item][key] = set(db.scalars(select(key_of(table))))
    return found


def readers(can: Rows, item: Item, row: int | str) -> set[str]:
    """Those of the cast whose session gets this row."""
    return {key for key, mine in can[item].items() if row in mine}


def of_role(can: Rows, role: Role, child: int) -> set[str]:
    """Those of a role who see the child at all."""
    known = readers(can, Item.PROFILE, child)
    return {key for key in known if BY_KEY[key].role is role}


@dataclass(frozen=True)
class Said:
    """A sentence about a row, read by one of the cast."""

    me: str
    child: str
    item: Item
    row: int | str
    line: str

    def named(self, cast: Cast, can: Rows) -> set[str]:
        """Whom the sentence names."""
        seen, child = self.line.split(" Not by ")[0], cast.person(self.child)
        found = {key for key in BY_KEY if name(key) in seen}
        found |= {self.me} if "you" in seen.lower() else set()
        found |= {self.child} if BY_KEY[self.child].given in seen else set()
        found |= {"coordinator"} if OFFICE in seen else set()
        found |= of_role(can, Role.TEACHER, child) if TEACHERS in seen else set()
        guardians = of_role(can, Role.GUARDIAN, child)
        found |= guardians if PARENTS in seen else set()
        return found | (guardians & {_author(cast, self.row)} if AUTHOR in seen else set())


def _author(cast: Cast, row: int | str) -> str:
    with reading(SYSTEM) as db:
        wrote = db.get_one(t.Answer, row).guardian_id
    return next(key for key in BY_KEY if cast.person(key) == wrote)


def everything(cast: Cast) -> Iterator[Said]:
    for me in BY_KEY:
        for child in CHILDREN:
            for (table, row), found in lines(cast, me, child).found.items():
                yield Said(me, child, Item(table), row, found.line)


def test_a_line_names_those_who_can_read_the_row(
    full_hub: Cast, record_property: Callable[[str, object], None]
) -> None:
    can, said = rows(full_hub), list(everything(full_hub))
    wrong = [one for one in said if one.named(full_hub, can) != readers(can, one.item, one.row)]
    assert wrong == []
    record_property(f"lines, each beside {len(BY_KEY)} sessions", len(said))
    assert len(said) >= 100
    nothing = {(role, Item.NOTE) for role in (Role.GUARDIAN, Role.STUDENT)}
    nothing |= {(Role.TEACHER, Item.CORRECTION), (Role.STUDENT, Item.CONSENT)}
    kinds = {(BY_KEY[one.me].role, one.item) for one in said}
    roles = set(PEOPLE_ROLES)
    assert kinds == {(role, item) for role in roles for item in Item} - nothing


def test_whoever_may_see_no_row_reads_no_line(full_hub: Cast) -> None:
    for key in ("barred_parent", "other_parent", "other_teacher", "sibling"):
        assert not lines(full_hub, key, "child").found


def test_names_of_those_around_a_child_are_for_its_staff(full_hub: Cast) -> None:
    found = {}
    for key in ("coordinator", "teacher", "other_teacher"):
        with reading(viewer(full_hub, key)) as db:
            found[key] = {row.id for row in db.around(full_hub.child)}
    own = {full_hub.parent, full_hub.barred_parent, full_hub.teacher}
    assert found == {"coordinator": own, "teacher": own, "other_teacher": set()}
    for key in ("parent", "child"):
        with reading(viewer(full_hub, key)) as db, pytest.raises(RefusedStatement):
            db.around(full_hub.child)


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
