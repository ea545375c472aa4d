"""Goals: adding, changing, moving between columns, and what is done for them."""

from datetime import date
from typing import Any

from sqlalchemy import func, select

from db import tables as t
from db.commands.base import Tx, check_version, command
from db.queries.goals import draft_of, readiness
from i18n import _
from i18n.dates import today
from rules.goal_checks import (
    as_words,
    check_attempt,
    check_draft,
    check_strategy,
    check_words,
    idea_only,
)
from rules.goal_states import check_move, check_ready
from rules.goals import GoalDraft, State, StepDraft, Voice, Who, may_tick, state_name, voice_of
from rules.people import Role
from rules.problems import NotFound, Problem, Stale


@command("goal.add")
def add_goal(tx: Tx, student_id: int, draft: GoalDraft, words: str = "") -> int:
    """A new idea, with the child's or the family's first words; its id."""
    child = tx.get(t.Person, student_id)
    if child.role != Role.STUDENT:
        raise NotFound()
    kept = check_draft(draft if tx.me.is_staff else idea_only(draft), today())
    goal = tx.add(
        t.Goal(
            student_id=student_id,
            state=State.IDEA,
            position=_count(tx, student_id, State.IDEA),
            created_by=tx.me.person_id,
            created_at=tx.now,
            updated_at=tx.now,
            **_fields(kept),
        )
    )
    _keep_steps(tx, goal, kept.steps)
    if words.strip():
        tx.add(_first_words(tx, goal, check_words(words)))
    tx.audit("goal", goal.id, student_id)
    return goal.id


@command("goal.update")
def update_goal(tx: Tx, goal_id: int, draft: GoalDraft, version: int) -> int:
    """The goal as it was written in a form that was opened at this version; the new version."""
    goal = tx.get(t.Goal, goal_id)
    check_version(goal.version, version, _theirs(tx, goal))
    kept = check_draft(draft, today())
    for name, value in _fields(kept).items():
        setattr(goal, name, value)
    if goal.state == State.WORKING:
        check_ready(readiness(goal, _spoken(tx, goal)))
    _keep_steps(tx, goal, kept.steps)
    _touch(tx, goal)
    tx.audit("goal", goal.id, goal.student_id)
    return goal.version


@command("goal.move")
def move_goal(tx: Tx, goal_id: int, to: State, position: int, version: int) -> int:
    """To this place of this column, if the rules allow it; the new version."""
    goal = tx.get(t.Goal, goal_id)
    before = State(goal.state)
    if goal.version != version:
        raise Stale(_moved_sentence(before, to), {"version": str(goal.version)})
    check_move(before, to, readiness(goal, _spoken(tx, goal)))
    goal.state = to
    _place(tx, goal, position)
    _touch(tx, goal)
    tx.audit("goal", goal.id, goal.student_id, before=before, after=to)
    return goal.version


@command("goal.attempt")
def record_attempt(tx: Tx, goal_id: int, text: str, day: date, version: int) -> int:
    """How the school tried to reach the family; the new version."""
    goal = tx.get(t.Goal, goal_id)
    check_version(goal.version, version, {_("How you tried"): goal.family_attempt, **_stamp(goal)})
    goal.family_attempt = check_attempt(text, day, today())
    goal.family_attempt_on = day
    _touch(tx, goal)
    tx.audit("goal", goal.id, goal.student_id)
    return goal.version


@command("step.done")
def tick_step(tx: Tx, step_id: int, done: bool) -> None:
    """Say that a step was done today, or take that back."""
    step = tx.get(t.Step, step_id)
    if not may_tick(tx.me.role, Who(step.who)):
        raise Problem(_("This step is for somebody else to tick."))
    step.done_on = today() if done else None
    tx.audit("step", step.id, step.student_id, done=done, goal=step.goal_id)


@command("strategy.add")
def add_strategy(tx: Tx, goal_id: int, text: str, day: date, instead: bool = False) -> int:
    """A support that began on this day, beside the ones before or instead of them; its id."""
    goal = tx.get(t.Goal, goal_id)
    kept = check_strategy(text, day, today())
    if instead:
        for row in _supports(tx, goal):
            row.ended_on = max(day, row.started_on)
    row = t.Strategy(goal_id=goal.id, student_id=goal.student_id, text=kept, started_on=day)
    strategy = tx.add(row)
    tx.audit("strategy", strategy.id, goal.student_id, goal=goal.id)
    return strategy.id


