"""The open survey of the demo school."""

from datetime import date

from db import tables as t
from db.session import HubSession
from rules.school import school_year
from seed.goals import moment_ago

QUESTIONS = (
    ("interests", "text", "child_too"),
    ("worries", "text", "teachers"),
    ("reach", "text", "office"),
)


def open_survey(db: HubSession, today: date) -> tuple[int, list[t.Question]]:
    """This year's survey and its questions."""
    year = school_year(today)
    survey = t.Survey(
        title=f"About my child {year}",
        school_year=year,
        state="open",
        created_at=moment_ago(today, 60),
    )
    db.add(survey)
    db.flush()
    questions = [
        t.Question(survey_id=survey.id, key=key, position=i, kind=kind, audience=audience)
        for i, (key, kind, audience) in enumerate(QUESTIONS)
    ]
    db.add_all(questions)
    db.flush()
    return survey.id, questions
