"""Who is erased is found nowhere: in no row, and in no byte of the database or its journal."""

import json
import sqlite3
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Integer, select

from db import tables as t
from db.commands.erasure import erase, prove
from db.commands.leaving import leave
from db.engine import data_folder
from db.queries.erasure import (
    ABOUT,
    LOG,
    WROTE,
    erased,
    looked_at,
)
from db.queries.log import sealed
from db.queries.school import setting
from db.session import engine, reading, writing
from db.traces import clean, is_sqlite, searched
from rules.erasure import LookedAt
from rules.erasure_proof import proof_text
from rules.log import HEAD, look_through
from rules.people import SYSTEM, Role, Status
from rules.problems import NotFresh, Problem
from rules.roster import FieldChange
from rules.roster_undo import packed
from rules.traces import Sought, Term, needles
from seed.cast import Cast
from tests.cast import me_of
from tests.db.full_hub import fill
from tests.guards.command_examples import row
from tests.guards.test_commands import everything

GIVEN, FAMILY, PREFERRED = "Zoé-Lou", "Ñandúsón", "Zolou"
EMAIL, PHONE, REF = "zolou@example.org", "+34 600 987 321", "ZX-90417"


@pytest.fixture
def marked(hub: Cast) -> Cast:
    return _marked(hub)


@pytest.fixture
def marked_anywhere(any_hub: Cast) -> Cast:
    return _marked(any_hub)


def _marked(hub: Cast) -> Cast:
    """The child under a name that stands in every kind of place, and who has left."""
    fill(hub)
    with writing(SYSTEM) as db:
        child = db.get(t.Person, hub.child)
        assert child is not None
        child.given_name, child.family_name, child.preferred_name = GIVEN, FAMILY, PREFERRED
        child.school_ref, child.status = REF, Status.LEFT
        contact = db.get(t.Contact, hub.child)
        assert contact is not None
        contact.email, contact.phone = EMAIL, PHONE
        for one in _places(hub):
            db.add(one)
            db.flush()
    return hub


def _places(hub: Cast) -> list[t.Table]:
    whole = f"{GIVEN} {FAMILY}"
    fields = packed([FieldChange("given_name", None, GIVEN), FieldChange("email", None, EMAIL)])
    other: dict[str, Any] = {"goal_id": hub.goals["other_working"], "student_id": hub.other_child}
    own: dict[str, Any] = {"goal_id": hub.goals["idea"], "student_id": hub.child}
    batch = t.ImportBatch(by_id=hub.coordinator, files=[f"{whole}.xlsx"])
    return [
        batch,
        t.ImportChange(
            batch_id=1, subject="student", row_id=hub.child, what="add", name=whole, fields=fields
        ),
        t.ImportChange(
            batch_id=1, subject="enrolment", row_id=999, what="add", name=f"{whole} – 3B"
        ),
        t.Comment(**own, author_id=hub.teacher, text=f"{GIVEN} tries hard"),
        t.Comment(**other, author_id=hub.other_teacher, text=f"Works with {whole}."),
        t.Comment(**other, author_id=hub.other_teacher, text=f"Sits beside {PREFERRED}!"),
        t.StaffNote(student_id=hub.other_child, author_id=hub.teacher, text=f"Call {EMAIL}"),
        t.Setting(key="roster.columns", value={"x": {"fields": {whole: "given_name"}}}),
        t.Operation(key="9:x", actor_id=hub.teacher, action="x", result={"name": whole}),
        t.Operation(key="8:x", actor_id=hub.child, action="x", result=1),
    ]


def _look(hub: Cast, person_id: int | None = None) -> LookedAt:
    with reading(SYSTEM) as db:
        found = looked_at(db, person_id or hub.child)
    assert found is not None
    return found


def _erase(hub: Cast, found: LookedAt, leave_them: bool = False) -> int:
    leave = {one.place for one in found.asked} if leave_them else set()
    me = me_of(hub, "coordinator")
    key = erase(me, "erase", found.person.id, found.person.name, found.texts, leave)
    prove(me, [key], found.terms, len(leave))
    return key


def _bytes() -> bytes:
    """All of the hub's folder that belongs to the database, in small letters."""
    files = [path for path in data_of().glob("hub.sqlite3*") if "before" not in path.name]
    return b"".join(path.read_bytes() for path in files).lower()


def data_of() -> Path:
    return Path(str(engine().url.database)).parent


def _hits(*texts: str) -> int:
    data = _bytes()
    return sum(data.count(one) for text in texts for one in needles(text))


NAMES = (GIVEN, FAMILY, PREFERRED, EMAIL, PHONE, REF)


