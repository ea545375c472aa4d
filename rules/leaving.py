"""Leaving the school: access ends at once, and what is kept has a last day."""

from dataclasses import dataclass
from datetime import date

from i18n import N_, _, ngettext
from rules.people import Named, Role
from rules.problems import Problem

SETTING = "kept"
MOST_YEARS, MOST_DAYS = 50, 3650


@dataclass(frozen=True)
class Keep:
    """How long the school keeps what it knows of somebody who left, and its copies elsewhere."""

    years: int = 3
    backup_days: int = 90


@dataclass(frozen=True)
class Leaver:
    """Somebody who has left; kept until a day."""

    id: int
    role: Role
    name: str
    left_on: date
    kept_until: date


@dataclass(frozen=True)
class Leaving:
    """What it means that somebody leaves, said before it is done."""

    person: Named
    role: Role
    classes: tuple[str, ...] = ()
    with_them: tuple[Named, ...] = ()  # guardians who have no other child here
    staying: tuple[Named, ...] = ()  # guardians who have


REFUSED = {
    "self": N_("You can't record this for yourself. Please ask another coordinator."),
    "left": N_("This person has left the school already."),
    "changed": N_(
        "The school's data changed since you looked, so nothing was done."
        " Please look again at who loses access, and confirm it."
    ),
    "here": N_("This person is at the school already."),
}


def can_still_come_in(count: int) -> str:
    """Guardians whose children all left; the number itself is still to be put in."""
    return ngettext(
        "{count} parent or guardian can still sign in, but has no child here any more.",
        "{count} parents and guardians can still sign in, but have no child here any more.",
        count,
    )


def kept_until(left_on: date, years: int) -> date:
    """The last day on which the school keeps what it knows; of a 29 February the day before."""
    try:
        return left_on.replace(year=left_on.year + years)
    except ValueError:
        return left_on.replace(year=left_on.year + years, day=28)


def keep_of(stored: dict[str, int] | None) -> Keep:
    """What the school chose, or what is usual."""
    known = stored if isinstance(stored, dict) else {}
    return Keep(**{name: known[name] for name in ("years", "backup_days") if name in known})


def check_keep(keep: Keep) -> None:
    """Raise Problem for numbers that nobody means."""
    if not 0 <= keep.years <= MOST_YEARS:
        raise Problem(_("Please choose between 0 and {most} years.").format(most=MOST_YEARS))
    if not 0 <= keep.backup_days <= MOST_DAYS:
        raise Problem(_("Please choose between 0 and {most} days.").format(most=MOST_DAYS))


def refuse(why: str) -> Problem:
    return Problem(_(REFUSED[why]))
