"""A goal, its voices, what everybody does, and what people say about it."""

from datetime import date, datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from db.tables.base import Table, key, later, link, moment


class Goal(Table, table=True):
    id: int = key()
    student_id: int = link("person.id")
    title: str
    area: str
    horizon: str = "short"
    state: str = Field(default="idea", index=True)
    position: int = 0
    skill: str = ""
    measure_kind: str = "rating"
    measure: str = ""
    unit: str = ""
    baseline: float | None = None
    baseline_source: str = ""
    baseline_on: date | None = None
    target: float | None = None
    target_on: date | None = None
    family_attempt: str = ""
    family_attempt_on: date | None = None
    created_by: int = link("person.id")
    version: int = 1
    created_at: datetime = moment()
    updated_at: datetime = moment()


class GoalVoice(Table, table=True):
    """One author's words; the child's may be written down by a grown-up."""

    __tablename__ = "goal_voice"
    __table_args__ = (UniqueConstraint("goal_id", "voice", "author_id"),)

    id: int = key()
    goal_id: int = link("goal.id")
    student_id: int = link("person.id")
    voice: str
    author_id: int = link("person.id")
    words: str
    version: int = 1
    written_at: datetime = moment()


class Step(Table, table=True):
    id: int = key()
    goal_id: int = link("goal.id")
    student_id: int = link("person.id")
    who: str
    text: str
    position: int = 0
    done_on: date | None = None


class Strategy(Table, table=True):
    """A support the school tries; a chart marks where it began."""

    id: int = key()
    goal_id: int = link("goal.id")
    student_id: int = link("person.id")
    text: str
    started_on: date
    ended_on: date | None = None


class Comment(Table, table=True):
    id: int = key()
    goal_id: int = link("goal.id")
    student_id: int = link("person.id")
    author_id: int = link("person.id")
    voice: str = "school"  # kept: a reader may not see who the author is
    text: str
    audience: str = "all"
    created_at: datetime = moment()
    removed_at: datetime | None = later()
