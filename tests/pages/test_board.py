"""The goal board and a goal's page, as each of the cast."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import event
from streamlit.testing.v1 import AppTest

from components import board as component
from components import tab
from components.board import Move, Open
from db import tables as t
from db.commands.comments import add_comment
from db.commands.goals import add_goal
from db.queries.goals import goal_detail
from db.session import engine, reading, writing
from rules.goals import Area, Audience, GoalDraft, State
from rules.people import SYSTEM, Role
from seed.cast import Cast
from tests.cast import AppAs, me_of, open_page, sound, words

PAGE = "goals.board"
MOST_QUERIES = 12


def boards(at: AppTest) -> list[Any]:
    return [one for one in at.get("bidi_component") if one.key != tab.KEY]


def columns(at: AppTest) -> dict[str, list[str]]:
    """The titles on the board, by column."""
    (drawn,) = boards(at)
    (data,) = json.loads(drawn.proto.json)
    return {column["id"]: [card["title"] for card in column["cards"]] for column in data["columns"]}


def seen(at: AppTest) -> str:
    """Everything a reader sees, with what people typed."""
    boxes = [box.label for box in at.checkbox]
    return "\n".join([words(at), *boxes, *(str(one.proto.body) for one in at.html)])


def state_of(hub: Cast, goal: str) -> State:
    with reading(me_of(hub, "coordinator")) as db:
        found = goal_detail(db, hub.goals[goal])
    assert found is not None
    return found.state


@contextmanager
def counted() -> Iterator[list[str]]:
    """The queries that are sent meanwhile."""
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        sent.extend([statement] if statement.startswith("SELECT") else [])

    event.listen(engine(), "before_cursor_execute", note)
    yield sent
    event.remove(engine(), "before_cursor_execute", note)


def drop(monkeypatch: pytest.MonkeyPatch, *answers: Move | Open | None) -> None:
    """Let the board answer as a browser would, then stay silent."""
    left = list(answers)
    monkeypatch.setattr(
        component, "board", lambda *_args, **_options: left.pop(0) if left else None
    )


@pytest.mark.parametrize("key", ["teacher", "coordinator", "parent", "child"])
def test_everybody_of_a_child_sees_the_same_five_columns(
    app_as: AppAs, hub: Cast, key: str
) -> None:
    at = open_page(app_as(key), PAGE, child=hub.child)
    found = columns(at)
    assert list(found) == ["idea", "agreed", "working", "reached", "let_go"]
    assert found["working"] == ["Read 95 words a minute", "Ask for help when I am stuck"]
    assert ("My goals" if key == "child" else "Amara Diallo&#x27;s goals") in seen(at)


@pytest.mark.parametrize("key", ["other_teacher", "other_parent", "other_child"])
def test_a_child_of_others_is_not_shown(app_as: AppAs, hub: Cast, key: str) -> None:
    at = open_page(app_as(key), PAGE, child=hub.child)
    assert at.warning[0].value.startswith("This child is not one of yours")
    assert not boards(at)
    at = open_page(app_as(key), PAGE, goal=hub.goals["working"])
    assert at.warning[0].value.startswith("This goal is no longer there")
    assert "Read 95 words" not in seen(at)


def test_a_guardian_without_access_learns_why_there_is_nothing(app_as: AppAs) -> None:
    at = open_page(app_as("barred_parent"), PAGE)
    assert "No child is linked to your account" in at.info[0].value


@pytest.mark.parametrize("wanted", ["", "abc", "-1", "99999999999999999999", "0"])
def test_a_made_up_address_is_answered_in_words(app_as: AppAs, wanted: str) -> None:
    sound(open_page(app_as("teacher"), PAGE, child=wanted, goal=wanted))


def test_a_guardian_of_siblings_chooses_and_the_choice_stays(app_as: AppAs, hub: Cast) -> None:
    at = open_page(app_as("siblings_parent"), PAGE)
    (picker,) = at.selectbox
    assert [option.split(" · ")[1] for option in picker.options] == ["5A", "3B"]
    picker.select_index(1).run()
    assert at.query_params["child"] == str(hub.sibling)
    assert columns(sound(at))["working"] == ["Pack my own bag"]


def test_a_parent_of_one_child_has_nothing_to_choose(app_as: AppAs) -> None:
    at = open_page(app_as("parent"), PAGE)
    assert not at.selectbox
    assert columns(at)["agreed"] == ["Write three linked sentences"]


def test_only_the_school_moves_cards(app_as: AppAs, hub: Cast) -> None:
    def fixed(key: str) -> set[bool]:
        (drawn,) = boards(open_page(app_as(key), PAGE, child=hub.child))
        (data,) = json.loads(drawn.proto.json)
        return {card["fixed"] for column in data["columns"] for card in column["cards"]}

    assert fixed("teacher") == {False}
    assert fixed("parent") == fixed("child") == {True}


def test_a_card_that_was_dropped_is_moved(
    app_as: AppAs, hub: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    drop(monkeypatch, Move(hub.goals["idea"], "idea", "agreed", 0, 1, "n1"))
    sound(open_page(app_as("teacher"), PAGE, child=hub.child))
    assert state_of(hub, "idea") is State.AGREED


def test_a_refused_move_is_explained_and_changes_nothing(
    app_as: AppAs, hub: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    drop(monkeypatch, Move(hub.goals["idea"], "idea", "working", 0, 1, "n1"))
    at = sound(open_page(app_as("teacher"), PAGE, child=hub.child))
    said = at.session_state[f"board:{hub.child}-message"]
    assert "still needs" in said
    assert "a target date" in said
    assert state_of(hub, "idea") is State.IDEA


def test_a_card_that_was_opened_shows_its_goal(
    app_as: AppAs, hub: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    drop(monkeypatch, Open(hub.goals["working"], "n1"))
    at = sound(open_page(app_as("parent"), PAGE))
    assert at.query_params["goal"] == str(hub.goals["working"])
    assert "She reads the football results to us" in seen(at)


@pytest.mark.parametrize(
    ("key", "there", "not_there"),
    [
        ("teacher", ["Edit goal", "In Amara's own words", "Mother, Mariama"], ["In my own words"]),
        ("parent", ["Change our words", "What we say at home", "Ask about glasses"], ["Edit goal"]),
        ("child", ["Change these words", "In my own words", "I will"], ["Edit goal", "glasses"]),
    ],
)
def test_a_goal_speaks_to_its_reader(
    app_as: AppAs, hub: Cast, key: str, there: list[str], not_there: list[str]
) -> None:
    text = seen(open_page(app_as(key), PAGE, goal=hub.goals["working"])).replace("&#x27;", "'")
    text = text.replace("\\", "")
    for part in [*there, "From 54 to 95 words by", "I want to read to my little cousin"]:
        assert part in text
    for part in not_there:
        assert part not in text


def test_a_teacher_reads_what_is_missing_before_work_begins(app_as: AppAs, hub: Cast) -> None:
    at = open_page(app_as("teacher"), PAGE, goal=hub.goals["agreed"])
    assert "the family's words" in at.info[0].value
    assert not open_page(app_as("parent"), PAGE, goal=hub.goals["agreed"]).info


def test_a_comment_is_sent_once_to_those_it_is_for(app_as: AppAs, hub: Cast) -> None:
    at = open_page(app_as("parent"), PAGE, goal=hub.goals["working"])
    at.text_area[0].set_value("She <b>sang</b> ![x](http://y.example/z.png)")
    at.radio[0].set_value(Audience.ADULTS)
    at.button[_send(at)].click()
    sound(at.run())
    assert "She &lt;b&gt;sang&lt;/b&gt; ![x](http://y.example/z.png)" in seen(at)
    assert at.text_area[0].value == ""
    child = open_page(app_as("child"), PAGE, goal=hub.goals["working"])
    assert "sang" not in seen(child)


def _send(at: AppTest) -> int:
    return next(place for place, button in enumerate(at.button) if button.label == "Send")


def test_an_empty_comment_is_refused_in_words(app_as: AppAs, hub: Cast) -> None:
    at = open_page(app_as("child"), PAGE, goal=hub.goals["working"])
    at.button[_send(at)].click()
    sound(at.run())
    assert at.error[0].value == "Please write a few words first."


def test_a_parent_ticks_a_step_at_home(app_as: AppAs, hub: Cast) -> None:
    at = open_page(app_as("parent"), PAGE, goal=hub.goals["working"])
    (box,) = at.checkbox
    assert box.label.replace("\\", "").startswith("Listen to one page at bedtime")
    box.check()
    sound(at.run())
    assert at.checkbox[0].value is True


def test_an_idea_is_asked_for_in_a_dialog(app_as: AppAs) -> None:
    at = open_page(app_as("child"), PAGE)
    next(button for button in at.button if button.label == "I have an idea").click()
    sound(at.run())
    assert at.text_input[0].label == "What is your goal?"
    assert "You can see this, and the parents who have access, the teachers and" in seen(at)


def test_the_editor_shows_what_the_family_told_us(app_as: AppAs, hub: Cast) -> None:
    at = open_page(app_as("teacher"), PAGE, goal=hub.goals["idea"])
    next(button for button in at.button if button.label == "Edit goal").click()
    sound(at.run())
    assert at.text_input[0].value == "Build a bridge that holds a book"
    assert "And the bridge by the river." in seen(at)
    assert "Please call after five" not in seen(at)


def test_an_empty_board_says_one_sentence_and_offers_one_thing(app_as: AppAs, hub: Cast) -> None:
    at = open_page(app_as("teacher"), PAGE, child=_newcomer(hub.school_class))
    assert at.info[0].value.startswith("Noor has no goals yet.")
    assert [button.label for button in at.main.button] == ["New goal"]


def _newcomer(school_class: int) -> int:
    with writing(SYSTEM) as db:
        person = t.Person(role=Role.STUDENT, given_name="Noor", family_name="Haddad")
        db.add(person)
        db.flush()
        db.add(t.Enrolment(student_id=person.id, class_id=school_class))
        return person.id


def test_the_page_costs_the_same_with_one_goal_and_with_thirty(app_as: AppAs, hub: Cast) -> None:
    def cost(**params: int) -> int:
        at = open_page(app_as("other_teacher"), PAGE, **params)  # that they looked is written
        with counted() as sent:
            open_page(at, PAGE, **params)
        return len(sent)

    goal = hub.goals["other_working"]
    board, detail = cost(child=hub.other_child), cost(goal=goal)
    me = me_of(hub, "other_teacher")
    for number in range(30):
        draft = GoalDraft(f"Goal {number}", Area.READING)
        add_goal(me, f"goal-{number}", hub.other_child, draft, "I want to.")
        add_comment(me, f"comment-{number}", goal, "Hello")
    assert (cost(child=hub.other_child), cost(goal=goal)) == (board, detail)
    assert max(board, detail) <= MOST_QUERIES
