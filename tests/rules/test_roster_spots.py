"""The cell that a problem is about, found by its place or by its column and value."""

from rules.roster import Finding, Source
from rules.roster_sheets import CellError, Formula
from rules.roster_spots import Spots
from tests.rules.rosters import grid, mapped, plan

ROWS = (
    ("First name", "Last name", "Date of birth", "Phone", "Phone"),
    ("Ann", "Lee", "2016-13-45", "1", "22"),
    ("Bo", 7.0, Formula("=A1", "x"), CellError("#N/A")),
)


def spots_of(*rows: tuple[object, ...]) -> Spots:
    sheet = grid(*rows)  # type: ignore[arg-type]
    return Spots([sheet], mapped(sheet))


def finding(row: int, column: str, value: str = "", index: int | None = None) -> Finding:
    return Finding(Source("list.xlsx", "Sheet1", row), column, value, "Please mend.", index=index)


def test_every_problem_of_a_cell_has_its_cell() -> None:
    sheet = grid(*ROWS[:2])
    spots = Spots([sheet], mapped(sheet))
    found = {one.column: spots.of(one) for one in plan(sheet).findings}
    assert found["Date of birth"] == (Source("list.xlsx", "Sheet1", 2), 2)


def test_of_two_columns_of_one_name_the_value_decides() -> None:
    spots = spots_of(*ROWS)
    place = Source("list.xlsx", "Sheet1", 2)
    assert spots.of(finding(2, "Phone", "22")) == (place, 4)
    assert spots.of(finding(2, "Phone", "?", index=3)) == (place, 3)


def test_without_such_a_column_there_is_no_cell() -> None:
    spots = spots_of(*ROWS)
    assert spots.of(finding(2, "Guardian")) is None
    assert spots.of(finding(9, "Phone")) is None


def test_a_cell_is_shown_as_a_person_would_write_it() -> None:
    spots = spots_of(*ROWS)
    place = Source("list.xlsx", "Sheet1", 3)
    assert [spots.text((place, index)) for index in range(5)] == ["Bo", "7", "x", "", ""]
    assert spots.title((place, 2)) == "Date of birth"
