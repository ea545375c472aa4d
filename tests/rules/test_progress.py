"""The starting point, the line, and where a goal stands."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from rules.progress import (
    Aim,
    MeasureKind,
    Point,
    Reading,
    Series,
    Side,
    Standing,
    aim_of,
    judge,
    reached,
    read,
    starting_point,
)

FIRST = date(2026, 9, 1)
END = FIRST + timedelta(days=100)


def points(*values: float, every: int = 7) -> tuple[Point, ...]:
    return tuple(Point(FIRST + timedelta(days=every * n), v) for n, v in enumerate(values))


def series(*values: float, target: float | None = 100, start: float | None = 0.0) -> Series:
    """A goal from `start` on the first day to `target` on the hundredth."""
    return Series(
        "Words a minute",
        "words",
        MeasureKind.NUMBER,
        start,
        None if start is None else FIRST,
        target,
        END,
        points(*values, every=10),
    )


def test_the_starting_point_is_the_median_of_the_first_three() -> None:
    goal = series(53, 60, 54, 90, start=None)
    assert starting_point(goal) == Point(FIRST + timedelta(days=20), 54)


def test_two_check_ins_are_no_starting_point() -> None:
    assert starting_point(series(53, 60, start=None)) is None


def test_a_given_baseline_wins() -> None:
    assert starting_point(series(53, 60, 54, start=40)) == Point(FIRST, 40)


def test_a_baseline_without_a_day_starts_with_the_first_check_in() -> None:
    goal = replace(series(53), baseline_on=None)
    assert starting_point(goal) == Point(FIRST, 0)
    assert starting_point(replace(goal, points=())) is None


def test_there_is_no_line_without_target_or_date() -> None:
    goal = series(1, 2, 3)
    assert aim_of(replace(goal, target=None)) is None
    assert aim_of(replace(goal, target_on=None)) is None
    assert aim_of(goal) == Aim(FIRST, 0, END, 100)


def test_the_line_is_straight_and_flat_outside_its_days() -> None:
    aim = Aim(FIRST, 0, END, 100)
    assert aim.at(FIRST + timedelta(days=25)) == 25
    assert aim.at(FIRST - timedelta(days=9)) == 0
    assert aim.at(END + timedelta(days=9)) == 100


def test_a_line_that_ends_before_it_starts_is_its_target() -> None:
    assert Aim(END, 10, FIRST, 50).at(END) == 50


@pytest.mark.parametrize(
    ("days", "up", "down"), [(0, 1, 4), (32, 1, 4), (34, 2, 3), (66, 2, 3), (67, 3, 2), (100, 4, 1)]
)
def test_a_rating_climbs_in_whole_steps(days: int, up: int, down: int) -> None:
    day = FIRST + timedelta(days=days)
    assert Aim(FIRST, 1, END, 4, stepped=True).at(day) == up
    assert Aim(FIRST, 4, END, 1, stepped=True).at(day) == down


def test_check_ins_lie_on_their_side_of_the_line() -> None:
    sides = [one.side for one in judge(series(0, 10, 19, 31))]
    assert sides == [Side.MET, Side.MET, Side.SHORT, Side.MET]


def test_less_can_be_better() -> None:
    falling = series(100, 91, 70, target=0, start=100)
    assert [one.side for one in judge(falling)] == [Side.MET, Side.SHORT, Side.MET]


def test_the_first_three_have_no_side_when_they_make_the_start() -> None:
    sides = [one.side for one in judge(series(1, 2, 3, 99, start=None))]
    assert sides == [Side.START, Side.START, Side.START, Side.MET]


def test_check_ins_before_a_given_baseline_have_no_side() -> None:
    goal = replace(series(5, 20), baseline_on=FIRST + timedelta(days=5))
    assert [one.side for one in judge(goal)] == [Side.START, Side.MET]


@pytest.mark.parametrize(
    ("values", "standing", "met", "of"),
    [
        ((0, 0, 0, 0, 0), Standing.BELOW, 0, 4),
        ((0, 5, 5, 5, 50), Standing.MIXED, 1, 4),
        ((0, 5, 5, 50, 50), Standing.MIXED, 2, 4),
        ((0, 50, 5, 50, 50), Standing.ON_TRACK, 3, 4),
        ((0, 50, 50, 50, 50), Standing.AHEAD, 4, 4),
        ((50, 50, 50), Standing.ON_TRACK, 3, 3),
        ((50, 5, 50), Standing.ON_TRACK, 2, 3),
        ((50, 5, 5), Standing.MIXED, 1, 3),
        ((-1, 5, 5), Standing.BELOW, 0, 3),
    ],
)
def test_the_last_check_ins_tell_the_standing(
    values: tuple[float, ...], standing: Standing, met: int, of: int
) -> None:
    assert read(series(*values)) == Reading(standing, met, of)


def test_no_check_ins() -> None:
    assert read(series()) == Reading(Standing.NO_DATA)


def test_no_target() -> None:
    assert read(series(1, 2, 3, 4, target=None)).standing is Standing.NO_AIM


@pytest.mark.parametrize(
    ("count", "start", "needed"),
    [(1, 0.0, 2), (2, 0.0, 1), (1, None, 5), (3, None, 3), (5, None, 1)],
)
def test_too_early_says_how_many_more(count: int, start: float | None, needed: int) -> None:
    reading = read(series(*[1] * count, start=start))
    assert reading == Reading(Standing.TOO_EARLY, needed=needed)


def test_reached_takes_the_target_twice_in_a_row() -> None:
    assert reached(series(5, 100, 101))
    assert not reached(series(100, 100, 99))
    assert not reached(series(100))
    assert not reached(series(100, 100, target=None))
    assert read(series(5, 100, 101)).standing is Standing.REACHED


def test_reached_where_less_is_better() -> None:
    assert reached(series(100, 10, 9, target=10, start=100))
    assert not reached(series(100, 11, 9, target=10, start=100))
