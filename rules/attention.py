"""Who needs a teacher first: reasons with a sentence each, and the grid of a class."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from i18n import _, ngettext
from rules.progress import Standing

QUIET_DAYS = 14  # a goal without a check-in for this long needs a look


class Need(StrEnum):
    FAMILY_WROTE = "family_wrote"
    BELOW = "below"
    CELEBRATE = "celebrate"
    QUIET = "quiet"
    NO_CHILD_VOICE = "no_child_voice"
    NO_FAMILY_VOICE = "no_family_voice"


# One need of a kind outweighs all the kinds after it, so a list reads from the top.
WEIGHTS = {need: 1 << place for place, need in enumerate(reversed(Need))}


@dataclass(frozen=True)
class Signals:
    """What is known about one goal that somebody is working on."""

    standing: Standing
    active_since: date
    last_check_in: date | None
    child_spoke: bool
    family_spoke: bool
    new_family_comments: int = 0


@dataclass(frozen=True)
class Reason:
    need: Need
    sentence: str

    @property
    def weight(self) -> int:
        return WEIGHTS[self.need]


def needs_attention(
    signals: Signals, today: date, quiet_days: int = QUIET_DAYS
) -> tuple[Reason, ...]:
    """Why this goal needs somebody, the most pressing first."""
    reasons = (
        _family_wrote(signals.new_family_comments),
        _below(signals.standing),
        _celebrate(signals.standing),
        _quiet(signals, today, quiet_days),
        None if signals.child_spoke else _no_child_voice(),
        None if signals.family_spoke else _no_family_voice(),
    )
    return tuple(reason for reason in reasons if reason)


def score(reasons: Iterable[Reason]) -> int:
    """Sorts goals, or children with the reasons of all their goals; more needs more."""
    return sum({reason.need: reason.weight for reason in reasons}.values())


def _family_wrote(count: int) -> Reason | None:
    if not count:
        return None
    text = ngettext(
        "The family wrote something new.", "The family wrote {count} new comments.", count
    )
    return Reason(Need.FAMILY_WROTE, text.format(count=count))


def _below(standing: Standing) -> Reason | None:
    if standing is not Standing.BELOW:
        return None
    return Reason(Need.BELOW, _("The last check-ins are below the line."))


def _celebrate(standing: Standing) -> Reason | None:
    if standing is not Standing.REACHED:
        return None
    return Reason(Need.CELEBRATE, _("Reached twice: time to celebrate."))


def _quiet(signals: Signals, today: date, quiet_days: int) -> Reason | None:
    last = signals.last_check_in
    days = (today - (last or signals.active_since)).days
    if days < quiet_days:
        return None
    return Reason(Need.QUIET, _for_so_long(days) if last else _never(days))


def _for_so_long(days: int) -> str:
    weeks = days // 7
    if weeks:
        text = ngettext("No check-in for a week.", "No check-in for {count} weeks.", weeks)
        return text.format(count=weeks)
    text = ngettext("No check-in since yesterday.", "No check-in for {count} days.", days)
    return text.format(count=days)


def _never(days: int) -> str:
    text = ngettext(
        "No check-in yet, and a day has gone by.",
        "No check-in yet, and {count} days have gone by.",
        days,
    )
    return text.format(count=days)


def _no_child_voice() -> Reason:
    return Reason(Need.NO_CHILD_VOICE, _("The child's own words are missing."))


def _no_family_voice() -> Reason:
    return Reason(Need.NO_FAMILY_VOICE, _("The family has not been heard yet."))


@dataclass(frozen=True)
class GridCell:
    """One child's goals in one column; the standing is the one that needs most."""

    column: str
    standing: Standing
    goals: int = 1
    note: str = ""


@dataclass(frozen=True)
class GridRow:
    child_id: int
    name: str
    cells: tuple[GridCell, ...]
    score: int = 0


@dataclass(frozen=True)
class ClassGrid:
    """Children by columns (goal areas), in the order in which they are drawn."""

    columns: tuple[str, ...]
    rows: tuple[GridRow, ...]


# From the one that needs most to the one that needs least.
BY_NEED = (
    Standing.BELOW,
    Standing.REACHED,
    Standing.MIXED,
    Standing.NO_DATA,
    Standing.NO_AIM,
    Standing.TOO_EARLY,
    Standing.ON_TRACK,
    Standing.AHEAD,
)


def most_in_need(standings: Iterable[Standing]) -> Standing:
    """The standing that a cell with several goals shows."""
    return min(standings, key=BY_NEED.index)
