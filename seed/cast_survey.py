"""The family survey of the cast: an answer of each audience, and one that was used."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from db import tables as t
from db.session import HubSession
from rules.surveys import ResponseState
from seed.goals import moment_ago
from seed.surveys import Answering, answer, open_survey, respond


@dataclass(frozen=True)
class SurveyIds:
    survey: int
    questions: Mapping[str, int]
    responses: Mapping[str, int]
    answers: Mapping[str, int]
    use: int


# Who answered about whom, which question, what was tapped and what was written.
TOLD: tuple[tuple[str, str, str, tuple[str, ...], str], ...] = (
    ("parent", "child", "interests_home", ("football",), "And the bridge by the river."),
    (
        "parent",
        "child",
        "worries",
        ("confidence",),
        "She worries when plans change.",
    ),
    ("parent", "child", "private", (), "Please call after five; I work until then."),
    ("other_parent", "other_child", "hopes", ("friends",), "He builds whole cities out of boxes."),
    ("siblings_parent", "sibling", "strengths", ("caring",), "Le gusta cocinar conmigo."),
)
DRAFTS = ("other_parent",)


def plant_survey(
    db: HubSession, people: Mapping[str, int], goals: Mapping[str, int], year: str, today: date
) -> SurveyIds:
    """The open survey with what the families of the cast told."""
    survey, questions = open_survey(db, year, today)
    responses = _responses(db, survey, people, today)
    answers = {
        f"{guardian}:{questions[key].audience}": answer(
            responses[guardian], questions[key], choices, words
        )
        for guardian, _student, key, choices, words in TOLD
    }
    db.add_all(answers.values())
    db.flush()
    return SurveyIds(
        survey,
        {key: question.id for key, question in questions.items()},
        {key: row.id for key, row in responses.items()},
        {key: row.id for key, row in answers.items()},
        _use(db, answers["parent:child_too"], goals["working"], people["teacher"], today),
    )


def _responses(
    db: HubSession, survey: int, people: Mapping[str, int], today: date
) -> dict[str, t.Response]:
    told = {guardian: student for guardian, student, _key, _choices, _words in TOLD}
    who = [
        Answering(people[student], people[guardian], 40, _state(guardian))
        for guardian, student in told.items()
    ]
    return dict(zip(told, respond(db, survey, who, today), strict=True))


def _state(guardian: str) -> str:
    return ResponseState.DRAFT if guardian in DRAFTS else ResponseState.SENT


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
