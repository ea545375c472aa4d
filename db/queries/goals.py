"""Goals as pages show them: the children to choose from, a child's board, one goal in full."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import and_, bindparam, select

from db import tables as t
from db.queries.custody import READS_ONLY, mine
from db.queries.goal_voices import comments, used, voices
from db.queries.kept import remembered
from db.queries.readers import goal_sight
from db.session import HubSession
from i18n.dates import today
from rules.goal_states import Ready, ready
from rules.goal_views import BoardCard, ChildBoard, ChildHead, GoalDetail, StepView, StrategyView
from rules.goals import Area, GoalDraft, Horizon, State, StepDraft, Voice, Who
from rules.people import Role, Status, full_name
from rules.progress import MeasureKind, Point, Series, SupportChange

Marks = Iterable[tuple[date, float]]


@dataclass(frozen=True)
class _Parts:
    """What hangs on a goal and shows on its card."""

    said: list[t.GoalVoice]
    told: bool  # an answer of the family's survey is part of it
    step: StepView | None
    marks: list[tuple[date, float]]


ENROLLED = and_(t.Enrolment.student_id == t.Person.id, t.Enrolment.ended_on.is_(None))
CHILDREN = (
    select(
        t.Person.id,
        t.Person.given_name,
        t.Person.family_name,
        t.Person.preferred_name,
        t.SchoolClass.name,
        READS_ONLY,
    )
    .outerjoin(t.Enrolment, ENROLLED)
    .outerjoin(t.SchoolClass, t.SchoolClass.id == t.Enrolment.class_id)
    .where(t.Person.role == Role.STUDENT, t.Person.status == Status.ACTIVE)
    .order_by(t.Person.given_name, t.Person.family_name, t.Person.id, t.SchoolClass.name)
)
CHILD = CHILDREN.where(t.Person.id == bindparam("child"))


@remembered
def children(db: HubSession) -> tuple[ChildHead, ...]:
    """The children a viewer may choose from, by name."""
    return tuple(_heads(db.execute(CHILDREN, mine(db))))


@remembered
def child_board(db: HubSession, student_id: int) -> ChildBoard | None:
    """Every goal of a child with what its card says; None for a child that is not theirs."""
    heads = _heads(db.execute(CHILD, {"child": student_id, **mine(db)}))
    if not heads:
        return None
    goals = db.scalars(
        select(t.Goal).where(t.Goal.student_id == student_id).order_by(t.Goal.position, t.Goal.id)
    ).all()
    return ChildBoard(heads[0], _cards(db, student_id, goals))


@remembered
def goal_detail(db: HubSession, goal_id: int) -> GoalDetail | None:
    """One goal with everything that hangs on it; None for a goal that is not theirs."""
    rows = db.execute(
        select(t.Goal, t.Person, READS_ONLY, t.CheckIn.day, t.CheckIn.value)
        .join(t.Person, t.Person.id == t.Goal.student_id)
        .outerjoin(t.CheckIn, and_(t.CheckIn.goal_id == t.Goal.id, t.CheckIn.removed_at.is_(None)))
        .where(t.Goal.id == goal_id)
        .order_by(t.CheckIn.day, t.CheckIn.id),
        mine(db),
    ).all()
    if not rows:
        return None
    goal, person, reads_only = rows[0][:3]
    marks = [(day, value) for *_, day, value in rows if day is not None]
    name = full_name(person.given_name, person.family_name, person.preferred_name)
    head = ChildHead(
        person.id,
        name,
        given=person.preferred_name or person.given_name,
        read_only=reads_only,
    )
    return _detail(db, goal, head, marks)


def sees_goal(db: HubSession, goal_id: int) -> bool:
    """Whether the goal is there for this viewer just now."""
    return db.scalar(select(t.Goal.id).where(t.Goal.id == goal_id)) is not None


def draft_of(goal: t.Goal, steps: Iterable[t.Step]) -> GoalDraft:
    """What the editor shows of a stored goal."""
    return GoalDraft(
        title=goal.title,
        area=_area(goal.area),
        horizon=Horizon(goal.horizon),
        skill=goal.skill,
        measure_kind=MeasureKind(goal.measure_kind),
        measure=goal.measure,
        unit=goal.unit,
        baseline=goal.baseline,
        baseline_source=goal.baseline_source,
        baseline_on=goal.baseline_on,
        target=goal.target,
        target_on=goal.target_on,
        steps=tuple(StepDraft(Who(step.who), step.text) for step in steps),
    )


def readiness(goal: t.Goal, spoken: Iterable[str]) -> Ready:
    """What a stored goal has of what it needs before work begins."""
    said = set(spoken)
    return ready(
        draft_of(goal, ()),
        child_spoke=Voice.CHILD in said,
        family_spoke=Voice.FAMILY in said,
        family_tried=goal.family_attempt_on is not None,
    )


def series_of(goal: t.Goal, marks: Marks, changes: Iterable[t.Strategy] = ()) -> Series:
    """A goal's check-ins by day, with what they are measured against."""
    return Series(
        measure=goal.measure,
        unit=goal.unit,
        kind=MeasureKind(goal.measure_kind),
        baseline=goal.baseline,
        baseline_on=goal.baseline_on,
        target=goal.target,
        target_on=goal.target_on,
        points=tuple(Point(day, value) for day, value in marks),
        changes=tuple(SupportChange(row.started_on, row.text) for row in changes),
    )


