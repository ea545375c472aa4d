"""What is over: kept for the school's years, and then gone; the same words on page and command."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from hashlib import sha256

from i18n import N_, _, ngettext
from i18n.dates import format_day, format_number, today
from rules.leaving import Leaver
from rules.people import ROLE_NAMES
from rules.school import FIRST_MONTH, NAMED

SHORT = timedelta(days=30)  # forms that were sent, and what lets somebody in

# What is counted, each with its words.
SUBJECTS = {
    "person": N_("People who left"),
    "response": N_("Survey sheets of past years"),
    "operation": N_("Receipts of forms that were sent"),
    "invitation": N_("Codes that are over"),
    "session": N_("Sign-ins that are over"),
    "handoff": N_("Sign-ins on their way to a browser"),
    "attempt": N_("Wrong passwords and codes"),
    "copy": N_("Copies from before an upgrade"),
}
NAMES_STAY = N_(
    "Whole names, e-mail addresses and phone numbers also go from texts about others. A first or"
    " family name alone stays there: somebody else may be meant. To decide that text by text,"
    " erase a person by themselves."
)


@dataclass(frozen=True)
class Over:
    """What of one subject is over: how many, and from when the oldest is."""

    subject: str
    count: int
    since: date | None


@dataclass(frozen=True)
class Due:
    """All that is over on a day."""

    people: tuple[Leaver, ...] = ()
    rows: tuple[Over, ...] = ()
    surveys: tuple[int, ...] = ()  # whose answers go
    day: date = field(default_factory=today)

    @property
    def anything(self) -> bool:
        return bool(self.people) or any(one.count for one in self.rows)

    @property
    def mark(self) -> str:
        """Changes when other people or surveys are due."""
        told = f"{[one.id for one in self.people]} {list(self.surveys)}"
        return sha256(told.encode()).hexdigest()[:16]


def year_ended(year: str, made: datetime) -> date:
    """The last day of a school year by its name; without one, of the year it was made in."""
    found = NAMED.search(year)
    if found:
        return date(int(found[1]) + 1, FIRST_MONTH if found[2] else 1, 1) - timedelta(days=1)
    return date(made.year + 1, 7, 31)


def line(one: Over) -> tuple[str, str, str]:
    """A subject, how many are over, from when."""
    since = format_day(one.since) if one.since and one.count else ""
    return _(SUBJECTS[one.subject]), format_number(one.count), since


def person_line(one: Leaver) -> tuple[str, str, str, str]:
    days = (format_day(one.left_on), format_day(one.kept_until))
    return one.name, _(ROLE_NAMES[one.role]), *days


def sentences(due: Due, years: int) -> Iterator[str]:
    """What would go, as the command says it."""
    if not due.anything:
        yield _("Nothing is old enough to go today.")
        return
    kept = ngettext("Kept for {count} year.", "Kept for {count} years.", years)
    yield kept.format(count=format_number(years))
    for one in due.rows:
        name, count, since = line(one)
        told = _("{what}: {count}, the oldest from {day}") if since else _("{what}: {count}")
        yield told.format(what=name, count=count, day=since)
    for person in due.people:
        name, role, left, _until = person_line(person)
        yield _("{name} ({role}), left on {day}").format(name=name, role=role, day=left)
    if due.people:
        yield _(NAMES_STAY)


def done(counts: Mapping[str, int]) -> str:
    """How much went."""
    people = counts.get("person", 0)
    rows = sum(counts.values()) - people
    told = ngettext("{count} person erased", "{count} people erased", people)
    more = ngettext("{count} other entry erased", "{count} other entries erased", rows)
    return f"{told.format(count=format_number(people))}, {more.format(count=format_number(rows))}."
