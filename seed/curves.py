"""Check-in values of a year that look like a child's: never a straight line."""

from enum import StrEnum
from math import floor
from random import Random


class Shape(StrEnum):
    """How a goal goes."""

    ON_TRACK = "on_track"
    BELOW = "below"
    PLATEAU = "plateau"  # until the support changes
    REACHED = "reached"
    AHEAD = "ahead"
    EARLY = "early"


WEIGHTS = {
    Shape.ON_TRACK: 38,
    Shape.BELOW: 20,
    Shape.PLATEAU: 18,
    Shape.AHEAD: 10,
    Shape.REACHED: 6,
    Shape.EARLY: 8,
}


def pick_shape(rng: Random) -> Shape:
    """A shape, the common ones more often."""
    return rng.choices(list(WEIGHTS), list(WEIGHTS.values()))[0]


def share(shape: Shape, elapsed: float, whole: float) -> float:
    """How much of the way is gone: `elapsed` of the time so far, which is `whole` of all of it."""
    due = elapsed * whole
    match shape:
        case Shape.BELOW:
            return due * 0.45
        case Shape.PLATEAU:
            return due * 0.9 if elapsed < 0.3 else max(0.27 * whole, (elapsed - 0.3) * 1.3 * whole)
        case Shape.AHEAD:
            return due * 1.3 + 0.06
        case Shape.REACHED:
            return min(1.0, elapsed * 1.18)
        case _:
            return due


def numbers(
    rng: Random, shape: Shape, count: int, whole: float, start: float, end: float
) -> list[float]:
    """Values between start and end with the wobble of real days."""
    wobble = abs(end - start) * 0.05
    values = []
    for index in range(count):
        gone = share(shape, index / max(count - 1, 1), whole)
        value = start + (end - start) * gone + rng.gauss(0, wobble)
        values.append(float(_within(round(value), start, end)))
    return _landed(values, shape, end)


def ratings(
    rng: Random, shape: Shape, count: int, whole: float, start: float, end: float
) -> list[float]:
    """Steps from 'Not yet' to 'On my own', with a day that goes back now and then."""
    values = []
    for index in range(count):
        gone = share(shape, index / max(count - 1, 1), whole)
        value = start + (end - start) * gone + rng.choice((-0.45, -0.15, 0, 0, 0.1))
        values.append(float(min(max(floor(value + 0.2), 1), 4)))
    return _landed(values, shape, end)


def _within(value: float, start: float, end: float) -> float:
    """Not below nothing, and not far past the target."""
    low, high = min(start, end), max(start, end)
    room = (high - low) * 0.15
    return min(max(value, max(0, low - room)), round(high + room))


def _landed(values: list[float], shape: Shape, end: float) -> list[float]:
    """What was reached was reached twice in a row."""
    if shape is Shape.REACHED and len(values) > 1:
        values[-2:] = [float(end), float(end)]
    return values
