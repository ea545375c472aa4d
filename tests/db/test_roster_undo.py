"""An import taken back: everything as it was, or what people did since stays and is named."""

from collections.abc import Callable
from secrets import token_urlsafe
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from db import tables as t
from db.commands.custody import restrict
from db.commands.goals import add_goal
from db.commands.people import invite
from db.commands.roster import apply_plan
from db.commands.roster_undo import undo_import
from db.queries import roster, roster_history
from db.session import engine, reading, writing
from exchange.workbooks_in import read_files
from i18n.dates import today
from rules.custody import RestrictionDraft, Right
from rules.goals import GoalDraft
from rules.people import SYSTEM, Me
from rules.problems import Problem
from rules.roster import Change, FieldChange, RosterPlan, Scope, Subject, What
from rules.roster_decisions import EVERYTHING, NONE, Decisions
from rules.roster_plan import preview
from rules.roster_suggest import suggest
from rules.roster_undo import UndoPlan
from seed.cast import Cast
from tests.cast import me_of
from tests.exchange.books import csv

YEAR = "2026/27"
HEAD = (
    "Student ID,First name,Last name,DOB,Year group,Class"
    ",Parent 1 name,Parent 1 email,Parent 1 phone"
)
NEW = "900,Nia,Owen,2016-03-31,3,7X,Dai Owen,dai@example.org,0123456789"
HISTORY = (t.AuditEntry, t.AuditChild, t.Operation, t.ImportBatch, t.ImportChange)
SEAL = "log.head"
COUNTED = ("version", "updated_at")


def op() -> str:
    return token_urlsafe(8)


def dump() -> dict[str, list[str]]:
    """Every row of every table, but for the history and what counts changes."""
    with Session(engine()) as session:
        return {
            table.__name__: sorted(
                _plain(row)
                for row in session.scalars(select(table))
                if getattr(row, "key", None) != SEAL
            )
            for table in t.ALL
            if table not in HISTORY
        }


def _plain(row: Any) -> str:
    kept = {name: value for name, value in row.model_dump().items() if name not in COUNTED}
    return repr(sorted(kept.items()))


def plan_of(
    me: Me, *lines: str, head: str = HEAD, scope: Scope = Scope.PARTIAL, said: Decisions = NONE
) -> RosterPlan:
    found = read_files([("list.csv", csv(head, *lines))])
    with reading(me) as db:
        known = roster.snapshot(db)
    return preview(found.grids, [suggest(one) for one in found.grids], known, scope, YEAR, said)


def kept(me: Me, *lines: str) -> list[Change]:
    """What stays as people edited it."""
    return [one for one in plan_of(me, *lines).changes if one.kept]


def bring_in(me: Me, *lines: str, **options: Any) -> int:
    """The id of the import."""
    apply_plan(me, op(), plan_of(me, *lines, **options), EVERYTHING)
    with reading(me) as db:
        return roster.past_imports(db)[0].id


def look(me: Me, batch: int) -> UndoPlan:
    with reading(me) as db:
        return roster_history.undo_plan(db, batch)


def take_back(me: Me, batch: int) -> dict[str, int]:
    return undo_import(me, op(), batch, look(me, batch).fingerprint)


def person(given: str) -> t.Person:
    with reading(SYSTEM) as db:
        return db.scalars(select(t.Person).where(t.Person.given_name == given)).one()


def edit(table: type[t.Table], key: int, **values: Any) -> None:
    with writing(SYSTEM) as db:
        row = db.get(table, key)
        for name, value in values.items():
            setattr(row, name, value)


CHANGED = "0001,Amy,Diallo-Roy,2017-01-01,9,8Z,Mariama Diallo,mariama@new.example,55555"
IMPORTS: dict[str, Callable[[Me], int]] = {
    "new people": lambda me: bring_in(me, NEW, "901,Ivo,Owen,,,7X,Dai Owen,dai@example.org,"),
    "changes": lambda me: bring_in(me, CHANGED, "0003,José,Álvarez,,4,3B,,,"),
    "a full list": lambda me: bring_in(me, NEW, CHANGED, scope=Scope.FULL),
    "a full list of teachers": lambda me: bring_in(
        me, "T9,New,One,3B", head="Teacher ID,First name,Last name,Class", scope=Scope.FULL
    ),
}


