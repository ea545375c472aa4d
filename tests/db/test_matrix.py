"""Every table, everything one can do with its rows, everybody around the child: no mismatch."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from db import tables as t
from db.session import HubSession, engine, reading
from db.write_rules import GRANTING, UNSEEN
from rules.log import HEAD
from rules.people import SYSTEM, Role, Viewer
from seed.cast import BY_KEY, Cast
from tests.db.full_hub import everything
from tests.db.matrix import (
    Keys,
    Table,
    Trying,
    beside,
    counted,
    got,
    joined,
    key_of,
    links,
    listed,
    trying,
)
from tests.db.row_rules_expected import EXPECTED
from tests.db.walls import WALLS

pytestmark = [
    pytest.mark.filterwarnings("error::sqlalchemy.exc.SAWarning"),  # nothing was deleted
    pytest.mark.parametrize("behind", WALLS, indirect=True, scope="module"),
]

OPERATIONS = ("list", "count", "get", "join", "insert", "update", "delete", "move")
LOG = (t.AuditEntry, t.AuditChild)  # added to by `append` alone
Cell = tuple[str, str, str]  # table, operation, who
Wrong = dict[Cell, object]


@dataclass
class Full:
    """A hub full of rows, and what each of the cast may see of them."""

    cast: Cast
    rows: dict[Table, dict[str, Keys]]
    stored: dict[Table, dict[str, Any]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        with Session(engine()) as db:
            for table in t.ALL:
                name = key_of(table).key
                self.stored[table] = {
                    str(getattr(row, name)): type(row)(**row.model_dump())
                    for row in db.scalars(select(table))
                }

    def viewer(self, key: str) -> Viewer:
        return Viewer(self.cast.person(key), BY_KEY[key].role)

    def seen(self, table: Table, key: str) -> Keys:
        """Keys of the rows that the written sets let this one see."""
        names = EXPECTED[table].get(key, ())
        return set().union(*(self.rows[table][name] for name in names))

    @cached_property
    def some(self) -> dict[Table, list[Any]]:
        """A row of every label: those of one label are alike."""
        return {
            table: [self.stored[table][min(keys)] for keys in rows.values()]
            for table, rows in self.rows.items()
        }

    @cached_property
    def writes_nothing(self) -> set[tuple[int, int]]:
        found = self.stored[t.Restriction].values()
        return {(row.guardian_id, row.student_id) for row in found if row.right == "write"}


@pytest.fixture(scope="module")
def full(behind: Cast) -> Full:
    return Full(behind, everything(behind))


def _read(full: Full, table: Table, key: str, db: HubSession) -> dict[str, bool]:
    """Whether each way to ask gives the rows that are written down, and no other."""
    mine = full.seen(table, key)
    keys = [getattr(row, key_of(table).key) for row in full.some[table]]
    return {
        "list": listed(db, table) == mine,
        "count": counted(db, table) == len(mine),
        "get": got(db, table, keys) == mine & set(map(str, keys)),
        "join": beside(db, table) == mine
        and all(
            joined(db, table, column, other) == _both(full, table, column, other, key)
            for column, other in links(table)
        ),
    }


def _both(full: Full, table: Table, column: str, other: Table, key: str) -> Keys:
    theirs = full.seen(other, key)
    return {
        name
        for name in full.seen(table, key)
        if str(getattr(full.stored[table][name], column)) in theirs
    }


def _written(full: Full, table: Table, key: str, at: Trying) -> dict[str, bool]:
    """Whether each change goes through for those who may, and for nobody else."""
    mine, rows = full.seen(table, key), full.some[table]
    office, unseen = BY_KEY[key].role is Role.COORDINATOR, table in UNSEEN
    name = key_of(table).key
    sound: dict[str, list[bool]] = {operation: [] for operation in OPERATIONS[4:]}
    for row in rows:
        sees = str(getattr(row, name)) in mine
        log = isinstance(row, LOG) or getattr(row, "key", "") == HEAD
        granted = office or not isinstance(row, GRANTING)
        may = sees and granted and not log and not _barred(full, key, row)
        sound["insert"].append(at.insert(row) == ((office or unseen or may) and not log))
        sound["update"].append(at.update(row) == may and not at.update_unseen(row))
        sound["delete"].append(at.delete(row) == may)
        sound["move"] += _moves(full, row, key, at, may=may)
    return {operation: all(found) for operation, found in sound.items()}


def _barred(full: Full, key: str, row: Any) -> bool:
    """Whether a guardian may not write about this child."""
    about = getattr(row, "student_id", None)
    pair = (full.cast.person(key), about)
    return not isinstance(row, UNSEEN) and pair in full.writes_nothing


def _moves(full: Full, row: Any, key: str, at: Trying, *, may: bool) -> Iterator[bool]:
    """A row given to somebody else: let through where it is still seen by whoever does it."""
    for column, to in _elsewhere(full, row):
        stays = BY_KEY[key].role is Role.COORDINATOR
        moved = type(row)(**{**row.model_dump(), column: to})
        wanted = may and not _barred(full, key, moved)
        wanted = wanted and (stays or at.sees_moved(row, column, to))
        yield at.move(row, column, to) == wanted


def _elsewhere(full: Full, row: Any) -> Iterator[tuple[str, Any]]:
    """Owning columns, and for each another owner that a row of this table has."""
    for column in OWNING:
        if column in row.__table__.columns and not row.__table__.columns[column].primary_key:
            owners = {getattr(other, column) for other in full.stored[type(row)].values()}
            for to in sorted(owners - {getattr(row, column), None})[:2]:
                if not _taken(full, row, column, to):
                    yield column, to


OWNING = (
    "student_id",
    "person_id",
    "guardian_id",
    "account_id",
    "class_id",
    "actor_id",
    "survey_id",
)


def _taken(full: Full, row: Any, column: str, to: Any) -> bool:
    """Whether the database itself would refuse two rows like that."""
    for rule in row.__table__.constraints:
        names = [one.name for one in getattr(rule, "columns", ())]
        unique = type(rule).__name__ == "UniqueConstraint" and column in names
        wanted = [to if name == column else getattr(row, name) for name in names]
        for other in full.stored[type(row)].values() if unique else ():
            if [getattr(other, name) for name in names] == wanted:
                return True
    return bool(row.__table__.columns[column].unique)


def test_no_cell_of_the_matrix_is_wrong(
    full: Full, record_property: Callable[[str, object], None]
) -> None:
    wrong: Wrong = {}
    cells: set[Cell] = set()
    for key in BY_KEY:
        with reading(full.viewer(key)) as db:
            found = {table: _read(full, table, key, db) for table in t.ALL}
        with trying(full.viewer(key)) as at:
            for table in t.ALL:
                found[table] |= _written(full, table, key, at)
        _note(found, key, cells, wrong)
    assert wrong == {}
    assert len(cells) == len(t.ALL) * len(OPERATIONS) * len(BY_KEY)
    assert len(BY_KEY) >= 10
    record_property("cells: table, operation, relation to the child", len(cells))


def _note(
    found: Mapping[Table, Mapping[str, bool]], key: str, cells: set[Cell], wrong: Wrong
) -> None:
    for table, sound in found.items():
        for operation in OPERATIONS:
            cell = (table.__name__, operation, key)
            cells.add(cell)
            if not sound[operation]:
                wrong[cell] = sound


def test_nothing_of_the_matrix_stays(full: Full) -> None:
    """The attempts were undone: the hub is as it was."""
    with trying(SYSTEM) as at:
        row = full.some[t.Comment][0]
        assert at.delete(row)
    assert everything(full.cast) == full.rows
