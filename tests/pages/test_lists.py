"""Every list that a page shows can be taken away: same rows, order, types and language."""

from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook
from streamlit.testing.v1 import AppTest

from auth import downloads
from i18n import use
from tests.cast import AppAs, open_page

Offered = dict[str, Callable[[], bytes]]


@pytest.fixture
def offered(monkeypatch: pytest.MonkeyPatch) -> Iterator[Offered]:
    """What a page offers by file name; a file is made when it is called."""
    found: Offered = {}

    def note(_label: str, make: Callable[[], bytes], name: str, **_: Any) -> None:
        found[name] = make

    monkeypatch.setattr(downloads, "download", note)
    yield found
    use(None)


def rows(offered: Offered, name: str) -> list[tuple[Any, ...]]:
    """The workbook of this name, header first."""
    make = next(make for file, make in offered.items() if file.startswith(name) and "xlsx" in file)
    (sheet,) = load_workbook(BytesIO(make())).worksheets
    return list(sheet.values)


def test_people_as_they_were_found(app_as: AppAs, offered: Offered) -> None:
    at = open_page(app_as("coordinator"), "roster.people")
    at.text_input(key="people_search").set_value("álvarez").run()
    shown = at.dataframe[0].value
    head, *lines = rows(offered, "Students")
    assert list(head) == list(shown.columns)
    assert [line[0] for line in lines] == list(shown["Name"])
    assert [line[0] for line in lines] == ["Carmen Álvarez", "José Álvarez"]


def test_nobody_found_is_no_list(app_as: AppAs, offered: Offered) -> None:
    at = open_page(app_as("coordinator"), "roster.people")
    offered.clear()
    at.text_input(key="people_search").set_value("nobody at all").run()
    assert offered == {}


def test_counts_of_home_are_numbers(app_as: AppAs, offered: Offered) -> None:
    app_as("coordinator")
    head, students, *_ = rows(offered, "Who-is-here")
    assert head == ("Who", "In the hub", "Joined", "Not invited yet")
    assert students[0] == "Students"
    assert isinstance(students[1], int)


def _section(app_as: AppAs, key: str) -> AppTest:
    at = open_page(app_as("coordinator"), "survey.manage")
    return at.segmented_control(key="survey_section").set_value(key).run()


def test_survey_who_is_missing_by_class(app_as: AppAs, offered: Offered) -> None:
    _section(app_as, "answered")
    head, *lines = rows(offered, "Who-has-not-answered-yet")
    assert head[0] == "Child"
    assert lines
    assert all(
        isinstance(count, int) for line in rows(offered, "By-class")[1:] for count in line[1:]
    )


def test_survey_answers_as_they_are_counted(app_as: AppAs, offered: Offered) -> None:
    _section(app_as, "said")
    head, *counts = rows(offered, "What-does")
    assert head == ("Answer given", "Families")
    assert [count for _label, count in counts] == sorted((n for _l, n in counts), reverse=True)


def test_children_whose_answers_nobody_used(app_as: AppAs, offered: Offered) -> None:
    at = _section(app_as, "unused")
    waiting = [name for name in offered if name.startswith("Not-used-yet")]
    assert bool(waiting) == (not at.success)


def test_nothing_is_made_before_the_click(
    app_as: AppAs, offered: Offered, monkeypatch: pytest.MonkeyPatch
) -> None:

    def made(_lists: object) -> bytes:
        raise AssertionError

    monkeypatch.setattr(downloads, "workbook", made)
    app_as("coordinator")
    assert offered
