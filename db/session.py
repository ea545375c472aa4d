"""Sessions that know their viewer: reads see only what row rules allow, writes are commands."""

import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from functools import lru_cache
from typing import Any, TypeVar

from sqlalchemy import (
    CompoundSelect,
    Connection,
    Delete,
    Engine,
    Insert,
    Update,
    and_,
    event,
    func,
    inspect,
    select,
)
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import ORMExecuteState, Session, with_loader_criteria

from db import readers
from db.engine import (
    PASSED,
    SCOPED,
    ask_as,
    below,
    configured_url,
    is_policed,
    last_write,
    make_engine,
    noting_writes,
)
from db.policies import Policies
from db.row_rules import RULES
from db.statements import RefusedStatement, entities
from db.tables import ALL, AuditChild, AuditEntry, Setting, Table
from i18n.dates import today
from rules.log import CONTENT, HEAD, START, Content, seal
from rules.people import SYSTEM, Role, Viewer
from rules.walls import Walls

Row = TypeVar("Row", bound=Table)

PAUSES = (0.0, 0.2, 0.5, 1.0, 1.5, 2.0)  # a database that is away for three seconds is waited for

ANYBODY = 0
LOOKUPS = Policies()

_LOG = frozenset((AuditEntry.__table__, AuditChild.__table__))

_engines: dict[str, Engine] = {}


class HubSession(Session):
    """A session of one viewer."""

    @property
    def viewer(self) -> Viewer:
        viewer = self.info.get("viewer")
        if viewer is None:
            raise RefusedStatement("a session needs a viewer")
        return viewer  # type: ignore[no-any-return]

    def get(self, entity: type[Row], ident: Any, **_: Any) -> Row | None:  # type: ignore[override]
        """The row with this key if the viewer may see it: a filtered select, never the cache."""
        (key,) = inspect(entity).primary_key
        column = getattr(entity, key.name)
        return self.scalars(select(entity).where(column == ident)).one_or_none()

    def connection(self, *_: Any, **__: Any) -> Connection:
        raise RefusedStatement("a bare connection has no rules: ask with the session")

    def many(self, change: Insert | Update | Delete, rows: Sequence[Mapping[str, Any]]) -> None:
        """One change of one table for many rows, by somebody whose rules let every row in."""
        office = self.viewer.role in (Role.COORDINATOR, Role.SYSTEM)
        if not (office and self.info.get("command")):
            raise RefusedStatement("many rows at once are the office's, in a command")
        if getattr(change, "table", None) in _LOG:
            raise RefusedStatement("the log is only ever added to, by `append`")
        self.flush()
        if rows:
            super().connection().execute(change, rows)

    @contextmanager
    def as_hub(self) -> Iterator[None]:
        """With the hub's own eyes: who erases reaches drafts, hand-offs and forms of others too."""
        viewer = self.viewer
        if not (viewer.role in (Role.COORDINATOR, Role.SYSTEM) and self.info.get("command")):
            raise RefusedStatement("the hub's eyes are the office's, in a command")
        self.info["viewer"] = SYSTEM
        ask_as(super().connection(), SYSTEM)
        try:
            yield
            self.flush()
        finally:
            self.info["viewer"] = viewer
        ask_as(super().connection(), viewer)  # what failed is rolled back, and asks nothing more

    def around(self, child_id: int) -> Sequence[Any]:
        """Guardians and teachers of a child whom these staff may see: whom `sight` names."""
        if not self.viewer.is_staff:
            raise RefusedStatement("families read of nobody by name who else reads")
        return self._past_rules(readers.around(child_id, self._eyes))

    def sight(self, child_id: int, named: Sequence[Viewer], asked: readers.Asked) -> Sequence[Any]:
        """What the viewer sees of these, and who else does, by everybody's own rules."""
        return self._past_rules(readers.sight(child_id, self._eyes, tuple(named), asked, today()))

    @property
    def _eyes(self) -> Viewer:
        """The viewer without a name or a session: what statements are kept by."""
        return Viewer(self.viewer.person_id, self.viewer.role)

    def _past_rules(self, statement: CompoundSelect[Any]) -> Sequence[Any]:
        """Below the database's own policies, which would hold back whom a rule looks up."""
        connection = super().connection()
        with below(connection):
            return connection.execute(statement, execution_options=PASSED).all()

    def walls(self) -> Walls:
        """What stands between this viewer and the rows of others."""
        if not self.info["policed"]:
            return Walls.GUARD
        connection = super().connection()
        active = and_(*(func.row_security_active(table.__tablename__) for table in ALL))
        if not connection.scalar(select(active), execution_options=PASSED):
            return Walls.GUARD
        return Walls.GUEST if connection.info["become_guest"] else Walls.OWNER

    def append(self, entry: AuditEntry, children: Sequence[int] = ()) -> AuditEntry:
        """One more entry at the end of the log, sealed to the one before: there is no other way.

        Writers take turns on both databases, so the newest seal is nobody else's.
        """
        head = self.get(Setting, HEAD) or Setting(key=HEAD, value=START)
        entry.before = head.value
        entry.hash = head.value = seal(entry.before, content_of(entry, children))
        self.info["appending"] = True
        self.add_all((head, entry))
        self.flush()
        if children:  # not by the session, which would want to read what it added
            rows = [{"entry_id": entry.id, "student_id": one} for one in children]
            super().connection().execute(AuditChild.__table__.insert(), rows)
        del self.info["appending"]
        return entry

    def bulk_save_objects(self, *_: Any, **__: Any) -> None:
        raise RefusedStatement("bulk writes are seen by no rule: add the rows")

    bulk_insert_mappings = bulk_update_mappings = bulk_save_objects


