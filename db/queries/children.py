"""One child's whole story."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import bindparam, select

from db import tables as t
from db.queries import checkins, progress
from db.queries.kept import ask, remembered
from db.queries.readers import story_sight
from db.session import HubSession
from i18n.dates import day_of
from rules.children import ChildStory, ToldLine
from rules.goal_views import ChildHead
from rules.survey_words import question_text, quote
from rules.surveys import Audience, Said

TOLD = (
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
    .order_by(t.Question.position, t.Answer.id)
)
USED = TOLD.where(t.AnswerUse.guardian_id == bindparam("guardian"))


@remembered
def child_story(db: HubSession, child: ChildHead) -> ChildStory:
    """Goals, check-ins, words, comments, what the family told, and who sees it:
    as many queries for any child."""
    mine = (child.id,)
    lines = checkins.of_child(db, child.id)
    spoken = progress.voices(db, mine)
    goals, steps, changes = progress.with_doing(db, mine)
    parts = progress.Parts(checkins.by_goal(lines), spoken, steps, changes)
    return ChildStory(
        child=child,
        goals=progress.goals_now(goals, parts),
        check_ins=lines,
        voices=tuple(spoken),
        comments=tuple(progress.comments(db, mine)),
        told=_lines(ask(db, TOLD, t.Answer, mine), child.name),
        sight=story_sight(db, child.named),
    )


def used(db: HubSession) -> tuple[ToldLine, ...]:
    """What a guardian told that became part of a goal."""
    return _lines(db.execute(USED, {"guardian": db.viewer.person_id}), "")


def _lines(rows: Iterable[Any], child: str) -> tuple[ToldLine, ...]:
    """What families told about a child, as far as the viewer may read it, and where it was used."""
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
