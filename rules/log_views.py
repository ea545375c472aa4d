"""A line of the log as it is read: who, what, when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from i18n import N_, _, ngettext
from i18n.dates import day_of, format_number
from rules.log_words import OF_CHILD, WITHOUT_CHILD
from rules.people import Role, Viewer

NAMED = {Role.COORDINATOR: N_("{name} (school office)"), Role.TEACHER: N_("{name} (teacher)")}
NAMELESS = {
    Role.COORDINATOR: N_("The school office"),
    Role.TEACHER: N_("A teacher"),
    Role.GUARDIAN: N_("A parent or guardian"),
    Role.STUDENT: N_("A student"),
    Role.SYSTEM: N_("The hub"),
}


@dataclass(frozen=True)
class LogLine:
    """One entry; of several children it says how many."""

    at: datetime
    actor_id: int
    role: str
    action: str
    name: str = ""  # of whoever did it, as far as the reader may know
    child: str = ""
    children: int = 0
    goal: str = ""


@dataclass(frozen=True)
class Filter:
    """What of the log is wanted; None is all of it."""

    actor_id: int | None = None
    student_id: int | None = None
    kind: str | None = None
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class Told:
    """One sentence, for all entries in a row that say the same of one day."""

    sentence: str
    first: datetime
    last: datetime
    count: int


def who(line: LogLine) -> str:
    """Whoever did it: by name and what they are, or by what they are alone."""
    role = Role(line.role) if line.role in list(Role) else None
    if role is Role.STUDENT and line.child:
        return line.child
    if line.name:
        return _(NAMED[role]).format(name=line.name) if role in NAMED else line.name
    return _(NAMELESS[role]) if role else _("Somebody")


def sentence(line: LogLine, reader: Viewer) -> str:
    """What was done, to the one who did it or to somebody else; a child reads its own name."""
    own = line.actor_id == reader.person_id and reader.role is not Role.STUDENT
    other, mine = OF_CHILD.get(line.action) or (WITHOUT_CHILD.get(line.action, "{who}"),) * 2
    child = concerned(line) or _("a child")
    told = _(mine if own else other).format(who=_("You") if own else who(line), child=child)
    return _("{told}: “{goal}”").format(told=told, goal=line.goal) if line.goal else told


def concerned(line: LogLine) -> str:
    """The child whom it is about, or how many."""
    if line.child or not line.children:
        return line.child
    words = ngettext("{count} child", "{count} children", line.children)
    return words.format(count=format_number(line.children))


def by_day(lines: Iterable[LogLine], reader: Viewer) -> list[tuple[date, list[Told]]]:
    """The newest day first, and what is the same in a row in one line."""

    def said(line: LogLine) -> str:
        return sentence(line, reader)

    return [
        (day, [_one(words, list(same)) for words, same in groupby(of_day, said)])
        for day, of_day in groupby(lines, lambda line: day_of(line.at))
    ]


def _one(words: str, lines: list[LogLine]) -> Told:
    return Told(words, lines[-1].at, lines[0].at, len(lines))
