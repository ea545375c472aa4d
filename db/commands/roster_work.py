"""The long work of an import in a process of its own: the hub stays quick for everybody else.

A thread would not do: a preview of 10,000 rows in one made every other page five times slower.
"""

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any, Generic, TypeVar, cast

from sqlalchemy import event

from db.commands.roster import apply_plan
from db.queries import roster
from db.session import engine, reading
from i18n import _, current, use
from i18n.dates import use_zone
from rules.people import Me
from rules.problems import Problem
from rules.roster import RosterPlan, Scope
from rules.roster_decisions import Agreed, Decisions
from rules.roster_mapping import SheetMapping
from rules.roster_plan import preview
from rules.roster_sheets import Grid
from rules.roster_travel import Parcel, receive, send

T = TypeVar("T")

ROOT = Path(__file__).parents[2]
COUNTER = 16  # bytes before the answer, in which the process tells how far it is
KIND = 10  # lower in turn than the hub itself


class Work(Generic[T]):
    """Work that a process does; ask whether it is finished, then for its answer."""

    def __init__(self, task: str, zone: str, parcel: Parcel) -> None:
        self._answer: IO[bytes] = TemporaryFile()  # noqa: SIM115 (closed with the work)
        self._answer.write(b"0".rjust(COUNTER))
        self._answer.flush()
        asked = Parcel((task, current(), zone, parcel.head), parcel.plan, parcel.grids)
        with TemporaryFile() as file:
            send(asked, file)
            file.seek(0)
            self._process = subprocess.Popen(
                [sys.executable, "-m", __name__], cwd=ROOT, stdin=file, stdout=self._answer
            )

    def finished(self) -> bool:
        return self._process.poll() is not None

    def done(self) -> int:
        """How many rows were written so far."""
        return int(os.pread(self._answer.fileno(), COUNTER, 0))

    def stop(self) -> None:
        self._process.kill()
        self._process.wait()

    def answer(self) -> T:
        """What came of it, once it is finished; raises the Problem that it met."""
        if self._process.wait() != 0:
            raise Problem(
                _("The hub was interrupted. Nothing is half done: please look at the new preview.")
            )
        self._answer.seek(COUNTER)
        came = receive(self._answer)
        problem, result = came.head
        if problem:
            raise Problem(problem)
        return cast(T, came.plan or result)


def work_on_plan(
    me: Me,
    zone: str,
    grids: Sequence[Grid],
    mappings: Sequence[SheetMapping],
    scope: Scope,
    school_year: str,
    decisions: Decisions,
) -> Work[RosterPlan]:
    head = (me, mappings, scope, school_year, decisions)
    return Work("plan", zone, Parcel(head, grids=tuple(grids)))


def work_on_apply(
    me: Me, zone: str, op: str, plan: RosterPlan, agreed: Agreed
) -> Work[dict[str, int]]:
    return Work("apply", zone, Parcel((me, op, agreed), plan))


def make_plan(
    me: Me,
    grids: Sequence[Grid],
    mappings: Sequence[SheetMapping],
    scope: Scope,
    school_year: str,
    decisions: Decisions,
) -> RosterPlan:
    """What an import would do to the hub as it is now."""
    with reading(me) as db:
        known = roster.snapshot(db)
    return preview(grids, mappings, known, scope, school_year, decisions)


def _plan(parcel: Parcel) -> Parcel:
    me, *rest = parcel.head
    return Parcel(("", None), make_plan(me, parcel.grids, *rest))


def _apply(parcel: Parcel) -> Parcel:
    me, op, agreed = parcel.head
    event.listen(engine(), "after_cursor_execute", _counting())
    return Parcel(("", apply_plan(me, op, cast(RosterPlan, parcel.plan), agreed)))


TASKS = {"plan": _plan, "apply": _apply}


def main() -> None:
    """Do what standard input asks; the answer goes to standard output, a file."""
    os.nice(KIND)
    came = receive(sys.stdin.buffer)
    task, language, zone, head = came.head
    use(language)
    use_zone(zone)
    try:
        answer = TASKS[task](Parcel(head, came.plan, came.grids))
    except Problem as met:
        answer = Parcel((met.sentence, None))
    with os.fdopen(sys.stdout.fileno(), "wb", closefd=False) as file:
        file.seek(COUNTER)
        send(answer, file)


def _counting() -> Callable[..., None]:
    """Tells how many rows were written, after every statement."""
    written = 0

    def tell(*arguments: Any) -> None:
        nonlocal written
        parameters, context, many = arguments[3:6]
        if context.isinsert or context.isupdate:
            written += len(parameters) if many else 1
            os.pwrite(sys.stdout.fileno(), str(written).rjust(COUNTER).encode(), 0)

    return tell


if __name__ == "__main__":
    main()
