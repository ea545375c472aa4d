"""From column to column: which moves there are, and what a goal needs before work begins."""

from dataclasses import dataclass

from babel.lists import format_list

from i18n import _
from i18n.dates import locale_name
from rules.goals import GoalDraft, State, Voice, state_name
from rules.problems import Problem

MOVES: dict[State, frozenset[State]] = {
    State.IDEA: frozenset({State.AGREED, State.WORKING, State.LET_GO}),
    State.AGREED: frozenset({State.IDEA, State.WORKING, State.LET_GO}),
    State.WORKING: frozenset({State.AGREED, State.REACHED, State.LET_GO}),
    State.REACHED: frozenset({State.WORKING}),
    State.LET_GO: frozenset({State.IDEA, State.AGREED}),
}


@dataclass(frozen=True)
class Ready:
    """What a goal has of what it needs before work begins."""

    child_spoke: bool
    family_spoke: bool
    family_tried: bool
    measured: bool
    aimed: bool
    dated: bool

    @property
    def spoken(self) -> frozenset[Voice]:
        said = {
            Voice.CHILD: self.child_spoke,
            Voice.FAMILY: self.family_spoke,
            Voice.SCHOOL: self.measured and self.aimed and self.dated,
        }
        return frozenset(voice for voice, spoke in said.items() if spoke)


def ready(draft: GoalDraft, *, child_spoke: bool, family_spoke: bool, family_tried: bool) -> Ready:
    """The readiness of a goal with these words."""
    return Ready(
        child_spoke=child_spoke,
        family_spoke=family_spoke,
        family_tried=family_tried,
        measured=bool(draft.measure),
        aimed=draft.target is not None,
        dated=draft.target_on is not None,
    )


def missing(ready: Ready) -> tuple[str, ...]:
    """What still has to be there before work begins, as parts of a sentence."""
    heard = ready.family_spoke or ready.family_tried
    parts = (
        (ready.child_spoke, _("the child's own words")),
        (heard, _("the family's words or a note of how you tried to reach them")),
        (ready.measured, _("what you measure")),
        (ready.aimed, _("a target")),
        (ready.dated, _("a target date")),
    )
    return tuple(text for there, text in parts if not there)


def check_move(state: State, to: State, ready: Ready) -> None:
    """Raise Problem with one sentence on why this move can't be, and what to do."""
    if to not in MOVES[state] | {state}:
        raise Problem(_refusal(state, to))
    if to is State.WORKING and state is not to:
        check_ready(ready)


def check_ready(ready: Ready) -> None:
    """Raise Problem unless work can begin, or go on."""
    parts = missing(ready)
    if parts:
        raise Problem(
            _("“{column}” still needs {things}. Please add this to the goal first.").format(
                column=state_name(State.WORKING),
                things=format_list(list(parts), locale=locale_name()),
            )
        )


def targets(state: State) -> tuple[State, ...]:
    """Where a goal of this column can go, in the order of the board."""
    return tuple(to for to in State if to in MOVES[state])


def _refusal(state: State, to: State) -> str:
    if state is State.LET_GO:
        return _("This goal was let go. Move it to Idea or Agreed first and talk about it again.")
    if state is State.REACHED:
        return _("A reached goal stays reached. To go on with it, move it to Working on it.")
    if to is State.REACHED:
        return _("Only a goal that you work on can be reached. Move it to Working on it first.")
    return _("This goal is being worked on. To pause it, move it to Agreed.")
