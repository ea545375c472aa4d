"""An import as a shell prints it: what was read, what would happen, what is wrong or asked."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from i18n import _, ngettext
from i18n.dates import format_number
from rules.roster import SUBJECT_NAMES, WHAT_NAMES, Change, Finding, Level, RosterPlan, Sight, What
from rules.roster_dates import ORDER_NAMES, Order
from rules.roster_encodings import ENCODINGS, EncodingChoice
from rules.roster_fields import KIND_NAMES, Kind
from rules.roster_mapping import ColumnMapping, SheetMapping
from rules.roster_questions import choice, question
from rules.roster_sheets import letters
from rules.roster_telling import place_of, say_change, sheet_named, would

SHOWN = 200  # lines of changes that a screen is filled with


@dataclass(frozen=True)
class Report:
    """What a preview found; without a plan, what is asked before there can be one."""

    mappings: Sequence[SheetMapping]
    encodings: Sequence[EncodingChoice]
    notes: Sequence[str]
    plan: RosterPlan | None

    @property
    def problems(self) -> list[Finding]:
        """What stops a row, and what the office has to decide."""
        found = self.plan.findings if self.plan else ()
        return [one for one in found if one.level != Level.NOTE]

    @property
    def unanswered(self) -> bool:
        """Whether something could be read in two ways that would both look right."""
        return self.plan is None or any(one.unsure_dates for one in self._used)

    @property
    def clean(self) -> bool:
        return self.plan is not None and bool(self._used) and not self.problems

    @property
    def _used(self) -> list[SheetMapping]:
        return [one for one in self.mappings if one.is_used]

    def as_json(self) -> dict[str, Any]:
        formats = dict.fromkeys(one.format for one in self._used if one.format)
        return {
            "format": ", ".join(formats),
            "sheets": [_sheet(one) for one in self.mappings],
            "mapping": [_column(one, column) for one in self._used for column in one.columns],
            "counts": self._counts(),
            "problems": [_problem(one) for one in self.problems],
            "questions": list(self.questions()),
        }

    def _counts(self) -> dict[str, int]:
        totals = self.plan.totals if self.plan else {what.value: 0 for what in What}
        return {
            "add": totals["add"],
            "change": totals["change"] + totals["return"],
            "leave": totals["leave"],
            "same": totals["same"],
            "problem": len(self.problems),
        }

    def questions(self) -> Iterator[dict[str, Any]]:
        """What only a person can tell."""
        for mapping in self.mappings:
            yield from _asked(mapping)
        for encoding in self.encodings:
            said = _("How are the letters in {file} written?").format(file=encoding.file)
            names = [_(ENCODINGS[one.code]) for one in encoding.options]
            yield _question(encoding.file, "", "", said, names)
        for one in self.plan.proposals if self.plan else ():
            known = [f"{person.name} ({person.key})" for person in one.candidates if person.key]
            place = one.source
            yield {**_question(place.file, place.sheet, "", one.message, known), "row": place.row}

    def lines(self) -> Iterator[str]:
        """The same for people."""
        yield from self.notes
        for mapping in self.mappings:
            yield from _said(mapping)
        if not self._used:
            yield _("Nothing here is for the hub yet. Please say what the sheets hold.")
        for asked in self.questions():
            yield f"? {asked['question']}"
        if self.plan:
            yield from _plan_lines(self.plan, self.problems)


def _sheet(mapping: SheetMapping) -> dict[str, Any]:
    return {
        "file": mapping.file,
        "sheet": mapping.sheet,
        "kind": mapping.kind if mapping.sure else "",
        "format": mapping.format,
        "rows": mapping.rows,
        "header_row": mapping.header_row,
        "hidden": mapping.hidden,
        "used": mapping.is_used,
    }


def _column(mapping: SheetMapping, column: ColumnMapping) -> dict[str, Any]:
    return {
        "file": mapping.file,
        "sheet": mapping.sheet,
        "column": column.title,
        "field": column.field,
    }


def _problem(one: Finding) -> dict[str, Any]:
    return {
        "file": one.source.file,
        "sheet": one.source.sheet,
        "row": one.source.row,
        "column": one.column,
        "value": one.value,
        "message": one.message,
    }


def _asked(mapping: SheetMapping) -> Iterator[dict[str, Any]]:
    if mapping.needs_answer:
        said = _("What does {sheet} hold?").format(sheet=mapping.sheet)
        kinds = [_(KIND_NAMES[kind]) for kind in Kind]
        yield _question(mapping.file, mapping.sheet, "", said, kinds)
    for column in mapping.questions:
        answers = [choice(mapping.kind, column, field) for field in column.choices]
        yield _question(mapping.file, mapping.sheet, column.title, question(column), answers)
    for column in mapping.unsure_dates if mapping.is_used else ():
        said = _("How are the dates in {column} written, such as {sample}?").format(
            column=column.title, sample=column.order_example
        )
        orders = [_(ORDER_NAMES[order]) for order in Order]
        yield _question(mapping.file, mapping.sheet, column.title, said, orders)


def _question(
    file: str, sheet: str, column: str, said: str, choices: Iterable[str]
) -> dict[str, Any]:
    return {
        "file": file,
        "sheet": sheet,
        "column": column,
        "question": said,
        "choices": list(choices),
    }


def _said(mapping: SheetMapping) -> Iterator[str]:
    name = sheet_named(mapping.file, mapping.sheet)
    if not mapping.is_used:
        yield _("{sheet}: not used").format(sheet=name)
        return
    rows = ngettext("{count} row", "{count} rows", mapping.rows)
    yield f"{name}: {_(KIND_NAMES[mapping.kind])}, {rows.format(count=format_number(mapping.rows))}"
    if mapping.unmapped:
        names = ", ".join(one.title for one in mapping.unmapped)
        yield "  " + _("Not used: {columns}").format(columns=names)
    if mapping.secrets:
        names = ", ".join(one.title for one in mapping.secrets)
        yield "  " + _("Never read, because they hold passwords: {columns}").format(columns=names)


def _plan_lines(plan: RosterPlan, problems: Sequence[Finding]) -> Iterator[str]:
    """Sight first, then what is wrong, then every change."""
    for one in plan.sight:
        yield _sight(one)
    for finding in problems:
        yield f"! {_place(finding)}: {finding.value} – {finding.message}"
    changes = [one for one in plan.changes if one.what != What.SAME or one.kept]
    for change in changes[:SHOWN]:
        yield _change(change)
    if len(changes) > SHOWN:
        more = len(changes) - SHOWN
        told = ngettext("and {count} more", "and {count} more", more)
        yield told.format(count=format_number(more))
    if plan.changes:
        yield _("In all: {what}").format(what=would(plan.totals))


def _sight(one: Sight) -> str:
    said = (
        _("{guardian} would see {child}.")
        if one.gains
        else _("{guardian} would not see {child} any more.")
    )
    return f"* {said.format(guardian=one.guardian, child=one.child)}"


def _place(finding: Finding) -> str:
    column = letters(finding.index) if finding.index is not None else ""
    return f"{place_of(finding.source)} {column}{finding.source.row} ({finding.column})"


def _change(change: Change) -> str:
    said = say_change(change)
    named = f"{_(WHAT_NAMES[change.what])}: {_(SUBJECT_NAMES[change.subject])} {change.name}"
    return f"{named} ({said})" if said else named