def content_of(entry: AuditEntry, children: Sequence[int]) -> Content:
    """What the seal of an entry covers."""
    own = {name: getattr(entry, name) for name in CONTENT}
    return Content(**own, children=tuple(children))


def engine() -> Engine:
    """The engine of the configured database."""
    url = configured_url()
    if url not in _engines:
        made = make_engine(url)
        event.listen(made, "before_cursor_execute", _only_scoped)
        _engines[url] = made
    return _engines[url]


def forget_engine() -> None:
    """Close every connection (tests, and before a restore)."""
    with noting_writes():
        for known in _engines.values():
            known.dispose()
        _engines.clear()


@contextmanager
def reading(viewer: Viewer) -> Iterator[HubSession]:
    """One snapshot, filtered for this viewer; nothing can be written."""
    since = (last_write(), today())  # before the snapshot, so that it is never older than they say
    with (
        _connection(viewer, writes=False) as connection,
        connection.begin(),
        _session(connection, viewer, since=since) as session,
    ):
        yield session


@contextmanager
def writing(viewer: Viewer) -> Iterator[HubSession]:
    """One transaction for a command; raises roll everything back."""
    with (
        noting_writes(),
        _connection(viewer, writes=True) as connection,
        connection.begin(),
        _session(connection, viewer, command=True) as session,
    ):
        yield session
        session.commit()


def _session(connection: Connection, viewer: Viewer, **known: Any) -> HubSession:
    known["policed"] = is_policed(connection)
    return HubSession(connection, info={"viewer": viewer, **known}, expire_on_commit=False)


@contextmanager
def restoring() -> Iterator[Connection]:
    """One transaction below every rule, for filling an empty hub and for nothing else."""
    writes = engine().connect().execution_options(hub_writing=True)
    with noting_writes(), writes as connection, connection.begin():
        yield connection


def _connection(viewer: Viewer, *, writes: bool) -> Connection:
    return _connected().execution_options(hub_guarded=True, hub_writing=writes, hub_viewer=viewer)


def _connected() -> Connection:
    for pause in PAUSES:
        try:
            return engine().connect()
        except OperationalError:
            time.sleep(pause)
    return engine().connect()


@event.listens_for(HubSession, "do_orm_execute")
def _scope(state: ORMExecuteState) -> None:
    if not state.is_orm_statement or not state.is_select:
        raise RefusedStatement("only ORM selects are sent; writes go through the session")
    if not state.is_column_load:  # those only complete a row that was let in
        if state.is_from_statement:
            raise RefusedStatement("from_statement escapes every rule")
        viewer: Viewer = state.session.viewer  # type: ignore[attr-defined]
        if state.session.info["policed"]:
            state.statement = _ruled(state.statement, ANYBODY, viewer.role, None)
        else:
            state.statement = _ruled(state.statement, viewer.person_id, viewer.role, today())
    state.update_execution_options(**PASSED)


@lru_cache(maxsize=512)
def _ruled(statement: Any, person_id: int, role: Role, day: date | None) -> Any:
    """A statement with this viewer's rules: of a kept one SQLAlchemy then knows the key, too."""
    return statement.options(
        *(_criterion(entity, person_id, role, day) for entity in entities(statement))
    )


@lru_cache(maxsize=1024)
def _criterion(entity: type, person_id: int, role: Role, day: date | None) -> Any:
    """A rule as an expression of this viewer, whose id is in it: kept, as it never changes.

    Rules of custody hold the day, so an expression is kept for its day alone. Where the database
    holds the rules, it knows the viewer and the day, and looks up below its policies.
    """
    rule = RULES.get(entity)
    if rule is None:
        raise RefusedStatement(f"{entity.__name__} has no row rule")
    asked = rule(Viewer(person_id, role)) if day else LOOKUPS.asked(rule, role)
    return with_loader_criteria(entity, asked, include_aliases=True)


def _only_scoped(*event_arguments: Any) -> None:
    """The last door: through a viewer's connection goes only what has passed the rules."""
    context = event_arguments[4]
    options = context.execution_options
    if "hub_guarded" not in options or options.get(SCOPED) is PASSED[SCOPED]:
        return
    flushed = context.isinsert or context.isupdate or context.isdelete
    if not (flushed and options["hub_writing"]):
        raise RefusedStatement("this statement has not passed the row rules")


@event.listens_for(HubSession, "detached_to_persistent")
def _only_rows_let_in(*_: Any) -> None:
    raise RefusedStatement("a row comes from the database: get it, then change it")


@event.listens_for(HubSession, "before_flush")
def _only_commands(session: HubSession, *_: Any) -> None:
    changed = tuple(_touched(session))
    if changed and not session.info.get("command"):
        raise RefusedStatement("changes are made by commands")
    if not session.info.get("appending") and any(map(_is_log, changed)):
        raise RefusedStatement("the log is only ever added to, by `append`")


def _touched(session: HubSession) -> Iterator[Any]:
    yield from session.new
    yield from session.deleted
    yield from filter(session.is_modified, session.dirty)


def _is_log(row: Any) -> bool:
    head = isinstance(row, Setting) and row.key == HEAD
    return head or isinstance(row, AuditEntry | AuditChild)
