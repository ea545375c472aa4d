"""The family survey as the office sees it: who has answered, what they say, what nobody used."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import TypeVarTuple

from sqlalchemy import Select, func, select

from db import tables as t
from db.queries.custody import allowed
from db.session import HubSession
from rules.custody import Right
from rules.people import Named, Role, Status, full_name
from rules.survey_questions import DEFAULT_QUESTIONS
from rules.survey_views import Answers, ChildLine, ToldLine, Wrote
from rules.survey_words import option_label, question_text, quote
from rules.surveys import Audience, ResponseState, Said

NOT_FOR_GOALS = tuple(question.key for question in DEFAULT_QUESTIONS if not question.for_goals)
Cols = TypeVarTuple("Cols")
Placed = tuple[Named, int | None, str, str]


def children(db: HubSession, survey_id: int) -> tuple[ChildLine, ...]:
    """Every child of the school with the state of their family's answers."""
    states = _states(db, survey_id)
    guardians = _guardians(db)
    joined = set(db.scalars(select(t.Account.person_id)))
    return tuple(
        ChildLine(
            child=child,
            class_id=class_id,
            class_name=class_name,
            language=language,
            state=states.get(child.id),
            guardians=tuple(one.name for one in guardians[child.id]),
            joined=any(one.id in joined for one in guardians[child.id]),
        )
        for child, class_id, class_name, language in _placed(db)
    )


def _placed(db: HubSession) -> list[Placed]:
    """Children with their class and home language, by class and name."""
    rows = db.execute(
        select(t.Person, t.SchoolClass.id, t.SchoolClass.name)
        .outerjoin(
            t.Enrolment,
            (t.Enrolment.student_id == t.Person.id) & t.Enrolment.ended_on.is_(None),
        )
        .outerjoin(t.SchoolClass, t.SchoolClass.id == t.Enrolment.class_id)
        .where(t.Person.role == Role.STUDENT, t.Person.status == Status.ACTIVE)
        .order_by(t.SchoolClass.name, t.Person.family_name, t.Person.given_name, t.Person.id)
    )
    found: dict[int, Placed] = {}
    for person, class_id, class_name in rows:
        child = Named(
            person.id, full_name(person.given_name, person.family_name, person.preferred_name)
        )
        found.setdefault(person.id, (child, class_id, class_name or "", person.home_language or ""))
    return list(found.values())


def _states(db: HubSession, survey_id: int) -> dict[int, ResponseState]:
    """How far a child's family is; one guardian who has sent is enough."""
    rows = db.execute(
        select(t.Response.student_id, t.Response.state).where(t.Response.survey_id == survey_id)
    )
    found: dict[int, ResponseState] = {}
    for student_id, state in rows:
        if found.get(student_id) is not ResponseState.SENT:
            found[student_id] = ResponseState(state)
    return found


def _guardians(db: HubSession) -> dict[int, list[Named]]:
    """Those who may answer about each child."""
    rows = db.execute(
        select(t.Guardianship.student_id, t.Person)
        .join(t.Person, t.Person.id == t.Guardianship.guardian_id)
        .where(allowed(Right.READ), allowed(Right.WRITE), t.Person.status == Status.ACTIVE)
        .order_by(t.Guardianship.id)
    )
    found: dict[int, list[Named]] = defaultdict(list)
    for student_id, person in rows:
        name = full_name(person.given_name, person.family_name, person.preferred_name)
        found[student_id].append(Named(person.id, name))
    return found


def answers(db: HubSession, question_id: int) -> Answers | None:
    """All that was sent to one question."""
    question = db.get(t.Question, question_id)
    if question is None:
        return None
    rows = db.execute(
        select(t.Answer, t.Person, t.SchoolClass.name)
        .join(t.Person, t.Person.id == t.Answer.student_id)
        .outerjoin(
            t.Enrolment,
            (t.Enrolment.student_id == t.Person.id) & t.Enrolment.ended_on.is_(None),
        )
        .outerjoin(t.SchoolClass, t.SchoolClass.id == t.Enrolment.class_id)
        .where(t.Answer.question_id == question_id)
        .order_by(t.SchoolClass.name, t.Person.family_name, t.Answer.id)
    ).all()
    once = {answer.id: (answer, person, name) for answer, person, name in rows}.values()
    tapped = Counter(choice for answer, _person, _name in once for choice in answer.choices)
    offered = {value: tapped.pop(value, 0) for value in question.options} | dict(tapped)
    return Answers(
        families=sum(bool(answer.choices or answer.text) for answer, _person, _name in once),
        counts=tuple((option_label(question.key, value), n) for value, n in offered.items()),
        wrote=tuple(_wrote(*row) for row in once if row[0].text),
    )


def _wrote(answer: t.Answer, person: t.Person, class_name: str | None) -> Wrote:
    name = full_name(person.given_name, person.family_name, person.preferred_name)
    return Wrote(Named(person.id, name), class_name or "", answer.text)


def told(db: HubSession, survey_id: int) -> tuple[ToldLine, ...]:
    """Children whose families sent something for goals, and whether any of it is used."""
    sent = set(db.scalars(_for_goals(select(t.Answer.student_id), survey_id).distinct()))
    used = set(
        db.scalars(
            select(t.AnswerUse.student_id)
            .join(t.Answer, t.Answer.id == t.AnswerUse.answer_id)
            .join(t.Question, t.Question.id == t.Answer.question_id)
            .where(t.Question.survey_id == survey_id)
        )
    )
    return tuple(
        ToldLine(child, class_name, child.id in used)
        for child, _class_id, class_name, _language in _placed(db)
        if child.id in sent
    )


def said_for_goals(
    db: HubSession, survey_id: int, student_ids: Sequence[int]
) -> dict[int, tuple[tuple[str, str], ...]]:
    """Question and answer of all these children's families sent for goals, own words first."""
    rows = db.execute(
        _for_goals(select(t.Answer, t.Question, t.Person), survey_id)
        .join(t.Person, t.Person.id == t.Answer.student_id)
        .where(t.Answer.student_id.in_(student_ids))
        .order_by(t.Question.position, t.Answer.id)
    )
    found: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for answer, question, person in sorted(rows, key=lambda row: not row[0].text):
        words = quote(question.key, Said(tuple(answer.choices), answer.text))
        if words:
            child = person.preferred_name or person.given_name
            about = question_text(question.key, question.text, child)
            found[answer.student_id].append((about, words))
    return {key: tuple(said) for key, said in found.items()}


def _for_goals(statement: Select[*Cols], survey_id: int) -> Select[*Cols]:
    """Answers that belong beside a goal."""
    return statement.join(t.Question, t.Question.id == t.Answer.question_id).where(
        t.Question.survey_id == survey_id,
        t.Answer.audience != Audience.OFFICE,
        func.coalesce(t.Question.key, "").not_in(NOT_FOR_GOALS),
    )
