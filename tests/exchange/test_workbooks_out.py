"""Workbooks out: typed, frozen, filtered, and never a formula that nobody wrote."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from exchange.workbooks_out import save_workbook, workbook
from exchange.xlsx_out import clean, is_risky
from rules.lists import Column, Listed, Type, Value

RISKY = ["=1+1", "+44 7412", "-5", "@SUM(A1)", "\t=1", "#N/A", "#REF!", '=HYPERLINK("http://x")']


def written(rows: list[list[Any]], *columns: Column, name: str = "List") -> Any:
    data = workbook([Listed(name, columns, rows)])
    return load_workbook(BytesIO(data)).worksheets[0]


@pytest.mark.parametrize("kind", [Type.TEXT, Type.ID, Type.LONG])
@pytest.mark.parametrize("text", RISKY)
def test_text_is_never_a_formula(text: str, kind: Type) -> None:
    cell = written([[text]], Column("A", kind))["A2"]
    assert (cell.value, cell.data_type) == (text, "s")
    assert cell.quotePrefix


def test_types_are_kept() -> None:
    row = ["00042", date(2016, 3, 31), 3.5, 7, None, "Zoë 😀"]
    kinds = (Type.ID, Type.DATE, Type.NUMBER, Type.NUMBER, Type.TEXT, Type.TEXT)
    sheet = written([row], *(Column(str(place), kind) for place, kind in enumerate(kinds)))
    assert [cell.value for cell in sheet[2]] == [
        "00042",
        datetime.fromisoformat("2016-03-31"),
        3.5,
        7,
        None,
        "Zoë 😀",
    ]
    assert sheet["A2"].number_format == "@"
    assert sheet["B2"].is_date


def test_header_is_bold_frozen_and_filtered() -> None:
    sheet = written([["a", "b"], ["c", "d"]], Column("First"), Column("Second"))
    assert sheet["A1"].font.b
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:B3"


def test_columns_are_as_wide_as_what_they_hold() -> None:
    rows = [["x" * 30, "y" * 500, date(2016, 3, 31)]]
    sheet = written(rows, Column("A"), Column("B"), Column("Birth date", Type.DATE))
    widths = [sheet.column_dimensions[letter].width for letter in "ABC"]
    assert widths[0] > 30
    assert widths[1] <= 60
    assert widths[2] >= 12


def test_what_xml_cannot_hold_is_left_out() -> None:
    assert clean("a\x00b\x0bc\ud800d￾") == "abcd"
    assert written([["a\x00b\nc"]], Column("A"))["A2"].value == "ab\nc"


def test_a_moment_loses_its_zone_but_not_its_day() -> None:
    moment = datetime(2026, 11, 22, 15, 4, tzinfo=UTC)
    assert written([[moment]], Column("A", Type.DATE))["A2"].value == datetime.fromisoformat(
        "2026-11-22T15:04"
    )


def test_sheet_names_fit_and_differ() -> None:
    sheets = [Listed("A/B: [long] name that goes on and on", (Column("x"),), []) for _ in "123"]
    book = load_workbook(BytesIO(workbook(sheets)))
    assert len(set(book.sheetnames)) == 3
    assert all(len(name) <= 31 for name in book.sheetnames)


def test_a_list_too_long_for_a_sheet_goes_on_in_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("exchange.workbooks_out.MOST_ROWS", 4)
    lists = [Listed(name, (Column("A"),), ([number] for number in range(9))) for name in "XY"]
    lists.append(Listed("X 2", (Column("A"),), [[0]]))
    book = load_workbook(BytesIO(workbook(lists)))
    assert book.sheetnames == ["X", "X 3", "X 4", "Y", "Y 2", "Y 3", "X 2"]
    values = [row[0] for name in ("Y", "Y 2", "Y 3") for row in list(book[name].values)[1:]]
    assert values == list(range(9))


def test_rows_are_streamed() -> None:
    rows: Iterator[list[Value]] = ([number, "text"] for number in range(5_000))
    data = workbook([Listed("Big", (Column("A", Type.NUMBER), Column("B")), rows)])
    assert sum(1 for _ in load_workbook(BytesIO(data), read_only=True)["Big"].values) == 5_001


LETTERS = "=+-@\t\r\n\"'<>&;]_x003D#N/A \x00\x1f\ud800\ufffe😀aé٣\u202e{}(1)"


def texts(count: int) -> list[str]:
    rng = Random(11)
    return ["".join(rng.choices(LETTERS, k=rng.randrange(1, 14))) for _ in range(count)]


@pytest.mark.parametrize("kind", [Type.TEXT, Type.ID, Type.LONG])
def test_no_text_whatever_is_ever_a_formula(kind: Type) -> None:
    given = texts(3_000)
    data = workbook(
        [Listed("List", (Column("A", kind), Column("=B")), [(one, 1) for one in given])]
    )
    with ZipFile(BytesIO(data)) as book:
        xml = book.read("xl/worksheets/sheet1.xml").decode()
    assert not re.search(r"<f[ >/]", xml)
    assert not re.search(r't="(str|e)"', xml)
    cells = load_workbook(BytesIO(data)).worksheets[0]["A"][1:]
    for cell, text in zip(cells, given, strict=True):
        assert cell.data_type in ("s", "n")
        assert (cell.value or "") == clean(text)
        assert cell.quotePrefix or not is_risky(clean(text))


def test_headers_and_names_are_no_formulas_either() -> None:
    data = workbook([Listed("=1+1", (Column("=1+1"), Column("+2")), [])])
    (sheet,) = load_workbook(BytesIO(data)).worksheets
    assert [cell.data_type for cell in sheet[1]] == ["s", "s"]


def test_numbers_lose_no_digit_and_odd_days_are_told() -> None:
    row = [0.1 + 0.2, 1e-300, 2**53, True, date(1850, 1, 31), float("nan"), date(1900, 3, 1)]
    kinds = [Column(str(place), Type.NUMBER) for place in range(len(row))]
    cells = [cell.value for cell in written([row], *kinds)[2]]
    assert cells[:4] == row[:4]
    assert cells[4:6] == ["1850-01-31", "nan"]
    assert cells[6] == datetime.fromisoformat("1900-03-01")


@pytest.mark.parametrize("text", ["😀" * 20_000, "x" * 40_000, "😀x" * 15_000])
def test_a_text_is_cut_to_what_a_cell_holds(text: str) -> None:
    kept = clean(text)
    assert text.startswith(kept)
    assert 32_765 <= len(kept.encode("utf-16-le")) // 2 <= 32_767


def test_a_file_is_there_whole_or_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    save_workbook([Listed("List", (Column("A"),), [("first",)])], path)

    def broken() -> Iterator[list[Value]]:
        yield ["second"]
        raise LookupError

    with pytest.raises(LookupError):
        save_workbook([Listed("List", (Column("A"),), broken())], path)
    assert load_workbook(path).worksheets[0]["A2"].value == "first"
    assert list(tmp_path.iterdir()) == [path]
