"""The class board: who needs somebody first, and the check-in beside the grid."""

import pytest

from db.queries.checkins import of_child
from db.session import reading
from seed.cast import Cast
from tests.cast import AppAs, me_of, open_page, sound
from tests.db.crowd import add_children
from tests.pages.seen import press, seen


def test_a_teacher_reads_her_class_in_one_sentence(app_as: AppAs) -> None:
    at = open_page(app_as("teacher"), "goals.class_board")
    text = seen(at)
    assert "Class 3B" in text
    assert "1 of 2 children needs a look. First: Amara Diallo." in text
    assert "Every child and every family has been heard." in text
    (grid,) = at.get("vega_lite_chart")
    assert grid.proto.alt.startswith("2 children.")


def test_children_without_a_voice_are_counted(app_as: AppAs, hub: Cast) -> None:
    add_children(hub, 3, goals=0)
    text = seen(open_page(app_as("teacher"), "goals.class_board"))
    assert "3 children have not been heard yet. 3 families have not been heard yet." in text


def test_the_child_who_needs_most_is_chosen(app_as: AppAs) -> None:
    at = open_page(app_as("teacher"), "goals.class_board")
    assert at.selectbox[0].options[0] == "Amara Diallo"
    assert "The family wrote something new." in seen(at)


def test_another_child_is_chosen_and_checked_in(app_as: AppAs, hub: Cast) -> None:
    at = open_page(app_as("teacher"), "goals.class_board")
    jose = next(row for row in at.selectbox[0].options if row.startswith("José"))
    sound(at.selectbox[0].select(jose).run())
    assert "All is looked after here." in seen(at)
    rating = next(group for group in at.button_group if group.label == "How did it go?")
    rating.set_value(4)
    sound(press(at, "Save").run())
    with reading(me_of(hub, "teacher")) as db:
        assert of_child(db, hub.sibling)[-1].value == 4.0


def test_the_grid_is_there_as_a_table(app_as: AppAs, hub: Cast) -> None:
    at = app_as("teacher")
    at.session_state[f"grid-{hub.school_class}-0-table"] = True
    text = seen(open_page(at, "goals.class_board"))
    assert "▲▲ Ahead of the line" in text


def test_a_coordinator_chooses_between_classes(app_as: AppAs, hub: Cast) -> None:
    at = open_page(app_as("coordinator"), "goals.class_board")
    choice = next(group for group in at.button_group if "5A" in str(group.options))
    sound(choice.set_value(hub.other_class).run())
    assert "Class 5A" in seen(at)


@pytest.mark.parametrize("room", ["other_class", "unknown"])
def test_another_class_gives_one_plain_sentence(app_as: AppAs, hub: Cast, room: str) -> None:
    address = hub.other_class if room == "other_class" else "1 OR 1=1"
    text = seen(open_page(app_as("teacher"), "goals.class_board", **{"class": address}))
    assert "This class is not yours. Please choose another one." in text
    assert "Daniyar" not in text


@pytest.mark.parametrize("key", ["parent", "child", "barred_parent"])
def test_families_have_no_class_board(app_as: AppAs, key: str) -> None:
    text = seen(open_page(app_as(key), "goals.class_board"))
    assert "Class 3B" not in text
