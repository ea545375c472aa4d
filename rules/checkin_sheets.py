"""Check-ins written down in a workbook: a row a goal and day, read back cell by cell."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache

from i18n import N_, _, ngettext
from i18n.dates import format_number
from rules.checkins import (
    LONG_AGO,
    NOTE_LENGTH,
    PLACE_NAMES,
    CheckInDraft,
    Measured,
    Place,
    check_draft,
)
from rules.problems import Problem
from rules.progress import MeasureKind
from rules.progress_words import RATINGS
from rules.roster_headers import in_every_language, words
from rules.roster_sheets import Cell, Formula, Grid, Row, letters
from rules.texts import clean

KEY, CHILD, GOAL, MEASURE, DAY, VALUE, NOTE, PLACE = range(8)
HEADERS = {
    KEY: N_("Goal's hub key"),
    CHILD: N_("Child"),
    GOAL: N_("Goal"),
    MEASURE: N_("Measure"),
    DAY: N_("Date"),
    VALUE: N_("How it went"),
    NOTE: N_("Note"),
    PLACE: N_("Where"),
}
SHEET = N_("Check-ins")
DAY_WANTED = N_("Please write the day as a date, such as {example}.")
EXAMPLE = "2026-11-22"
LETTER = "G"
MOST_LINES = 10  # for one goal
MOST_SHOWN = 40  # letters of a value in a sentence


@dataclass(frozen=True)
class SheetGoal:
    """A goal that a class works on, as its row shows it."""

    id: int
    child_id: int
    child: str
    title: str
    measure: str
    kind: MeasureKind
    unit: str

    @property
    def key(self) -> str:
        return f"{LETTER}{self.id}"

    @property
    def measured(self) -> Measured:
        return Measured(True, self.kind, self.unit)


@dataclass(frozen=True)
class ClassSheet:
    """A class with the goals that it works on, by child."""

    id: int
    name: str
    goals: tuple[SheetGoal, ...]


@dataclass(frozen=True)
class Entry:
    """A row that was filled in."""

    row: int
    goal: SheetGoal
    draft: CheckInDraft


@dataclass(frozen=True)
class Trouble:
    """A cell that can't be taken, and what to do."""

    row: int
    column: str
    value: str
    sentence: str


@dataclass(frozen=True)
class Filled:
    """What a workbook holds: what is new, what the hub has already, what has to be mended."""

    sheet: str
    new: tuple[Entry, ...]
    same: tuple[Entry, ...]
    troubles: tuple[Trouble, ...]

    @property
    def drafts(self) -> tuple[CheckInDraft, ...]:
        return tuple(entry.draft for entry in self.new)

    @property
    def sentence(self) -> str:
        """How many there are of each."""
        told = [_("There is nothing new in this workbook.")]
        if self.new:
            new = ngettext("{count} new check-in.", "{count} new check-ins.", len(self.new))
            told = [new.format(count=format_number(len(self.new)))]
        if self.same:
            same = ngettext(
                "{count} is there already.", "{count} are there already.", len(self.same)
            )
            told.append(same.format(count=format_number(len(self.same))))
        return " ".join(told)


class _Unfit(Exception):
    """A cell of a row that can't be taken."""

    def __init__(self, column: int, sentence: str) -> None:
        super().__init__(sentence)
        self.column, self.sentence = column, sentence


def sheet_of(grids: Sequence[Grid]) -> tuple[Grid, int, Mapping[int, int]]:
    """The sheet of check-ins, the place of its header row, and the place of each column."""
    for grid in grids:
        for number, row in enumerate(grid.rows[:20]):
            places = _places(row)
            if {KEY, DAY, VALUE} <= places.keys():
                return grid, number, places
    raise Problem(
        _(
            "No sheet of check-ins is in this file. Please download the workbook of the class"
            " here, fill it in, and upload that."
        )
    )


def _places(row: Row) -> dict[int, int]:
    known = _headers()
    found: dict[int, int] = {}
    for place, cell in enumerate(row.cells):
        column = known.get(words(cell)) if isinstance(cell, str) else None
        if column is not None:
            found.setdefault(column, place)
    return found


