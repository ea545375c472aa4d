"""No shape of query tells a viewer anything about rows that are hidden from them.

Each shape is asked of two schools that differ only in rows the viewer may not see. It is refused,
or both schools give the same answer: then no row, count, order or condition let anything through.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Result, ScalarResult, create_engine, select, text
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from db import tables as t
from db.session import HubSession, forget_engine, reading, writing
from db.statements import RefusedStatement, entities
from migrations import upgrade
from rules.people import SYSTEM, Role, Viewer
from tests.db.shapes import Shape
from tests.db.shapes_core import CORE
from tests.db.shapes_served import SERVED
from tests.db.shapes_session import HIDDEN_WRITES, SESSION
from tests.db.shapes_text import TEXT
from tests.fixtures.databases import BOTH

DAY = datetime(2026, 1, 1, tzinfo=UTC)
Person = partial(t.Person, family_name="A", created_at=DAY, updated_at=DAY)
Goal = partial(t.Goal, area="a", created_at=DAY, updated_at=DAY)
VIEWERS = (
    Viewer(101, Role.GUARDIAN),
    Viewer(102, Role.STUDENT),
    Viewer(104, Role.TEACHER),
)
SHAPES = {**SERVED, **CORE, **TEXT, **SESSION}
_numbers = count(1)

pytestmark = pytest.mark.filterwarnings("ignore")

Schools = dict[bool, str]


def _fill(db: HubSession, *, hidden: bool) -> None:
    rows: list[list[t.Table]] = [
        [t.Setting(key="school.name", value="S"), t.Setting(key="zzz", value="S")],
        [
            Person(id=101, role="guardian", given_name="Gina"),
            Person(id=102, role="student", given_name="Sam", grade="5"),
            Person(id=103, role="student", given_name="Sue", grade="4"),
            Person(id=104, role="teacher", given_name="Tom"),
        ],
        [t.SchoolClass(id=1, name="5A", school_year="2026/27")],
        [
            t.Guardianship(guardian_id=101, student_id=102),
            t.Guardianship(guardian_id=101, student_id=103),
            t.Enrolment(student_id=102, class_id=1),
            t.Enrolment(student_id=103, class_id=1),
            t.TeachingAssignment(teacher_id=104, class_id=1),
            t.Contact(person_id=101, email="gina@example.org"),
            Goal(id=301, student_id=102, title="Read", created_by=101, target=3),
        ],
    ]
    for batch in rows + (_hidden_rows() if hidden else []):
        db.add_all(batch)
        db.flush()


def _hidden_rows() -> list[list[t.Table]]:
    people = [
        Person(id=201, role="student", given_name="SECRET Sol", grade="5"),
        Person(id=202, role="guardian", given_name="SECRET Gus"),
    ]
    theirs = [
        t.Guardianship(guardian_id=202, student_id=201),
        t.Contact(person_id=202, email="SECRET@example.org"),
        *(
            Goal(id=401 + n, student_id=201, title=f"SECRET {n}", created_by=202, target=100)
            for n in range(4)
        ),
    ]
    return [[*people], [*theirs]]


@pytest.fixture(scope="module", params=BOTH)
def schools(request: pytest.FixtureRequest, tmp_path_factory: Any) -> Iterator[Schools]:
    """The addresses of the two schools: without the hidden rows, and with them."""
    folder: Path = tmp_path_factory.mktemp("schools")

    def address(hidden: bool) -> str:
        if request.param == "sqlite":
            return f"sqlite:///{folder / f'{hidden}.sqlite3'}"
        return str(request.getfixturevalue("cluster").database(f"shapes_{next(_numbers)}"))

    found = {hidden: address(hidden) for hidden in (False, True)}
    with pytest.MonkeyPatch.context() as patch:
        for hidden, url in found.items():
            upgrade(url)
            patch.setenv("DATABASE_URL", url)
            with writing(SYSTEM) as db:
                _fill(db, hidden=hidden)
        yield found
        forget_engine()


def _answer(url: str, shape: Shape, viewer: Viewer, patch: pytest.MonkeyPatch) -> object:
    patch.setenv("DATABASE_URL", url)
    try:
        with reading(viewer) as db:
            return _plain(shape(db))
    except RefusedStatement:
        return "refused"
    except DBAPIError as error:
        return "refused by the database", type(error.orig).__name__
    except SQLAlchemyError as error:
        return "refused by SQLAlchemy", type(error).__name__


def _plain(found: Any) -> Any:
    """Rows as text, in an order of their own."""
    if isinstance(found, t.Table):
        return type(found).__name__, repr(sorted(found.model_dump().items()))
    if isinstance(found, (Result, ScalarResult)):
        return _plain(found.all())
    if isinstance(found, list):
        return sorted((_plain(item) for item in found), key=repr)
    return tuple(map(_plain, found)) if isinstance(found, tuple) else repr(found)


def _dump(url: str) -> list[str]:
    engine = create_engine(url)
    with engine.connect() as connection:
        rows = [
            repr(sorted(map(repr, connection.execute(select(table)))))
            for table in t.metadata.sorted_tables
        ]
    engine.dispose()
    return rows


@pytest.mark.parametrize("viewer", VIEWERS, ids=lambda viewer: viewer.role)
def test_every_shape_is_refused_or_blind(
    schools: Schools, viewer: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = _dump(schools[True])
    leaks, counted = [], Counter[str]()
    for name, shape in SHAPES.items():
        without, with_hidden = (
            _answer(schools[hidden], shape, viewer, monkeypatch) for hidden in (False, True)
        )
        if without != with_hidden or "SECRET" in repr(with_hidden):
            leaks.append(name)
        counted["refused" if "refused" in str(without) else "served"] += 1
    assert leaks == []
    assert _dump(schools[True]) == before
    assert len(SHAPES) >= 215
    assert counted["refused"] >= 100


def test_what_pages_need_is_served(schools: Schools, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = {
        name: _answer(schools[True], shape, VIEWERS[0], monkeypatch)
        for name, shape in SERVED.items()
    }
    assert [name for name, answer in answers.items() if "refused" in str(answer)] == []


def test_one_statement_serves_each_viewer_their_own(
    schools: Schools, monkeypatch: pytest.MonkeyPatch
) -> None:
    statement = select(t.Person.id).where(t.Person.id.in_(select(t.Guardianship.student_id)))
    monkeypatch.setenv("DATABASE_URL", schools[True])

    def asked(viewer: Viewer) -> set[int]:
        with reading(viewer) as db:
            return set(db.scalars(statement))

    gina, gus = Viewer(101, Role.GUARDIAN), Viewer(202, Role.GUARDIAN)
    for _round in range(3):
        assert asked(gina) == {102, 103}
        assert asked(gus) == {201}


@pytest.mark.parametrize("name", sorted(HIDDEN_WRITES))
def test_a_command_writes_nothing_that_it_did_not_read(
    schools: Schools, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", schools[True])
    before = _dump(schools[True])
    with pytest.raises((RefusedStatement, SQLAlchemyError)), writing(VIEWERS[0]) as db:
        HIDDEN_WRITES[name](db)
    assert _dump(schools[True]) == before


def test_a_session_without_a_viewer_reads_nothing(
    schools: Schools, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", schools[True])
    engine = create_engine(schools[True])
    refused = pytest.raises(RefusedStatement)
    with engine.connect() as connection, HubSession(connection) as db, refused:
        db.scalars(select(t.Setting))
    engine.dispose()


def test_the_classes_of_a_statement() -> None:
    assert entities(select(t.Goal.id).where(t.Goal.student_id.in_(select(t.Person.id)))) == {
        t.Goal,
        t.Person,
    }
    with pytest.raises(RefusedStatement):
        entities(select(t.Goal.id).where(text("1 = 1")))
