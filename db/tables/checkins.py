"""A check-in: how a goal went on a day."""

from datetime import date, datetime

from sqlmodel import Field

from db.tables.base import Table, key, later, link, moment


class CheckIn(Table, table=True):
    __tablename__ = "check_in"

    id: int = key()
    goal_id: int = link("goal.id")
    student_id: int = link("person.id")
    day: date = Field(index=True)
    value: float
    note: str = ""
    place: str = "school"
    author_id: int = link("person.id")
    created_at: datetime = moment()
    removed_at: datetime | None = later()
