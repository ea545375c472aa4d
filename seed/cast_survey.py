"""The family survey of the cast: an answer of each audience, and one that was used."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from db import tables as t
from db.session import HubSession
from seed.goals import moment_ago
from seed.surveys import open_survey


@dataclass(frozen=True)
class SurveyIds:
    survey: int
    responses: Mapping[str, int]
    answers: Mapping[str, int]
    use: int


# Who answered about whom, whether it was sent, and to a question of which audience.
TOLD = (
    ("parent", "child", "child_too", "Football, and the bridge over the river."),
    ("parent", "child", "teachers", "She worries when plans change without a word."),
    ("parent", "child", "office", "Please call after five; I work until then."),
    ("other_parent", "other_child", "teachers", "He builds whole cities out of boxes."),
    ("siblings_parent", "sibling", "child_too", "Le gusta cocinar conmigo."),
)
DRAFTS = ("other_parent",)


def plant_survey(
    db: HubSession, people: Mapping[str, int], goals: Mapping[str, int], today: date
) -> SurveyIds:
    """The open survey with what the families of the cast told."""
    survey, questions = open_survey(db, today)
    responses = _responses(db, survey, people, today)
    answers: dict[str, t.Answer] = {}
    for guardian, student, audience, words in TOLD:
        question = next(row for row in questions if row.audience == audience)
        answers[f"{guardian}:{audience}"] = t.Answer(
            response_id=responses[guardian].id,
            question_id=question.id,
            student_id=people[student],
            guardian_id=people[guardian],
            audience=audience,
            text=words,
        )
    db.add_all(answers.values())
    db.flush()
    return SurveyIds(
        survey,
        {key: row.id for key, row in responses.items()},
        {key: row.id for key, row in answers.items()},
        _use(db, answers["parent:child_too"], goals["working"], people["teacher"], today),
    )


def _responses(
    db: HubSession, survey: int, people: Mapping[str, int], today: date
) -> dict[str, t.Response]:
    rows = {
        guardian: t.Response(
            survey_id=survey,
            student_id=people[student],
            guardian_id=people[guardian],
            state="draft" if guardian in DRAFTS else "sent",
            sent_at=None if guardian in DRAFTS else moment_ago(today, 40),
            updated_at=moment_ago(today, 40),
        )
        for guardian, student, _audience, _words in TOLD
    }
    db.add_all(rows.values())
    db.flush()
    return rows


def _use(db: HubSession, answer: t.Answer, goal: int, teacher: int, today: date) -> int:
    row = t.AnswerUse(
        answer_id=answer.id,
        goal_id=goal,
        student_id=answer.student_id,
        guardian_id=answer.guardian_id,
        used_by=teacher,
        used_at=moment_ago(today, 30),
    )
    db.add(row)
    db.flush()
    return row.id
