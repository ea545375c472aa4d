"""The log: entries that are sealed one to the next, and what is found when they are looked through.

The seal of an entry is the SHA-256, in hexadecimal, of the seal before it and of the entry's
content, as `seal` writes them: one JSON list in ASCII, keys in order, no spaces between its parts.
Before the first entry stands an empty text. The form never changes: old seals were made with it.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from hashlib import sha256
from typing import Any

from i18n import N_, _

WHOLE_SCHOOL = ("year.begin", "view.answers", "export.school")  # each is about every child
HEAD = "log.head"  # the setting that keeps the newest seal
START = ""


class Readers(StrEnum):
    """Who of a child's family may read an entry."""

    ALL = "all"
    ADULTS = "adults"
    STAFF = "staff"


@dataclass(frozen=True)
class Content:
    """What the seal of an entry covers: everything but its number."""

    at: datetime
    actor_id: int
    role: str
    action: str
    subject: str
    subject_id: int | None
    student_id: int | None
    readers: str
    guardian_id: int | None
    detail: Mapping[str, Any]
    children: tuple[int, ...] = ()  # where there are several


CONTENT = tuple(name for name in Content.__dataclass_fields__ if name != "children")


@dataclass(frozen=True)
class Sealed:
    """An entry as it is stored."""

    id: int
    before: str
    seal: str
    content: Content


def seal(before: str, content: Content) -> str:
    """The seal of an entry that follows this one."""
    moment = content.at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds")
    fields = [
        before,
        moment,
        content.actor_id,
        content.role,
        content.action,
        content.subject,
        content.subject_id,
        content.student_id,
        content.readers,
        content.guardian_id,
        content.detail,
        sorted(content.children),
    ]
    return sha256(json.dumps(fields, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


class Fault(StrEnum):
    CHANGED = "changed"
    PUT_IN = "put in"
    MOVED = "moved"
    MISSING = "missing"
    CUT = "cut"
    ADDED = "added"
    UNKNOWN = "unknown"


FAULTS = {
    Fault.CHANGED: N_("Entry {entry} is not as it was written: somebody changed it."),
    Fault.PUT_IN: N_("Entry {entry} was put in later: two entries follow the same one."),
    Fault.MOVED: N_("Entry {entry} stands in another place than where it was written."),
    Fault.MISSING: N_("Before entry {entry} something is missing: an entry was taken out."),
    Fault.CUT: N_("After entry {entry} something is missing: the end was cut off."),
    Fault.ADDED: N_("Entry {entry} was added behind the hub's back."),
    Fault.UNKNOWN: N_("The seal that you kept is no longer in the log: {entry} entries are left."),
}


@dataclass(frozen=True)
class Looked:
    """What was found: how many entries are sound, the newest seal, and the first fault."""

    entries: int
    seal: str
    fault: Fault | None = None
    at: int = 0

    @property
    def sentence(self) -> str:
        return _(FAULTS[self.fault]).format(entry=self.at) if self.fault else ""


def look_through(entries: Iterable[Sealed], head: str, kept: str = "") -> Looked:
    """Whether every entry is as it was written and in its place, up to the newest seal.

    `kept` is a seal that somebody wrote down earlier: it shows a log that was cut off, or written
    anew, by somebody who could also change the newest seal.
    """
    rows = tuple((row.id, row.before, row.seal, _sound(row)) for row in entries)
    seals = {row[2] for row in rows}
    last, last_before, last_id = START, START, 0
    for number, (key, before, own, sound) in enumerate(rows):
        if not sound:
            return Looked(number, last, Fault.CHANGED, key)
        if before != last:
            fault, at = _out_of_line(before, last_before, seals, (last_id, key))
            return Looked(number, last, fault, at)
        last, last_before, last_id = own, before, key
    if last != head:
        return Looked(len(rows), last, Fault.ADDED if head in seals else Fault.CUT, last_id)
    if kept and kept not in seals:
        return Looked(len(rows), last, Fault.UNKNOWN, len(rows))
    return Looked(len(rows), last)


def _sound(row: Sealed) -> bool:
    return seal(row.before, row.content) == row.seal


def _out_of_line(
    before: str, last_before: str, seals: set[str], keys: tuple[int, int]
) -> tuple[Fault, int]:
    """What happened between two entries that are both sound but don't follow each other."""
    if before == last_before and keys[0]:
        return Fault.PUT_IN, keys[0]
    return (Fault.MOVED if before in seals else Fault.MISSING), keys[1]
