"""What the hub already knows, as an import compares against it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from functools import cached_property
from hashlib import sha256
from itertools import chain
from operator import attrgetter
from typing import Any

from rules.people import Role, Status
from rules.roster import Subject, Value


@dataclass(frozen=True, slots=True)
class KnownPerson:
    id: int
    role: Role
    school_ref: str | None
    given_name: str
    family_name: str
    preferred_name: str | None = None
    birth_date: date | None = None
    grade: str | None = None
    home_language: str | None = None
    status: str = Status.ACTIVE
    email: str | None = None
    phone: str | None = None
    address: str | None = None
    postcode: str | None = None


@dataclass(frozen=True, slots=True)
class KnownClass:
    id: int
    school_ref: str | None
    name: str
    grade: str | None
    school_year: str
    status: str = Status.ACTIVE


@dataclass(frozen=True, slots=True)
class KnownLink:
    """A child in a class, or a teacher of one; it may have ended."""

    id: int
    person_id: int
    class_id: int
    ended_on: date | None = None


@dataclass(frozen=True, slots=True)
class KnownGuardianship:
    id: int
    guardian_id: int
    student_id: int
    relation: str
    household: str | None = None
    access: bool = True


@dataclass(frozen=True, slots=True)
class KnownBeside:
    """What a new school year changes beside the roster: a goal or survey, or the school itself."""

    id: int
    state: str = ""
    school_year: str = ""


KnownRow = KnownPerson | KnownClass | KnownLink | KnownGuardianship | KnownBeside


@dataclass(frozen=True)
class Known:
    """One state of the roster."""

    people: tuple[KnownPerson, ...] = ()
    classes: tuple[KnownClass, ...] = ()
    enrolments: tuple[KnownLink, ...] = ()
    teaching: tuple[KnownLink, ...] = ()
    guardianships: tuple[KnownGuardianship, ...] = ()
    imported: Mapping[tuple[Subject, int], Mapping[str, Value]] = field(
        default_factory=dict, compare=False
    )  # what files brought in last, by row and field

    @cached_property
    def fingerprint(self) -> str:
        """Differs when anything that an import looks at differs."""
        digest = sha256()
        parts: tuple[Sequence[KnownRow], ...] = (
            self.people,
            self.classes,
            self.enrolments,
            self.teaching,
            self.guardianships,
        )
        for rows in parts:
            found = _values(sorted(rows, key=attrgetter("id")))
            digest.update(repr(list(found)).encode())
        return digest.hexdigest()

    @cached_property
    def familiar(self) -> frozenset[str | date]:
        """Everything a cell could repeat: what was typed into the hub comes back in as it is."""
        parts: tuple[Sequence[KnownRow], ...] = (self.people, self.classes, self.guardianships)
        return frozenset(chain.from_iterable(chain.from_iterable(map(_values, parts))))

    def active(self, role: Role) -> Iterable[KnownPerson]:
        return (one for one in self.people if one.role == role and one.status == Status.ACTIVE)


def _values(rows: Sequence[KnownRow]) -> Iterable[tuple[Any, ...]]:
    """What the rows of one kind hold."""
    return map(attrgetter(*(one.name for one in fields(rows[0]))), rows) if rows else ()
