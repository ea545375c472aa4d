"""How a goal goes: its starting point, the line to its target, and where it stands."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import ceil, floor
from statistics import median
from typing import NamedTuple

STARTERS = 3  # the first check-ins, whose median is the starting point
ENOUGH = 3  # check-ins after the start before the hub says which way it goes
WINDOW = 4  # the last check-ins that the sentence is about
TWICE = 2  # check-ins in a row at the target: reached


class MeasureKind(StrEnum):
    NUMBER = "number"
    RATING = "rating"


class Side(StrEnum):
    """Where a check-in lies, in the direction of the goal."""

    START = "start"  # one of the first, or there is no line to compare it with
    MET = "met"
    SHORT = "short"


class Standing(StrEnum):
    NO_DATA = "no_data"
    NO_AIM = "no_aim"
    TOO_EARLY = "too_early"
    BELOW = "below"
    MIXED = "mixed"
    ON_TRACK = "on_track"
    AHEAD = "ahead"
    REACHED = "reached"


class Point(NamedTuple):
    day: date
    value: float


@dataclass(frozen=True, slots=True)
class SupportChange:
    day: date
    label: str


@dataclass(frozen=True)
class Series:
    """One goal's check-ins by day, with what they are measured against."""

    measure: str
    unit: str
    kind: MeasureKind
    baseline: float | None
    baseline_on: date | None
    target: float | None
    target_on: date | None
    points: tuple[Point, ...] = ()
    changes: tuple[SupportChange, ...] = ()


@dataclass(frozen=True)
class Aim:
    """The line from the starting point to the target; a rating climbs it in whole steps."""

    start_on: date
    start: float
    end_on: date
    end: float
    stepped: bool = False

    @property
    def lower_is_better(self) -> bool:
        return self.end < self.start

    def at(self, day: date) -> float:
        if day >= self.end_on:
            return self.end
        if day <= self.start_on:
            return self.start
        gone = (day - self.start_on).days / (self.end_on - self.start_on).days
        value = self.start + (self.end - self.start) * gone
        return self._step(value) if self.stepped else value

    def _step(self, value: float) -> float:
        return float(ceil(value - 1e-9) if self.lower_is_better else floor(value + 1e-9))


@dataclass(frozen=True)
class Judged:
    """A check-in beside the line."""

    point: Point
    aim: float | None
    side: Side


@dataclass(frozen=True)
class Reading:
    """Where a goal stands, with the counts its sentence needs."""

    standing: Standing
    met: int = 0
    of: int = 0
    needed: int = 0
    lower_is_better: bool = False


def starting_point(series: Series) -> Point | None:
    """The goal's own baseline, else the median of the first three on the day of the third."""
    if series.baseline is not None:
        day = series.baseline_on or (series.points[0].day if series.points else None)
        return Point(day, series.baseline) if day else None
    first = series.points[:STARTERS]
    if len(first) < STARTERS:
        return None
    return Point(first[-1].day, median(point.value for point in first))


def aim_of(series: Series) -> Aim | None:
    """The line to the target; None while the start, the target or its date is missing."""
    start = starting_point(series)
    if start is None or series.target is None or series.target_on is None:
        return None
    stepped = series.kind is MeasureKind.RATING
    return Aim(start.day, start.value, series.target_on, series.target, stepped)


def judge(series: Series, last: int = 0) -> tuple[Judged, ...]:
    """Check-ins, all or the last few, with the value of the line on their day."""
    aim = aim_of(series)
    starters = 0 if series.baseline is not None else STARTERS
    numbered = tuple(enumerate(series.points))
    return tuple(
        _judged(point, None if index < starters else aim) for index, point in numbered[-last:]
    )


def _judged(point: Point, aim: Aim | None) -> Judged:
    if aim is None or point.day < aim.start_on:
        return Judged(point, None, Side.START)
    line = aim.at(point.day)
    met = point.value <= line if aim.lower_is_better else point.value >= line
    return Judged(point, line, Side.MET if met else Side.SHORT)


def read(series: Series) -> Reading:
    """Where the goal stands, from its last check-ins."""
    aim = aim_of(series)
    lower = aim is not None and aim.lower_is_better
    if not series.points:
        return Reading(Standing.NO_DATA)
    if reached(series):
        return Reading(Standing.REACHED, lower_is_better=lower)
    if series.target is None or series.target_on is None:
        return Reading(Standing.NO_AIM)
    last = [one.side for one in judge(series, WINDOW) if one.side is not Side.START]
    if len(last) < ENOUGH:
        return Reading(Standing.TOO_EARLY, needed=_needed(series, len(last)))
    met = last.count(Side.MET)
    return Reading(_standing(met, len(last)), met, len(last), 0, lower)


def _needed(series: Series, judged: int) -> int:
    if starting_point(series) is not None:
        return ENOUGH - judged
    return ENOUGH + STARTERS - len(series.points)


def _standing(met: int, of: int) -> Standing:
    if met == 0:
        return Standing.BELOW
    if met == WINDOW:
        return Standing.AHEAD
    return Standing.ON_TRACK if met >= of - 1 else Standing.MIXED


def reached(series: Series) -> bool:
    """The last two check-ins are at the target or past it."""
    last = series.points[-TWICE:]
    if series.target is None or len(last) < TWICE:
        return False
    start = starting_point(series)
    if start is not None and series.target < start.value:
        return all(point.value <= series.target for point in last)
    return all(point.value >= series.target for point in last)
