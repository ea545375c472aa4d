"""A roster from a shell: python -m jobs.roster FILE… [--scope full|partial] [--apply] [--json].

Prints what the page would show. 0: clean; 1: something to mend, to answer or to confirm;
2: a file can't be read.
"""

import json
import logging
import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from secrets import token_urlsafe

from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from db import tables as t
from db.commands.roster import apply_plan
from db.queries import roster
from db.queries.roster_memory import memory
from db.queries.school import school, setting
from db.session import HubSession, reading
from exchange.workbooks_in import read_files
from i18n import _, use
from i18n.dates import use_zone
from migrations import upgrade
from rules import limits
from rules.people import SYSTEM, Role, Status, Viewer
from rules.problems import Problem
from rules.roster import RosterPlan, Scope
from rules.roster_dates import Order, month_first
from rules.roster_decisions import Agreed
from rules.roster_fields import Kind, all_fields
from rules.roster_mapping import SheetMapping
from rules.roster_plan import preview
from rules.roster_report import Report
from rules.roster_sheets import Grid, Reading
from rules.roster_suggest import suggest, suggest_all
from rules.roster_telling import did
from rules.school import School

CLEAN, PROBLEMS, UNREADABLE = 0, 1, 2


def main(words: Sequence[str] | None = None) -> int:
    """One sentence for whatever goes wrong, never a traceback."""
    asked = _parser().parse_args(words)
    logging.disable(logging.WARNING)
    try:
        return _run(asked)
    except BrokenPipeError:  # whoever read the lines has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PROBLEMS
    except Exception:
        return _say(_("The hub met something unexpected. Nothing was changed."), UNREADABLE)


def _run(asked: Namespace) -> int:
    try:
        upgrade()
        with reading(SYSTEM) as db:
            here = school(db)
            most = limits.limits_of(setting(db, limits.SETTING))
        use(here.language)
        use_zone(here.zone)
        found = _read(asked.files, most)
    except Problem as problem:
        return _say(problem.sentence, UNREADABLE)
    except OSError as error:
        return _say(f"{error.filename}: {error.strerror}.", UNREADABLE)
    except SQLAlchemyError:
        return _say(_("The database can't be reached, or refuses. Nothing was changed."), PROBLEMS)
    try:
        return _preview(asked, here, found)
    except Problem as problem:
        return _say(problem.sentence, PROBLEMS)
    except SQLAlchemyError:
        return _say(_("The database can't be reached, or refuses. Nothing was changed."), PROBLEMS)


def _parser() -> ArgumentParser:
    parser = ArgumentParser(prog="python -m jobs.roster", description=__doc__)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument(
        "--scope",
        type=Scope,
        choices=list(Scope),
        default=Scope.PARTIAL,
        help="full: who is missing from the files has left (partial unless said)",
    )
    parser.add_argument("--apply", action="store_true", help="bring in what is shown")
    parser.add_argument("--json", action="store_true", help="print the preview as JSON")
    parser.add_argument("--as", dest="username", help="the coordinator who brings it in")
    parser.add_argument(
        "--answer",
        action="append",
        default=[],
        metavar="NAME=ANSWER",
        help="a column's field or its dates (dmy, mdy), or what a sheet holds (students, …)",
    )
    parser.add_argument("--leave-out", action="store_true", help="leave out rows with a problem")
    parser.add_argument(
        "--confirm-sight", action="store_true", help="guardians gain or lose sight as listed"
    )
    parser.add_argument(
        "--confirm-leavers", action="store_true", help="so many people have really left"
    )
    return parser


def _say(sentence: str, code: int) -> int:
    print(sentence, file=sys.stderr)
    return code


def _read(files: Sequence[Path], most: limits.Limits) -> Reading:
    names = [path.name for path in files]
    alone = len(set(names)) == len(names)
    uploads = ((path.name if alone else str(path), path.read_bytes()) for path in files)
    return read_files(uploads, most)


