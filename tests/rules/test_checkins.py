"""What a check-in may hold."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from i18n import use
from rules.checkins import NOTE_LENGTH, CheckInDraft, Measured, check_draft
from rules.problems import Problem
from rules.progress import MeasureKind

TODAY = date(2026, 11, 22)
DRAFT = CheckInDraft(goal_id=1, day=TODAY, value=3)
RATED = Measured(working=True, kind=MeasureKind.RATING)
COUNTED = Measured(working=True, kind=MeasureKind.NUMBER, unit="words")


@pytest.fixture(autouse=True)
def _english() -> None:
    use("en")


def problem(draft: CheckInDraft, goal: Measured = RATED) -> str:
    with pytest.raises(Problem) as caught:
        check_draft(draft, goal, TODAY)
    return caught.value.sentence


def test_a_rating_is_kept() -> None:
    assert check_draft(DRAFT, RATED, TODAY) == 3.0


def test_a_number_is_kept_with_its_decimals() -> None:
    assert check_draft(replace(DRAFT, value=80.5), COUNTED, TODAY) == 80.5


def test_zero_is_a_number() -> None:
    assert check_draft(replace(DRAFT, value=0), COUNTED, TODAY) == 0.0


def test_a_day_to_come_is_refused() -> None:
    tomorrow = replace(DRAFT, day=TODAY + timedelta(days=1))
    assert problem(tomorrow) == (
        "23 November 2026 has not come yet. Please choose today or an earlier day."
    )


def test_a_slip_of_the_year_is_refused() -> None:
    assert "more than a year ago" in problem(replace(DRAFT, day=date(2025, 11, 20)))


def test_a_year_back_is_still_a_day() -> None:
    assert check_draft(replace(DRAFT, day=TODAY - timedelta(days=366)), RATED, TODAY) == 3.0


@pytest.mark.parametrize("value", [None, 0, 5, 2.5, float("nan")])
def test_a_rating_is_one_of_four(value: float | None) -> None:
    assert problem(replace(DRAFT, value=value)).startswith("Please tap how it went")


@pytest.mark.parametrize("value", [None, float("nan"), float("inf")])
def test_a_number_is_a_number(value: float | None) -> None:
    sentence = problem(replace(DRAFT, value=value), COUNTED)
    assert sentence == "Please write the number you counted or measured."


@pytest.mark.parametrize("value", [-1, 100_001])
def test_a_number_out_of_range_says_the_range(value: float) -> None:
    assert "between 0 and 100,000" in problem(replace(DRAFT, value=value), COUNTED)


def test_a_percentage_ends_at_a_hundred() -> None:
    percent = replace(COUNTED, unit="%")
    assert "between 0 and 100" in problem(replace(DRAFT, value=101), percent)
    assert check_draft(replace(DRAFT, value=100), percent, TODAY) == 100.0


def test_a_goal_that_is_not_worked_on_takes_none() -> None:
    assert "not being worked on" in problem(DRAFT, replace(RATED, working=False))


def test_a_note_has_an_end() -> None:
    assert "longer than 500" in problem(replace(DRAFT, note="x" * (NOTE_LENGTH + 1)))
