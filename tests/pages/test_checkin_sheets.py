"""The page of check-ins offline: take the workbook, bring it back, look, keep."""

from streamlit.testing.v1 import AppTest

from rules.checkin_sheets import ClassSheet
from seed.cast import Cast
from tests.cast import AppAs, open_page, words
from tests.db.test_checkin_sheets import count, filled, sheet_of
from tests.pages.seen import press, seen


def bring(app_as: AppAs, data: bytes) -> AppTest:
    at = open_page(app_as("teacher"), "goals.checkin_sheets")
    at.file_uploader[0].set_value(("sheet.xlsx", data, ""))
    return at.run(timeout=60)


def test_the_workbook_is_offered(app_as: AppAs, hub: Cast) -> None:
    at = open_page(app_as("teacher"), "goals.checkin_sheets")
    assert [one.proto.label for one in at.get("download_button")] == ["Download the workbook"]
    assert "works on" in seen(at)


def test_what_was_filled_in_is_seen_and_kept(app_as: AppAs, hub: Cast) -> None:
    sheet: ClassSheet = sheet_of(hub)
    at = bring(app_as, filled(sheet, 1))
    told = seen(at)
    assert f"{len(sheet.goals)} new check-ins" in told
    assert sheet.goals[0].title in told
    before = count()
    press(at, f"Keep {len(sheet.goals)} check-ins").run(timeout=60)
    assert not at.exception
    assert count() == before + len(sheet.goals)
    assert f"{len(sheet.goals)} are there already" in seen(at)


def test_another_file_is_refused_with_a_sentence(app_as: AppAs, hub: Cast) -> None:
    at = bring(app_as, b"Name,Class\nAna,3B\n")
    assert "No sheet of check-ins is in this file" in words(at)


def test_it_is_for_teachers(app_as: AppAs) -> None:
    at = open_page(app_as("parent"), "goals.checkin_sheets")
    assert not at.get("download_button")
