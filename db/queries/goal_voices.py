"""What people said about one goal, with as much of who they are as the viewer may know."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, and_, select

from db import tables as t
from db.session import HubSession
from rules.goal_views import CommentView, UsedAnswer, VoiceView
from rules.goals import Audience, Speaker, Voice
from rules.people import Viewer, full_name
from rules.survey_words import question_text, quote
from rules.surveys import Said


@dataclass(frozen=True)
class Author:
    """Whoever wrote a row; without a name for those who may not know it."""

    id: int
    name: str
    relation: str


def voices(
    db: HubSession, goal_id: int, child: str
) -> tuple[tuple[VoiceView, ...], tuple[VoiceView, ...]]:
    """The child's words, their own before what was written down for them; the family's words."""
    rows = _authored(
        db,
        _with_author(t.GoalVoice)
        .where(t.GoalVoice.goal_id == goal_id)
        .order_by(t.GoalVoice.written_at, t.GoalVoice.id),
    )
    said = [(row, author) for row, author in rows if row.voice == Voice.CHILD]
    said.sort(key=lambda one: one[0].author_id != one[0].student_id)
    return (
        tuple(_childs(db.viewer, row, author, child) for row, author in said),
        tuple(_familys(db.viewer, *one) for one in rows if one[0].voice == Voice.FAMILY),
    )


def comments(db: HubSession, goal_id: int) -> tuple[CommentView, ...]:
    """What was said about a goal, from the first to the last."""
    rows = _authored(
        db,
        _with_author(t.Comment)
        .where(t.Comment.goal_id == goal_id, t.Comment.removed_at.is_(None))
        .order_by(t.Comment.created_at, t.Comment.id),
    )
    return tuple(_comment(db.viewer, *one) for one in rows)


def used(db: HubSession, goal_id: int, child: str) -> tuple[UsedAnswer, ...]:
    """The survey answers that found their way into a goal."""
    rows = db.execute(
        select(t.AnswerUse.id, t.Answer, t.Question)
        .join(t.Answer, t.Answer.id == t.AnswerUse.answer_id)
        .join(t.Question, t.Question.id == t.Answer.question_id)
        .where(t.AnswerUse.goal_id == goal_id)
        .order_by(t.AnswerUse.used_at)
    )
    return tuple(
        UsedAnswer(
            use_id=use_id,
            answer_id=answer.id,
            question=question_text(question.key, question.text, child),
            words=quote(question.key, Said(tuple(answer.choices), answer.text)),
        )
        for use_id, answer, question in rows
    )


def _with_author(table: type[t.GoalVoice] | type[t.Comment]) -> Select[*tuple[Any, ...]]:
    """A table's rows beside their author; row rules leave out whom the viewer may not know."""
    family = and_(
        t.Guardianship.guardian_id == table.author_id,
        t.Guardianship.student_id == table.student_id,
    )
    return (
        select(
            table,
            t.Person.given_name,
            t.Person.family_name,
            t.Person.preferred_name,
            t.Guardianship.relation,
        )
        .outerjoin(t.Person, t.Person.id == table.author_id)
        .outerjoin(t.Guardianship, family)
    )


def _authored(db: HubSession, statement: Select[*tuple[Any, ...]]) -> list[tuple[Any, Author]]:
    return [
        (
            row,
            Author(row.author_id, full_name(given or "", family or "", preferred), relation or ""),
        )
        for row, given, family, preferred, relation in db.execute(statement)
    ]


def _childs(me: Viewer, row: t.GoalVoice, author: Author, child: str) -> VoiceView:
    own = row.author_id == row.student_id
    speaker = Speaker(Voice.CHILD, child, mine=row.student_id == me.person_id)
    return VoiceView(
        speaker=speaker,
        words=row.words,
        version=row.version,
        written_at=row.written_at,
        mine=row.author_id == me.person_id or (me.is_staff and not own),
        written_by="" if own else Speaker(Voice.SCHOOL, author.name).label,
        id=row.id,
    )


def _familys(me: Viewer, row: t.GoalVoice, author: Author) -> VoiceView:
    mine = row.author_id == me.person_id
    return VoiceView(
        speaker=Speaker(Voice.FAMILY, author.name, author.relation, mine),
        words=row.words,
        version=row.version,
        written_at=row.written_at,
        mine=mine,
        id=row.id,
    )


def _comment(me: Viewer, row: t.Comment, author: Author) -> CommentView:
    voice = Voice(row.voice)
    speaker = Speaker(voice, author.name, author.relation, row.author_id == me.person_id)
    return CommentView(row.id, speaker, row.text, Audience(row.audience), row.created_at)
