"""What the goal pages show: a child's board, and one goal with everything that hangs on it."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from i18n import _
from i18n.dates import format_day, format_number
from rules.goal_states import Ready
from rules.goals import Area, Audience, GoalDraft, Horizon, Speaker, State, Voice, Who
from rules.people import Named
from rules.progress import MeasureKind, Reading, Series, read
from rules.progress_words import say_value
from rules.readers import Sight


@dataclass(frozen=True)
class ChildHead:
    """A child as the heading of a page and as a choice of a picker."""

    id: int
    name: str
    class_name: str = ""
    given: str = ""
    read_only: bool = False  # for this reader, whom the school has told not to write

    @property
    def short(self) -> str:
        """What the child is called in a sentence."""
        return self.given or self.name

    @property
    def named(self) -> Named:
        return Named(self.id, self.short)

    @property
    def label(self) -> str:
        return " · ".join(part for part in (self.name, self.class_name) if part)


@dataclass(frozen=True)
class StepView:
    id: int
    goal_id: int
    who: Who
    text: str
    done_on: date | None

    def done_this_week(self, today: date) -> bool:
        """Whether it was ticked since Monday; a new week asks again."""
        return self.done_on is not None and self.done_on >= monday_of(today)


@dataclass(frozen=True)
class BoardCard:
    """A goal on the board."""

    id: int
    title: str
    area: Area
    horizon: Horizon
    state: State
    position: int
    version: int
    child_words: str
    next_step: StepView | None
    last_check_in: date | None
    series: Series
    ready: Ready

    @property
    def values(self) -> tuple[float, ...]:
        """For a sparkline."""
        return tuple(point.value for point in self.series.points)

    @property
    def reading(self) -> Reading:
        """For the sentence on where it stands."""
        return read(self.series)

    @property
    def spoken(self) -> frozenset[Voice]:
        """Who has spoken: the child, the family, the teacher with a measurable version."""
        return self.ready.spoken


@dataclass(frozen=True)
class ChildBoard:
    child: ChildHead
    cards: tuple[BoardCard, ...]

    def column(self, state: State) -> tuple[BoardCard, ...]:
        """The cards of a column from top to bottom."""
        return tuple(card for card in self.cards if card.state is state)


@dataclass(frozen=True)
class VoiceView:
    """Somebody's words on a goal; `mine` are those that the reader may go on writing."""

    speaker: Speaker
    words: str
    version: int
    written_at: datetime
    mine: bool = False
    written_by: str = ""
    id: int = 0


@dataclass(frozen=True)
class CommentView:
    id: int
    speaker: Speaker
    text: str
    audience: Audience
    created_at: datetime


@dataclass(frozen=True)
class StrategyView:
    """A support the school tries, from a day on."""

    id: int
    text: str
    started_on: date
    ended_on: date | None


@dataclass(frozen=True)
class UsedAnswer:
    """A survey answer that found its way into this goal."""

    use_id: int
    answer_id: int
    question: str
    words: str


@dataclass(frozen=True)
class GoalDetail:
    """One goal with all its voices."""

    id: int
    child: ChildHead
    state: State
    version: int
    draft: GoalDraft
    attempt: str
    attempt_on: date | None
    child_voices: tuple[VoiceView, ...]
    family_voices: tuple[VoiceView, ...]
    steps: tuple[StepView, ...]
    strategies: tuple[StrategyView, ...]
    comments: tuple[CommentView, ...]
    used: tuple[UsedAnswer, ...]
    series: Series
    ready: Ready
    sight: Sight = field(default_factory=Sight)

    @property
    def reading(self) -> Reading:
        return read(self.series)

    def doing(self, who: Who) -> tuple[StepView, ...]:
        """What this one will do."""
        return tuple(step for step in self.steps if step.who is who)

    def own(self, voice: Voice) -> VoiceView | None:
        """The words that the reader may go on writing."""
        views = self.child_voices if voice is Voice.CHILD else self.family_voices
        return next((view for view in views if view.mine), None)


def monday_of(day: date) -> date:
    """The day a week begins."""
    return day - timedelta(days=day.weekday())


def aim_sentence(series: Series) -> str:
    """From where to where by when, as far as it is known."""
    if series.target is None:
        return _("Not decided yet.")
    words = {
        "start": "" if series.baseline is None else _start(series, series.baseline),
        "target": say_value(series, series.target),
        "day": format_day(series.target_on) if series.target_on else "",
    }
    return _aim(bool(words["start"]), bool(words["day"])).format(**words)


def _start(series: Series, value: float) -> str:
    """A number without its unit, which follows with the target."""
    return format_number(value) if series.kind is MeasureKind.NUMBER else say_value(series, value)


def _aim(has_start: bool, has_day: bool) -> str:
    if has_start:
        return _("From {start} to {target} by {day}") if has_day else _("From {start} to {target}")
    return _("Up to {target} by {day}") if has_day else _("Up to {target}")
