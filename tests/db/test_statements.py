"""No shape of query tells a viewer anything about rows that are hidden from them.

Each shape is asked of two schools that differ only in rows the viewer may not see. It is refused,
or both schools give the same answer: then no row, count, order or condition let anything through.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Result, ScalarResult, create_engine, select, text
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.orm import Session

from db import tables as t
from db.session import HubSession, engine, forget_engine, reading, writing
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
VIEWERS = {
    "coordinator": Viewer(100, Role.COORDINATOR),
    "parent of both": Viewer(101, Role.GUARDIAN),
    "child": Viewer(102, Role.STUDENT),
    "sibling": Viewer(103, Role.STUDENT),
    "teacher": Viewer(104, Role.TEACHER),
    "teacher of another class": Viewer(105, Role.TEACHER),
    "parent who may not read": Viewer(106, Role.GUARDIAN),
    "parent who may only read": Viewer(107, Role.GUARDIAN),
    "parent of another child": Viewer(108, Role.GUARDIAN),
    "child of another class": Viewer(109, Role.STUDENT),
    "child of no class": Viewer(110, Role.STUDENT),
}
FEW = ("parent of both", "child", "teacher")
GINA, OFFICE = VIEWERS["parent of both"], VIEWERS["coordinator"]
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
            Person(id=100, role="coordinator", given_name="Cora"),
            Person(id=105, role="teacher", given_name="Tess"),
            *(Person(id=at, role="guardian", given_name="Gil") for at in (106, 107, 108)),
            *(Person(id=at, role="student", given_name="Sid") for at in (109, 110)),
        ],
        [t.SchoolClass(id=at, name=f"{at}A", school_year="2026/27") for at in (1, 2)],
        [
            t.Guardianship(guardian_id=101, student_id=102),
            t.Guardianship(guardian_id=101, student_id=103),
            t.Enrolment(student_id=102, class_id=1),
            t.Enrolment(student_id=103, class_id=1),
            t.TeachingAssignment(teacher_id=104, class_id=1),
            t.Guardianship(guardian_id=106, student_id=102),
            t.Guardianship(guardian_id=107, student_id=102),
            t.Guardianship(guardian_id=108, student_id=109),
            t.Restriction(guardian_id=106, student_id=102, right="read"),
            t.Restriction(guardian_id=107, student_id=102, right="write"),
            t.Enrolment(student_id=109, class_id=2),
            t.TeachingAssignment(teacher_id=105, class_id=2),
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


@contextmanager
def unguarded(viewer: Viewer) -> Iterator[Session]:
    """A session that checks nothing, on a connection of which the database knows the viewer."""
    connected = engine().connect().execution_options(hub_viewer=viewer)
    with connected as connection, connection.begin(), Session(connection) as db:
        yield db


Way = Callable[[Viewer], AbstractContextManager[Session]]


def _answer(url: str, shape: Shape, viewer: Viewer, way: Way = reading) -> object:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATABASE_URL", url)
        try:
            with way(viewer) as db:
                return _plain(shape(db))
        except RefusedStatement:
            return "refused"
        except DBAPIError as error:
            return "refused by the database", type(error.orig).__name__
        except (SQLAlchemyError, AssertionError, AttributeError, TypeError) as error:
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


def _leaks(schools: Schools, who: str, way: Way) -> tuple[list[str], Counter[str]]:
    """Shapes that tell this one about hidden rows, and how many are refused or served.

    Nothing of these is hidden from the office, which is asked whether both refuse the same.
    """
    leaks, counted = [], Counter[str]()
    for name, shape in SHAPES.items():
        without, with_hidden = (
            _answer(schools[hidden], shape, VIEWERS[who], way) for hidden in (False, True)
        )
        told = without != with_hidden or "SECRET" in repr(with_hidden)
        if VIEWERS[who] is OFFICE:
            told = (without == "refused") != (with_hidden == "refused")
        leaks += [name] if told else []
        counted["refused" if "refused" in str(without) else "served"] += 1
    return leaks, counted


Say = Callable[[str, object], None]


def _ask_all(schools: Schools, viewers: Iterable[str], way: Way) -> Counter[str]:
    before, counted = _dump(schools[True]), Counter[str]()
    for who in viewers:
        leaks, found = _leaks(schools, who, way)
        assert leaks == [], who
        counted += found
    assert _dump(schools[True]) == before
    return counted


def _told(counted: Counter[str], viewers: Iterable[str]) -> str:
    asked = f"{len(SHAPES)} shapes of query for {len(list(viewers))} relations"
    return f"{asked}: {counted['refused']} refused, {counted['served']} served, leaks:"


def test_every_shape_is_refused_or_blind(schools: Schools, record_property: Say) -> None:
    postgres = schools[True].startswith("postgres")
    viewers = FEW if postgres else VIEWERS  # the others meet both walls in the matrix
    counted = _ask_all(schools, viewers, reading)
    assert len(SHAPES) >= 215
    assert len(VIEWERS) == 11
    assert counted["refused"] >= 100 * len(viewers)
    record_property(_told(counted, viewers), 0)


@pytest.mark.parametrize("schools", BOTH[1:], indirect=True, scope="module")
def test_every_shape_is_blind_by_the_policies_alone(schools: Schools, record_property: Say) -> None:
    """Text, core tables, aliases, bulk writes: nobody looks at them but the database."""
    counted = _ask_all(schools, VIEWERS, unguarded)
    assert counted["served"] >= 100 * len(VIEWERS)
    record_property(_told(counted, VIEWERS), 0)


def test_what_pages_need_is_served(schools: Schools) -> None:
    answers = {name: _answer(schools[True], shape, GINA) for name, shape in SERVED.items()}
    assert [name for name, answer in answers.items() if "refused" in str(answer)] == []


def test_one_statement_serves_each_viewer_their_own(
    schools: Schools, monkeypatch: pytest.MonkeyPatch
) -> None:
    statement = select(t.Person.id).where(t.Person.id.in_(select(t.Guardianship.student_id)))
    monkeypatch.setenv("DATABASE_URL", schools[True])

    def asked(viewer: Viewer) -> set[int]:
        with reading(viewer) as db:
            return set(db.scalars(statement))

    gus = Viewer(202, Role.GUARDIAN)
    for _round in range(3):
        assert asked(GINA) == {102, 103}
        assert asked(gus) == {201}


@pytest.mark.parametrize("name", sorted(HIDDEN_WRITES))
def test_a_command_writes_nothing_that_it_did_not_read(
    schools: Schools, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", schools[True])
    before = _dump(schools[True])
    with pytest.raises((RefusedStatement, SQLAlchemyError)), writing(GINA) as db:
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
