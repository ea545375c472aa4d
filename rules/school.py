"""The school itself: its settings, and the year it is in."""

from dataclasses import dataclass
from datetime import date
from zoneinfo import available_timezones

from i18n import LANGUAGES, _
from rules.problems import Problem


@dataclass(frozen=True)
class School:
    """What every page knows of the school."""

    name: str = ""
    zone: str = "UTC"
    language: str = "en"
    year: str = ""
    demo: bool = False
    second_factor: bool = False  # of every coordinator

    @property
    def is_set_up(self) -> bool:
        return bool(self.name)


@dataclass(frozen=True)
class SchoolDraft:
    """What the set-up page asks."""

    name: str
    zone: str
    language: str
    year: str
    given_name: str
    family_name: str
    username: str
    password: str


def school_year(day: date, first_month: int = 8) -> str:
    """The school year of a day, as 2026/27; it turns in August."""
    first = day.year if day.month >= first_month else day.year - 1
    return f"{first}/{(first + 1) % 100:02d}"


def check_school(draft: SchoolDraft) -> None:
    """Raise Problem for the first thing that a school can't start with."""
    if not draft.name.strip():
        raise Problem(_("Please write the name of your school."))
    if draft.zone not in available_timezones():
        raise Problem(_("Please choose the time zone your school is in."))
    if draft.language not in LANGUAGES:
        raise Problem(_("Please choose a language."))
    if not draft.year.strip():
        raise Problem(_("Please write the school year, for example 2026/27."))