def _preview(asked: Namespace, here: School, found: Reading) -> int:
    us_dates = month_first(here.zone)
    with reading(SYSTEM) as db:
        proposed = suggest_all(found.grids, us_dates, memory(db))
        mappings = _answered(proposed, found.grids, asked.answer, us_dates)
        coordinator = _coordinator(db, asked.username) if asked.apply else SYSTEM
        known = roster.snapshot(db)
    plan: RosterPlan | None = None
    if not any(one.needs_answer for one in mappings):
        plan = preview(found.grids, mappings, known, asked.scope, here.year)
    report = Report(mappings, found.encodings, found.notes, plan)
    if asked.json:
        print(json.dumps(report.as_json(), ensure_ascii=False, indent=2), flush=True)
    else:
        print(*report.lines(), sep="\n", flush=True)
    code = CLEAN if report.clean else PROBLEMS
    return _apply(asked, report, coordinator) or code if asked.apply else code


def _apply(asked: Namespace, report: Report, me: Viewer) -> int:
    """0 when it was brought in; nothing to bring in is no problem."""
    if report.plan is None or report.unanswered:
        raise Problem(_("Nothing was changed: please answer the questions first, with --answer."))
    if not report.plan.changes_anything and not report.problems:
        return CLEAN
    agreed = Agreed(asked.leave_out, asked.confirm_sight, asked.confirm_leavers)
    counts = apply_plan(me, token_urlsafe(), report.plan, agreed)
    print(_("Done. {what}.").format(what=did(counts)), file=sys.stderr)
    return CLEAN


def _answered(
    mappings: list[SheetMapping], grids: Sequence[Grid], answers: list[str], us_dates: bool
) -> list[SheetMapping]:
    """The mappings with what was said on the command line."""
    said = dict(answer.rpartition("=")[::2] for answer in answers)
    return [
        _told(mapping, grid, said, us_dates) for mapping, grid in zip(mappings, grids, strict=True)
    ]


def _told(mapping: SheetMapping, grid: Grid, said: dict[str, str], us_dates: bool) -> SheetMapping:
    kind = said.get(mapping.sheet) or said.get(mapping.file)
    if kind in list(Kind):
        mapping = suggest(grid, us_dates, Kind(kind))
    for column in mapping.columns:
        answer = said.get(column.title)
        if answer is None:
            continue
        if answer in list(Order):
            mapping = _sure(mapping.in_order(column.index, Order(answer)), column.index)
        elif answer in ("", *all_fields(mapping.kind)):
            mapping = mapping.answer(grid, column.index, answer, us_dates)
        else:
            raise Problem(_no_such(column.title, answer, all_fields(mapping.kind)))
    return mapping


def _no_such(column: str, answer: str, fields: Sequence[str]) -> str:
    return _("{column} can't be {answer}. It can be: {fields}.").format(
        column=column, answer=answer, fields=", ".join(fields)
    )


def _sure(mapping: SheetMapping, index: int) -> SheetMapping:
    columns = (
        replace(one, order_sure=True) if one.index == index else one for one in mapping.columns
    )
    return replace(mapping, columns=tuple(columns))


def _coordinator(db: HubSession, username: str | None) -> Viewer:
    """The coordinator of this name, else the only one."""
    wanted = [t.Person.role == Role.COORDINATOR, t.Person.status == Status.ACTIVE]
    if username:
        wanted.append(t.Account.username == username)
    people = db.scalars(
        select(t.Person.id)
        .join(t.Account, t.Account.person_id == t.Person.id, isouter=True)
        .where(*wanted)
    ).all()
    if len(people) != 1:
        raise Problem(
            _(
                "Please say with --as which coordinator brings this in:"
                " the username they sign in with."
            )
        )
    return Viewer(people[0], Role.COORDINATOR)


if __name__ == "__main__":
    sys.exit(main())
