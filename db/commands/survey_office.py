"""The family survey as the office keeps it: opening and closing it, and its questions."""

from sqlalchemy import func, select

from db import tables as t
from db.commands.base import Tx, check_version, command
from i18n import _
from rules.problems import NotFound
from rules.survey_questions import DEFAULT_QUESTIONS
from rules.survey_words import option_label, question_help, values_of, wording
from rules.surveys import (
    Audience,
    Kind,
    QuestionDraft,
    SurveyState,
    check_audience,
    check_question,
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
        check_version(survey.version, draft.version, _theirs(survey, row))
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


def _theirs(survey: t.Survey, row: t.Question) -> dict[str, str]:
    """What is stored now, for somebody who was about to write over it."""
    return {
        "version": str(survey.version),
        _("Question"): wording(row.key, row.text),
        _("Hint"): question_help(row.key, row.help),
        _("Answers to tap"): "\n".join(option_label(row.key, value) for value in row.options),
    }


def _write(tx: Tx, row: t.Question, draft: QuestionDraft) -> None:
    """Words that are still the hub's own stay unwritten, so that every reader has their own."""
    text, hint = draft.text.strip(), draft.help.strip()
    row.text = None if text == wording(row.key, None) else text
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
