"""The open survey of the demo school, and what families tell."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from random import Random

from db import tables as t
from db.session import HubSession
from i18n import _
from rules.survey_questions import DEFAULT_QUESTIONS, DEFAULTS
from rules.surveys import Kind, ResponseState, SurveyState
from seed.goals import moment_ago

MOST_TAPS = 4
WORDS: dict[str, tuple[str, ...]] = {
    "strengths": (
        "She looked after the neighbour's dog for a week.",
        "He mended the bicycle with his grandfather.",
        "She knows every bus line of the town.",
    ),
    "interests_home": (
        "Football, every free minute.",
        "Baking bread on Saturdays.",
        "Drawing horses.",
    ),
    "investigate": ("Why is the sea salty?", "How do bridges stay up?", "Who invented money?"),
    "hopes": (
        "That she likes going to school.",
        "That he has found a friend.",
        "That he reads alone.",
    ),
    "worries": ("She worries when plans change without a word.", "He sleeps badly since we moved."),
    "helps": ("Five minutes alone, then it is over.", "A glass of water and a joke."),
    "might_help": ("I am a baker and can show how bread is made.", "I play the oud."),
    "anything_else": ("Thank you for asking.", "His grandmother lives with us since spring."),
    "private": ("Please call after five; I work until then.", "The address will change in spring."),
}


@dataclass(frozen=True)
class Answering:
    """A guardian who answers about one child."""

    student: int
    guardian: int
    days_ago: int
    state: str = ResponseState.SENT


def open_survey(db: HubSession, year: str, today: date) -> tuple[int, dict[str, t.Question]]:
    """This year's survey and its questions by key."""
    survey = t.Survey(
        title=_("Family survey {year}").format(year=year),
        school_year=year,
        state=SurveyState.OPEN,
        created_at=moment_ago(today, 60),
    )
    db.add(survey)
    db.flush()
    questions = {
        question.key: t.Question(
            survey_id=survey.id,
            key=question.key,
            position=position,
            kind=question.kind,
            options=list(question.options),
            audience=question.audience,
        )
        for position, question in enumerate(DEFAULT_QUESTIONS)
    }
    db.add_all(questions.values())
    db.flush()
    return survey.id, questions


def respond(db: HubSession, survey: int, who: Iterable[Answering], today: date) -> list[t.Response]:
    """A response for each of them, still without answers."""
    rows = [_response(survey, one, today) for one in who]
    db.add_all(rows)
    db.flush()
    return rows


def _response(survey: int, one: Answering, today: date) -> t.Response:
    at = moment_ago(today, one.days_ago, 19)
    return t.Response(
        survey_id=survey,
        student_id=one.student,
        guardian_id=one.guardian,
        state=one.state,
        sent_at=at if one.state == ResponseState.SENT else None,
        updated_at=at,
    )


def answer(
    response: t.Response, question: t.Question, choices: Iterable[str], words: str
) -> t.Answer:
    """One answer, for the eyes its question names."""
    return t.Answer(
        response_id=response.id,
        question_id=question.id,
        student_id=response.student_id,
        guardian_id=response.guardian_id,
        audience=question.audience,
        choices=list(choices),
        text=words,
    )


def tell(
    rng: Random, response: t.Response, questions: Mapping[str, t.Question], language: str | None
) -> list[t.Answer]:
    """What one family tapped and wrote; most leave something out."""
    answers = []
    for key, question in questions.items():
        choices = _taps(rng, key, language)
        words = rng.choice(WORDS[key]) if key in WORDS and rng.random() < 0.3 else ""
        if (choices or words) and rng.random() < 0.9:
            answers.append(answer(response, question, choices, words))
    return answers


def _taps(rng: Random, key: str, language: str | None) -> list[str]:
    default = DEFAULTS[key]
    offered = list(default.options)
    if key == "languages":
        return [code for code in offered if code in ("en", language)]
    if key == "interpreter":
        return [] if language == "en" else [rng.choice(offered)]
    if default.kind is Kind.TEXT:
        return []
    most = 1 if default.kind is Kind.ONE else rng.randint(1, MOST_TAPS)
    taken = set(rng.sample(offered, most))
    return [option for option in offered if option in taken]
