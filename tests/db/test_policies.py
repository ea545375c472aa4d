"""Row-level security: who it holds for, what a statement that nobody looked at may change."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from typing import Any

import psycopg
import pytest
from sqlalchemy import Connection, Text, cast, create_engine, func, select, text
from sqlalchemy.exc import ProgrammingError

from db import tables as t
from db.policies import LOOKUP, NotTimeless, Policies
from db.session import engine, forget_engine, reading, writing
from db.write_rules import GRANTING
from i18n.dates import today
from migrations import upgrade
from migrations.policies import keep_policies
from rules.people import SYSTEM, Role, Viewer
from rules.walls import Walls
from seed.cast import BY_KEY, Cast, build
from tests.cast import quick_hash
from tests.db.full_hub import everything
from tests.db.matrix import key_of
from tests.db.row_rules_expected import EXPECTED
from tests.db.walls import BOTH_WALLS
from tests.fixtures.postgres import Cluster

_numbers = count(1)

pytestmark = pytest.mark.postgres
full_hub = pytest.mark.parametrize("behind", [BOTH_WALLS], indirect=True, scope="module")


@contextmanager
def connected(viewer: Viewer) -> Iterator[Connection]:
    """A connection of which only the database knows the viewer; nothing stays."""
    options = {"hub_viewer": viewer, "hub_writing": True}
    with engine().connect().execution_options(**options) as connection:
        change = connection.begin()
        yield connection
        change.rollback()


@full_hub
@pytest.mark.parametrize("key", BY_KEY)
def test_a_bare_statement_reaches_no_row_of_others(behind: Cast, key: str) -> None:
    rows = everything(behind)
    with connected(Viewer(behind.person(key), BY_KEY[key].role)) as connection:
        for table in t.ALL:
            names = EXPECTED[table].get(key, ())
            mine = set().union(*(rows[table][name] for name in names))
            assert set(connection.scalars(select(cast(key_of(table), Text)))) == mine, table
            if table not in (t.AuditEntry, t.AuditChild):
                assert _changed(connection, table) in _may_change(table, key, mine), table


def _changed(connection: Connection, table: type[t.Table]) -> int:
    """How many rows an update without any condition changes, into themselves."""
    name = key_of(table).key
    same = table.__table__.update().values({name: table.__table__.c[name]})
    return connection.execute(same).rowcount


def _may_change(table: type[t.Table], key: str, mine: set[str]) -> range:
    """All of one's own; fewer where custody leaves a guardian to read."""
    if issubclass(table, GRANTING) and BY_KEY[key].role is not Role.COORDINATOR:
        return range(1)
    fewest = 0 if key == "siblings_parent" else len(mine)
    return range(fewest, len(mine) + 1)


@full_hub
def test_the_guest_owns_nothing_and_may_not_touch_what_is_written(behind: Cast) -> None:
    with reading(SYSTEM) as db:
        assert db.walls() is Walls.GUEST
    for words in (
        "UPDATE audit_entry SET action = 'x'",
        "DELETE FROM audit_child",
        "TRUNCATE goal",
        "ALTER TABLE goal DISABLE ROW LEVEL SECURITY",
        "DROP POLICY hub_read ON goal",
        "CREATE TABLE mine (id integer)",
        "SELECT * FROM alembic_version",
    ):
        with connected(SYSTEM) as connection, pytest.raises(ProgrammingError):
            connection.execute(text(words))


@full_hub
def test_nobody_who_does_not_say_who_sees_anything(behind: Cast) -> None:
    with connected(SYSTEM) as connection:
        for forgotten in ("role", "person"):
            connection.execute(text(f"SET LOCAL hub.{forgotten} = ''"))
        assert connection.scalar(select(func.count()).select_from(t.Person)) == 0
        connection.execute(text("SET LOCAL hub.keeper = 'on'"))  # the owner's alone to say
        assert connection.scalar(select(func.count()).select_from(t.Person)) == 0


@full_hub
def test_who_asked_is_forgotten_with_the_transaction(behind: Cast) -> None:
    """So that a pooler may give the connection to anybody."""
    asked = "current_setting('hub.role', true), current_setting('hub.person', true), current_user"
    with engine().connect() as connection:
        driver = connection.connection.cursor()
        with connection.execution_options(hub_viewer=SYSTEM).begin():
            driver.execute(f"SELECT {asked}")
            assert driver.fetchone() == ("system", "0", "hub_guest_of_hub")
        driver.execute(f"SELECT {asked}")
        assert driver.fetchone() == ("", "", "hub")


@pytest.fixture
def login(cluster: Cluster, request: pytest.FixtureRequest) -> str:
    """The address of an empty database whose owner is no superuser."""
    name = f"owner_{next(_numbers)}"
    with psycopg.connect(cluster.url("postgres").replace("+psycopg", ""), autocommit=True) as db:
        db.execute(f"CREATE ROLE {name} LOGIN {request.param}".encode())
    cluster.database(name)
    with psycopg.connect(cluster.url("postgres").replace("+psycopg", ""), autocommit=True) as db:
        db.execute(f"ALTER DATABASE {name} OWNER TO {name}".encode())
    return cluster.url(name).replace("hub@", f"{name}@")


@pytest.mark.parametrize(
    ("login", "walls"), [("CREATEROLE", Walls.GUEST), ("", Walls.OWNER)], indirect=["login"]
)
def test_the_policies_hold_for_an_owner_who_is_no_superuser(
    login: str, walls: Walls, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("DATABASE_URL", login)
    logging.disable(logging.NOTSET)  # jobs, tried before in this process, are quiet
    upgrade()
    upgrade()
    assert ("CREATE ROLE" in caplog.text) is (walls is Walls.OWNER)
    forget_engine()
    with writing(SYSTEM) as db:
        school = build(db, quick_hash)
    parent = Viewer(school.parent, Role.GUARDIAN)
    with reading(parent) as db:
        assert db.walls() is walls
    with connected(parent) as connection:
        seen: Any = connection.scalars(select(t.Goal.student_id).distinct()).all()
        assert seen == [school.child]
    forget_engine()


def test_a_rule_that_changes_is_made_anew(
    cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = cluster.database(f"anew_{next(_numbers)}")
    upgrade(url)
    made = _functions(url)
    keep_policies(url)
    assert _functions(url) == made
    monkeypatch.setattr("db.policies.LOOKUP", LOOKUP.replace("ROWS 30", "ROWS 31"))
    keep_policies(url)
    assert {name for name, _ in _functions(url)} == {name for name, _ in made}
    assert not {key for _, key in _functions(url)} & {key for _, key in made}


def _functions(url: str) -> set[tuple[str, int]]:
    asked = text("SELECT proname, oid::integer FROM pg_proc WHERE proname LIKE 'hub\\_%'")
    made = create_engine(url)
    with made.connect() as connection:
        found = {(name, key) for name, key in connection.execute(asked)}
    made.dispose()
    return found


def test_a_rule_with_a_day_of_its_own_is_not_written_down() -> None:
    limits = t.Restriction.started_on <= today()
    with pytest.raises(NotTimeless):
        Policies().of(lambda _viewer: limits)
