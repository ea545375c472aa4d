"""Goals as they stand today: put together from a handful of queries, however many there are."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, TypeVar

from sqlalchemy import Row, bindparam, select

from db import tables as t
from db.queries.checkins import Points
from db.queries.kept import ask
from db.session import HubSession
from db.tables.base import utc_now
from i18n.dates import day_of
from rules.children import CommentLine, GoalNow, StepLine, VoiceLine
from rules.goals import State, Voice, Who
from rules.progress import MeasureKind, Series, SupportChange

RECENT = timedelta(days=30)  # a comment that nobody answered in this time is let go

# Whose comments wait for an answer of this voice.
ASKING = {
    Voice.SCHOOL: (Voice.FAMILY,),
    Voice.FAMILY: (Voice.SCHOOL,),
    Voice.CHILD: (Voice.SCHOOL, Voice.FAMILY),
}

GOALS = select(
    t.Goal.id,
    t.Goal.student_id,
    t.Goal.title,
    t.Goal.area,
    t.Goal.state,
    t.Goal.measure_kind,
    t.Goal.measure,
    t.Goal.unit,
    t.Goal.baseline,
    t.Goal.baseline_on,
    t.Goal.target,
    t.Goal.target_on,
    t.Goal.family_attempt_on,
    t.Goal.created_at,
).order_by(t.Goal.student_id, t.Goal.position, t.Goal.id)
WITH_DOING = (
    GOALS.add_columns(
        t.Step.id.label("step"),
        t.Step.who,
        t.Step.text.label("to_do"),
        t.Step.done_on,
        t.Strategy.id.label("strategy"),
        t.Strategy.started_on,
        t.Strategy.text.label("support"),
    )
    .outerjoin(t.Step, t.Step.goal_id == t.Goal.id)
    .outerjoin(t.Strategy, t.Strategy.goal_id == t.Goal.id)
    .order_by(t.Step.position, t.Step.id, t.Strategy.started_on, t.Strategy.id)
)
LIVE_GOALS = GOALS.where(t.Goal.state != State.LET_GO)
VOICES = (
    select(
        t.GoalVoice.goal_id,
        t.GoalVoice.voice,
        t.GoalVoice.words,
        t.GoalVoice.author_id,
        t.GoalVoice.written_at,
        t.GoalVoice.version,
    )
    .where(t.GoalVoice.words != "")
    .order_by(t.GoalVoice.written_at, t.GoalVoice.id)
)
STEPS = select(t.Step.id, t.Step.goal_id, t.Step.who, t.Step.text, t.Step.done_on).order_by(
    t.Step.position, t.Step.id
)
COMMENTS = (
    select(t.Comment.goal_id, t.Comment.voice, t.Comment.text, t.Comment.created_at)
    .where(t.Comment.removed_at.is_(None))
    .order_by(t.Comment.created_at, t.Comment.id)
)
RECENT_COMMENTS = COMMENTS.where(t.Comment.created_at > bindparam("since"))
ANSWERED = select(t.AnswerUse.goal_id)

GoalRow = Row[*tuple[Any, ...]]
Children = Iterable[int] | None  # None: every child the viewer may see
Line = TypeVar("Line", VoiceLine, StepLine)


@dataclass(frozen=True)
class Parts:
    """What hangs on goals, loaded beside them."""

    points: Points = field(default_factory=dict)
    voices: Sequence[VoiceLine] = ()
    steps: Sequence[StepLine] = ()
    changes: dict[int, tuple[SupportChange, ...]] = field(default_factory=dict)
    unanswered: dict[int, tuple[str, ...]] = field(default_factory=dict)
    answered: frozenset[int] = frozenset()  # goals that an answer of the family is part of
    reader: int = 0


def goal_rows(db: HubSession, children: Children = None) -> Sequence[GoalRow]:
    """The goals a viewer may see, in the order of their boards."""
    return ask(db, LIVE_GOALS, t.Goal, children).all()


def voices(db: HubSession, children: Children = None) -> list[VoiceLine]:
    """The words of children and families, from the first to the last."""
    rows = ask(db, VOICES, t.GoalVoice, children)
    return [
        VoiceLine(goal, Voice(voice), words, author, day_of(at), version)
        for goal, voice, words, author, at, version in rows
    ]


def steps(db: HubSession, children: Children = None) -> list[StepLine]:
    """What child, school and home do."""
    rows = ask(db, STEPS, t.Step, children)
    return [StepLine(key, goal, Who(who), text, done) for key, goal, who, text, done in rows]


def with_doing(
    db: HubSession, children: Children
) -> tuple[list[GoalRow], list[StepLine], dict[int, tuple[SupportChange, ...]]]:
    """Goals, what child, school and home do, and when the support changed: in one query.

    A goal comes once for each of its steps with each of its changes; there are few of both.
    """
    goals: dict[int, GoalRow] = {}
    steps: dict[int, StepLine] = {}
    changes: defaultdict[int, dict[int, SupportChange]] = defaultdict(dict)
    for row in ask(db, WITH_DOING, t.Goal, children):
        goals.setdefault(row.id, row)
        if row.step is not None:
            line = StepLine(row.step, row.id, Who(row.who), row.to_do, row.done_on)
            steps.setdefault(row.step, line)
        if row.strategy is not None:
            changes[row.id][row.strategy] = SupportChange(row.started_on, row.support)
    by_goal = {goal: tuple(found.values()) for goal, found in changes.items()}
    return list(goals.values()), list(steps.values()), by_goal


def comments(db: HubSession, children: Children) -> list[CommentLine]:
    """What was said about goals, from the first to the last."""
    rows = ask(db, COMMENTS, t.Comment, children)
    return [CommentLine(goal, Voice(voice), text, day_of(at)) for goal, voice, text, at in rows]


def unanswered(db: HubSession, *, by: Voice) -> dict[int, tuple[str, ...]]:
    """Recent comments of the others after which this voice has not written."""
    rows = db.execute(RECENT_COMMENTS, {"since": utc_now() - RECENT})
    waiting: defaultdict[int, list[str]] = defaultdict(list)
    for goal, voice, text, _ in rows:
        if voice == by:
            waiting.pop(goal, None)
        elif Voice(voice) in ASKING[by]:
            waiting[goal].append(text)
    return {goal: tuple(texts) for goal, texts in waiting.items()}


def answered(db: HubSession) -> frozenset[int]:
    """Goals that took up what a family told in the survey."""
    return frozenset(db.scalars(ANSWERED))


def goals_now(rows: Iterable[GoalRow], parts: Parts) -> tuple[GoalNow, ...]:
    """Goals with what hangs on them."""
    spoken, doing = _by_goal(parts.voices), _by_goal(parts.steps)
    return tuple(_goal_now(row, parts, spoken[row.id], doing[row.id]) for row in rows)


def _goal_now(
    row: GoalRow, parts: Parts, spoken: list[VoiceLine], doing: list[StepLine]
) -> GoalNow:
    family = _words(spoken, Voice.FAMILY)
    own = next((line for line in spoken if line.author_id == parts.reader), None)
    return GoalNow(
        id=row.id,
        child_id=row.student_id,
        title=row.title,
        area=row.area,
        state=State(row.state),
        series=_series(row, parts),
        created_on=day_of(row.created_at),
        child_words=_child_words(spoken, row.student_id),
        family_words=family,
        family_heard=bool(family or row.family_attempt_on or row.id in parts.answered),
        own_words=own.words if own else "",
        own_version=own.version if own else 0,
        steps=tuple(doing),
        unanswered=parts.unanswered.get(row.id, ()),
    )


def _series(row: GoalRow, parts: Parts) -> Series:
    return Series(
        measure=row.measure,
        unit=row.unit,
        kind=MeasureKind(row.measure_kind),
        baseline=row.baseline,
        baseline_on=row.baseline_on,
        target=row.target,
        target_on=row.target_on,
        points=parts.points.get(row.id, ()),
        changes=parts.changes.get(row.id, ()),
    )


def _child_words(spoken: list[VoiceLine], child_id: int) -> str:
    """What the child wrote, else what a grown-up wrote down for them."""
    own = [line for line in spoken if line.author_id == child_id]
    return _words(own or spoken, Voice.CHILD)


def _words(spoken: list[VoiceLine], voice: Voice) -> str:
    """The last words of this voice."""
    return next((line.words for line in reversed(spoken) if line.voice is voice), "")


def _by_goal(lines: Sequence[Line]) -> defaultdict[int, list[Line]]:
    found: defaultdict[int, list[Line]] = defaultdict(list)
    for line in lines:
        found[line.goal_id].append(line)
    return found
