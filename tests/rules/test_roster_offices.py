"""Lists as offices write them, in nine languages: what each column is taken for."""

import csv
from pathlib import Path

import pytest

from rules.roster_mapping import SheetMapping
from rules.roster_sheets import Grid, Row
from rules.roster_suggest import suggest_all

# Four lines each: title and kind; headers; a row; and in the order of the columns the field,
# - for a column that is not used, ? for one that is asked.
OFFICES = [
    block.splitlines()
    for block in (Path(__file__).parent / "offices.txt").read_text("utf-8").strip().split("\n\n")
]


def mapped(name: str, *lines: str) -> SheetMapping:
    cut = ";" if ";" in lines[0] else ","
    rows = (
        Row(number, tuple(cell or None for cell in cells))
        for number, cells in enumerate(csv.reader(lines, delimiter=cut), 1)
    )
    (found,) = suggest_all([Grid(f"{name}.csv", name, tuple(rows))])
    return found


@pytest.mark.parametrize("office", OFFICES, ids=lambda office: str(office[0]))
def test_what_offices_write_is_recognised(office: list[str]) -> None:
    title, headers, row, fields = office
    name, kind = title.split()
    found = mapped(name, headers, row)
    said = {one.index: "?" if one.choices else one.field or "-" for one in found.columns}
    assert (found.kind, found.sure) == (kind, True)
    assert " ".join(said[index] for index in sorted(said)) == fields
    assert not found.unsure_dates


def test_names_and_addresses_alone_are_asked_about() -> None:
    found = mapped("list", "Last Name,First Name,Email Address", "Lee,Ann,a@s.org")
    assert found.needs_answer
