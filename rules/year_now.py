"""The school year that is running: everything that a new one looks at."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

from rules.goals import Horizon
from rules.people import Named, Role, Status, full_name
from rules.roster_known import Known, KnownLink


@dataclass(frozen=True)
class ClassNow(Named):
    """A class of the year that ends."""

    grade: str | None
    children: tuple[Named, ...]
    teachers: tuple[int, ...]
    school_year: str = ""


@dataclass(frozen=True)
class OpenGoal:
    id: int
    child_id: int
    horizon: Horizon
    title: str = ""
    state: str = ""


@dataclass(frozen=True)
class YearNow:
    """Everything a new school year looks at."""

    year: str
    classes: tuple[ClassNow, ...]
    goals: tuple[OpenGoal, ...]
    survey: Named | None = None  # the family survey that is open
    roster: str = ""  # the fingerprint of all people and classes

    @cached_property
    def fingerprint(self) -> str:
        """Differs when anything that the new year changes differs."""
        return sha256(repr(self).encode()).hexdigest()


def year_now(known: Known, year: str, goals: Iterable[OpenGoal], survey: Named | None) -> YearNow:
    """The classes with their children and teachers, and the goals of those who are here."""
    here = {one.id: one for one in known.active(Role.STUDENT)}
    names = {
        key: Named(key, full_name(one.given_name, one.family_name, one.preferred_name))
        for key, one in here.items()
    }
    return YearNow(
        year,
        tuple(
            ClassNow(
                one.id,
                one.name,
                one.grade,
                tuple(names[key] for key in _members(known.enrolments, one.id) if key in names),
                _members(known.teaching, one.id),
                one.school_year,
            )
            for one in known.classes
            if one.status == Status.ACTIVE
        ),
        tuple(goal for goal in goals if goal.child_id in here),
        survey,
        known.fingerprint,
    )


def _members(links: Iterable[KnownLink], school_class: int) -> tuple[int, ...]:
    return tuple(
        link.person_id for link in links if link.class_id == school_class and link.ended_on is None
    )
