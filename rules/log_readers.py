"""Who reads a child's log: their guardians, and the child from an age that the school sets."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from i18n import _
from rules.problems import Problem

AGE = "log.age"
USUAL = 12
EVERY, NO = 0, 99
AGES = (EVERY, *range(8, 19), NO)


@dataclass(frozen=True)
class Child:
    """Whose log is read."""

    id: int
    name: str
    birth_date: date | None
    since: datetime  # the child is in the hub


def age_of(stored: Any) -> int:
    """From which age students read their own log, as the school set it."""
    return stored if stored in AGES else USUAL


def check_age(age: int) -> None:
    """Raise Problem for an age that can't be chosen."""
    if age not in AGES:
        raise Problem(_("Please choose an age from the list."))


def old_enough(birth_date: date | None, age: int, today: date) -> bool:
    """Whether a student reads their own log; without a birth date only where every student does."""
    return age == EVERY or (birth_date is not None and years(birth_date, today) >= age)


def years(birth_date: date, today: date) -> int:
    """How old somebody is."""
    had = (today.month, today.day) >= (birth_date.month, birth_date.day)
    return today.year - birth_date.year - (not had)
