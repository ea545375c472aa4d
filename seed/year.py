"""A year of goals, voices, supports and check-ins for each child."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from rules.goals import State
from seed.bank import PATTERNS, Pattern
from seed.curves import Shape, numbers, pick_shape, ratings
from seed.families import Pupil
from seed.goals import CheckInPlan, CommentPlan, GoalPlan
from seed.words import (
    ATTEMPTS,
    CHILD_WORDS,
    HOME_WORDS,
    INTERESTS,
    NOTES,
    PRAISE,
    STAFF_NOTES,
)

TOP_RATING = 4
QUIET = 0.12  # goals that nobody has looked at for weeks
HEARD = 0.85  # families that wrote something; the others were tried


@dataclass(frozen=True)
class Course:
    """How one goal of one child went."""

    pattern: Pattern
    state: State
    shape: Shape
    age: int
    span: int
    start: int
    end: int
    interest: str

    @property
    def title(self) -> str:
        return self.pattern.title.format(end=self.end, interest=self.interest)

    @property
    def rated(self) -> bool:
        return not self.pattern.unit


def goals_of(rng: Random, pupil: Pupil) -> list[GoalPlan]:
    """One to three goals in work, and often an idea, one agreed, reached or let go."""
    states = [State.WORKING] * rng.choices((1, 2, 3), (30, 50, 20))[0]
    states += [state for state, chance in _BESIDE.items() if rng.random() < chance]
    patterns = rng.sample(PATTERNS, len(states))
    return [
        _plan(rng, pupil, _course(rng, pattern, state), position)
        for position, (pattern, state) in enumerate(zip(patterns, states, strict=True))
    ]


_BESIDE = {State.IDEA: 0.35, State.AGREED: 0.3, State.REACHED: 0.4, State.LET_GO: 0.12}


def _course(rng: Random, pattern: Pattern, state: State) -> Course:
    shape = pick_shape(rng) if state is State.WORKING else Shape.REACHED
    age = rng.randint(14, 24) if shape is Shape.EARLY else rng.randint(75, 290)
    if state in (State.IDEA, State.AGREED):
        age = rng.randint(3, 35)
    if state is State.REACHED:
        age = rng.randint(170, 330)
    start = rng.randint(*pattern.start)
    end = -(-(start + rng.randint(*pattern.gain)) // pattern.step) * pattern.step
    if not pattern.unit:
        end = min(end + 1, TOP_RATING)
    return Course(
        pattern, state, shape, age, _span(rng, state, shape, age), start, end, rng.choice(INTERESTS)
    )


def _span(rng: Random, state: State, shape: Shape, age: int) -> int:
    """Days from the start to the target."""
    if state is State.REACHED:
        return age - rng.randint(40, 100)
    if shape is Shape.REACHED:
        return age + rng.randint(5, 40)
    return age + rng.randint(25, 130)


def _plan(rng: Random, pupil: Pupil, course: Course, position: int) -> GoalPlan:
    pattern = course.pattern
    guardian = rng.choice(pupil.guardians) if rng.random() < HEARD else None
    measured = course.state in (State.WORKING, State.REACHED, State.AGREED)
    begun = course.state in (State.WORKING, State.REACHED)
    return GoalPlan(
        pupil.id,
        pupil.teacher,
        course.title,
        pattern.area,
        course.state,
        course.age,
        horizon="year" if course.span > 180 else "short",
        position=position,
        skill=pattern.skill if measured else "",
        kind=pattern.kind,
        measure=pattern.measure if measured else "",
        unit=pattern.unit if measured else "",
        baseline=course.start if measured and pattern.unit else None,
        source=pattern.source if measured and pattern.unit else "",
        target=course.end if measured else None,
        due_in=course.span - course.age if measured else None,
        attempt=rng.choice(ATTEMPTS) if begun and guardian is None else "",
        author=pupil.id if course.state is State.IDEA and rng.random() < 0.5 else None,
        child_words=_child_words(rng, pupil, pattern) if begun or rng.random() < 0.6 else "",
        family_words=_family_words(rng, pupil, pattern) if guardian else "",
        guardian=guardian,
        steps=tuple(_steps(rng, pattern)) if measured else (),
        supports=tuple(_supports(course)) if begun else (),
        check_ins=tuple(_check_ins(rng, course)) if begun else (),
        comments=tuple(_comments(rng, pupil, guardian, course)) if begun else (),
    )


def _child_words(rng: Random, pupil: Pupil, pattern: Pattern) -> str:
    own = CHILD_WORDS.get(pupil.culture.language, ())
    return rng.choice(own if own and rng.random() < 0.3 else pattern.child)


def _family_words(rng: Random, pupil: Pupil, pattern: Pattern) -> str:
    own = HOME_WORDS.get(pupil.culture.language, ())
    return rng.choice(own if own and rng.random() < 0.7 else pattern.family)


def _steps(rng: Random, pattern: Pattern) -> Iterator[tuple[str, str, int | None]]:
    for who, text in (("me", pattern.me), ("school", pattern.school), ("home", pattern.home)):
        yield who, text, rng.randint(1, 12) if rng.random() < 0.35 else None


def _supports(course: Course) -> Iterator[tuple[str, int]]:
    """What was changed when it did not go on."""
    if course.shape is Shape.PLATEAU:
        yield course.pattern.support, round(course.age * 0.7)
    elif course.shape is Shape.BELOW and course.age > 100:
        yield course.pattern.support, 17


def _check_ins(rng: Random, course: Course) -> Iterator[CheckInPlan]:
    days = _days(rng, course)
    draw = ratings if course.rated else numbers
    whole = min(1.0, (course.age - days[-1]) / course.span)
    values = draw(rng, course.shape, len(days), whole, course.start, course.end)
    for day, value in zip(days, values, strict=True):
        note = rng.choice(NOTES) if rng.random() < 0.12 else ""
        yield CheckInPlan(day, value, note, rng.random() < 0.15)


def _days(rng: Random, course: Course) -> list[int]:
    """Days ago of the check-ins, every week or two; the oldest first."""
    last = rng.randint(1, 11)
    if course.state is State.REACHED:
        last = max(1, course.age - course.span)
    elif rng.random() < QUIET:
        last = rng.randint(19, 40)
    step = 7 if course.age < 100 else rng.choice((7, 14, 14))
    last = min(last, course.age - 1)
    days = range(last, course.age, step)
    return sorted({max(1, day + rng.randint(-1, 1)) for day in days}, reverse=True)


def _comments(
    rng: Random, pupil: Pupil, guardian: int | None, course: Course
) -> Iterator[CommentPlan]:
    last = max(2, course.age - course.span) if course.state is State.REACHED else 2
    if guardian and rng.random() < 0.25:
        yield CommentPlan(rng.randint(last, last + 12), guardian, rng.choice(PRAISE))
    if rng.random() < 0.2:
        days = rng.randint(last, course.age)
        yield CommentPlan(days, pupil.teacher, rng.choice(STAFF_NOTES), "adults")
