"""Who sees a row, in words: as much of it as the person who asks may know.

Families read of "the parents who have access", whoever they are: no parent learns from it what is
recorded about another one. Staff read names, and who is kept away.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache

from babel.lists import format_list

from i18n import _, current
from i18n.dates import locale_name
from rules.people import RELATIONS, Role


class Item(StrEnum):
    """What a line can be about: a table, by its name."""

    PROFILE = "person"
    GOAL = "goal"
    VOICE = "goal_voice"
    COMMENT = "comment"
    ANSWER = "answer"
    NOTE = "staff_note"
    CORRECTION = "correction"
    CONSENT = "consent"


NEW = "new"  # what nobody has saved yet


@dataclass(frozen=True)
class Around:
    """A guardian or a teacher of a child; guardians with what they are to the child."""

    id: int
    role: Role
    name: str
    relation: str = ""
    is_me: bool = False

    @property
    def label(self) -> str:
        if self.is_me:
            return _("you")
        if not self.relation:
            return self.name
        relation = _(RELATIONS.get(self.relation, RELATIONS["other"]))
        return _("{name} ({relation})").format(name=self.name, relation=relation)


@dataclass(frozen=True)
class Readers:
    """Who reads one row: whoever it may be for families, by name for staff."""

    role: Role  # of whoever asks
    child: str
    student: bool
    parents: bool  # whoever has access to the child
    author: bool  # the parent who wrote it
    teachers: bool
    office: bool
    people: tuple[Around, ...] = ()
    others: tuple[Around, ...] = ()  # who doesn't

    @property
    def line(self) -> str:
        """One sentence for everybody to understand."""
        if self.role is Role.STUDENT:
            people = _listed([*self._parents(), *self._school()])
            return _("You can see this, and {people} can too.").format(people=people)
        if self.role is Role.GUARDIAN:
            return self._to_a_parent()
        return f"{_seen(self._named())} {self._not_by()}".strip()

    def _to_a_parent(self) -> str:
        others = [*self._child(), *self._parents(), *self._school()]
        return _seen([_("you"), *others]) if others else _("Only you see this.")

    def _parents(self) -> list[str]:
        if self.parents:
            return [_("the parents who have access")]
        written = self.author and self.role is Role.STUDENT
        return [_("the parent who wrote it")] if written else []

    def _school(self) -> list[str]:
        return [*([_("the teachers")] if self.teachers else []), *self._office()]

    def _office(self) -> list[str]:
        return [_("the school office")] if self.office else []

    def _child(self) -> list[str]:
        return [self.child] if self.student else []

    def _named(self) -> list[str]:
        me = [one.label for one in self.people if one.is_me]
        others = [one.label for one in self.people if not one.is_me]
        return [*me, *self._child(), *others, *self._office()]

    def _not_by(self) -> str:
        missing = [] if self.student else [self.child]
        missing += [one.label for one in self.others]
        return _("Not by {people}.").format(people=_listed(missing)) if missing else ""


def _seen(people: Iterable[str]) -> str:
    return _("Seen by {people}.").format(people=_listed(people))


def _listed(parts: Iterable[str]) -> str:
    return format_list(list(parts), locale=locale_name())


@dataclass(frozen=True)
class Sight:
    """Who sees each thing on a page."""

    found: Mapping[tuple[str, int | str], Readers] = field(default_factory=dict)

    def line(self, item: Item, key: int | str) -> str:
        """The sentence for one of them; nothing for what is not there."""
        readers = self.found.get((item, key))
        return _line(readers, current()) if readers else ""


@lru_cache(maxsize=1024)
def _line(readers: Readers, language: str) -> str:
    return readers.line
