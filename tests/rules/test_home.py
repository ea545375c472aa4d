"""What the home pages say."""

from dataclasses import replace
from datetime import date

import pytest

from i18n import use
from rules.children import StepLine
from rules.classes import child_rows
from rules.goal_views import monday_of
from rules.goals import State, Who
from rules.home import ChildHome, counts, first_words, say_counts
from tests.rules.goal_examples import AMARA, BEN, GOAL, SILENT, TODAY


@pytest.fixture(autouse=True)
def _english() -> None:
    use("en")


@pytest.mark.parametrize("day", [16, 20, 22])
def test_a_week_begins_on_monday(day: int) -> None:
    assert monday_of(date(2026, 11, day)) == date(2026, 11, 16)


def test_the_counts_are_one_line() -> None:
    goals = [GOAL, replace(GOAL, id=2, state=State.REACHED), replace(GOAL, id=3, child_id=BEN.id)]
    found = counts(child_rows([AMARA, BEN], goals, TODAY), this_week=7)
    assert say_counts(found) == (
        "2 children · 2 goals in progress · 7 check-ins this week · 1 goal reached"
    )


def test_the_top_says_how_many_need_somebody() -> None:
    assert first_words(0) == "Nobody is waiting for you today. Enjoy it!"
    assert first_words(1) == "1 child needs you. The most pressing comes first."
    assert first_words(5) == "5 children need you. The most pressing come first."


def test_a_goal_waits_for_a_family_that_was_not_heard() -> None:
    agreed = replace(SILENT, state=State.AGREED)
    assert ChildHome(AMARA, (agreed,)).waiting == (agreed,)
    assert ChildHome(AMARA, (replace(agreed, family_heard=True),)).waiting == ()
    assert ChildHome(AMARA, (SILENT,)).waiting == ()


def test_open_goals_wait_for_the_childs_words() -> None:
    idea = replace(SILENT, state=State.IDEA)
    over = replace(SILENT, id=2, state=State.REACHED)
    assert ChildHome(AMARA, (idea, over, GOAL)).unspoken == (idea,)


def test_a_goal_is_named_by_what_the_child_says() -> None:
    home = ChildHome(AMARA, (GOAL,))
    assert home.title_of(GOAL.id) == GOAL.child_words
    assert home.title_of(99) == ""


def test_only_goals_that_are_worked_on_have_something_to_do() -> None:
    step = StepLine(1, 1, Who.HOME, "Listen", None)
    working, agreed = replace(GOAL, steps=(step,)), replace(GOAL, id=2, state=State.AGREED)
    assert ChildHome(AMARA, (working, agreed)).working == (working,)
