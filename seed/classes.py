"""Classes of about twenty, each with a teacher."""

from dataclasses import dataclass
from random import Random

from db import tables as t
from db.session import HubSession
from rules.people import Role
from seed.cast import CLASS, OTHER_CLASS, Cast
from seed.names import pick_culture

CLASS_SIZE = 20
CAST_TEACHERS = 3  # the coordinator's number among them


@dataclass(frozen=True)
class Room:
    """A class and who teaches it."""

    id: int
    grade: int
    teacher: int


def open_rooms(db: HubSession, cast: Cast, students: int, year: str, rng: Random) -> list[Room]:
    """The cast's two classes, and as many more as the school needs."""
    names = [name for name in _names() if name not in (CLASS, OTHER_CLASS)]
    names = names[: max(0, -(-students // CLASS_SIZE) - 2)]
    teachers = [_teacher(number, rng) for number in range(len(names))]
    rooms = [
        t.SchoolClass(name=name, school_ref=f"C-{name}", grade=name[:-1], school_year=year)
        for name in names
    ]
    db.add_all([*teachers, *rooms])
    db.flush()
    for room, teacher in zip(rooms, teachers, strict=True):
        db.add(t.TeachingAssignment(teacher_id=teacher.id, class_id=room.id))
        db.add(t.Contact(person_id=teacher.id, email=f"{teacher.school_ref}@example.org".lower()))
    db.flush()
    return [
        Room(cast.school_class, int(CLASS[:-1]), cast.teacher),
        Room(cast.other_class, int(OTHER_CLASS[:-1]), cast.other_teacher),
        *(
            Room(row.id, int(row.name[:-1]), who.id)
            for row, who in zip(rooms, teachers, strict=True)
        ),
    ]


def _names() -> list[str]:
    return [f"{grade}{letter}" for letter in "BADCEFGHIJ" for grade in (1, 4, 2, 6, 3, 5)]


def _teacher(number: int, rng: Random) -> t.Person:
    culture = pick_culture(rng)
    return t.Person(
        role=Role.TEACHER,
        school_ref=f"T{number + 1 + CAST_TEACHERS:03d}",
        given_name=rng.choice(culture.given),
        family_name=rng.choice(culture.family),
    )
