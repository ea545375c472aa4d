"""A new school year: where each class goes, who leaves, what becomes of goals and the survey."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from i18n import N_, _
from rules.goals import Horizon
from rules.people import Named
from rules.problems import Problem
from rules.year_now import ClassNow, OpenGoal, YearNow

NUMBER = re.compile(r"\d+")
YEARS = re.compile(r"(\d{4})(\D*)(\d{4}|\d{2})?$")


class Way(StrEnum):
    """What a class does when the year turns."""

    UP = "up"
    STAY = "stay"
    LEAVE = "leave"


class Teachers(StrEnum):
    """Who teaches next year."""

    FOLLOW = "follow"
    PLACE = "place"
    NOBODY = "nobody"


class Goals(StrEnum):
    """What becomes of goals that are still open."""

    GO_ON = "go_on"
    YEAR_ENDS = "year_ends"
    ALL_END = "all_end"


WAY_NAMES = {
    Way.UP: N_("Moves up"),
    Way.STAY: N_("Stays as it is"),
    Way.LEAVE: N_("Leaves the school"),
}
TEACHERS_NAMES = {
    Teachers.FOLLOW: N_("Teachers move up with their children"),
    Teachers.PLACE: N_("Teachers keep the class of the same name"),
    Teachers.NOBODY: N_("I choose the teachers later"),
}
GOALS_NAMES = {
    Goals.GO_ON: N_("All goals carry on"),
    Goals.YEAR_ENDS: N_("Year goals close, short-term goals carry on"),
    Goals.ALL_END: N_("All goals close"),
}


@dataclass(frozen=True)
class ClassStep:
    """What a coordinator chose for one class."""

    class_id: int
    way: Way
    name: str = ""


@dataclass(frozen=True)
class YearDraft:
    """What a coordinator chose for the new year."""

    year: str
    steps: tuple[ClassStep, ...]
    teachers: Teachers = Teachers.FOLLOW
    goals: Goals = Goals.GO_ON


@dataclass(frozen=True)
class NewClass:
    """A class of the new year, and the classes whose children come together in it."""

    name: str
    grade: str | None
    sources: tuple[int, ...]
    teachers: tuple[int, ...]
    stays: int | None = None  # the class of this name that is there already and stays


@dataclass(frozen=True)
class YearPlan:
    """What the new year would change, made against one state of the hub."""

    draft: YearDraft
    fingerprint: str
    classes: tuple[NewClass, ...]
    staying: tuple[ClassNow, ...]
    leaving: tuple[Named, ...]
    leaving_classes: tuple[int, ...]
    moving: int  # children
    closing: tuple[OpenGoal, ...]
    going_on: int  # goals
    survey: Named | None


def next_year(year: str) -> str:
    """The school year after this one: 2027/28 after 2026/27; as it is where no year is in it."""
    found = YEARS.search(year)
    if not found:
        return year
    first, between, last = found.groups()
    after = str(int(first) + 1)
    if last:
        after += between + str(int(last) + 1)[-len(last) :].zfill(len(last))
    return year[: found.start()] + after


def moved_up(name: str) -> str:
    """The name with its first number one higher; as it is where there is none."""
    return NUMBER.sub(lambda found: _one_more(found[0]), name, count=1)


def _one_more(digits: str) -> str:
    return str(int(digits) + 1).zfill(len(digits))


def propose(now: YearNow) -> YearDraft:
    """Classes with a number move up, those with the highest leave, the others stay."""
    numbers = [number for one in now.classes if (number := _number(one)) is not None]
    highest = max(numbers) if len(set(numbers)) > 1 else None
    steps = (ClassStep(one.id, _way(one, highest), moved_up(one.name)) for one in now.classes)
    return YearDraft(next_year(now.year), tuple(steps))


def _number(one: ClassNow) -> int | None:
    found = NUMBER.search(one.grade or "") or NUMBER.search(one.name)
    return int(found[0]) if found else None


def _way(one: ClassNow, highest: int | None) -> Way:
    number = _number(one)
    if number is None or moved_up(one.name) == one.name:
        return Way.STAY
    return Way.LEAVE if number == highest else Way.UP


def make_plan(now: YearNow, draft: YearDraft) -> YearPlan:
    """What these choices change; Problem for the first thing that can't be."""
    _check(now, draft)
    ways = {step.class_id: step for step in draft.steps}
    of_way = {way: [one for one in now.classes if ways[one.id].way is way] for way in Way}
    leaving = {child.id: child for one in of_way[Way.LEAVE] for child in one.children}
    moving = {child.id for one in of_way[Way.UP] for child in one.children} - leaving.keys()
    closing = tuple(goal for goal in now.goals if _closes(goal, draft.goals, leaving.keys()))
    return YearPlan(
        draft,
        now.fingerprint,
        _new_classes(now, of_way, ways, draft.teachers),
        tuple(of_way[Way.STAY]),
        tuple(sorted(leaving.values(), key=lambda child: child.name.casefold())),
        tuple(one.id for one in of_way[Way.LEAVE]),
        len(moving),
        closing,
        sum(goal.child_id not in leaving for goal in now.goals) - len(closing),
        now.survey,
    )


def _closes(goal: OpenGoal, choice: Goals, leaving: Iterable[int]) -> bool:
    """Goals of those who leave stay as they were."""
    if choice is Goals.GO_ON or goal.child_id in leaving:
        return False
    return choice is Goals.ALL_END or goal.horizon is Horizon.YEAR


def _new_classes(
    now: YearNow,
    of_way: dict[Way, list[ClassNow]],
    ways: dict[int, ClassStep],
    teachers: Teachers,
) -> tuple[NewClass, ...]:
    together: dict[str, list[ClassNow]] = {}
    for one in of_way[Way.UP]:
        together.setdefault(ways[one.id].name.strip().casefold(), []).append(one)
    staying = {one.name.casefold(): one.id for one in of_way[Way.STAY]}
    return tuple(
        NewClass(
            ways[sources[0].id].name.strip(),
            moved_up(sources[0].grade) if sources[0].grade else None,
            tuple(one.id for one in sources),
            _teachers(now, name, sources, teachers),
            staying.get(name),
        )
        for name, sources in together.items()
    )


def _teachers(
    now: YearNow, name: str, sources: list[ClassNow], choice: Teachers
) -> tuple[int, ...]:
    if choice is Teachers.NOBODY:
        return ()
    same = [one for one in now.classes if one.name.casefold() == name]
    known = sources if choice is Teachers.FOLLOW else same
    return tuple(sorted({teacher for one in known for teacher in one.teachers}))


def _check(now: YearNow, draft: YearDraft) -> None:
    if not draft.year.strip():
        raise Problem(_("Please write the new school year, for example 2027/28."))
    if draft.year.strip() == now.year:
        raise Problem(
            _("{year} is the year that is running. Please write the next one.").format(
                year=now.year
            )
        )
    if {step.class_id for step in draft.steps} != {one.id for one in now.classes}:
        raise Problem(_("The classes changed since this page was drawn. Please look again."))
    names = {one.id: one.name for one in now.classes}
    for step in draft.steps:
        if step.way is Way.UP and not step.name.strip():
            raise Problem(
                _("Please write what class {name} is called next year.").format(
                    name=names[step.class_id]
                )
            )
