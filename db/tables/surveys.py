"""The family survey: questions, what a guardian answered, and where an answer was used."""

from datetime import datetime

from sqlalchemy import UniqueConstraint

from db.tables.base import Table, json_list, key, later, link, moment


class Survey(Table, table=True):
    id: int = key()
    title: str
    school_year: str
    state: str = "draft"
    version: int = 1
    created_at: datetime = moment()


class Question(Table, table=True):
    """Without text of its own, a question speaks the hub's words for its key."""

    id: int = key()
    survey_id: int = link("survey.id")
    key: str | None = None
    position: int = 0
    kind: str
    text: str | None = None
    help: str | None = None
    options: list[str] = json_list()
    audience: str = "teachers"
    active: bool = True


class Response(Table, table=True):
    __table_args__ = (UniqueConstraint("survey_id", "student_id", "guardian_id"),)

    id: int = key()
    survey_id: int = link("survey.id")
    student_id: int = link("person.id")
    guardian_id: int = link("person.id")
    state: str = "draft"
    version: int = 1
    sent_at: datetime | None = later()
    updated_at: datetime = moment()


class Answer(Table, table=True):
    __table_args__ = (UniqueConstraint("response_id", "question_id"),)

    id: int = key()
    response_id: int = link("response.id")
    question_id: int = link("question.id")
    student_id: int = link("person.id")
    guardian_id: int = link("person.id")
    audience: str = "teachers"
    choices: list[str] = json_list()
    text: str = ""


class AnswerUse(Table, table=True):
    """'You said, we used it': an answer that found its way into a goal."""

    __tablename__ = "answer_use"
    __table_args__ = (UniqueConstraint("answer_id", "goal_id"),)

    id: int = key()
    answer_id: int = link("answer.id")
    goal_id: int = link("goal.id")
    student_id: int = link("person.id")
    guardian_id: int = link("person.id")
    used_by: int = link("person.id")
    used_at: datetime = moment()
