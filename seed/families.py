"""Families of every kind: one child or siblings, one parent or two, one home or two."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from random import Random
from typing import TypeVar

from db import tables as t
from db.session import HubSession
from rules.custody import Right
from rules.people import Role
from seed.classes import Room
from seed.names import Culture, pick_culture

Weighed = TypeVar("Weighed")

CAST_CHILDREN, CAST_GUARDIANS = 4, 4
AGE_IN_GRADE_ZERO = 5
SIBLINGS = {1: 68, 2: 26, 3: 6}
STREETS = ("Mill Lane", "Station Road", "Church Street", "Park View", "Canal Street", "Hill Road")


class Home(StrEnum):
    TOGETHER = "together"
    ALONE = "alone"
    APART = "apart"
    BARRED = "barred"  # apart, and one of the two may not see the child's things


HOMES = {Home.TOGETHER: 56, Home.ALONE: 26, Home.APART: 15, Home.BARRED: 3}


@dataclass(frozen=True)
class Pupil:
    """A child, with those who may see how it goes."""

    id: int
    teacher: int
    guardians: tuple[int, ...]
    culture: Culture


@dataclass(frozen=True)
class Family:
    """Rows of one family; each child has a seat in a class."""

    home: Home
    culture: Culture
    street: str
    children: Sequence[t.Person]
    seats: Sequence[Room]
    guardians: Sequence[t.Person]

    @property
    def seeing(self) -> tuple[int, ...]:
        ids = tuple(guardian.id for guardian in self.guardians)
        return ids[:1] if self.home is Home.BARRED else ids


def settle(
    db: HubSession, rooms: Sequence[Room], students: int, rng: Random, today: date
) -> list[Pupil]:
    """Families for all children beside the cast's own."""
    families = list(_families(_seats(rooms, students, rng), rng, today))
    _number(families)
    for family in families:
        db.add_all([*family.children, *family.guardians])
    db.flush()
    for family in families:
        db.add_all(_ties(family, rng, today))
    db.flush()
    return [
        Pupil(child.id, seat.teacher, family.seeing, family.culture)
        for family in families
        for child, seat in zip(family.children, family.seats, strict=True)
    ]


def _seats(rooms: Sequence[Room], students: int, rng: Random) -> list[Room]:
    """A seat for each child, evenly; two of the cast sit in each of the first two classes."""
    seats = [rooms[number % len(rooms)] for number in range(students)]
    for room in (*rooms[:2], *rooms[:2]):
        seats.remove(room)
    rng.shuffle(seats)
    return seats


def _families(seats: list[Room], rng: Random, today: date) -> Iterator[Family]:
    while seats:
        size = min(_roll(rng, SIBLINGS), len(seats))
        mine, seats = seats[:size], seats[size:]
        culture = pick_culture(rng)
        name = rng.choice(culture.family)
        home = _roll(rng, HOMES)
        yield Family(
            home,
            culture,
            rng.choice(STREETS),
            [_child(culture, name, seat.grade, rng, today) for seat in mine],
            mine,
            [_adult(culture, name, rng) for _adult_number in range(1 if home is Home.ALONE else 2)],
        )


def _roll(rng: Random, weights: dict[Weighed, int]) -> Weighed:
    return rng.choices(list(weights), list(weights.values()))[0]


def _child(culture: Culture, name: str, grade: int, rng: Random, today: date) -> t.Person:
    age = timedelta(days=365 * (AGE_IN_GRADE_ZERO + grade) + rng.randrange(90, 420))
    return t.Person(
        role=Role.STUDENT,
        given_name=rng.choice(culture.given),
        family_name=name,
        birth_date=today - age,
        grade=str(grade),
        home_language=culture.language,
    )


def _adult(culture: Culture, name: str, rng: Random) -> t.Person:
    return t.Person(
        role=Role.GUARDIAN,
        given_name=rng.choice(culture.given),
        family_name=name if rng.random() < 0.75 else rng.choice(culture.family),
        home_language=culture.language,
        ui_language=culture.ui_language,
    )


def _number(families: Iterable[Family]) -> None:
    """The office's numbers, which keep their zeros."""
    children = [child for family in families for child in family.children]
    guardians = [guardian for family in families for guardian in family.guardians]
    for number, child in enumerate(children, CAST_CHILDREN + 1):
        child.school_ref = f"{number:04d}"
    for number, guardian in enumerate(guardians, CAST_GUARDIANS + 1):
        guardian.school_ref = f"G{number:03d}"


def _ties(family: Family, rng: Random, today: date) -> Iterator[t.Table]:
    """Who lives where, who may see what, and how to reach them."""
    street = f"{rng.randint(1, 90)} {family.street}"
    for guardian in family.guardians:
        yield t.Contact(
            person_id=guardian.id,
            email=f"{guardian.school_ref}@example.org".lower(),
            phone=f"+44 7700 900{rng.randrange(1000):03d}",  # numbers kept free for stories
            address=street,
        )
    for child, seat in zip(family.children, family.seats, strict=True):
        began = today - timedelta(days=rng.randint(200, 320))
        yield t.Enrolment(student_id=child.id, class_id=seat.id, started_on=began)
        for number, guardian in enumerate(family.guardians):
            yield _guardianship(family, child, guardian, number)
            if guardian.id not in family.seeing:
                yield _restriction(child, guardian, began)


def _guardianship(
    family: Family, child: t.Person, guardian: t.Person, number: int
) -> t.Guardianship:
    apart = family.home in (Home.APART, Home.BARRED)
    place = f", {number + 1}" if apart else ""
    return t.Guardianship(
        guardian_id=guardian.id,
        student_id=child.id,
        relation=("mother", "father")[number],
        household=f"{child.family_name}{place}",
    )


def _restriction(child: t.Person, guardian: t.Person, began: date) -> t.Restriction:
    return t.Restriction(
        guardian_id=guardian.id,
        student_id=child.id,
        right=Right.READ,
        started_on=began,
        reference=f"court order {child.school_ref}/{began.year}",
    )
