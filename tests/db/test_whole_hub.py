"""The whole hub out and into an empty one: an equal hub, on each database and between them."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db import tables as t
from db.commands.people import add_person
from db.commands.whole_hub import restore
from db.queries.whole_hub import BY_NAME, shapes, tables
from db.session import HubSession, engine, forget_engine, reading, writing
from exchange.whole_hub_in import opened
from exchange.whole_hub_out import whole_hub
from exchange.workbooks_in import read_files
from exchange.workbooks_out import save_workbook, workbook
from i18n import use
from rules.people import SYSTEM, Me, PersonDraft, Role
from rules.problems import Problem
from rules.whole_hub import NO_PASSWORD, PASSWORD, STAYS, Field, Kind
from seed.cast import Cast
from seed.school import Wish, make_school
from tests.cast import me_of
from tests.fixtures.databases import BOTH
from tests.fixtures.postgres import Cluster

Dump = dict[str, list[str]]
Fresh = Callable[[str], str]

NASTY = (
    "=1+1",
    '"quoted"',
    '"',
    " spaces at the ends ",
    "two\r\nlines\tand a tab",
    "a\x01b\x1f\ufffe",
    "_x003D_1",
    "#N/A",
    "0042",
    "true",
    "😀" * 20_000,
    "x" * 100_000,
    "",
)


@contextmanager
def at(url: str) -> Iterator[None]:
    """The hub itself speaks to this database."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATABASE_URL", url)
        forget_engine()
        yield
        forget_engine()


@pytest.fixture
def fresh(request: pytest.FixtureRequest, tmp_path: Path) -> Fresh:
    """A new, empty database of a kind."""
    numbers = iter(range(100))

    def fresh(kind: str) -> str:
        if kind == "sqlite":
            file = tmp_path / f"hub-{next(numbers)}.sqlite3"
            file.write_bytes(request.getfixturevalue("sqlite_template").read_bytes())
            return f"sqlite:///{file}"
        cluster: Cluster = request.getfixturevalue("cluster")
        name = f"{tmp_path.name}_{next(numbers)}"
        return cluster.database(name, request.getfixturevalue("postgres_template"))

    return fresh


def dump() -> Dump:
    """Every row of every table, past every rule."""
    with Session(engine()) as session:
        return {
            table.__name__: sorted(
                repr(sorted(row.model_dump().items())) for row in session.scalars(select(table))
            )
            for table in t.ALL
            if table.__tablename__ not in STAYS
        }


def fill() -> Cast:
    """A school, and texts and numbers that a cell does not hold by itself."""
    with writing(SYSTEM) as db:
        cast = make_school(db, Wish(4), lambda password: f"hash of {password}")
        for number, words in enumerate(NASTY):
            db.add(t.Setting(key=f"test.{number}", value={"words": words, "more": [1, None, 2.5]}))
            person = t.Person(
                role=Role.STUDENT,
                given_name=words,
                preferred_name=words,
                birth_date=date(1850, 1, 31),
                created_at=datetime(2026, 11, 22, 9, 5, 7, number, tzinfo=UTC),
            )
            db.add(person)
            db.flush()
            of: dict[str, Any] = {"student_id": person.id, "created_by": cast.teacher}
            db.add(t.Goal(**of, title=words, area="maths", baseline=0.1 + 0.2, target=1e-300))
        db.add(t.ImportBatch(by_id=cast.coordinator, files=["a.xlsx"], counts={"add": 2}))
        db.append(t.AuditEntry(actor_id=0, action="test", subject="test"), (cast.child, person.id))
        for shape in shapes():
            if not db.scalars(select(BY_NAME[shape.name]).limit(1)).first():
                db.add(BY_NAME[shape.name](**{one.name: _any(db, one) for one in shape.fields}))
                db.flush()
    return cast


def _any(db: HubSession, field: Field) -> Any:
    """Something that a column holds: a table that nobody thought of here is moved all the same."""
    if field.points_to:
        target = BY_NAME[field.points_to]
        (key, *_) = target.__table__.primary_key.columns.keys()
        return db.scalars(select(getattr(target, key)).limit(1)).first()
    return EXAMPLES[field.kind]


EXAMPLES = {
    Kind.TEXT: "Some text",
    Kind.WHOLE: 7,
    Kind.NUMBER: 1 / 3,
    Kind.YES_NO: True,
    Kind.DAY: date(2026, 11, 22),
    Kind.MOMENT: datetime(2026, 11, 22, 9, 5, 7, 123_456, tzinfo=UTC),
    Kind.JSON: {"a": [1, None, "ü"], "b": {}},
}


