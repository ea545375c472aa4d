"""A child's page: what matters today first, then everything that happened."""

import pytest
from sqlalchemy import select

from db import tables as t
from db.session import reading, writing
from i18n.dates import today
from rules.people import SYSTEM
from seed.cast import Cast
from tests.cast import AppAs, open_page, sound
from tests.pages.seen import press, seen

NOT_THEIRS = "This child is not on your list. Please choose another one."


def test_a_parent_reads_what_matters_first(app_as: AppAs, hub: Cast) -> None:
    at = open_page(app_as("parent"), "goals.child", child=hub.child)
    text = seen(at)
    order = [
        "Amara Diallo",
        "I want to read to my little cousin without stopping.",
        "It is going very well.",
        "At home this week",
        "How the school looks at it",
        "All goals at a glance",
        "The story so far",
        "What you told us",
    ]
    places = [
        text.rindex(words) if words == "Amara Diallo" else text.index(words) for words in order[1:]
    ]
    assert places == sorted(places)
    assert order[0] in text


def test_charts_have_words_for_those_who_cannot_see_them(app_as: AppAs, hub: Cast) -> None:
    at = open_page(app_as("parent"), "goals.child", child=hub.child)
    charts = at.get("vega_lite_chart")
    assert len(charts) == 3
    assert all(chart.proto.alt for chart in charts)


def test_a_family_reads_no_word_of_measuring(app_as: AppAs, hub: Cast) -> None:
    family = seen(open_page(app_as("parent"), "goals.child", child=hub.child))
    staff = seen(open_page(app_as("teacher"), "goals.child", child=hub.child))
    assert "the line" not in family
    assert "on or above the line" in staff


def test_the_numbers_are_there_as_a_table(app_as: AppAs, hub: Cast) -> None:
    at = app_as("teacher")
    at.session_state[f"goal-{hub.goals['working']}-table"] = True
    at = open_page(at, "goals.child", child=hub.child)
    assert "84 words" in seen(at)


def test_the_other_parts_are_built_only_when_opened(app_as: AppAs, hub: Cast) -> None:
    at = app_as("teacher")
    closed = open_page(at, "goals.child", child=hub.child)
    assert "Chose a book about football." not in seen(closed)
    at.session_state[f"notes:{hub.goals['working']}"] = True
    opened = open_page(at, "goals.child", child=hub.child)
    assert "Tired today." in seen(opened)


def test_the_story_is_a_table_once_it_is_opened(app_as: AppAs, hub: Cast) -> None:
    at = app_as("teacher")
    assert "What happened" not in seen(open_page(at, "goals.child", child=hub.child))
    at.session_state[f"story-{hub.child}-table"] = True
    assert "What happened" in seen(open_page(at, "goals.child", child=hub.child))


def test_a_check_in_is_taken_back_from_the_list(app_as: AppAs, hub: Cast) -> None:
    at = app_as("teacher")
    at.session_state[f"notes:{hub.goals['working']}"] = True
    at = open_page(at, "goals.child", child=hub.child)
    before = _check_ins(hub)
    sound(press(at, "Take back").run())
    assert _check_ins(hub) == before - 1


def _check_ins(hub: Cast) -> int:
    with reading(SYSTEM) as db:
        mine = select(t.CheckIn).where(t.CheckIn.student_id == hub.child)
        return sum(row.removed_at is None for row in db.scalars(mine))


def test_a_parent_takes_back_only_what_they_wrote(app_as: AppAs, hub: Cast) -> None:
    at = app_as("parent")
    at.session_state[f"notes:{hub.goals['rating']}"] = True
    at = open_page(at, "goals.child", child=hub.child)
    with reading(SYSTEM) as db:
        rows = select(t.CheckIn).where(t.CheckIn.goal_id == hub.goals["rating"])
        last = sorted(db.scalars(rows), key=lambda row: (row.day, row.id))[-8:]
    own = sum(row.author_id == hub.parent for row in last)
    assert sum(button.label == "Take back" for button in at.button) == own


@pytest.mark.parametrize("key", ["other_parent", "other_teacher", "other_child"])
def test_somebody_elses_child_is_not_shown(app_as: AppAs, hub: Cast, key: str) -> None:
    text = seen(open_page(app_as(key), "goals.child", child=hub.child))
    assert NOT_THEIRS in text
    assert "I want to read" not in text


@pytest.mark.parametrize("child", ["0", "99999", "abc", "1 OR 1=1", "'"])
def test_any_address_gives_one_plain_sentence(app_as: AppAs, child: str) -> None:
    assert NOT_THEIRS in seen(open_page(app_as("teacher"), "goals.child", child=child))


def test_a_parent_without_access_is_told_whom_to_ask(app_as: AppAs, hub: Cast) -> None:
    text = seen(open_page(app_as("barred_parent"), "goals.child", child=hub.child))
    assert "No child is linked to your account yet." in text


def test_staff_choose_a_child_from_a_list(app_as: AppAs, hub: Cast) -> None:
    at = open_page(app_as("teacher"), "goals.child", child=hub.child)
    assert at.selectbox[0].options == ["Amara Diallo · 3B", "José Álvarez · 3B"]
    sound(at.selectbox[0].set_value(hub.sibling).run())
    assert "Quiero hacerlo solo." in seen(at)


def test_a_guardian_of_siblings_taps_the_other_one(app_as: AppAs, hub: Cast) -> None:
    at = open_page(app_as("siblings_parent"), "goals.child", child=hub.sibling)
    assert "Quiero hacerlo solo." in seen(at)
    choice = next(group for group in at.button_group if "José" in str(group.options))
    sound(choice.set_value(hub.far_sibling).run())
    assert "En verano quiero nadar en el mar." in seen(at)


def test_who_sees_what_the_family_told(app_as: AppAs, hub: Cast) -> None:
    text = seen(open_page(app_as("parent"), "goals.child", child=hub.child))
    assert "Seen by you and the school office." in text
    assert "Please call after five" in text
    staff = seen(open_page(app_as("teacher"), "goals.child", child=hub.child))
    assert "Please call after five" not in staff
    assert "Used in" in staff


def test_a_child_with_nothing_yet_is_told_so(app_as: AppAs, hub: Cast) -> None:
    with writing(SYSTEM) as db:
        for goal in db.scalars(select(t.Goal).where(t.Goal.student_id == hub.other_child)):
            goal.state = "idea"
    text = seen(open_page(app_as("other_child"), "goals.child", child=hub.other_child))
    assert "No goal is being worked on just now." in text


def test_a_student_ticks_what_they_did(app_as: AppAs, hub: Cast) -> None:
    at = open_page(app_as("child"), "goals.child")
    sound(at.checkbox[0].check().run())
    with reading(SYSTEM) as db:
        done = db.scalars(select(t.Step).where(t.Step.who == "me", t.Step.done_on.is_not(None)))
        assert [row.done_on for row in done] == [today()]