def read_sheet(
    grids: Sequence[Grid],
    goals: Sequence[SheetGoal],
    written: Collection[CheckInDraft],
    today: date,
) -> Filled:
    """What was filled in, compared with what is written already."""
    grid, start, places = sheet_of(grids)
    known = {goal.key: goal for goal in goals}
    new: dict[CheckInDraft, Entry] = {}
    same, troubles = list[Entry](), list[Trouble]()
    for row in grid.rows[start + 1 :]:
        cells = {column: _bare(row.cell(place)) for column, place in places.items()}
        if not any(_text(cells.get(column)) for column in (DAY, VALUE, NOTE)):
            continue
        try:
            entry = _entry(row.number, cells, known, today)
        except _Unfit as unfit:
            troubles.append(_trouble(row.number, unfit, cells, places))
            continue
        if entry.draft in written or entry.draft in new:
            same.append(entry)
        else:
            new[entry.draft] = entry
    return Filled(grid.name, tuple(new.values()), tuple(same), tuple(troubles))


def _trouble(
    row: int, unfit: _Unfit, cells: Mapping[int, Cell], places: Mapping[int, int]
) -> Trouble:
    column = f"{letters(places[unfit.column])} ({_(HEADERS[unfit.column])})"
    return Trouble(row, column, _text(cells[unfit.column])[:MOST_SHOWN], unfit.sentence)


def _entry(
    row: int, cells: Mapping[int, Cell], known: Mapping[str, SheetGoal], today: date
) -> Entry:
    goal = known.get(_text(cells[KEY]).upper())
    if goal is None:
        raise _Unfit(KEY, _("This goal is not of this class, or nobody works on it just now."))
    note = clean(_text(cells.get(NOTE)))
    if len(note) > NOTE_LENGTH:
        raise _Unfit(NOTE, _("This note is too long. Please shorten it."))
    draft = CheckInDraft(goal.id, _day(cells[DAY]), _value(cells[VALUE], goal), note, _place(cells))
    try:
        value = check_draft(draft, goal.measured, today)
    except Problem as problem:
        fits = today - LONG_AGO <= draft.day <= today
        raise _Unfit(VALUE if fits else DAY, problem.sentence) from problem
    return Entry(row, goal, CheckInDraft(goal.id, draft.day, value, note, draft.place))


def _day(cell: Cell) -> date:
    if isinstance(cell, date):
        return cell.date() if isinstance(cell, datetime) else cell
    try:
        return date.fromisoformat(_text(cell))
    except ValueError as error:
        raise _Unfit(DAY, _(DAY_WANTED).format(example=EXAMPLE)) from error


def _value(cell: Cell, goal: SheetGoal) -> float | None:
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return float(cell)
    text = _text(cell)
    if goal.kind is MeasureKind.RATING and words(text) in _ratings():
        return float(_ratings()[words(text)])
    try:
        return float(text.replace(",", ".")) if text else None
    except ValueError as error:
        raise _Unfit(VALUE, _expected(goal)) from error


def _expected(goal: SheetGoal) -> str:
    if goal.kind is MeasureKind.RATING:
        names = ", ".join(_(name) for name in RATINGS.values())
        return _("Please choose one of these: {names}.").format(names=names)
    return _("Please write the number you counted or measured.")


def _place(cells: Mapping[int, Cell]) -> Place:
    text = words(_text(cells.get(PLACE)))
    if not text:
        return Place.SCHOOL
    if text not in _place_words():
        names = ", ".join(_(name) for name in PLACE_NAMES.values())
        raise _Unfit(PLACE, _("Please choose one of these: {names}.").format(names=names))
    return _place_words()[text]


def _bare(cell: Cell) -> Cell:
    """The cell; of one that is computed, its value."""
    return cell.value if isinstance(cell, Formula) else cell


def _text(cell: Cell) -> str:
    if isinstance(cell, datetime) and cell.time() == time():
        cell = cell.date()
    return "" if cell is None else str(cell).strip()


@cache
def _headers() -> dict[str, int]:
    return in_every_language(HEADERS)


@cache
def _ratings() -> dict[str, int]:
    return in_every_language(RATINGS)


@cache
def _place_words() -> dict[str, Place]:
    return in_every_language(PLACE_NAMES)


def lines_of(sheet: ClassSheet, lines: int) -> Iterator[SheetGoal]:
    """Each goal as often as it has lines to fill in."""
    return (goal for goal in sheet.goals for _line in range(max(1, min(lines, MOST_LINES))))
