"""Somebody else's number in an address: nothing is shown of it, and the server's log knows."""

import pytest

from seed.cast import Cast
from tests.cast import AppAs, open_page

PLACES = (
    ("teacher", "goals.child", "child"),
    ("teacher", "goals.board", "child"),
    ("teacher", "goals.board", "goal"),
    ("teacher", "goals.class_board", "class"),
    ("parent", "rights.family", "child"),
    ("parent", "log.child", "child"),
    ("parent", "survey.answer", "child"),
)


def number_of(hub: Cast, name: str, *, theirs: bool) -> int:
    if name == "goal":
        return hub.goals["other_working" if theirs else "working"]
    if name == "class":
        return hub.other_class if theirs else hub.school_class
    return hub.other_child if theirs else hub.child


@pytest.mark.parametrize(("key", "page", "name"), PLACES)
def test_a_number_of_somebody_else_leaves_a_line(
    app_as: AppAs, hub: Cast, caplog: pytest.LogCaptureFixture, key: str, page: str, name: str
) -> None:
    at = app_as(key)
    open_page(at, page, **{name: number_of(hub, name, theirs=False)})
    assert "refused" not in caplog.text
    asked = number_of(hub, name, theirs=True)
    open_page(at, page, **{name: asked})
    assert f"refused {name} {asked}: person {hub.person(key)}" in caplog.text


def test_what_was_typed_in_its_place_is_not_repeated(
    app_as: AppAs, caplog: pytest.LogCaptureFixture
) -> None:
    open_page(app_as("teacher"), "goals.child", child="Daniyar")
    assert "refused child None" in caplog.text
    assert "Daniyar" not in caplog.text
