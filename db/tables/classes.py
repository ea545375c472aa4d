"""Who learns where, who teaches whom, who looks after whom."""

from datetime import date, datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from db.tables.base import Table, key, later, link, moment
from rules.people import Status


class SchoolClass(Table, table=True):
    __tablename__ = "class"

    id: int = key()
    school_ref: str | None = Field(default=None, index=True)
    name: str
    grade: str | None = None
    school_year: str
    status: str = Field(default=Status.ACTIVE)


class Enrolment(Table, table=True):
    __table_args__ = (UniqueConstraint("student_id", "class_id"),)

    id: int = key()
    student_id: int = link("person.id")
    class_id: int = link("class.id")
    started_on: date | None = None
    ended_on: date | None = None


class TeachingAssignment(Table, table=True):
    __tablename__ = "teaching_assignment"
    __table_args__ = (UniqueConstraint("teacher_id", "class_id"),)

    id: int = key()
    teacher_id: int = link("person.id")
    class_id: int = link("class.id")
    ended_on: date | None = None


class Guardianship(Table, table=True):
    __table_args__ = (UniqueConstraint("guardian_id", "student_id"),)

    id: int = key()
    guardian_id: int = link("person.id")
    student_id: int = link("person.id")
    relation: str = "guardian"
    household: str | None = None
    version: int = 1


class Restriction(Table, table=True):
    """What a guardian may not do for a child, and which document says so.

    Rows are lifted, never changed: what was once recorded stays readable.
    """

    id: int = key()
    guardian_id: int = link("person.id")
    student_id: int = link("person.id")
    right: str
    started_on: date | None = None
    ended_on: date | None = None
    reference: str = ""
    created_by: int | None = link("person.id", default=None)
    created_at: datetime = moment()
    removed_at: datetime | None = later()
