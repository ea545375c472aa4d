"""The template: what an office downloads comes back in, empty or filled, in every language."""

from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from exchange.roster_template import notes, template
from exchange.workbooks_in import read_files
from i18n import LANGUAGES, use
from rules.roster import Subject, What
from rules.roster_suggest import suggest
from tests.exchange.books import saved
from tests.rules.rosters import names, of, plan


def filled(book: Any) -> bytes:
    """The template with one row of our own on every sheet, below the examples."""
    rows = (
        ("007", "Ann", "Lee", None, "31/03/2016", "4", "4A", None, None, "01234"),
        ("007", None, "May", "Lee", None, "may@example.org"),
        ("C4", "4A", "4"),
        ("T1", "Ana", "Ruiz", "ana@example.org", "4A"),
    )
    for sheet, row in zip(book.worksheets, rows, strict=False):
        for place, value in enumerate(row, 1):
            sheet.cell(3, place, value)
    return saved(book)


@pytest.fixture(params=LANGUAGES)
def book(request: pytest.FixtureRequest) -> Any:
    use(request.param)
    yield load_workbook(BytesIO(template()))
    use(None)


def test_it_has_four_sheets_notes_and_hidden_lists(book: Any) -> None:
    states = [sheet.sheet_state for sheet in book.worksheets]
    assert states == ["visible"] * 5 + ["hidden"]
    assert [row[0] for row in book.worksheets[4].values] == notes()


def test_headers_are_frozen_and_ids_are_text(book: Any) -> None:
    students = book.worksheets[0]
    assert students.freeze_panes == "A2"
    assert students["A1"].font.b
    assert students.column_dimensions["A"].number_format == "@"
    assert students.column_dimensions["E"].number_format == "yyyy-mm-dd"
    assert students["J2"].value == "01234"


def test_drop_downs_offer_and_do_not_forbid(book: Any) -> None:
    choices = [one for sheet in book.worksheets for one in sheet.data_validations.dataValidation]
    assert len(choices) == 5
    assert all(one.type == "list" and not one.showErrorMessage for one in choices)


def test_an_empty_template_brings_nobody_in(book: Any) -> None:
    found = plan(*read_files([("roster.xlsx", saved(book))]).grids)
    assert not found.changes
    assert not found.findings


def test_every_column_is_recognised(book: Any) -> None:
    for grid in read_files([("roster.xlsx", saved(book))]).grids[:4]:
        mapping = suggest(grid)
        assert mapping.sure
        assert mapping.unmapped == ()


def test_a_filled_template_comes_in(book: Any) -> None:
    found = plan(*read_files([("roster.xlsx", filled(book))]).grids)
    assert not found.stops
    assert names(found, Subject.STUDENT, What.ADD) == ["Ann Lee"]
    assert names(found, Subject.CLASS, What.ADD) == ["4A"]
    assert names(found, Subject.TEACHER, What.ADD) == ["Ana Ruiz"]
    assert names(found, Subject.GUARDIAN, What.ADD) == ["May Lee"]
    assert of(found, Subject.STUDENT)[0].values["postcode"] == "01234"
    for subject in (Subject.ENROLMENT, Subject.TEACHING, Subject.GUARDIANSHIP):
        assert len(of(found, subject, What.ADD)) == 1
