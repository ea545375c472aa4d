"""One child's whole story."""

from sqlalchemy import ColumnElement, select

from db import tables as t
from db.queries import checkins, progress
from db.session import HubSession
from i18n.dates import day_of
from rules.children import ChildStory, ToldLine
from rules.goal_views import ChildHead
from rules.survey_words import question_text, quote
from rules.surveys import Audience, Said


def child_story(db: HubSession, child: ChildHead) -> ChildStory:
    """Goals, check-ins, words, comments and what the family told: seven queries for any child."""
    lines = checkins.of_child(db, child.id)
    spoken = progress.voices(db, t.GoalVoice.student_id == child.id)
    parts = progress.Parts(
        points=checkins.by_goal(lines),
        voices=spoken,
        steps=progress.steps(db, t.Step.student_id == child.id),
        changes=progress.support_changes(db, child.id),
    )
    return ChildStory(
        child=child,
        goals=progress.goals_now(progress.goal_rows(db, t.Goal.student_id == child.id), parts),
        check_ins=lines,
        voices=tuple(spoken),
        comments=tuple(progress.comments(db, t.Comment.student_id == child.id)),
        told=told(db, child.name, t.Answer.student_id == child.id),
    )


def told(db: HubSession, child: str, *which: ColumnElement[bool]) -> tuple[ToldLine, ...]:
    """What families told about a child, as far as the viewer may read it, and where it was used."""
    rows = db.execute(
        select(
            t.Answer.id,
            t.Answer.student_id,
            t.Answer.text,
            t.Answer.choices,
            t.Answer.audience,
            t.Question.key,
            t.Question.text,
            t.AnswerUse.goal_id,
            t.AnswerUse.used_at,
        )
        .join(t.Question, t.Question.id == t.Answer.question_id)
        .outerjoin(t.AnswerUse, t.AnswerUse.answer_id == t.Answer.id)
        .where(*which)
        .order_by(t.Question.position, t.Answer.id)
    )
    return tuple(
        ToldLine(
            answer_id=answer,
            child_id=student,
            question=question_text(key, own, child),
            words=said(key, tuple(choices), text),
            audience=Audience(audience),
            goal_id=goal,
            used_on=day_of(at) if at else None,
        )
        for answer, student, text, choices, audience, key, own, goal, at in rows
        if text or choices
    )


def said(key: str | None, choices: tuple[str, ...], text: str) -> str:
    """What was tapped, then what was written."""
    tapped = quote(key, Said(choices)) if choices else ""
    return ". ".join(part for part in (tapped, text) if part)
