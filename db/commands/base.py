"""The shape of every change: one transaction, one permission, one audit row, once a form."""

import logging
import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import event, func, select
from sqlalchemy.exc import OperationalError, ProgrammingError
from sqlalchemy.orm.exc import StaleDataError

from db import tables as t
from db.queries.custody import read_only
from db.session import HubSession, reading, writing
from db.tables.base import utc_now
from db.write_rules import GRANTING, OFFICE, UNSEEN
from i18n import _
from rules import permissions
from rules.custody import READ_ONLY
from rules.log import Readers
from rules.people import Role, Viewer
from rules.problems import NotAllowed, NotFound, Problem, Stale

P = ParamSpec("P")
R = TypeVar("R")
Row = TypeVar("Row", bound=t.Table)

TRIES = 3
REFUSED = "42501"  # as PostgreSQL says it
COMMANDS: dict[str, Callable[..., Any]] = {}

log = logging.getLogger("hub")


class Tx:
    """One command's transaction."""

    def __init__(self, db: HubSession, me: Viewer, action: str, op: str) -> None:
        self.db, self.me, self.action, self.op = db, me, action, op
        self.now: datetime = utc_now()
        self.audited = 0

    def get(self, table: type[Row], key: Any) -> Row:
        """A row this viewer may see; NotFound for any other."""
        row = self.db.get(table, key) if key is not None else None
        if row is None:
            raise NotFound()
        return row

    def child(self, key: int) -> t.Person:
        """A child this viewer may see; NotFound for anybody else."""
        row = self.get(t.Person, key)
        if row.role != Role.STUDENT:
            raise NotFound()
        return row

    def add(self, row: Row) -> Row:
        """The row with its id."""
        self.db.add(row)
        self.db.flush()
        return row

    def audit(
        self,
        subject: str,
        key: int | None,
        *children: int | None,
        readers: Readers = Readers.ALL,
        guardian_id: int | None = None,
        **detail: Any,
    ) -> None:
        """What was done and to which children; names and words stay where they are.

        Their families read it too: who of them, say `readers`, and `guardian_id` where only one of
        the guardians may know.
        """
        self.audited += 1
        about = sorted({one for one in children if one is not None})
        entry = t.AuditEntry(
            actor_id=self.me.person_id,
            role=self.me.role,
            action=self.action,
            subject=subject,
            subject_id=key,
            student_id=about[0] if len(about) == 1 else None,
            readers=readers,
            guardian_id=guardian_id,
            detail=detail,
            at=self.now,
        )
        self.db.append(entry, about if len(about) > 1 else ())


def command(
    action: str,
) -> Callable[[Callable[Concatenate[Tx, P], R]], Callable[Concatenate[Viewer, str, P], R]]:
    """Make a function a command: call it with the viewer and the form's operation key."""

    def register(
        function: Callable[Concatenate[Tx, P], R],
    ) -> Callable[Concatenate[Viewer, str, P], R]:
        @wraps(function)
        def run(me: Viewer, op: str, /, *args: P.args, **kwargs: P.kwargs) -> R:
            with _noting_refusals(me, action), _in_words(me):
                permissions.check(me, action)
                result: R = _retried(lambda: _once(function, me, op, action, args, kwargs))
                return result

        COMMANDS[action] = run
        return run

    return register


@contextmanager
def _noting_refusals(me: Viewer, action: str) -> Iterator[None]:
    """Whoever tries what may not be leaves a line in the server's log: who and what, no words.

    Two people at one thing are no such case.
    """
    try:
        yield
    except Stale:
        raise
    except Problem as refusal:
        kind = type(refusal).__name__
        log.warning("refused %s: person %s, %s, %s", kind, me.person_id, me.role, action)
        raise


def _once(function: Any, me: Viewer, op: str, action: str, args: Any, kwargs: Any) -> Any:
    key = f"{me.person_id}:{op}"  # nobody meets the form of somebody else
    with writing(me) as db:
        done = db.get(t.Operation, key)
        if done is not None:
            return _same(done, action)
        written, gone = watch(db)
        tx = Tx(db, me, action, op)
        result = function(tx, *args, **kwargs)
        db.add(t.Operation(key=key, actor_id=me.person_id, action=action, result=result))
        db.flush()
        if tx.audited != 1:
            raise RuntimeError(f"{action} must leave one audit row, not {tx.audited}")
        check_written(db, written, gone)
        return result


@contextmanager
def _in_words(me: Viewer) -> Iterator[None]:
    """What the database's policies refuse before the hub does, as the hub would say it."""
    try:
        yield
    except (ProgrammingError, StaleDataError) as error:
        if isinstance(error, ProgrammingError) and getattr(error.orig, "sqlstate", "") != REFUSED:
            raise
        with reading(me) as db:
            limited = me.role is Role.GUARDIAN and read_only(db)
        raise (NotAllowed(_(READ_ONLY)) if limited else NotFound()) from error


def _same(done: t.Operation, action: str) -> Any:
    if done.action != action:
        raise Problem(_("This form was already used. Please reload the page."))
    return done.result


def watch(db: HubSession) -> tuple[list[t.Table], list[t.Table]]:
    """What is written from now on for its writer to see, and what is deleted."""
    written: list[t.Table] = []
    gone: list[t.Table] = []

    def note(session: HubSession, _context: object) -> None:
        written.extend(row for row in session.new if not isinstance(row, UNSEEN))
        written.extend(session.dirty)
        gone.extend(session.deleted)

    event.listen(db, "after_flush", note)
    return written, gone


def check_written(db: HubSession, written: list[t.Table], gone: list[t.Table]) -> None:
    """Raise Problem for a change that this viewer may not make."""
    if db.viewer.role in OFFICE:
        return
    if any(isinstance(row, GRANTING) for row in (*written, *gone)):
        raise NotAllowed(_("Only the school office can change who belongs to whom."))
    _check_sight(db, written)
    _check_custody(db, [*written, *gone])


def _check_sight(db: HubSession, written: list[t.Table]) -> None:
    """Nobody writes a row that they could not read."""
    for table in {type(row) for row in written} - {t.Setting}:  # which everybody sees
        key = table.__table__.primary_key.columns.values()[0].name
        keys = {getattr(row, key) for row in written if type(row) is table}
        column = getattr(table, key)
        seen = db.scalar(select(func.count()).select_from(table).where(column.in_(keys)))
        if seen != len(keys):
            raise NotFound()


def _check_custody(db: HubSession, changed: list[t.Table]) -> None:
    """No guardian changes anything about a child for whom they may only read."""
    if db.viewer.role is not Role.GUARDIAN:
        return
    if {getattr(row, "student_id", None) for row in changed} & read_only(db):
        raise NotAllowed(_(READ_ONLY))


def _retried(attempt: Callable[[], R]) -> R:
    """Try again when the database went away or another program kept it locked."""
    for number in range(TRIES - 1):
        try:
            return attempt()
        except OperationalError:
            time.sleep(random.uniform(0, 0.05 * 2**number))
    return attempt()


def remove_own(tx: Tx, row: t.Comment | t.StaffNote) -> None:
    """Take away what one wrote oneself; a second time changes nothing."""
    if row.author_id != tx.me.person_id:
        raise Problem(_("Only the person who wrote this can take it away."))
    row.removed_at = row.removed_at or tx.now


def check_version(current: int, seen: int, theirs: dict[str, str]) -> None:
    """Raise Stale when somebody saved since this form was opened."""
    if current != seen:
        raise Stale(
            _("Somebody else changed this while you were writing. Nothing of yours is lost."),
            theirs,
        )
