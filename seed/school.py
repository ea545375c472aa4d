"""A believable school of any size around the cast, the same for the same number."""

import secrets
from dataclasses import dataclass, replace
from datetime import date
from random import Random

from sqlalchemy import select

from auth.passwords import hashed
from db import tables as t
from db.queries.school import is_empty
from db.session import HubSession
from db.tables.base import utc_now
from i18n import _
from rules.people import Role
from rules.problems import Problem
from rules.school import school_year
from rules.survey_words import is_for_goals
from rules.surveys import Audience
from seed.cast import Cast, Hasher, build
from seed.classes import open_rooms
from seed.families import Pupil, settle
from seed.goals import moment_ago, plant
from seed.log import plant_log
from seed.rights import plant_rights
from seed.surveys import Answering, respond, tell
from seed.year import goals_of

ANSWERED = 0.7
JOINED = 0.65
USED = 0.4


@dataclass(frozen=True)
class Wish:
    """What somebody asks of the seed."""

    students: int = 60
    year: str = ""
    rng: int = 1
    today: date | None = None


def make_school(db: HubSession, wish: Wish, hasher: Hasher = hashed) -> Cast:
    """The cast and everybody around them, in an empty database."""
    if not is_empty(db):
        raise Problem(_("This hub has a school already. The demo school needs an empty one."))
    today = wish.today or utc_now().date()
    wish = replace(wish, today=today, year=wish.year or school_year(today))
    rng = Random(wish.rng)
    cast = build(db, hasher, today=today, year=wish.year)
    rooms = open_rooms(db, cast, wish.students, wish.year, rng)
    pupils = settle(db, rooms, wish.students, rng, today)
    goals = plant(db, [plan for pupil in pupils for plan in goals_of(rng, pupil)], today)
    _answers(db, cast, pupils, goals, rng, today)
    plant_rights(db, pupils, rng, today)
    plant_log(db, cast, today)
    _accounts(db, rng, hasher)
    return cast


def _answers(
    db: HubSession,
    cast: Cast,
    pupils: list[Pupil],
    goals: list[t.Goal],
    rng: Random,
    today: date,
) -> None:
    questions = {
        key: row
        for key, row in ((row.key, row) for row in db.scalars(select(t.Question)))
        if key is not None
    }
    telling = [pupil for pupil in pupils if rng.random() < ANSWERED]
    who = [
        Answering(pupil.id, rng.choice(pupil.guardians), rng.randint(3, 58)) for pupil in telling
    ]
    responses = respond(db, cast.survey, who, today)
    answers = [
        tell(rng, response, questions, pupil.culture.language)
        for pupil, response in zip(telling, responses, strict=True)
    ]
    db.add_all(answer for told in answers for answer in told)
    db.flush()
    useful = {row.id for key, row in questions.items() if is_for_goals(key, Audience(row.audience))}
    fit = [[answer for answer in told if answer.question_id in useful] for told in answers]
    _uses(db, telling, fit, goals, rng, today)


def _uses(
    db: HubSession,
    telling: list[Pupil],
    answers: list[list[t.Answer]],
    goals: list[t.Goal],
    rng: Random,
    today: date,
) -> None:
    """'You said, we used it': an answer that is in one of the child's goals."""
    first = {goal.student_id: goal for goal in reversed(goals)}
    for pupil, told in zip(telling, answers, strict=True):
        if told and pupil.id in first and rng.random() < USED:
            answer = rng.choice(told)
            db.add(
                t.AnswerUse(
                    answer_id=answer.id,
                    goal_id=first[pupil.id].id,
                    student_id=pupil.id,
                    guardian_id=answer.guardian_id,
                    used_by=pupil.teacher,
                    used_at=moment_ago(today, 2),
                )
            )
    db.flush()


def _accounts(db: HubSession, rng: Random, hasher: Hasher) -> None:
    """Teachers and most guardians have joined; nobody knows these passwords."""
    nobody = hasher(secrets.token_urlsafe(24))
    has_one = set(db.scalars(select(t.Account.person_id)))
    grown = select(t.Person).where(t.Person.role.in_((Role.TEACHER, Role.GUARDIAN)))
    for person in db.scalars(grown.order_by(t.Person.id)):
        joined = person.role == Role.TEACHER or rng.random() < JOINED
        if joined and person.id not in has_one and person.school_ref:
            name = person.school_ref.lower()
            db.add(t.Account(person_id=person.id, username=name, password_hash=nobody))
    db.flush()
