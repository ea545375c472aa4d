"""The cast: one small set of people that tests and the demo school share."""

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, timedelta

from auth.passwords import hashed
from db import tables as t
from db.session import HubSession
from db.tables.base import utc_now
from rules.custody import Right
from rules.people import Role
from rules.school import school_year
from seed.cast_goals import plant_goals
from seed.cast_rights import plant_cast_rights
from seed.cast_survey import plant_survey
from seed.settings import keep_settings

Hasher = Callable[[str], str]

CLASS, OTHER_CLASS = "3B", "5A"


@dataclass(frozen=True)
class Member:
    """Somebody of the cast, and how they sign in."""

    key: str
    role: Role
    given: str
    family: str
    username: str = ""
    language: str | None = None
    home_language: str | None = None
    birth: tuple[int, int, int] | None = None  # years ago, month, day
    ref: str | None = None

    @property
    def password(self) -> str:
        """A demo school is thrown away: its passwords are known to everybody."""
        return f"{self.username}-brook-hill"


MEMBERS = (
    Member("coordinator", Role.COORDINATOR, "Ruth", "Okafor", "ms.okafor", ref="T001"),
    Member("teacher", Role.TEACHER, "Elif", "Kaya", "ms.kaya", ref="T002"),
    Member("other_teacher", Role.TEACHER, "Jan", "Nowak", "mr.nowak", ref="T003"),
    Member("child", Role.STUDENT, "Amara", "Diallo", "amara", None, "fr", (8, 3, 14), "0001"),
    Member(
        "other_child", Role.STUDENT, "Daniyar", "Bekov", "daniyar", None, "kk", (10, 6, 2), "0002"
    ),
    Member("sibling", Role.STUDENT, "José", "Álvarez", "", None, "es", (8, 1, 27), "0003"),
    Member("far_sibling", Role.STUDENT, "Carmen", "Álvarez", "", None, "es", (10, 11, 5), "0004"),
    Member("parent", Role.GUARDIAN, "Mariama", "Diallo", "mariama", None, "fr", ref="G001"),
    Member("barred_parent", Role.GUARDIAN, "Ibrahim", "Diallo", "ibrahim", None, "fr", ref="G002"),
    Member("other_parent", Role.GUARDIAN, "Aigul", "Bekova", "aigul", None, "kk", ref="G003"),
    Member("siblings_parent", Role.GUARDIAN, "Lucía", "Álvarez", "lucia", "es", "es", ref="G004"),
)
BY_KEY = {member.key: member for member in MEMBERS}
SIGN_INS = tuple(member for member in MEMBERS if member.username)


@dataclass(frozen=True)
class Cast:
    """Ids of the cast and of what is theirs."""

    coordinator: int
    teacher: int
    other_teacher: int
    child: int
    other_child: int
    sibling: int
    far_sibling: int
    parent: int
    barred_parent: int
    other_parent: int
    siblings_parent: int
    school_class: int
    other_class: int
    accounts: Mapping[str, int]
    goals: Mapping[str, int]
    comments: Mapping[str, int]
    survey: int
    questions: Mapping[str, int]
    responses: Mapping[str, int]
    answers: Mapping[str, int]
    use: int

    def person(self, key: str) -> int:
        """The id of a member."""
        return int(getattr(self, key))

    @property
    def people(self) -> dict[str, int]:
        return {member.key: self.person(member.key) for member in MEMBERS}


def build(
    db: HubSession,
    hasher: Hasher = hashed,
    *,
    today: date | None = None,
    year: str | None = None,
) -> Cast:
    """The cast, their classes and families, goals and answers, in an empty database."""
    day = today or utc_now().date()
    year = year or school_year(day)
    keep_settings(db, year)
    people = _people(db, day)
    accounts = _accounts(db, people, hasher)
    classes = _classes(db, people, year, day)
    _families(db, people)
    goals, comments = plant_goals(db, people, day)
    plant_cast_rights(db, people, day)
    survey = plant_survey(db, people, goals, year, day)
    return Cast(
        **people,
        school_class=classes[CLASS],
        other_class=classes[OTHER_CLASS],
        accounts=accounts,
        goals=goals,
        comments=comments,
        survey=survey.survey,
        questions=survey.questions,
        responses=survey.responses,
        answers=survey.answers,
        use=survey.use,
    )


