"""What the survey's pages show: questions in the reader's language, answers, and their use."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from rules.people import Named
from rules.surveys import Audience, Kind, ResponseState, Said, SurveyState


@dataclass(frozen=True)
class Option:
    """Something to tap: the stable value that is kept, and what it says."""

    value: str
    label: str


@dataclass(frozen=True)
class Asked:
    """A question in the reader's language; `more` asks for words beside the taps."""

    id: int
    key: str | None
    kind: Kind
    text: str
    help: str
    more: str
    options: tuple[Option, ...]
    audience: Audience
    for_goals: bool
    active: bool = True

    def labels(self, values: Iterable[str]) -> tuple[str, ...]:
        """What these values say; one that is no longer offered still says itself."""
        known = {option.value: option.label for option in self.options}
        return tuple(known.get(value, value) for value in values)

    def about(self, name: str) -> str:
        """The question about this child."""
        return self.text.replace("{child}", name)


@dataclass(frozen=True)
class UsedIn:
    """A goal that an answer found its way into."""

    use_id: int
    goal_id: int
    title: str
    used_on: date


@dataclass(frozen=True)
class Sheet:
    """A guardian's own answers about one child."""

    state: ResponseState | None = None
    sent_at: datetime | None = None
    said: Mapping[int, Said] = field(default_factory=dict)
    used: Mapping[int, tuple[UsedIn, ...]] = field(default_factory=dict)

    @property
    def is_sent(self) -> bool:
        return self.state is ResponseState.SENT


@dataclass(frozen=True)
class FamilyPage:
    """The survey as a guardian meets it: their children, the questions, and each child's sheet."""

    survey_id: int | None
    state: SurveyState | None
    year: str
    children: tuple[Named, ...]
    asked: tuple[Asked, ...]
    sheets: Mapping[int, Sheet]

    @property
    def is_open(self) -> bool:
        return self.state is SurveyState.OPEN


@dataclass(frozen=True)
class ToldUs:
    """What a family told us, for those who write goals with the child."""

    answer_id: int
    question: str
    choices: tuple[str, ...]
    text: str
    guardian: str
    audience: Audience
    for_goals: bool
    used_in: tuple[UsedIn, ...] = ()


@dataclass(frozen=True)
class YouSaid:
    """'You said, we used it': an answer of the reader's own, and the goal it is in."""

    words: str
    goal_id: int
    goal: str
    used_on: date


def steps(asked: Sequence[Asked], room: int = 16) -> tuple[tuple[Asked, ...], ...]:
    """The questions a phone shows at a time: one or two, by how much there is to read."""
    found: list[list[Asked]] = []
    for question in asked:
        last = found[-1] if found else []
        if len(last) == 1 and _size(last[0]) + _size(question) <= room:
            last.append(question)
        else:
            found.append([question])
    return tuple(map(tuple, found))


def _size(question: Asked) -> int:
    return len(question.options) or 6


def quote(asked: Asked, said: Said) -> str:
    """An answer as one line: the written words, else what was tapped."""
    return said.text or ", ".join(asked.labels(said.choices))