def save(path: Path, *, passwords: bool = True) -> Path:
    with reading(SYSTEM) as db:
        save_workbook(whole_hub(tables(db, passwords=passwords)), path)
    return path


def bring_in(path: Path) -> dict[str, int]:
    with opened(path) as book:
        return restore(book)


@pytest.mark.parametrize("start", BOTH)
@pytest.mark.parametrize("end", BOTH)
def test_a_hub_moves_and_is_equal(fresh: Fresh, tmp_path: Path, start: str, end: str) -> None:
    with at(fresh(start)):
        fill()
        before = dump()
        path = save(tmp_path / "hub.xlsx")
    with at(fresh(end)):
        counts = bring_in(path)
        assert dump() == before
    assert all(before.values())
    assert counts == {BY_NAME_OF[name]: len(rows) for name, rows in before.items()}


BY_NAME_OF = {table.__name__: name for name, table in BY_NAME.items()}


@pytest.mark.parametrize("kind", BOTH)
def test_what_is_added_after_a_move_gets_keys_that_are_free(
    home: Cast, fresh: Fresh, tmp_path: Path, kind: str
) -> None:
    path = save(tmp_path / "hub.xlsx")
    with at(fresh(kind)):
        bring_in(path)
        draft = PersonDraft(Role.STUDENT, "New", "Child", class_ids=(home.school_class,))
        added = add_person(me_of(home, "coordinator"), "op", draft)
        with reading(SYSTEM) as db:
            assert added == db.scalar(select(func.max(t.Person.id)))


@pytest.fixture(scope="module")
def filled(sqlite_url: str) -> tuple[Path, Cast]:
    """A filled hub's file, to copy."""
    with at(sqlite_url):
        cast = fill()
    return Path(sqlite_url.removeprefix("sqlite:///")), cast


@pytest.fixture
def home(filled: tuple[Path, Cast], tmp_path: Path) -> Iterator[Cast]:
    """A filled hub of SQLite."""
    file, cast = filled
    copy = tmp_path / "home.sqlite3"
    copy.write_bytes(file.read_bytes())
    with at(f"sqlite:///{copy}"):
        yield cast


def test_any_language_comes_back(home: Cast, fresh: Fresh, tmp_path: Path) -> None:
    before = dump()
    use("es")
    path = save(tmp_path / "hub.xlsx")
    use("en")
    with at(fresh("sqlite")):
        bring_in(path)
        assert dump() == before


