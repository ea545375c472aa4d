"""Who needs a teacher first, and why."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from rules.attention import (
    Need,
    Signals,
    most_in_need,
    needs_attention,
    score,
)
from rules.progress import Standing

TODAY = date(2026, 11, 22)
WELL = Signals(Standing.ON_TRACK, date(2026, 9, 1), TODAY, child_spoke=True, family_spoke=True)


def sentences(signals: Signals) -> list[str]:
    return [reason.sentence for reason in needs_attention(signals, TODAY)]


def test_a_goal_that_goes_well_needs_nobody() -> None:
    assert needs_attention(WELL, TODAY) == ()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"new_family_comments": 1}, "The family wrote something new."),
        ({"new_family_comments": 3}, "The family wrote 3 new comments."),
        ({"standing": Standing.BELOW}, "The last check-ins are below the line."),
        ({"standing": Standing.REACHED}, "Reached twice: time to celebrate."),
        ({"child_spoke": False}, "The child's own words are missing."),
        ({"family_spoke": False}, "The family has not been heard yet."),
    ],
)
def test_every_need_has_its_sentence(change: dict[str, object], sentence: str) -> None:
    assert sentences(replace(WELL, **change)) == [sentence]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (13, []),
        (14, ["No check-in for 2 weeks."]),
        (25, ["No check-in for 3 weeks."]),
    ],
)
def test_silence_counts_in_weeks(days: int, said: list[str]) -> None:
    assert sentences(replace(WELL, last_check_in=TODAY - timedelta(days=days))) == said


def test_a_goal_nobody_ever_looked_at_counts_from_its_start() -> None:
    never = replace(WELL, last_check_in=None, active_since=TODAY - timedelta(days=20))
    assert sentences(never) == ["No check-in yet, and 20 days have gone by."]
    assert sentences(replace(never, active_since=TODAY)) == []


def test_the_days_of_silence_can_be_chosen() -> None:
    quiet = replace(WELL, last_check_in=TODAY - timedelta(days=7))
    (reason,) = needs_attention(quiet, TODAY, quiet_days=7)
    assert reason.sentence == "No check-in for a week."


def test_the_most_pressing_comes_first_and_outweighs_all_after_it() -> None:
    everything = Signals(Standing.BELOW, date(2026, 9, 1), None, False, False, 1)
    reasons = needs_attention(everything, TODAY)
    assert [reason.need for reason in reasons] == [
        Need.FAMILY_WROTE,
        Need.BELOW,
        Need.QUIET,
        Need.NO_CHILD_VOICE,
        Need.NO_FAMILY_VOICE,
    ]
    assert score(reasons[:1]) > score(reasons[1:])


def test_one_need_of_two_goals_counts_once() -> None:
    reasons = needs_attention(replace(WELL, standing=Standing.BELOW), TODAY)
    assert score([*reasons, *reasons]) == score(reasons)


def test_a_cell_shows_the_goal_that_needs_most() -> None:
    assert most_in_need([Standing.AHEAD, Standing.BELOW, Standing.MIXED]) is Standing.BELOW
