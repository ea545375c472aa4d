"""The long work of an import in a process of its own: in a thread everybody would wait for it."""

import gc
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from mmap import mmap
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any, Generic, TypeVar, cast

from sqlalchemy import Engine, event

from db.commands.roster import apply_plan
from db.commands.roster_undo import undo_import
from db.queries import roster, roster_history
from db.session import reading
from exchange.roster_marked import marked
from exchange.roster_result import result
from i18n import _, current, use
from i18n.dates import use_zone
from rules.pauses import give_way
from rules.people import Me
from rules.problems import Problem
from rules.roster import Finding, PastImport, RosterPlan, Scope
from rules.roster_decisions import Agreed, Decisions
from rules.roster_mapping import SheetMapping
from rules.roster_plan import preview
from rules.roster_sheets import Grid
from rules.roster_travel import Parcel, receive, send
from rules.roster_undo import WayBack

T = TypeVar("T")

ROOT = Path(__file__).parents[2]
COUNTER = 16  # bytes before the answer, in which the process tells how far it is
MANY = 1_500  # rows or changes: from here on a process does the work


class Work(Generic[T]):
    """Work that a process does; ask whether it is finished, then for its answer."""

    def __init__(
        self, task: str, zone: str, head: Any, *, grids: Sequence[Grid] = (), plan: "Plan" = None
    ) -> None:
        self._answer: IO[bytes] = TemporaryFile()  # noqa: SIM115 (closed with the work)
        self._answer.write(b"0".rjust(COUNTER))
        self._answer.flush()
        self._counter = mmap(self._answer.fileno(), COUNTER)
        with TemporaryFile() as asked:
            send(Parcel((task, current(), zone, head), grids=tuple(grids)), asked)
            if isinstance(plan, Work):
                plan.copy_answer(asked)
            elif plan is not None:
                send(Parcel(None, plan), asked)
            asked.seek(0)
            self._process = subprocess.Popen(
                [sys.executable, "-m", __name__], cwd=ROOT, stdin=asked, stdout=self._answer
            )

    def finished(self) -> bool:
        return self._process.poll() is not None

    def done(self) -> int:
        """How many rows were written so far."""
        return int(self._counter[:])

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

    def copy_answer(self, file: IO[bytes]) -> None:
        """The answer as it came, for other work: packing it again would take a second."""
        self._answer.seek(COUNTER)
        shutil.copyfileobj(self._answer, file)


Plan = RosterPlan | Work[RosterPlan] | None


def work_on_plan(
    me: Me,
    zone: str,
    grids: Sequence[Grid],
    mappings: Sequence[SheetMapping],
    scope: Scope,
    school_year: str,
    decisions: Decisions,
) -> Work[RosterPlan]:
    return Work("plan", zone, (me, mappings, scope, school_year, decisions), grids=grids)


def work_on_apply(
    me: Me, zone: str, op: str, plan: RosterPlan | Work[RosterPlan], agreed: Agreed
) -> Work[dict[str, int]]:
    """Apply a plan, or the one that other work has made."""
    return Work("apply", zone, (me, op, agreed), plan=plan)


def work_on_way_back(me: Me, zone: str, batch_id: int) -> Work[WayBack]:
    return Work("look back", zone, (me, batch_id))


def work_on_undo(
    me: Me, zone: str, op: str, batch_id: int, fingerprint: str
) -> Work[dict[str, int]]:
    return Work("undo", zone, (me, op, batch_id, fingerprint))


def is_large(grids: Sequence[Grid]) -> bool:
    return sum(len(grid.rows) for grid in grids) >= MANY


def copy_to_mend(
    zone: str,
    grids: Sequence[Grid],
    mappings: Sequence[SheetMapping],
    findings: Sequence[Finding],
    decisions: Decisions,
) -> bytes:
    """The copy with its problems marked; a large one is written by a process."""
    head = (mappings, findings, decisions)
    if is_large(grids):
        return Work[bytes]("copy", zone, head, grids=grids).answer()
    return marked(grids, *head)


def result_of(me: Me, zone: str, past: PastImport) -> bytes:
    """The workbook of what an import changed; a large one is written by a process."""
    with reading(me) as db:
        total = roster_history.changes_of(db, past.id)
    if total >= MANY:
        return Work[bytes]("result", zone, (me, past)).answer()
    return make_result(me, past)


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


def way_back(me: Me, batch_id: int) -> WayBack:
    """What an undo of this import would do to the hub as it is now."""
    with reading(me) as db:
        return WayBack.of(roster_history.undo_plan(db, batch_id))


def make_result(me: Me, past: PastImport) -> bytes:
    """The workbook of everything that an import changed."""
    with reading(me) as db:
        return result(past, roster_history.done(db, past.id))


def _plan(head: Any, grids: Sequence[Grid]) -> Parcel:
    me, *rest = head
    return Parcel(("", None), make_plan(me, grids, *rest))


def _apply(head: Any, _grids: Sequence[Grid]) -> Parcel:
    me, op, agreed = head
    packed = cast(RosterPlan, receive(sys.stdin.buffer, pause=0).plan)
    plan = replace(packed, changes=tuple(packed.changes))  # looked at many times
    event.listen(Engine, "after_cursor_execute", _counting())
    return Parcel(("", apply_plan(me, op, plan, agreed)))


def _look_back(head: Any, _grids: Sequence[Grid]) -> Parcel:
    return Parcel(("", way_back(*head)))


def _undo(head: Any, _grids: Sequence[Grid]) -> Parcel:
    event.listen(Engine, "after_cursor_execute", _counting())
    return Parcel(("", undo_import(*head)))


def _copy(head: Any, grids: Sequence[Grid]) -> Parcel:
    return Parcel(("", marked(grids, *head)))


def _result(head: Any, _grids: Sequence[Grid]) -> Parcel:
    return Parcel(("", make_result(*head)))


TASKS = {
    "plan": _plan,
    "apply": _apply,
    "look back": _look_back,
    "undo": _undo,
    "copy": _copy,
    "result": _result,
}


def main() -> None:
    """Do what standard input asks; the answer goes to standard output, a file."""
    give_way()
    gc.disable()  # it ends before there is garbage worth the search
    came = receive(sys.stdin.buffer, pause=0)
    task, language, zone, head = came.head
    use(language)
    use_zone(zone)
    try:
        answer = TASKS[task](head, came.grids)
    except Problem as met:
        answer = Parcel((met.sentence, None))
    with os.fdopen(sys.stdout.fileno(), "wb", closefd=False) as file:
        file.seek(COUNTER)
        send(answer, file, pause=0)


def _counting() -> Callable[..., None]:
    """Tells how many rows were written, after every statement."""
    written = 0
    counter = mmap(sys.stdout.fileno(), COUNTER)

    def tell(*arguments: Any) -> None:
        nonlocal written
        parameters, context, many = arguments[3:6]
        if context.isinsert or context.isupdate:
            written += len(parameters) if many else 1
            counter[:] = str(written).rjust(COUNTER).encode()

    return tell


if __name__ == "__main__":
    main()