@pytest.mark.parametrize("kind", IMPORTS)
def test_an_import_taken_back_leaves_no_trace(any_hub: Cast, kind: str) -> None:
    me, before = me_of(any_hub, "coordinator"), dump()
    batch = IMPORTS[kind](me)
    assert dump() != before
    counts = take_back(me, batch)
    assert dump() == before
    assert counts["stays"] == 0
    assert counts["back"] > 0


def test_imports_are_taken_back_one_after_the_other(any_hub: Cast) -> None:
    me, before = me_of(any_hub, "coordinator"), dump()
    first = bring_in(me, NEW)
    between = dump()
    second = bring_in(me, NEW.replace(",3,7X", ",4,8Z"))
    take_back(me, second)
    assert dump() == between
    take_back(me, first)
    assert dump() == before


def test_what_came_in_later_keeps_what_it_needs(any_hub: Cast) -> None:
    me = me_of(any_hub, "coordinator")
    first = bring_in(me, NEW)
    bring_in(me, NEW.replace(",3,7X", ",4,8Z"))
    found = look(me, first)
    assert [one.name for one in found.back] == []
    assert {one.why for one in found.stays if one.name == "Nia Owen"} == {"Changed since: Grade."}
    with pytest.raises(Problem, match="nothing can be undone"):
        undo_import(me, op(), first, found.fingerprint)


def test_an_undo_once(any_hub: Cast) -> None:
    me = me_of(any_hub, "coordinator")
    batch = bring_in(me, NEW)
    mark = look(me, batch).fingerprint
    undo_import(me, op(), batch, mark)
    with pytest.raises(Problem, match="undone already"):
        undo_import(me, op(), batch, mark)
    with reading(me) as db:
        (past,) = roster.past_imports(db)
    assert (past.id, past.by, past.undone_by) == (batch, "Ruth Okafor", "Ruth Okafor")
    assert past.undone_at is not None


def test_data_that_changed_since_it_was_shown_is_not_undone(any_hub: Cast) -> None:
    me = me_of(any_hub, "coordinator")
    batch = bring_in(me, NEW)
    mark = look(me, batch).fingerprint
    edit(t.Person, any_hub.sibling, grade="11")
    with pytest.raises(Problem, match="changed since you looked"):
        undo_import(me, op(), batch, mark)


def _goal(me: Me, _any_hub: Cast) -> None:
    add_goal(me, op(), person("Nia").id, GoalDraft(title="Swim"), "I want to")


def _invited(me: Me, _any_hub: Cast) -> None:
    invite(me, op(), person("Dai").id, "hash")


def _grade(_me: Me, _any_hub: Cast) -> None:
    edit(t.Person, person("Nia").id, preferred_name="Ni")


def _restricted(me: Me, _any_hub: Cast) -> None:
    with reading(me) as db:
        pair = db.scalars(
            select(t.Guardianship).where(t.Guardianship.guardian_id == person("Dai").id)
        ).one()
    restrict(me, op(), pair.id, RestrictionDraft((Right.READ,), today(), None, "court order 7"))


WORK: dict[str, tuple[Callable[[Me, Cast], None], str]] = {
    "a goal": (_goal, "There are goals by now."),
    "an invitation": (_invited, "They were invited since."),
    "a name": (_grade, "Changed since: Preferred name."),
    "custody": (_restricted, "Changed since: who may see it."),
}


@pytest.mark.parametrize("kind", WORK)
def test_a_family_that_people_worked_with_stays(any_hub: Cast, kind: str) -> None:
    me, (work, why) = me_of(any_hub, "coordinator"), WORK[kind]
    batch = bring_in(me, NEW, "902,Kit,Ash,2016-04-01,3,9Q,Bo Ash,bo@example.org,")
    work(me, any_hub)
    found = look(me, batch)
    assert why in {one.why for one in found.stays}
    assert {one.name for one in found.stays} == {
        "Nia Owen",
        "Dai Owen",
        "7X",
        "Nia Owen – 7X",
        "Dai Owen – Nia Owen",
    }
    before = dump()
    take_back(me, batch)
    assert person("Nia").given_name == "Nia"
    kept = dump()
    assert [row for row in before["Person"] if row not in kept["Person"]] == [
        row for row in before["Person"] if "'Kit'" in row or "'Bo'" in row
    ]
    assert not [row for row in kept["SchoolClass"] if "9Q" in row]


