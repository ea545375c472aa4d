"""The page of a family's copy: in the reader's script, and safe wherever it is opened."""

import re
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any

import pytest

from exchange.family_copy_out import document
from rules.family_copy import Copy, Reader, read_tables
from rules.family_copy_help import HELP
from rules.letter_words import LETTERS
from rules.people import Named, Role, Viewer
from rules.whole_hub import Field, Kind, Shape, TableOut

PERSON = ("id", "role", "given_name", "family_name", "preferred_name", "home_language")


def table(name: str, **row: Any) -> TableOut:
    fields = tuple(
        Field(one, Kind.WHOLE if isinstance(value, int) else Kind.TEXT, nullable=True)
        for one, value in row.items()
    )
    return TableOut(Shape(name, fields), [tuple(row.values())])


def page(home: str | None, *more: TableOut) -> str:
    child = (1, "student", "مريم", "", None, home)
    tables = [table("person", **dict(zip(PERSON, child, strict=True))), *more]
    reader = Reader(Viewer(2, Role.GUARDIAN), "Amal")
    made = datetime(2026, 3, 9, tzinfo=UTC)
    found = read_tables(tables, unsent=True)
    return document(Copy("Hill", Named(1, "مريم"), reader, made, found))


@pytest.mark.parametrize("home", ["ar", "AR-eg ", "ur", "so"])
def test_a_family_of_another_language_is_told_what_this_is(home: str) -> None:
    code = home.strip().lower()[:2]
    assert f'lang="{code}" dir="auto">{HELP[code]}' in page(home)


@pytest.mark.parametrize("home", ["en", "kk", "", None])
def test_nobody_is_told_twice(home: str | None) -> None:
    assert 'class="help"' not in page(home)


def test_help_is_there_in_every_language_of_the_letters() -> None:
    assert set(HELP) == set(LETTERS)


def test_words_run_in_the_direction_of_their_own_script() -> None:
    assert "<bdi>مريم</bdi>" in page(None)


def test_no_heading_says_what_the_one_above_it_says() -> None:
    asked = {"id": 1, "student_id": 1, "guardian_id": 2}
    told = page(
        None,
        table("consent", **asked, subject="photos", agreed=True),
        table("correction", **asked, words="one r"),
        table("staff_note", **asked, text="a table of tomorrow"),
    )
    headings = re.findall(r"<h[123]>(.*?)</h[123]>", told)
    assert "<bdi>Consents</bdi>" in headings
    assert [one for one, after in pairwise(headings) if one == after] == []


def test_what_nobody_wrote_a_chapter_for_is_there_all_the_same() -> None:
    told = page(None, table("staff_note", id=1, student_id=1, text="a table of tomorrow"))
    assert "a table of tomorrow" in told