def _fields(draft: GoalDraft) -> dict[str, Any]:
    fields = {name: getattr(draft, name) for name in GoalDraft.__dataclass_fields__}
    del fields["steps"]
    return fields


def _touch(tx: Tx, goal: t.Goal) -> None:
    goal.version += 1
    goal.updated_at = tx.now


def _stamp(goal: t.Goal) -> dict[str, str]:
    return {"version": str(goal.version)}


def _theirs(tx: Tx, goal: t.Goal) -> dict[str, str]:
    return {**as_words(draft_of(goal, _steps(tx, goal))), **_stamp(goal)}


def _moved_sentence(now: State, to: State) -> str:
    if now is to:
        return _("Somebody else has just moved this goal to “{column}” too.").format(
            column=state_name(now)
        )
    return _(
        "Somebody else changed this goal just now: it is in “{column}”. Look again, then move it."
    ).format(column=state_name(now))


def _spoken(tx: Tx, goal: t.Goal) -> list[str]:
    """Who was heard; an answer of the survey that became part of the goal counts as well."""
    said = tx.db.scalars(select(t.GoalVoice.voice).where(t.GoalVoice.goal_id == goal.id)).all()
    told = tx.db.scalars(select(t.AnswerUse.id).where(t.AnswerUse.goal_id == goal.id)).all()
    return [*said, *(Voice.FAMILY for _ in told)]


def _first_words(tx: Tx, goal: t.Goal, words: str) -> t.GoalVoice:
    """A family speaks for itself; whatever a child or the school writes is the child's."""
    family = voice_of(tx.me.role) is Voice.FAMILY
    return t.GoalVoice(
        goal_id=goal.id,
        student_id=goal.student_id,
        voice=Voice.FAMILY if family else Voice.CHILD,
        author_id=tx.me.person_id,
        words=words,
        written_at=tx.now,
    )


def _steps(tx: Tx, goal: t.Goal) -> list[t.Step]:
    rows = select(t.Step).where(t.Step.goal_id == goal.id).order_by(t.Step.position, t.Step.id)
    return list(tx.db.scalars(rows))


def _keep_steps(tx: Tx, goal: t.Goal, drafts: tuple[StepDraft, ...]) -> None:
    """The steps as typed; one whose text only changed keeps the day it was done."""
    left = _steps(tx, goal)
    for position, draft in enumerate(drafts):
        row = _match(left, draft, {other.text for other in drafts})
        if row is None:
            tx.db.add(_step(goal, draft, position))
        else:
            left.remove(row)
            row.text, row.position = draft.text, position
    for row in left:
        tx.db.delete(row)


def _match(left: list[t.Step], draft: StepDraft, texts: set[str]) -> t.Step | None:
    same_hands = [row for row in left if row.who == draft.who]
    same_text = [row for row in same_hands if row.text == draft.text]
    changed = [row for row in same_hands if row.text not in texts]
    return next(iter(same_text or changed), None)


def _step(goal: t.Goal, draft: StepDraft, position: int) -> t.Step:
    return t.Step(
        goal_id=goal.id,
        student_id=goal.student_id,
        who=draft.who,
        text=draft.text,
        position=position,
    )


def _supports(tx: Tx, goal: t.Goal) -> list[t.Strategy]:
    rows = select(t.Strategy).where(t.Strategy.goal_id == goal.id, t.Strategy.ended_on.is_(None))
    return list(tx.db.scalars(rows))


def _count(tx: Tx, student_id: int, state: State) -> int:
    rows = select(func.count()).select_from(t.Goal)
    return tx.db.scalar(rows.where(t.Goal.student_id == student_id, t.Goal.state == state)) or 0


def _place(tx: Tx, goal: t.Goal, position: int) -> None:
    """Number the column anew with the goal at its place."""
    column = select(t.Goal).where(
        t.Goal.student_id == goal.student_id, t.Goal.state == goal.state, t.Goal.id != goal.id
    )
    rows = list(tx.db.scalars(column.order_by(t.Goal.position, t.Goal.id)))
    rows.insert(max(position, 0), goal)
    for place, row in enumerate(rows):
        if row.position != place:
            row.position = place
