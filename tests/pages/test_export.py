"""The export page: who gets what, and that it comes back in."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from db.queries import exports, roster
from db.session import reading
from exchange.exports import export
from i18n import use
from rules.lists import file_name
from seed.cast import Cast
from tests.cast import AppAs, me_of, open_page, words


@pytest.mark.parametrize(
    ("key", "told"),
    [("coordinator", "Everything the hub knows"), ("teacher", "the children you teach")],
)
def test_the_page_says_whose_data_it_holds(app_as: AppAs, key: str, told: str) -> None:
    at = open_page(app_as(key), "school.export")
    assert told in words(at)
    offered = [one.proto.label for one in at.get("download_button")]
    whole = ["Download the whole hub"] if key == "coordinator" else []
    assert offered == ["Download the workbook", *whole]


def test_every_sheet_has_frozen_headers_filters_and_no_formula(hub: Cast) -> None:
    with reading(me_of(hub, "coordinator")) as db:
        data = export(roster.snapshot(db), exports.export(db))
    book = load_workbook(BytesIO(data))
    assert book.sheetnames == [
        "Students",
        "Parents and guardians",
        "Classes",
        "Teachers",
        "Goals",
        "Check-ins",
        "Survey answers",
    ]
    for sheet in book:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref
        assert sheet.max_row > 1
        assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    assert book["Students"]["A2"].value == "0004"
    assert book["Check-ins"]["E2"].is_date


def test_words_of_the_reader(hub: Cast) -> None:
    use("es")
    try:
        with reading(me_of(hub, "teacher")) as db:
            data = export(roster.snapshot(db), exports.export(db))
    finally:
        use(None)
    assert "Students" not in load_workbook(BytesIO(data)).sheetnames


def test_file_names_that_every_computer_takes() -> None:
    assert file_name("Brook Hill / 3:B", "2026-11-22") == "Brook-Hill-3-B-2026-11-22.xlsx"
    assert file_name("", "2026-11-22") == "2026-11-22.xlsx"


@pytest.mark.parametrize("key", ["coordinator", "teacher"])
def test_all_about_one_child_is_offered_once_a_child_is_chosen(
    app_as: AppAs, hub: Cast, key: str
) -> None:
    at = open_page(app_as(key), "school.export")
    at.selectbox(key="export-child").set_value(hub.child).run()
    labels = [one.proto.label for one in at.get("download_button")]
    assert "Download all about this child" in labels


@pytest.mark.parametrize("key", ["parent", "child"])
def test_families_have_no_export_page(app_as: AppAs, key: str) -> None:
    at = open_page(app_as(key), "school.export")
    assert not at.get("download_button")