def test_the_name_is_found_nowhere_afterwards(marked_anywhere: Cast) -> None:
    marked = marked_anywhere
    if is_sqlite():
        assert all(_hits(name) for name in NAMES)
    found = _look(marked)
    assert {one.excerpt for one in found.asked} == {f"Sits beside {PREFERRED}!"}
    assert len(found.sure) == 6  # two of the history, a comment, a note, a setting, a form's result
    key = _erase(marked, found)
    for name in NAMES:
        assert name not in str(everything())
    if is_sqlite():
        assert _hits(*NAMES) == 0
        assert (data_of() / "hub.sqlite3-wal").stat().st_size < 400_000
    with reading(SYSTEM) as db:
        one = erased(db)[0]
    assert (one.id, one.proved_at is not None) == (key, True)
    assert "Nothing of this person is left" in proof_text(one, 90)
    assert not any(name in proof_text(one, 90) for name in NAMES)


def test_every_row_about_the_child_goes_and_others_stay(marked: Cast) -> None:
    before = everything()
    _erase(marked, _look(marked))
    after = everything()
    for table in t.ALL:
        columns = table.__table__.columns
        names = [column.name for column in columns if column.name in ABOUT]
        for name in () if table.__table__.name in LOG else names:
            assert row(table, **{name: marked.child}) is None, table
    left = row(t.Person, id=marked.child)
    assert (left.role, left.given_name, left.birth_date) == (Role.ERASED, "", None)
    for name in ("Survey", "Question", "SchoolClass", "Attempt"):
        assert after[name] == before[name]
    assert row(t.Comment, text="Works with ….") is not None
    assert row(t.Comment, text="Sits beside …!") is not None
    assert row(t.StaffNote, text="Call …") is not None


def test_the_log_stays_sealed(marked: Cast) -> None:
    with reading(SYSTEM) as db:
        before = len(list(sealed(db)))
    _erase(marked, _look(marked))
    with reading(SYSTEM) as db:
        found = look_through(sealed(db), setting(db, HEAD) or "")
    assert found.fault is None
    assert found.entries == before + 2


def test_what_others_share_is_no_trace(hub: Cast) -> None:
    """Two Zolous: the rows, the name and the telephone of the other one stay."""
    with writing(SYSTEM) as db:
        for key in (hub.child, hub.sibling):
            child = db.get(t.Person, key)
            assert child is not None
            child.given_name, child.family_name = "Zolou", "Quintero"
            child.preferred_name, child.status = None, Status.LEFT
        contact = db.get(t.Contact, hub.sibling) or t.Contact(person_id=hub.sibling)
        contact.phone = PHONE
        db.add_all((contact, t.Contact(person_id=hub.child, phone=PHONE, email=EMAIL)))
        goal = row(t.Goal, student_id=hub.sibling)
        note: dict[str, Any] = {
            "goal_id": goal.id,
            "student_id": hub.sibling,
            "author_id": hub.teacher,
        }
        db.add(t.Comment(**note, text="Zolou Quintero reads well"))
    found = _look(hub)
    assert [one.excerpt for one in found.asked] == ["Zolou Quintero reads well"]
    assert not any(one.sure for one in found.terms if one.text != EMAIL)
    _erase(hub, found, leave_them=True)
    assert row(t.Comment, text="Zolou Quintero reads well") is not None
    assert row(t.Person, id=hub.sibling).given_name == "Zolou"
    with reading(SYSTEM) as db:
        one = erased(db)[0]
    assert one.proved_at is not None
    assert one.texts_left == 1
    told = {term["what"]: term for term in one.proof["terms"]}
    assert (told["given"]["others"], told["given"]["texts"]) == (1, 1)
    assert (told["email"]["others"], told["email"]["in_files"]) == (0, 0)
    assert "others" in proof_text(one, 90)


def test_without_the_clean_up_old_bytes_are_noticed(hub: Cast) -> None:
    """The proof can fail: what was only deleted, or stands in a journal, is found."""
    path = data_folder() / "hub.sqlite3"
    rough = sqlite3.connect(path, isolation_level=None)
    rough.execute("PRAGMA secure_delete=OFF")
    rough.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    rough.execute("CREATE TABLE old (word TEXT)")
    rough.executemany("INSERT INTO old VALUES (?)", [(f"Xylophagus {n}",) for n in range(500)])
    rough.execute("DELETE FROM old")
    terms = (Term(Sought.OTHER, "Xylophagus"),)
    files, control = searched(terms)
    assert sum(one.hits[0] for one in files) > control[0] == 0
    rough.close()
    assert clean()
    files, control = searched(terms)
    assert [one.hits[0] for one in files] == [0] * len(files)


def test_a_name_in_a_row_is_no_proof(marked: Cast) -> None:
    """Somebody wrote it again before the search."""
    found = _look(marked)
    me = me_of(marked, "coordinator")
    key = erase(me, "erase", marked.child, found.person.name, found.texts, set())
    with writing(SYSTEM) as db:
        db.add(t.StaffNote(student_id=marked.other_child, author_id=marked.teacher, text=PREFERRED))
    assert not prove(me, [key], found.terms, 0)
    with reading(SYSTEM) as db:
        one = erased(db)[0]
    assert one.proved_at is None
    assert "Not proven" in proof_text(one, 90)