def _people(db: HubSession, today: date) -> dict[str, int]:
    rows = {member.key: _person(member, today) for member in MEMBERS}
    db.add_all(rows.values())
    db.flush()
    db.add_all(
        t.Contact(person_id=rows[member.key].id, email=f"{member.username}@example.org")
        for member in SIGN_INS
        if member.role != Role.STUDENT
    )
    return {key: row.id for key, row in rows.items()}


def _person(member: Member, today: date) -> t.Person:
    return t.Person(
        role=member.role,
        school_ref=member.ref,
        given_name=member.given,
        family_name=member.family,
        ui_language=member.language,
        home_language=member.home_language,
        birth_date=_birthday(member.birth, today),
        grade=_grade(member.key),
    )


def _birthday(birth: tuple[int, int, int] | None, today: date) -> date | None:
    return date(today.year - birth[0], birth[1], birth[2]) if birth else None


def _grade(key: str) -> str | None:
    return {"child": "3", "sibling": "3", "other_child": "5", "far_sibling": "5"}.get(key)


def _accounts(db: HubSession, people: Mapping[str, int], hasher: Hasher) -> dict[str, int]:
    with ThreadPoolExecutor() as pool:  # a good hash takes a quarter of a second
        hashes = list(pool.map(hasher, (member.password for member in SIGN_INS)))
    rows = {
        member.key: t.Account(
            person_id=people[member.key], username=member.username, password_hash=password_hash
        )
        for member, password_hash in zip(SIGN_INS, hashes, strict=True)
    }
    db.add_all(rows.values())
    db.flush()
    return {key: row.id for key, row in rows.items()}


def _classes(db: HubSession, people: Mapping[str, int], year: str, today: date) -> dict[str, int]:
    rooms = {
        CLASS: ("3", "teacher", ("child", "sibling")),
        OTHER_CLASS: ("5", "other_teacher", ("other_child", "far_sibling")),
    }
    rows = {
        name: t.SchoolClass(name=name, school_ref=f"C-{name}", grade=grade, school_year=year)
        for name, (grade, _teacher, _students) in rooms.items()
    }
    db.add_all(rows.values())
    db.flush()
    for name, (_grade, teacher, students) in rooms.items():
        room = rows[name].id
        db.add(t.TeachingAssignment(teacher_id=people[teacher], class_id=room))
        db.add_all(
            t.Enrolment(
                student_id=people[key], class_id=room, started_on=today - timedelta(days=240)
            )
            for key in students
        )
    return {name: row.id for name, row in rows.items()}


def _families(db: HubSession, people: Mapping[str, int]) -> None:
    """Two households of one child, one of them without access; a guardian of siblings."""
    db.add_all(
        t.Guardianship(
            guardian_id=people[guardian],
            student_id=people[student],
            relation=relation,
            household=household,
        )
        for guardian, student, relation, household in (
            ("parent", "child", "mother", "Diallo, Mill Lane"),
            ("barred_parent", "child", "father", "Diallo, Station Road"),
            ("other_parent", "other_child", "mother", "Bekov"),
            ("siblings_parent", "sibling", "mother", "Álvarez"),
            ("siblings_parent", "far_sibling", "mother", "Álvarez"),
        )
    )
    db.add(
        t.Restriction(
            guardian_id=people["barred_parent"],
            student_id=people["child"],
            right=Right.READ,
            reference="court order 12/2026",
            created_by=people["coordinator"],
        )
    )
    db.flush()
