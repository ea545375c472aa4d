"""Check-ins from a workbook: what is new, what is there already, and which cell to mend."""

from datetime import date, datetime
from typing import Any

import pytest

from i18n import _, use
from rules.checkin_sheets import HEADERS, ClassSheet, Filled, SheetGoal, lines_of, read_sheet
from rules.checkins import CheckInDraft, Place
from rules.problems import Problem
from rules.progress import MeasureKind
from rules.roster_sheets import CellError, Formula, Grid, Row

TODAY = date(2026, 11, 22)
DAY = date(2026, 11, 20)
READS = SheetGoal(1, 7, "Ana", "Read aloud", "Words (words)", MeasureKind.NUMBER, "words")
HELPS = SheetGoal(2, 7, "Ana", "Ask for help", "", MeasureKind.RATING, "")


def grid(*lines: tuple[Any, ...], head: tuple[str, ...] = tuple(HEADERS.values())) -> Grid:
    rows = [Row(number, tuple(line)) for number, line in enumerate((head, *lines), 1)]
    return Grid("a.xlsx", "Check-ins", tuple(rows))


def line(
    goal: SheetGoal, day: Any = DAY, value: Any = 3, note: Any = None, place: Any = None
) -> Any:
    return (goal.key, goal.child, goal.title, goal.measure, day, value, note, place)


def read(*lines: tuple[Any, ...], written: frozenset[CheckInDraft] = frozenset()) -> Filled:
    return read_sheet([grid(*lines)], [READS, HELPS], written, TODAY)


def test_filled_lines_are_new_and_others_are_skipped() -> None:
    found = read(line(READS, value=52, note=" Well "), line(HELPS, None, None), (None,))
    assert found.drafts == (CheckInDraft(1, DAY, 52.0, "Well", Place.SCHOOL),)
    assert (found.same, found.troubles) == ((), ())


@pytest.mark.parametrize(
    ("cell", "value"), [("With help", 2), ("con ayuda", 2), ("  NOT YET ", 1), (4, 4), ("3", 3)]
)
def test_ratings_by_their_words_in_any_language_or_number(cell: Any, value: float) -> None:
    assert read(line(HELPS, value=cell)).drafts[0].value == value


@pytest.mark.parametrize(
    ("cell", "day"),
    [(datetime(2026, 11, 20, 9, 5), DAY), ("2026-11-20", DAY), (Formula("=A1", DAY), DAY)],
)
def test_days(cell: Any, day: date) -> None:
    assert read(line(READS, cell)).drafts[0].day == day


@pytest.mark.parametrize("place", ["At home", "at HOME", "En casa"])
def test_places(place: str) -> None:
    assert read(line(READS, place=place)).drafts[0].place is Place.HOME


@pytest.mark.parametrize(
    ("filled", "column", "told"),
    [
        (line(READS, None), "E (Date)", "as a date"),
        (line(READS, "last week"), "E (Date)", "as a date"),
        (line(READS, date(2026, 11, 23)), "E (Date)", "has not come yet"),
        (line(READS, date(2024, 11, 20)), "E (Date)", "more than a year ago"),
        (line(READS, value=None), "F (How it went)", "Please write the number"),
        (line(READS, value="many"), "F (How it went)", "Please write the number"),
        (line(READS, value=-1), "F (How it went)", "between"),
        (line(READS, value=CellError("#REF!")), "F (How it went)", "Please write the number"),
        (line(HELPS, value="maybe"), "F (How it went)", "Not yet, With help"),
        (line(HELPS, value=2.5), "F (How it went)", "tap how it went"),
        (line(READS, value="nan"), "F (How it went)", "Please write the number"),
        (line(READS, note="x" * 501), "G (Note)", "too long"),
        (line(READS, place="on the bus"), "H (Where)", "At school, At home"),
        (("G99", "Ana", "Gone", "", DAY, 3), "A (Goal's hub key)", "not of this class"),
        ((None, "Ana", "Gone", "", DAY, 3), "A (Goal's hub key)", "not of this class"),
    ],
)
def test_a_problem_names_its_cell(filled: Any, column: str, told: str) -> None:
    found = read(line(READS, value=1), filled)
    assert len(found.drafts) == 1
    (trouble,) = found.troubles
    assert (trouble.row, trouble.column) == (3, column)
    assert told in trouble.sentence


def test_twice_is_the_same() -> None:
    first = read(line(READS), line(HELPS), line(READS))
    assert (len(first.new), len(first.same)) == (2, 1)
    assert first.sentence == "2 new check-ins. 1 is there already."
    again = read(line(READS), line(HELPS), written=frozenset(first.drafts))
    assert again.sentence.startswith("There is nothing new in this workbook.")
    assert (len(again.new), len(again.same)) == (0, 2)


def test_columns_may_be_moved_and_headers_spoken_in_another_language() -> None:
    use("es")
    try:
        head = tuple(_(name) for name in HEADERS.values())
    finally:
        use(None)
    moved = grid(tuple(reversed(line(HELPS))), head=tuple(reversed(head)))
    assert len(read_sheet([moved], [HELPS], (), TODAY).new) == 1


def test_another_workbook_is_told_so() -> None:
    with pytest.raises(Problem, match="No sheet of check-ins"):
        read_sheet([grid(head=("Name", "Class"))], [READS], (), TODAY)


def test_lines_for_each_goal() -> None:
    sheet = ClassSheet(1, "3B", (READS, HELPS))
    assert [goal.id for goal in lines_of(sheet, 2)] == [1, 1, 2, 2]
    assert len(list(lines_of(sheet, 1_000))) == 20
