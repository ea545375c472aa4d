"""Custody: what a guardian may not do for a child, from when to when, and which document says so.

Every guardian may read, write and be contacted, unless a restriction says otherwise.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from i18n import N_, _
from i18n.dates import format_day
from rules.people import RELATIONS
from rules.problems import Problem


class Right(StrEnum):
    READ = "read"
    WRITE = "write"
    CONTACT = "contact"


LIMITS = {
    Right.READ: N_("Must not see this child here"),
    Right.WRITE: N_("Must not write, answer or tick anything for this child"),
    Right.CONTACT: N_("Must not be contacted: no letters, and teachers see no address"),
}
READ_ONLY = N_(
    "The school has recorded that you may read about this child here, but not write. "
    "Please ask the school office."
)
REFERENCE_LENGTH = 200


@dataclass(frozen=True)
class RestrictionDraft:
    """What a coordinator records from a document; without a last day it goes on."""

    rights: tuple[Right, ...]
    started_on: date
    ended_on: date | None
    reference: str


@dataclass(frozen=True)
class RestrictionLine:
    """One right that is limited; what an older hub kept has no first day and no reference."""

    id: int
    right: Right
    started_on: date | None
    ended_on: date | None
    reference: str
    recorded_by: str = ""

    @property
    def sentence(self) -> str:
        """Since when and until when, by which document."""
        parts = [_when(self.started_on, self.ended_on), self.reference]
        if self.recorded_by:
            parts.append(_("recorded by {name}").format(name=self.recorded_by))
        return " · ".join(part for part in parts if part)

    def is_over(self, day: date) -> bool:
        return self.ended_on is not None and self.ended_on < day


@dataclass(frozen=True)
class Custody:
    """A guardian of a child, and what is limited now or will be."""

    guardianship_id: int
    name: str
    relation: str
    limits: tuple[RestrictionLine, ...]

    @property
    def label(self) -> str:
        """The name with what they are to the child."""
        return f"{self.name} · {_(RELATIONS.get(self.relation, RELATIONS['other']))}"


def _when(start: date | None, end: date | None) -> str:
    if start and end:
        return _("from {start} to {end}").format(start=format_day(start), end=format_day(end))
    if end:
        return _("until {day}").format(day=format_day(end))
    return _("since {day}").format(day=format_day(start)) if start else ""


def standing(limits: Iterable[RestrictionLine], day: date) -> tuple[RestrictionLine, ...]:
    """Those that count on this day or will later."""
    return tuple(one for one in limits if not one.is_over(day))


def check_restriction(draft: RestrictionDraft) -> RestrictionDraft:
    """The draft as it is kept, or Problem."""
    reference = draft.reference.strip()
    if not draft.rights:
        raise Problem(_("Please choose what the document limits."))
    if not reference:
        raise Problem(_("Please write which document says so, such as “court order 12/2026”."))
    if len(reference) > REFERENCE_LENGTH:
        raise Problem(
            _("Please keep the name of the document under {limit} letters.").format(
                limit=REFERENCE_LENGTH
            )
        )
    if draft.ended_on and draft.ended_on < draft.started_on:
        raise Problem(_("The last day is before the first. Please check both days."))
    return RestrictionDraft(draft.rights, draft.started_on, draft.ended_on, reference)