def test_a_copy_that_still_holds_it_is_named(marked: Cast) -> None:
    copy = data_folder() / "hub.sqlite3.before-upgrade"
    with sqlite3.connect(copy) as other:
        other.execute("CREATE TABLE person (given TEXT, family TEXT)")
        other.execute("INSERT INTO person VALUES (?, ?)", (GIVEN, FAMILY))
    other.close()
    _erase(marked, _look(marked))
    copy.unlink()
    with reading(SYSTEM) as db:
        one = erased(db)[0]
    assert one.proved_at is not None
    assert one.proof["copies"][0][0] == copy.name
    assert copy.name in proof_text(one, 90)


def test_what_stops_it(marked: Cast) -> None:
    me, found, stored = me_of(marked, "coordinator"), _look(marked), everything()
    with pytest.raises(Problem, match="not the name"):
        erase(me, "1", marked.child, "Zolou", found.texts, set())
    with pytest.raises(Problem, match="leave first"):
        erase(me, "2", marked.teacher, "x", (), set())
    with pytest.raises(Problem, match="since you looked"):
        erase(me, "3", marked.child, found.person.name, found.texts[1:], set())
    assert everything() == stored
    with pytest.raises(NotFresh):
        erase(replace(me, confirmed_at=None), "4", marked.child, "x", (), set())


def test_it_is_all_or_nothing(marked: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    found, stored = _look(marked), everything()

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("the power went")

    monkeypatch.setattr("db.commands.erasing.update_all", broken)
    with pytest.raises(RuntimeError):
        erase(
            me_of(marked, "coordinator"), "1", marked.child, found.person.name, found.texts, set()
        )
    assert everything() == stored


def test_a_teacher_goes_and_their_words_stay_without_a_name(hub: Cast) -> None:
    leave(me_of(hub, "coordinator"), "leave", hub.teacher)
    name = row(t.Person, id=hub.teacher).family_name
    comments = row(t.Comment, author_id=hub.teacher)
    found = _look(hub, hub.teacher)
    assert found.stays
    _erase(hub, found)
    assert row(t.TeachingAssignment, teacher_id=hub.teacher) is None
    assert row(t.Account, person_id=hub.teacher) is None
    assert comments is None or row(t.Comment, id=comments.id) is not None
    with reading(SYSTEM) as db:
        one = erased(db)[0]
    assert one.proved_at is not None
    assert name not in str(everything())


def test_every_column_that_points_to_a_person_is_walked() -> None:
    """A new one says whether its row is about the person, or was written by them."""
    pointing = {
        (table.name, column.name)
        for table in t.metadata.sorted_tables
        for column in table.columns
        for one in column.foreign_keys
        if one.column.table.name == "person"
    }
    assert {name for _table, name in pointing} <= ABOUT | WROTE
    assert not ABOUT & WROTE
    assert len(pointing) >= 30


# Numbers of rows that point nowhere: the log's stay, those of forms and imports are walked.
LOOSE = {
    *(("audit_entry", name) for name in ("actor_id", "subject_id", "student_id", "guardian_id")),
    ("audit_child", "student_id"),
    ("operation", "actor_id"),
    ("import_change", "row_id"),
    ("erasure", "erased_id"),
    ("erasure", "actor_id"),
}


def test_every_number_of_a_row_is_walked() -> None:
    found = {
        (table.name, column.name)
        for table in t.metadata.sorted_tables
        for column in table.columns
        if column.name.endswith("_id")
        and isinstance(column.type, Integer)
        and not column.foreign_keys
    }
    assert found == LOOSE


def test_each_table_of_the_full_hub_loses_the_child(any_hub: Cast) -> None:
    """Of every table that has a column for a person, a row of theirs was there and went."""
    hub = any_hub
    fill(hub)
    with writing(SYSTEM) as db:
        child = db.get(t.Person, hub.child)
        assert child is not None
        child.status = Status.LEFT
    found = _look(hub)
    about = {
        table.__table__.name
        for table in t.ALL
        if "student_id" in table.__table__.columns and table.__table__.name not in LOG
    }
    assert about - set(found.goes) <= {"invitation", "answer_use"}
    _erase(hub, found)
    with reading(SYSTEM) as db:
        for table in t.ALL:
            column = table.__table__.columns.get("student_id")
            if column is not None and table.__table__.name not in LOG:
                asked = select(table).where(table.student_id == hub.child)  # type: ignore[attr-defined]
                assert db.scalars(asked).all() == [], table


def test_json_is_searched_as_it_is_written() -> None:
    assert json.dumps("Zoé")[1:-1].lower().encode() in needles("Zoé")
    assert "zoé".encode() in needles("Zoé")
    assert "ZOÉ".encode().lower() in needles("Zoé")
