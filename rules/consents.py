"""What guardians allow the school for a child: a yes or a no each, with its day; nothing is erased.

Where guardians disagree, the careful answer counts: no.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import groupby

from i18n import N_, _
from i18n.dates import day_of, format_day
from rules.people import Named
from rules.problems import Problem


class Subject(StrEnum):
    PHOTOS = "photos"
    DIRECTORY = "directory"
    TRANSLATION = "translation"


TITLES = {
    Subject.PHOTOS: N_("Photos"),
    Subject.DIRECTORY: N_("Class directory"),
    Subject.TRANSLATION: N_("Translation services"),
}
QUESTIONS = {
    Subject.PHOTOS: N_(
        "May the school take photos of {child} and show them, for example on a wall of the school "
        "or on its website?"
    ),
    Subject.DIRECTORY: N_(
        "May the school put {child} and how to reach you on a list for the other families of the "
        "class?"
    ),
    Subject.TRANSLATION: N_(
        "May the school have texts about {child} translated by a service outside the school?"
    ),
}


@dataclass(frozen=True)
class Said:
    """One answer of one guardian."""

    agreed: bool
    at: datetime
    by: Named | None = None

    @property
    def word(self) -> str:
        return yes_or_no(self.agreed)

    @property
    def day(self) -> str:
        return format_day(day_of(self.at))


@dataclass(frozen=True)
class Asked:
    """A question to one guardian: what they said, the newest first, and what counts."""

    subject: Subject
    said: tuple[Said, ...]
    counts: bool | None

    @property
    def now(self) -> bool | None:
        return self.said[0].agreed if self.said else None

    @property
    def overruled(self) -> bool:
        """Whether somebody else's no stands against this guardian's yes."""
        return self.now is True and self.counts is False


@dataclass(frozen=True)
class ChildConsents:
    """What counts for a child, and what each guardian said last."""

    child: Named
    class_name: str
    counts: Mapping[Subject, bool | None]
    said: Mapping[Subject, tuple[Said, ...]]

    @property
    def told(self) -> str:
        """Who said what and when, in one line."""
        return " · ".join(_told(subject, self.said[subject]) for subject in self.said)


def _told(subject: Subject, said: Sequence[Said]) -> str:
    each = (
        _("{name} {answer}, {day}").format(
            name=one.by.name if one.by else "", answer=one.word.lower(), day=one.day
        )
        for one in said
    )
    return f"{_(TITLES[subject])}: {'; '.join(each)}"


def what_counts(answers: Iterable[bool]) -> bool | None:
    """The careful answer: one no is a no; nobody's answer is none."""
    said = set(answers)
    return None if not said else said == {True}


def history(said: Iterable[Said]) -> tuple[Said, ...]:
    """Answers, the newest first; saying the same again changes nothing."""
    by_day = sorted(said, key=lambda one: one.at)
    return tuple(next(same) for _, same in groupby(by_day, lambda one: one.agreed))[::-1]


def line_of(said: Sequence[Said], place: int) -> str:
    """One answer of a history: since when it stands, or when it was taken back."""
    one = said[place]
    if not one.agreed and place + 1 < len(said):
        return _("You took your yes back on {day}.").format(day=one.day)
    words = _("You said yes on {day}.") if one.agreed else _("You said no on {day}.")
    return words.format(day=one.day)


def yes_or_no(agreed: bool | None) -> str:
    """An answer as a word; without one, that it is missing."""
    if agreed is None:
        return _("Not answered yet")
    return _("Yes") if agreed else _("No")


def subject_name(subject: str) -> str:
    return _(TITLES[Subject(subject)]) if subject in list(Subject) else subject


def check_subject(subject: str) -> Subject:
    """Raise Problem for a question that the school does not ask."""
    if subject not in list(Subject):
        raise Problem(_("The school does not ask this any more. Please reload the page."))
    return Subject(subject)