def _heads(rows: Iterable[Any]) -> list[ChildHead]:
    heads: dict[int, ChildHead] = {}
    classes: defaultdict[int, list[str]] = defaultdict(list)
    for key, given, family, preferred, class_name, reads_only in rows:
        name = full_name(given, family, preferred)
        heads[key] = ChildHead(key, name, given=preferred or given, read_only=reads_only)
        classes[key] += [class_name] if class_name else []
    return [replace(head, class_name=", ".join(classes[key])) for key, head in heads.items()]


def _cards(db: HubSession, student_id: int, goals: Sequence[t.Goal]) -> tuple[BoardCard, ...]:
    said = _words(db, student_id)
    told = set(db.scalars(select(t.AnswerUse.goal_id).where(t.AnswerUse.student_id == student_id)))
    steps = _next_steps(db, student_id)
    marks = _marks(db, student_id)
    return tuple(
        _card(goal, _Parts(said[goal.id], goal.id in told, steps.get(goal.id), marks[goal.id]))
        for goal in goals
    )


def _card(goal: t.Goal, parts: _Parts) -> BoardCard:
    voices = [row.voice for row in parts.said]
    return BoardCard(
        id=goal.id,
        title=goal.title,
        area=_area(goal.area),
        horizon=Horizon(goal.horizon),
        state=State(goal.state),
        position=goal.position,
        version=goal.version,
        child_words=_child_words(parts.said),
        next_step=parts.step,
        last_check_in=parts.marks[-1][0] if parts.marks else None,
        series=series_of(goal, parts.marks),
        ready=readiness(goal, [*voices, Voice.FAMILY] if parts.told else voices),
    )


def _child_words(said: Iterable[t.GoalVoice]) -> str:
    """The child's own words before those that were written down for them."""
    rows = [row for row in said if row.voice == Voice.CHILD]
    own = [row for row in rows if row.author_id == row.student_id]
    return next((row.words for row in own or rows), "")


def _words(db: HubSession, student_id: int) -> dict[int, list[t.GoalVoice]]:
    said: defaultdict[int, list[t.GoalVoice]] = defaultdict(list)
    for row in db.scalars(select(t.GoalVoice).where(t.GoalVoice.student_id == student_id)):
        said[row.goal_id].append(row)
    return said


def _next_steps(db: HubSession, student_id: int) -> dict[int, StepView]:
    rows = db.scalars(
        select(t.Step)
        .where(t.Step.student_id == student_id)
        .order_by(t.Step.position.desc(), t.Step.id.desc())
    )
    steps = [_step(row) for row in rows]
    return {step.goal_id: step for step in steps if not step.done_this_week(today())}


def _marks(db: HubSession, student_id: int) -> dict[int, list[tuple[date, float]]]:
    marks: defaultdict[int, list[tuple[date, float]]] = defaultdict(list)
    rows = db.execute(
        select(t.CheckIn.goal_id, t.CheckIn.day, t.CheckIn.value)
        .where(t.CheckIn.student_id == student_id, t.CheckIn.removed_at.is_(None))
        .order_by(t.CheckIn.day, t.CheckIn.id)
    )
    for goal_id, day, value in rows:
        marks[goal_id].append((day, value))
    return marks


def _detail(db: HubSession, goal: t.Goal, child: ChildHead, marks: Marks) -> GoalDetail:
    own, family = voices(db, goal.id, child.name)
    steps = db.scalars(
        select(t.Step).where(t.Step.goal_id == goal.id).order_by(t.Step.position, t.Step.id)
    ).all()
    strategies = db.scalars(
        select(t.Strategy).where(t.Strategy.goal_id == goal.id).order_by(t.Strategy.started_on)
    ).all()
    told = used(db, goal.id, child.short)
    spoken = [*(Voice.CHILD for _ in own), *(Voice.FAMILY for _ in [*family, *told])]
    return GoalDetail(
        id=goal.id,
        child=child,
        state=State(goal.state),
        version=goal.version,
        draft=draft_of(goal, steps),
        attempt=goal.family_attempt,
        attempt_on=goal.family_attempt_on,
        child_voices=own,
        family_voices=family,
        steps=tuple(_step(row) for row in steps),
        strategies=tuple(_strategy(row) for row in strategies),
        comments=comments(db, goal.id),
        used=told,
        series=series_of(goal, marks, strategies),
        ready=readiness(goal, spoken),
        sight=goal_sight(db, child.named),
    )


def _step(row: t.Step) -> StepView:
    return StepView(row.id, row.goal_id, Who(row.who), row.text, row.done_on)


def _strategy(row: t.Strategy) -> StrategyView:
    return StrategyView(row.id, row.text, row.started_on, row.ended_on)


def _area(area: str) -> Area:
    return Area(area) if area in set(Area) else Area.OTHER
