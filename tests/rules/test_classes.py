"""Who in a class needs somebody first, and whose voice is missing."""

from dataclasses import replace
from datetime import timedelta

import pytest

from i18n import use
from rules.attention import Need
from rules.classes import ChildRow, child_rows, first_sentence, grid_of, reasons_of, voices_sentence
from rules.goals import State
from rules.progress import Standing
from tests.rules.goal_examples import AMARA, BEN, GOAL, SILENT, TODAY, rated


@pytest.fixture(autouse=True)
def _english() -> None:
    use("en")


def needs(row: ChildRow) -> list[Need]:
    return [reason.need for reason in row.reasons]


def test_a_goal_that_is_looked_after_needs_nothing() -> None:
    assert reasons_of(GOAL, TODAY) == ()


def test_a_quiet_goal_needs_a_check_in() -> None:
    quiet = replace(GOAL, series=rated(1, 1, 2, 3, 3, last=21))
    assert [reason.sentence for reason in reasons_of(quiet, TODAY)] == ["No check-in for 3 weeks."]


def test_an_agreed_goal_needs_only_its_voices() -> None:
    agreed = replace(SILENT, state=State.AGREED, series=rated())
    found = [reason.need for reason in reasons_of(agreed, TODAY)]
    assert found == [Need.NO_CHILD_VOICE, Need.NO_FAMILY_VOICE]


def test_a_recorded_attempt_counts_as_heard() -> None:
    agreed = replace(SILENT, state=State.AGREED, family_heard=True)
    assert [reason.need for reason in reasons_of(agreed, TODAY)] == [Need.NO_CHILD_VOICE]


def test_an_idea_may_be_silent() -> None:
    assert reasons_of(replace(SILENT, state=State.IDEA), TODAY) == ()


@pytest.mark.parametrize("state", [State.REACHED, State.LET_GO])
def test_what_is_over_needs_nobody(state: State) -> None:
    assert reasons_of(replace(SILENT, state=state, unanswered=("Hello?",)), TODAY) == ()


def test_what_a_family_wrote_comes_before_all() -> None:
    wrote = replace(GOAL, unanswered=("She read the menu!",), series=rated(1, 1, 1, 1, last=21))
    assert reasons_of(wrote, TODAY)[0].need is Need.FAMILY_WROTE


def test_children_who_need_most_come_first_then_by_name() -> None:
    quiet = replace(GOAL, id=2, child_id=BEN.id, series=rated(1, 2, 3, last=30))
    rows = child_rows([AMARA, BEN], [GOAL, quiet], TODAY)
    assert [row.child.name for row in rows] == ["Ben Okafor", "Amara Diallo"]
    calm = child_rows([BEN, AMARA], [GOAL, replace(GOAL, id=2, child_id=BEN.id)], TODAY)
    assert [row.child.name for row in calm] == ["Amara Diallo", "Ben Okafor"]


def test_a_child_says_each_reason_once_with_the_most_pressing_goal_first() -> None:
    quiet = replace(GOAL, series=rated(1, 2, 3, last=30))
    worse = replace(quiet, id=2, unanswered=("Hello?",))
    (row,) = child_rows([AMARA], [quiet, worse], TODAY)
    assert needs(row) == [Need.FAMILY_WROTE, Need.QUIET]
    assert row.asking[0].goal.id == 2


def test_a_child_without_a_goal_is_not_forgotten() -> None:
    (row,) = child_rows([AMARA], [], TODAY)
    assert row.reasons[0].sentence == "No goal yet: ask what they would like to learn."


def test_the_sentence_names_the_first_three() -> None:
    rows = child_rows([AMARA, BEN], [replace(GOAL, unanswered=("Hello?",))], TODAY)
    assert first_sentence(rows) == ("2 of 2 children need a look. First: Amara Diallo, Ben Okafor.")
    assert first_sentence(child_rows([AMARA], [GOAL], TODAY)).startswith("Nobody is waiting")
    assert first_sentence(()) == "There are no children in this class yet."


def test_voices_are_counted_by_child_and_by_family() -> None:
    rows = child_rows([AMARA, BEN], [GOAL], TODAY)
    assert voices_sentence(rows) == (
        "1 child has not been heard yet. 1 family has not been heard yet."
    )
    heard = child_rows([AMARA], [GOAL], TODAY)
    assert voices_sentence(heard) == "Every child and every family has been heard."


def test_the_grid_shows_the_goal_that_needs_most() -> None:
    low = replace(GOAL, id=2, series=rated(3, 3, 3, 1, 1, 1, 1))
    reading = replace(GOAL, id=3, area="reading", state=State.IDEA)
    grid = grid_of(child_rows([AMARA, BEN], [GOAL, low, reading], TODAY))
    assert grid.columns == ("Feelings and friends",)
    assert [(row.name, len(row.cells)) for row in grid.rows] == [
        ("Amara Diallo", 1),
        ("Ben Okafor", 0),
    ]
    assert grid.rows[0].cells[0].standing is Standing.BELOW
    assert grid.rows[0].cells[0].goals == 2


def test_a_long_wait_is_counted_from_the_day_the_goal_was_set() -> None:
    fresh = replace(GOAL, series=rated(), created_on=TODAY - timedelta(days=3))
    assert reasons_of(fresh, TODAY) == ()
    old = replace(fresh, created_on=TODAY - timedelta(days=40))
    assert [reason.need for reason in reasons_of(old, TODAY)] == [Need.QUIET]
