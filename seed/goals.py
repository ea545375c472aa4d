"""Goals as they are written down for the seed, and planting them with all that hangs on them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from db import tables as t
from db.session import HubSession


@dataclass(frozen=True)
class CheckInPlan:
    days_ago: int
    value: float
    note: str = ""
    at_home: bool = False


@dataclass(frozen=True)
class CommentPlan:
    days_ago: int
    author: int
    text: str
    audience: str = "all"


@dataclass(frozen=True)
class GoalPlan:
    """One goal; days are counted back from today (a target lies ahead: negative)."""

    student: int
    teacher: int
    title: str
    area: str
    state: str
    age: int
    horizon: str = "short"
    position: int = 0
    skill: str = ""
    kind: str = "rating"
    measure: str = ""
    unit: str = ""
    baseline: float | None = None
    source: str = ""
    target: float | None = None
    due_in: int | None = None
    attempt: str = ""
    author: int | None = None
    child_words: str = ""
    family_words: str = ""
    guardian: int | None = None
    steps: Sequence[tuple[str, str, int | None]] = ()
    supports: Sequence[tuple[str, int]] = ()
    check_ins: Sequence[CheckInPlan] = ()
    comments: Sequence[CommentPlan] = field(default=())


def plant(db: HubSession, plans: Sequence[GoalPlan], today: date) -> list[t.Goal]:
    """The goals with their voices, steps, supports, check-ins and comments."""
    goals = [_goal(plan, today) for plan in plans]
    db.add_all(goals)
    db.flush()
    for plan, goal in zip(plans, goals, strict=True):
        db.add_all(_rows(plan, goal.id, today))
    db.flush()
    return goals


def moment_ago(today: date, days: int, hour: int = 15) -> datetime:
    """An hour of a day that has gone."""
    return datetime.combine(today - timedelta(days=days), time(hour, 20), UTC)


def _goal(plan: GoalPlan, today: date) -> t.Goal:
    begun = today - timedelta(days=plan.age)
    due = None if plan.due_in is None else today + timedelta(days=plan.due_in)
    return t.Goal(
        student_id=plan.student,
        title=plan.title,
        area=plan.area,
        horizon=plan.horizon,
        state=plan.state,
        position=plan.position,
        skill=plan.skill,
        measure_kind=plan.kind,
        measure=plan.measure,
        unit=plan.unit,
        baseline=plan.baseline,
        baseline_source=plan.source,
        baseline_on=None if plan.baseline is None else begun,
        target=plan.target,
        target_on=due,
        family_attempt=plan.attempt,
        family_attempt_on=begun if plan.attempt else None,
        created_by=plan.author or plan.teacher,
        created_at=moment_ago(today, plan.age),
        updated_at=moment_ago(today, _last_touch(plan)),
    )


def _last_touch(plan: GoalPlan) -> int:
    return min((check_in.days_ago for check_in in plan.check_ins), default=plan.age)


def _rows(plan: GoalPlan, goal: int, today: date) -> Iterable[t.Table]:
    yield from _voices(plan, goal, today)
    yield from _steps(plan, goal, today)
    for text, days_ago in plan.supports:
        yield t.Strategy(
            goal_id=goal,
            student_id=plan.student,
            text=text,
            started_on=today - timedelta(days=days_ago),
        )
    yield from _check_ins(plan, goal, today)
    for comment in plan.comments:
        yield t.Comment(
            goal_id=goal,
            student_id=plan.student,
            author_id=comment.author,
            voice="family" if comment.author == plan.guardian else "school",
            text=comment.text,
            audience=comment.audience,
            created_at=moment_ago(today, comment.days_ago, 18),
        )


def _voices(plan: GoalPlan, goal: int, today: date) -> Iterable[t.Table]:
    said = moment_ago(today, max(plan.age - 3, 1))
    if plan.child_words:
        yield t.GoalVoice(
            goal_id=goal,
            student_id=plan.student,
            voice="child",
            author_id=plan.student,
            words=plan.child_words,
            written_at=said,
        )
    if plan.family_words and plan.guardian:
        yield t.GoalVoice(
            goal_id=goal,
            student_id=plan.student,
            voice="family",
            author_id=plan.guardian,
            words=plan.family_words,
            written_at=said,
        )


def _steps(plan: GoalPlan, goal: int, today: date) -> Iterable[t.Table]:
    for position, (who, text, done) in enumerate(plan.steps):
        yield t.Step(
            goal_id=goal,
            student_id=plan.student,
            who=who,
            text=text,
            position=position,
            done_on=None if done is None else today - timedelta(days=done),
        )


def _check_ins(plan: GoalPlan, goal: int, today: date) -> Iterable[t.Table]:
    for check_in in plan.check_ins:
        home = plan.guardian if check_in.at_home else None
        yield t.CheckIn(
            goal_id=goal,
            student_id=plan.student,
            day=today - timedelta(days=check_in.days_ago),
            value=check_in.value,
            note=check_in.note,
            place="home" if home else "school",
            author_id=home or plan.teacher,
            created_at=moment_ago(today, check_in.days_ago),
        )
