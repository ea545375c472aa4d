"""A family's answers to the survey, and their use in goals."""

from sqlalchemy import select

from db import tables as t
from db.commands.base import Tx, command
from i18n import _
from rules.log import Readers
from rules.problems import NotFound, Problem, Stale
from rules.survey_words import question_text, quote
from rules.surveys import (
    Audience,
    Given,
    Kind,
    ResponseState,
    Said,
    SurveyState,
    check_open,
    check_said,
    narrower,
)


@command("survey.answer")
def save_answer(tx: Tx, survey_id: int, student_id: int, given: Given) -> int:
    """Keep one answer as it is given: the version of the sheet it is on."""
    survey = tx.get(t.Survey, survey_id)
    check_open(SurveyState(survey.state))
    question = _question(tx, survey_id, given.question_id)
    said = check_said(Kind(question.kind), given.said)
    response = _response(tx, survey_id, student_id)
    answer = _answer(tx, response, question)
    _check_unchanged(question, Said(tuple(answer.choices), answer.text), said, given.was)
    answer.choices, answer.text = list(said.choices), said.text
    answer.audience = narrower(Audience(question.audience), given.audience)
    response.version += 1
    response.updated_at = tx.now
    tx.audit("response", response.id, student_id, guardian_id=tx.me.person_id)
    return response.version


def _question(tx: Tx, survey_id: int, question_id: int) -> t.Question:
    question = tx.get(t.Question, question_id)
    if question.survey_id != survey_id:
        raise NotFound()
    return question


def _response(tx: Tx, survey_id: int, student_id: int) -> t.Response:
    """The guardian's one sheet about this child."""
    _check_family(tx, student_id)
    row = tx.db.scalars(
        select(t.Response).where(
            t.Response.survey_id == survey_id,
            t.Response.student_id == student_id,
            t.Response.guardian_id == tx.me.person_id,
        )
    ).one_or_none()
    return row or tx.add(
        t.Response(survey_id=survey_id, student_id=student_id, guardian_id=tx.me.person_id)
    )


def _check_family(tx: Tx, student_id: int) -> None:
    """Raise NotFound unless the guardian may answer for this child."""
    mine = select(t.Guardianship.id).where(
        t.Guardianship.student_id == student_id,
        t.Guardianship.guardian_id == tx.me.person_id,
    )
    if tx.db.scalar(mine) is None:
        raise NotFound()


def _answer(tx: Tx, response: t.Response, question: t.Question) -> t.Answer:
    row = tx.db.scalars(
        select(t.Answer).where(
            t.Answer.response_id == response.id, t.Answer.question_id == question.id
        )
    ).one_or_none()
    return row or tx.add(
        t.Answer(
            response_id=response.id,
            question_id=question.id,
            student_id=response.student_id,
            guardian_id=response.guardian_id,
            audience=question.audience,
        )
    )


def _check_unchanged(question: t.Question, stored: Said, said: Said, was: Said) -> None:
    """Raise Stale when this answer was given anew in another tab since it was drawn."""
    if not (stored.same(was) or stored.same(said)):
        raise Stale(
            _(
                "You answered this in another window as well. "
                "Nothing is lost: choose which to keep."
            ),
            {question_text(question.key, question.text): quote(question.key, stored)},
        )


@command("survey.send")
def send(tx: Tx, survey_id: int, student_id: int) -> int:
    """Hand the answers to the school; doing it again changes nothing."""
    survey = tx.get(t.Survey, survey_id)
    check_open(SurveyState(survey.state))
    response = _response(tx, survey_id, student_id)
    if response.state != ResponseState.SENT:
        _check_answers(tx, response)
        response.state = ResponseState.SENT
        response.sent_at = tx.now
        response.version += 1
    tx.audit("response", response.id, student_id, guardian_id=tx.me.person_id)
    return response.id


def _check_answers(tx: Tx, response: t.Response) -> None:
    """Raise Problem for an empty sheet; a question may have got fewer readers since."""
    rows = tx.db.execute(
        select(t.Answer, t.Question.audience)
        .join(t.Question, t.Question.id == t.Answer.question_id)
        .where(t.Answer.response_id == response.id)
    ).all()
    if not any(answer.choices or answer.text for answer, _audience in rows):
        raise Problem(_("There is nothing to send yet. Please answer at least one question."))
    for answer, audience in rows:
        answer.audience = narrower(Audience(answer.audience), Audience(audience))


@command("survey.use")
def use_answer(tx: Tx, answer_id: int, goal_id: int) -> int:
    """Take what a family told us into a goal of their child: the id of this use."""
    answer, goal = tx.get(t.Answer, answer_id), tx.get(t.Goal, goal_id)
    _check_usable(tx, answer, goal)
    known = select(t.AnswerUse).where(
        t.AnswerUse.answer_id == answer_id, t.AnswerUse.goal_id == goal_id
    )
    use = tx.db.scalars(known).one_or_none() or tx.add(
        t.AnswerUse(
            answer_id=answer_id,
            goal_id=goal_id,
            student_id=answer.student_id,
            guardian_id=answer.guardian_id,
            used_by=tx.me.person_id,
        )
    )
    _tell(tx, use)
    return use.id


def _check_usable(tx: Tx, answer: t.Answer, goal: t.Goal) -> None:
    """Raise Problem where the family would be surprised to find this answer."""
    if answer.student_id != goal.student_id:
        raise Problem(_("This answer is about another child."))
    if answer.audience == Audience.OFFICE:
        raise Problem(
            _("The family wrote this for the school office only, so it can't go into a goal.")
        )


@command("survey.unuse")
def drop_use(tx: Tx, use_id: int) -> None:
    """Take an answer out of a goal again: the family no longer reads that it was used."""
    use = tx.get(t.AnswerUse, use_id)
    _tell(tx, use)
    tx.db.delete(use)


def _tell(tx: Tx, use: t.AnswerUse) -> None:
    """That somebody answered at all is known to the guardian who did, and to the school."""
    tx.audit(
        "goal",
        use.goal_id,
        use.student_id,
        readers=Readers.ADULTS,
        guardian_id=use.guardian_id,
        answer=use.answer_id,
    )