def test_a_table_in_several_sheets_comes_back(
    home: Cast, fresh: Fresh, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("exchange.workbooks_out.MOST_ROWS", 400)  # the contents fit in one
    with writing(SYSTEM) as db:
        for _number in range(900):
            db.append(t.AuditEntry(actor_id=0, action="test", subject="test"))
    path, before = save(tmp_path / "hub.xlsx"), dump()
    names = load_workbook(path, read_only=True).sheetnames
    assert {"What was done", "What was done 2", "What was done 3"} <= set(names)
    with at(fresh("sqlite")):
        bring_in(path)
        assert dump() == before


def test_without_passwords_nobody_can_sign_in(home: Cast, fresh: Fresh, tmp_path: Path) -> None:
    path = save(tmp_path / "hub.xlsx", passwords=False)
    assert "hash of" not in str(list(_values(path.read_bytes())))
    with at(fresh("sqlite")):
        bring_in(path)
        with reading(SYSTEM) as db:
            hashes = set(db.scalars(select(t.Account.password_hash)))
    assert hashes == {NO_PASSWORD}


def _values(data: bytes) -> Iterator[Any]:
    for sheet in load_workbook(BytesIO(data), read_only=True):
        sheet.reset_dimensions()
        yield from (cell for row in sheet.values for cell in row)


def test_a_hub_with_somebody_in_it_is_left_as_it_is(home: Cast, tmp_path: Path) -> None:
    path, before = save(tmp_path / "hub.xlsx"), dump()
    with pytest.raises(Problem, match="already holds a school"):
        bring_in(path)
    assert dump() == before


def test_what_signs_in_never_leaves(home: Cast) -> None:
    names = {shape.name for shape in shapes()}
    assert names | STAYS == {table.name for table in t.metadata.sorted_tables}
    assert not names & STAYS
    fields = {
        (shape.name, field.name) for shape in shapes(passwords=False) for field in shape.fields
    }
    assert PASSWORD not in fields
    assert not [name for _table, name in fields if name.endswith("_hash")]


def test_nothing_in_the_workbook_computes(home: Cast) -> None:
    with reading(SYSTEM) as db:
        data = workbook(whole_hub(tables(db)))
    for sheet in load_workbook(BytesIO(data)):
        assert [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"] == []


@pytest.mark.parametrize("who", ["coordinator", "teacher"])
def test_a_person_takes_what_they_may_see(
    home: Cast, fresh: Fresh, tmp_path: Path, who: str
) -> None:
    me: Me = me_of(home, who)
    with writing(SYSTEM) as db:
        for row in db.scalars(select(t.Response).limit(3)):
            row.state = "draft"
    with reading(me) as db:
        seen = {
            name: set(
                db.scalars(select(getattr(table, table.__table__.primary_key.columns[0].name)))
            )
            for name, table in BY_NAME.items()
            if name not in STAYS
        }
        save_workbook(whole_hub(tables(db)), tmp_path / "hub.xlsx")
    with at(fresh("sqlite")):
        counts = bring_in(tmp_path / "hub.xlsx")
    assert all(counts[name] <= len(keys) for name, keys in seen.items())
    assert counts["check_in"] == len(seen["check_in"])
    assert counts["answer"] == len(seen["answer"])


@pytest.mark.postgres
def test_a_letter_that_a_database_can_not_keep_is_told(
    home: Cast, fresh: Fresh, tmp_path: Path
) -> None:
    with writing(SYSTEM) as db:
        db.add(t.Person(role=Role.TEACHER, given_name="a\x00b"))
    path = save(tmp_path / "hub.xlsx")
    with at(fresh("postgres")):
        with pytest.raises(Problem, match="The sheet People"):
            bring_in(path)
        assert not any(dump().values())


def test_it_is_not_taken_for_a_list_of_people(home: Cast, tmp_path: Path) -> None:
    path = save(tmp_path / "hub.xlsx")
    with pytest.raises(Problem, match="holds a whole hub"):
        read_files([("hub.xlsx", path.read_bytes())])


CHANGES: tuple[tuple[str, Callable[[Any], None], str], ...] = (
    ("Check-ins", lambda sheet: sheet.__setitem__("D2", "soon"), "row 2, column Date"),
    ("Check-ins", lambda sheet: sheet.__setitem__("B2", 987_654), "row 2, column Goal"),
    ("Check-ins", lambda sheet: sheet.__setitem__("A3", sheet["A2"].value), "is there twice"),
    ("Check-ins", lambda sheet: sheet.__setitem__("E2", None), "row 2, column Value"),
    ("Check-ins", lambda sheet: sheet.__setitem__("D1", "Tag"), "lacks the column Date"),
    ("Goals", lambda sheet: sheet.__setitem__("A2", None), "row 2, column Key"),
    ("Settings", lambda sheet: sheet.__setitem__("B2", "{not json"), "row 2, column Value"),
    ("Families", lambda sheet: sheet.__setitem__("F2", "perhaps"), "row 2, column Version"),
    ("Contents", lambda sheet: sheet.delete_rows(1, 500), "does not hold a whole hub"),
    ("Contents", lambda sheet: sheet.append(["?", "?", "", "", "", "new_table", "x"]), "newer hub"),
    ("Contents", lambda sheet: sheet.append(["?", "?", "", "", "", "goal", "new"]), "newer hub"),
    (
        "Contents",
        lambda sheet: sheet.append(["?", "?", "", "", "", "guardianship", "access"]),
        "upgrade that hub first",
    ),
)


@pytest.mark.parametrize(("name", "change", "told"), CHANGES, ids=[one[2] for one in CHANGES])
def test_a_problem_names_its_cell_and_changes_nothing(
    home: Cast, fresh: Fresh, tmp_path: Path, name: str, change: Callable[[Any], None], told: str
) -> None:
    path = save(tmp_path / "hub.xlsx")
    book: Any = load_workbook(path)
    change(book[name])
    book.save(path)
    with at(fresh("sqlite")):
        empty = dump()
        with pytest.raises(Problem, match=told):
            bring_in(path)
        assert dump() == empty


def test_a_workbook_saved_by_another_program_comes_back(
    home: Cast, fresh: Fresh, tmp_path: Path
) -> None:
    path, before = save(tmp_path / "hub.xlsx"), dump()
    load_workbook(path).save(path)
    with at(fresh("sqlite")):
        bring_in(path)
        after = dump()
    assert [name for name in before if len(before[name]) != len(after[name])] == []
    assert before["CheckIn"] == after["CheckIn"]
