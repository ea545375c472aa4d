"""The family survey: opening it, its questions, a family's answers, and their use in goals."""

from sqlalchemy import func, select

from db import tables as t
from db.commands.base import Tx, check_version, command
from i18n import _
from rules.problems import NotFound, Problem, Stale
from rules.survey_questions import DEFAULT_QUESTIONS
from rules.survey_words import option_label, question_help, question_text, quote, values_of
from rules.surveys import (
    Audience,
    Given,
    Kind,
    QuestionDraft,
    ResponseState,
    Said,
    SurveyState,
    check_audience,
    check_open,
    check_question,
    check_said,
    check_state,
    narrower,
)


@command("survey.state")
def set_state(tx: Tx, state: SurveyState) -> int:
    """This year's survey in this state, made from the known questions if there was none."""
    survey = _of_this_year(tx)
    check_state(SurveyState(survey.state) if survey else None, state)
    survey = survey or _new(tx)
    survey.state = state
    survey.version += 1
    if state is SurveyState.OPEN:
        _close_others(tx, survey.id)
    tx.audit("survey", survey.id, state=state)
    return survey.id


def _of_this_year(tx: Tx) -> t.Survey | None:
    year = select(t.Setting.value).where(t.Setting.key == "school.year")
    found = select(t.Survey).where(t.Survey.school_year == tx.db.scalar(year))
    return tx.db.scalars(found).one_or_none()


def _new(tx: Tx) -> t.Survey:
    """This year's survey, with the questions of the last one, else the hub's own."""
    setting = tx.get(t.Setting, "school.year")
    last = tx.db.scalars(select(t.Survey).order_by(t.Survey.id.desc()).limit(1)).one_or_none()
    title = _("Family survey {year}").format(year=setting.value)
    survey = tx.add(t.Survey(title=title, school_year=setting.value))
    tx.db.add_all(_copied(tx, last.id, survey.id) if last else _defaults(survey.id))
    tx.db.flush()
    return survey


def _defaults(survey_id: int) -> list[t.Question]:
    return [
        t.Question(
            survey_id=survey_id,
            key=question.key,
            position=position,
            kind=question.kind,
            options=list(question.options),
            audience=question.audience,
        )
        for position, question in enumerate(DEFAULT_QUESTIONS)
    ]


def _copied(tx: Tx, old: int, new: int) -> list[t.Question]:
    rows = tx.db.scalars(select(t.Question).where(t.Question.survey_id == old))
    kept = ("key", "position", "kind", "text", "help", "options", "audience", "active")
    return [
        t.Question(survey_id=new, **{name: getattr(row, name) for name in kept}) for row in rows
    ]


def _close_others(tx: Tx, survey_id: int) -> None:
    """A year that is over takes no more answers."""
    others = select(t.Survey).where(t.Survey.state == SurveyState.OPEN, t.Survey.id != survey_id)
    for other in tx.db.scalars(others):
        other.state = SurveyState.CLOSED
        other.version += 1


@command("survey.question")
def save_question(tx: Tx, draft: QuestionDraft) -> int:
    """A new question at the end, or other words, options and readers for one that is there."""
    check_question(draft)
    row = tx.get(t.Question, draft.id) if draft.id else None
    survey = tx.get(t.Survey, row.survey_id) if row else _of_this_year(tx)
    if survey is None:
        raise NotFound(_("There is no survey for this school year yet."))
    if row is None:
        row = tx.add(_blank(tx, survey.id, draft.kind))
    else:
        check_version(survey.version, draft.version, _words(row))
    _write(tx, row, draft)
    survey.version += 1
    tx.audit("question", row.id)
    return row.id


def _blank(tx: Tx, survey_id: int, kind: Kind) -> t.Question:
    last = tx.db.scalar(
        select(func.max(t.Question.position)).where(t.Question.survey_id == survey_id)
    )
    position = -1 if last is None else last
    return t.Question(survey_id=survey_id, position=position + 1, kind=kind)


def _words(row: t.Question) -> dict[str, str]:
    """What is stored now, for somebody who was about to write over it."""
    return {
        _("Question"): question_text(row.key, row.text),
        _("Hint"): question_help(row.key, row.help),
        _("Answers to tap"): ", ".join(option_label(row.key, value) for value in row.options),
    }


def _write(tx: Tx, row: t.Question, draft: QuestionDraft) -> None:
    """Words that are still the hub's own stay unwritten, so that every reader has their own."""
    text, hint = draft.text.strip(), draft.help.strip()
    row.text = None if text == question_text(row.key, None) else text
    row.help = None if hint == question_help(row.key, None) else hint
    if row.kind != Kind.TEXT:
        row.options = list(values_of(row.key, draft.options))
    row.active = draft.active
    _show_to(tx, row, draft.audience)


def _show_to(tx: Tx, row: t.Question, audience: Audience) -> None:
    answers = tx.db.scalars(select(t.Answer).where(t.Answer.question_id == row.id)).all()
    check_audience(Audience(row.audience), audience, len(answers))
    row.audience = audience
    for answer in answers:
        answer.audience = narrower(Audience(answer.audience), audience)


@command("survey.order")
def move_question(tx: Tx, question_id: int, by: int) -> None:
    """One place up (-1) or down (1) among the questions that are asked."""
    row = tx.get(t.Question, question_id)
    asked = list(
        tx.db.scalars(
            select(t.Question)
            .where(t.Question.survey_id == row.survey_id)
            .order_by(t.Question.active.desc(), t.Question.position, t.Question.id)
        )
    )
    place = asked.index(row)
    asked.insert(max(place + by, 0), asked.pop(place))
    for position, question in enumerate(asked):
        question.position = position
    tx.get(t.Survey, row.survey_id).version += 1
    tx.audit("question", row.id)


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
    tx.audit("response", response.id, student_id)
    return response.version


def _question(tx: Tx, survey_id: int, question_id: int) -> t.Question:
    question = tx.get(t.Question, question_id)
    if question.survey_id != survey_id:
        raise NotFound(_("This is no longer there, or it is not yours to see."))
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
        t.Guardianship.access.is_(True),
    )
    if tx.db.scalar(mine) is None:
        raise NotFound(_("This is no longer there, or it is not yours to see."))


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
        _check_answered(tx, response)
        response.state = ResponseState.SENT
        response.sent_at = tx.now
        response.version += 1
    tx.audit("response", response.id, student_id)
    return response.id


def _check_answered(tx: Tx, response: t.Response) -> None:
    answers = tx.db.scalars(select(t.Answer).where(t.Answer.response_id == response.id))
    if not any(answer.choices or answer.text for answer in answers):
        raise Problem(_("There is nothing to send yet. Please answer at least one question."))


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
    tx.audit("goal", goal_id, goal.student_id, answer=answer_id)
    return use.id


def _check_usable(tx: Tx, answer: t.Answer, goal: t.Goal) -> None:
    """Raise Problem where the family would be surprised to find this answer."""
    if tx.get(t.Response, answer.response_id).state != ResponseState.SENT:
        raise NotFound(_("This is no longer there, or it is not yours to see."))
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
    tx.audit("goal", use.goal_id, use.student_id, answer=use.answer_id)
    tx.db.delete(use)
