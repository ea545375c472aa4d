"""Text files out: nothing in them computes, whatever separator a program expects."""

import csv
import re
from datetime import date, datetime
from io import StringIO
from random import Random

import pytest

from exchange.csv_out import csv_file, harmless
from rules.lists import Column, Listed, Type, Value

NASTY = "=+-@\t\r\n;,|'\"\x00＝＋－＠ aZ9(\u200b\ufeff_x003D_"
FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]")


def written(*rows: list[Value]) -> str:
    columns = tuple(Column(f"Column {place}") for place in range(len(rows[0])))
    return csv_file(Listed("List", columns, rows)).decode("utf-8-sig")


def cells(text: str, separator: str) -> list[str]:
    return [
        cell for row in csv.reader(StringIO(text, newline=""), delimiter=separator) for cell in row
    ]


@pytest.mark.parametrize("text", ["=1+1", "+44 7412", "-5", "@SUM(A1)", "\t=1", " =1", "＝1"])
def test_a_formula_gets_an_apostrophe(text: str) -> None:
    assert harmless(text).lstrip().startswith("'")
    assert harmless(text).replace("'", "", 1) == text


@pytest.mark.parametrize("text", ["Zoë-Ann", "a = b", "3 + 4", "zoe@example.org", "12-13"])
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert harmless(text) == text


def test_numbers_and_days_are_written_for_programs() -> None:
    row: list[Value] = [-5, 3.5, date(2016, 3, 31), datetime(2026, 11, 22, 9, 5), None, "0042"]
    assert written(row).splitlines()[1] == ('-5,3.5,"2016-03-31","2026-11-22 09:05:00","","0042"')


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_no_text_is_ever_a_formula(separator: str) -> None:
    rng = Random(7)
    texts = ["".join(rng.choices(NASTY, k=rng.randrange(1, 12))) for _ in range(3_000)]
    for text in texts:
        found = cells(written([text, "b", text]), separator)
        assert [cell for cell in found if FORMULA.match(cell)] == [], (text, found)


def test_what_is_read_with_commas_is_what_was_written() -> None:
    row: list[Value] = ['She said "yes", twice', "two\nlines", "Zoë 😀", "a;b"]
    assert cells(written(row), ",")[4:] == row


def test_headers_are_harmless_too() -> None:
    listed = Listed("List", (Column("=1+1", Type.TEXT),), [])
    assert csv_file(listed).decode("utf-8-sig").strip() == '"\'=1+1"'
