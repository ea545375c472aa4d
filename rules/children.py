"""One child as the pages show them: goals as they stand today, and the story so far."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from i18n import _
from rules.checkins import CheckInLine, Place
from rules.goal_views import ChildHead
from rules.goals import State, Voice, Who
from rules.progress import Reading, Series, read
from rules.progress_words import say_value
from rules.readers import Sight
from rules.story import Happening, Lane, StoryMark
from rules.surveys import Audience

OPEN_STATES = (State.IDEA, State.AGREED, State.WORKING)


@dataclass(frozen=True, slots=True)
class StepLine:
    """What somebody does for a goal."""

    id: int
    goal_id: int
    who: Who
    text: str
    done_on: date | None

    def done_since(self, monday: date) -> bool:
        """Whether it was ticked this week; a new week asks again."""
        return self.done_on is not None and self.done_on >= monday


@dataclass(frozen=True, slots=True)
class VoiceLine:
    """The words of the child or of the family."""

    goal_id: int
    voice: Voice
    words: str
    author_id: int
    on: date
    version: int


@dataclass(frozen=True, slots=True)
class CommentLine:
    """A comment as the story shows it."""

    goal_id: int
    voice: Voice
    text: str
    on: date


@dataclass(frozen=True, slots=True)
class ToldLine:
    """What a family told the school, and the goal it became part of, if any."""

    answer_id: int
    child_id: int
    question: str
    words: str
    audience: Audience
    goal_id: int | None = None
    used_on: date | None = None


@dataclass(frozen=True)
class GoalNow:
    """A goal with what is known of it today."""

    id: int
    child_id: int
    title: str
    area: str
    state: State
    series: Series
    created_on: date
    child_words: str = ""
    family_words: str = ""
    family_heard: bool = False  # in its own words, by an answer, or by an attempt on record
    own_words: str = ""
    own_version: int = 0
    unanswered: tuple[str, ...] = ()  # what others wrote since the reader's side answered
    steps: tuple[StepLine, ...] = ()

    @cached_property
    def reading(self) -> Reading:
        return read(self.series)

    @property
    def working(self) -> bool:
        return self.state is State.WORKING

    @property
    def last_on(self) -> date | None:
        return self.series.points[-1].day if self.series.points else None

    @property
    def headline(self) -> str:
        """The goal in the child's words, or its title until the child has spoken."""
        return self.child_words or self.title

    def of(self, who: Who) -> tuple[StepLine, ...]:
        """The steps of the child, the school or the home."""
        return tuple(step for step in self.steps if step.who is who)


@dataclass(frozen=True)
class ChildStory:
    """Everything the page of one child shows."""

    child: ChildHead
    goals: tuple[GoalNow, ...]
    check_ins: tuple[CheckInLine, ...]
    voices: tuple[VoiceLine, ...]
    comments: tuple[CommentLine, ...]
    told: tuple[ToldLine, ...]
    sight: Sight = field(default_factory=Sight)

    @cached_property
    def working(self) -> tuple[GoalNow, ...]:
        return tuple(goal for goal in self.goals if goal.working)

    @cached_property
    def others(self) -> tuple[GoalNow, ...]:
        return tuple(goal for goal in self.goals if not goal.working)

    @cached_property
    def marks(self) -> tuple[StoryMark, ...]:
        """What happened to this child's goals, by day."""
        return tuple(sorted(_marks(self), key=lambda mark: mark.day))

    def check_ins_of(self, goal_id: int) -> tuple[CheckInLine, ...]:
        """A goal's check-ins, the last first."""
        return tuple(line for line in reversed(self.check_ins) if line.goal_id == goal_id)


LANES = {Voice.CHILD: Lane.CHILD, Voice.FAMILY: Lane.FAMILY, Voice.SCHOOL: Lane.SCHOOL}


def _marks(story: ChildStory) -> Iterator[StoryMark]:
    goals = {goal.id: goal for goal in story.goals}
    yield from map(_began, story.goals)
    yield from (_checked(line, goals[line.goal_id]) for line in story.check_ins)
    yield from map(_spoke, story.voices)
    yield from map(_commented, story.comments)
    yield from (_used(line, line.used_on) for line in story.told if line.used_on)
    for goal in story.goals:
        for change in goal.series.changes:
            yield StoryMark(change.day, Lane.SCHOOL, Happening.SUPPORT, change.label)
        if goal.state is State.REACHED and goal.last_on:
            yield StoryMark(goal.last_on, Lane.CHILD, Happening.REACHED, goal.title)


def _began(goal: GoalNow) -> StoryMark:
    return StoryMark(goal.created_on, Lane.SCHOOL, Happening.GOAL, goal.title)


def _checked(line: CheckInLine, goal: GoalNow) -> StoryMark:
    lane = Lane.FAMILY if line.place is Place.HOME else Lane.SCHOOL
    said = f"{goal.title}: {say_value(goal.series, line.value)}"
    return StoryMark(
        line.day, lane, Happening.CHECK_IN, f"{said}. {line.note}" if line.note else said
    )


def _spoke(line: VoiceLine) -> StoryMark:
    return StoryMark(line.on, LANES[line.voice], Happening.WORDS, line.words)


def _commented(line: CommentLine) -> StoryMark:
    return StoryMark(line.on, LANES[line.voice], Happening.COMMENT, line.text)


def _used(line: ToldLine, on: date) -> StoryMark:
    label = _("From what the family told us: {words}").format(words=line.words)
    return StoryMark(on, Lane.FAMILY, Happening.WORDS, label)
