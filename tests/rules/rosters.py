"""Small rosters for tests: a table in, a plan out."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from rules.people import Role
from rules.roster import Change, Finding, Level, RosterPlan, Scope, Subject, What
from rules.roster_decisions import NONE, Decisions
from rules.roster_known import Known, KnownClass, KnownGuardianship, KnownLink, KnownPerson
from rules.roster_layout import forget_secrets
from rules.roster_mapping import SheetMapping
from rules.roster_plan import preview
from rules.roster_questions import question
from rules.roster_sheets import Cell, Grid, Row
from rules.roster_suggest import suggest_all

YEAR = "2026/27"
BORN = date(2016, 3, 31)


def grid(*rows: Sequence[Cell], name: str = "Sheet1", file: str = "list.xlsx") -> Grid:
    return Grid(file, name, tuple(Row(number, tuple(row)) for number, row in enumerate(rows, 1)))


def table(text: str, name: str = "Sheet1", file: str = "list.xlsx") -> Grid:
    """A sheet from lines with | between the cells."""
    lines = [line.strip() for line in text.strip().splitlines()]
    rows = [[cell.strip() or None for cell in line.split("|")] for line in lines]
    return grid(*rows, name=name, file=file)


def mapped(*grids: Grid) -> list[SheetMapping]:
    """What the sheets seem to hold, with the first answer to every question about a column."""
    return [_answered(one, sheet) for one, sheet in zip(suggest_all(grids), grids, strict=True)]


def _answered(mapping: SheetMapping, sheet: Grid) -> SheetMapping:
    for column in mapping.questions:
        mapping = mapping.answer(sheet, column.index, column.choices[0], False)
    return mapping


def open_questions(mapping: SheetMapping) -> list[str]:
    """Everything that is still asked about a sheet."""
    asked = [question(column) for column in mapping.questions]
    return [mapping.sheet, *asked] if mapping.needs_answer else asked


def plan(
    *grids: Grid,
    known: Known | None = None,
    scope: Scope = Scope.PARTIAL,
    decisions: Decisions = NONE,
) -> RosterPlan:
    kept = [forget_secrets(one) for one in grids]
    return preview(kept, mapped(*kept), known or Known(), scope, YEAR, decisions)


def of(found: RosterPlan, subject: Subject, what: What | None = None) -> list[Change]:
    return [
        one
        for one in found.changes
        if one.subject == subject and (what is None or one.what == what)
    ]


def names(found: RosterPlan, subject: Subject, what: What) -> list[str]:
    return [one.name for one in of(found, subject, what)]


def stops(found: RosterPlan) -> list[tuple[int, str]]:
    """Row and column of everything that stops a row."""
    return [(one.source.row, one.column) for one in found.stops]


def at_level(found: RosterPlan, level: Level) -> list[Finding]:
    return [one for one in found.findings if one.level == level]


def child(
    key: int,
    given: str = "Ann",
    family: str = "Lee",
    ref: str | None = None,
    birth: date | None = BORN,
    postcode: str | None = None,
    **more: Any,
) -> KnownPerson:
    return KnownPerson(
        key, Role.STUDENT, ref, given, family, birth_date=birth, postcode=postcode, **more
    )


def adult(
    key: int, given: str, family: str, role: Role = Role.GUARDIAN, **more: Any
) -> KnownPerson:
    return KnownPerson(key, role, more.pop("ref", None), given, family, **more)


def family(*links: tuple[int, int, bool]) -> tuple[KnownGuardianship, ...]:
    return tuple(
        KnownGuardianship(number, guardian, student, "mother", None, access)
        for number, (guardian, student, access) in enumerate(links, 1)
    )


__all__ = ["BORN", "Known", "KnownClass", "KnownLink"]