def test_of_a_changed_row_only_what_nobody_edited_goes_back(any_hub: Cast) -> None:
    me = me_of(any_hub, "coordinator")
    batch = bring_in(me, CHANGED)
    edit(t.Person, any_hub.child, grade="10")
    found = look(me, batch)
    assert [(one.name, one.why) for one in found.stays] == [
        ("Amy Diallo-Roy", "Changed since: Grade.")
    ]
    take_back(me, batch)
    child = person("Amara")
    assert (child.family_name, child.grade) == ("Diallo", "10")
    with reading(me) as db:
        told = roster_history.done(db, batch)
    assert [one.name for one in told if one.stayed] == ["Amy Diallo-Roy"]


def test_the_history_says_what_changed(any_hub: Cast) -> None:
    me = me_of(any_hub, "coordinator")
    batch = bring_in(me, "0001,Amy,Diallo,,,,,,")
    with reading(me) as db:
        (told,) = roster_history.done(db, batch)
        assert roster_history.changes_of(db, batch) == 1
        assert roster_history.done(db, batch, start=1, limit=5) == ()
    assert (told.subject, told.what, told.name) == (Subject.STUDENT, What.CHANGE, "Amy Diallo")
    assert told.fields == (FieldChange("given_name", "Amara", "Amy"),)


def test_what_people_edit_after_an_import_is_kept_by_the_next(any_hub: Cast) -> None:
    me = me_of(any_hub, "coordinator")
    bring_in(me, NEW)
    edit(t.Person, person("Nia").id, grade="5")
    edit(t.Contact, person("Dai").id, email="dai@home.example")
    found = plan_of(me, NEW)
    assert {(one.name, change.field) for one in found.changes for change in one.kept} == {
        ("Nia Owen", "grade"),
        ("Dai Owen", "email"),
    }
    assert not found.changes_anything
    chosen = NONE.take([(Subject.STUDENT, person("Nia").id, "grade")])
    bring_in(me, NEW, said=chosen)
    assert person("Nia").grade == "3"
    assert not [one for one in kept(me, NEW) if one.subject == Subject.STUDENT]


def test_an_import_that_was_undone_says_nothing_of_edits(any_hub: Cast) -> None:
    me = me_of(any_hub, "coordinator")
    batch = bring_in(me, CHANGED)
    take_back(me, batch)
    assert not kept(me, CHANGED)


def test_what_stayed_is_still_known_to_come_from_a_file(any_hub: Cast) -> None:
    me = me_of(any_hub, "coordinator")
    batch = bring_in(me, NEW, "902,Kit,Ash,2016-04-01,3,9Q,Bo Ash,bo@example.org,")
    _goal(me, any_hub)
    take_back(me, batch)
    edit(t.Person, person("Nia").id, grade="5")
    assert [(one.name, one.kept[0].field) for one in kept(me, NEW)] == [("Nia Owen", "grade")]


def test_what_the_office_typed_before_any_file_is_nobodys_edit(any_hub: Cast) -> None:
    me = me_of(any_hub, "coordinator")
    edit(t.Person, any_hub.child, grade="3", preferred_name="Ama")
    bring_in(me, "0001,Amy,Diallo,,,,,,")
    found = plan_of(me, "0001,Amy,Diallo,,4,,,,")
    assert not any(one.kept for one in found.changes)
    assert [one.field for change in found.changes for one in change.fields] == ["grade"]


def test_a_relation_that_no_file_told_is_nobodys_edit(any_hub: Cast) -> None:
    me, head = me_of(any_hub, "coordinator"), HEAD + ",Parent 1 relationship"
    bring_in(me, NEW)
    (change,) = [one for one in plan_of(me, NEW + ",Mother", head=head).changes if one.fields]
    assert change.fields == (FieldChange("relation", "guardian", "mother"),)
