"""The benchmarks measure what they say: figures, the workbook, and a page over a websocket."""

import asyncio
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from benchmarks import letters, reading
from benchmarks.apps import EMPTY
from benchmarks.client import Reply, browse
from benchmarks.figures import Figure, table
from benchmarks.roster import CHILDREN, workbook
from benchmarks.server import serving
from benchmarks.workbooks import COLUMNS, rows
from exchange.workbooks_out import save_workbook
from rules.lists import Listed


def test_a_figure_knows_whether_it_met_its_target() -> None:
    assert Figure("pages", 20, "ms", 20).met
    assert not Figure("pages", 20.1, "ms", 20).met
    assert Figure("naive", 400, "ms").met


def test_the_table_shows_what_was_missed() -> None:
    lines = table([Figure("a page", 65.2, "ms", 20), Figure("empty", 5, "ms")]).splitlines()
    assert lines[2].split() == ["a", "page", "≤", "20", "ms", "65.2", "ms", "NO"]
    assert lines[3].split() == ["empty", "5", "ms"]


def test_the_workbook_has_a_row_for_each_child() -> None:
    book = load_workbook(BytesIO(workbook()))
    assert book.sheetnames == ["Students", "Teachers"]
    assert book["Students"].max_row == CHILDREN + 1


def test_reading_is_measured_beside_openpyxl(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "ROWS", 200)
    found = {figure.name: figure for figure in reading.reading()}
    assert found["200 rows of 15 columns: read"].value > 0
    assert found["read, times openpyxl alone"].target == 1.3
    assert found["a million empty rows: answered"].met


def test_letters_are_measured_for_as_many_families_as_it_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(letters, "MANY", 3)
    few, _many = letters.letters(tmp_path)
    assert few.name == "letters for 30 families"
    assert 0 < few.value < 5


def test_a_page_is_drawn_over_a_websocket_again_and_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)

    async def two(url: str) -> list[Reply]:
        async with browse(url, "", "") as browser:
            return [await browser.rerun(), await browser.rerun()]

    with serving(EMPTY, tmp_path, health="/_stcore/health") as server:
        replies = asyncio.run(two(server.url))
        assert server.cpu_seconds() > 0
        assert server.memory_mb() > 10
    assert [reply.elements for reply in replies] == [1, 1]
    assert not any(reply.faults for reply in replies)


def test_the_export_that_is_measured_is_a_workbook(tmp_path: Path) -> None:
    save_workbook([Listed("Check-ins", COLUMNS, rows(20))], tmp_path / "hub.xlsx")
    (sheet,) = load_workbook(tmp_path / "hub.xlsx").worksheets
    assert sheet.max_row == 21
    assert "".join(str(cell.data_type) for cell in sheet[3]) == "ssssdnssss"
