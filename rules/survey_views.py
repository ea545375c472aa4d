"""What the survey's pages show: questions in the reader's language, answers, and their use."""

from collections.abc import Callable, Iterable, Mapping, Sequence
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
    answers: Mapping[int, int] = field(default_factory=dict)  # the key of each, by question

    @property
    def is_sent(self) -> bool:
        return self.state is ResponseState.SENT


@dataclass(frozen=True)
class FamilyPage:
    """The survey as a guardian meets it: their children, the questions, and each child's sheet."""

    survey_id: int | None
    state: SurveyState | None
    children: tuple[Named, ...]
    asked: tuple[Asked, ...]
    sheets: Mapping[int, Sheet]
    read_only: frozenset[int] = frozenset()  # children for whom the reader may not answer

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


def steps(asked: Sequence[Asked], room: int = 17) -> tuple[tuple[Asked, ...], ...]:
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
    return len(question.options) or 8


@dataclass(frozen=True)
class ChildLine:
    """One child of the school: whether a family has answered, and who could."""

    child: Named
    class_id: int | None
    class_name: str
    language: str
    state: ResponseState | None
    guardians: tuple[str, ...]
    joined: bool = False

    @property
    def is_sent(self) -> bool:
        return self.state is ResponseState.SENT


@dataclass(frozen=True)
class GroupLine:
    """How many families of a class or a language have answered."""

    name: str
    children: int
    sent: int
    started: int

    @property
    def missing(self) -> int:
        return self.children - self.sent


@dataclass(frozen=True)
class Wrote:
    """What somebody wrote to one question, about whom."""

    child: Named
    class_name: str
    text: str


@dataclass(frozen=True)
class Answers:
    """All answers to one question: how often each option was tapped, and the written words."""

    families: int
    counts: tuple[tuple[str, int], ...]
    wrote: tuple[Wrote, ...]


@dataclass(frozen=True)
class ToldLine:
    """A child whose family told us something for goals; used once any of it is in a goal."""

    child: Named
    class_name: str
    is_used: bool


@dataclass(frozen=True)
class StateChange:
    """When the survey was opened or closed."""

    state: SurveyState
    at: datetime


@dataclass(frozen=True)
class SurveyHead:
    """This year's survey, as its page's head shows it."""

    id: int
    year: str
    state: SurveyState
    version: int
    changes: tuple[StateChange, ...]


def grouped(lines: Iterable[ChildLine], name: Callable[[ChildLine], str]) -> tuple[GroupLine, ...]:
    """Lines counted by a name, in the order of the names; without a name comes last."""
    groups: dict[str, list[ChildLine]] = {}
    for line in lines:
        groups.setdefault(name(line), []).append(line)
    ordered = sorted(groups.items(), key=lambda item: (not item[0], item[0].casefold()))
    return tuple(_group(key, found) for key, found in ordered)


def _group(name: str, lines: Sequence[ChildLine]) -> GroupLine:
    sent = sum(line.is_sent for line in lines)
    started = sum(line.state is ResponseState.DRAFT for line in lines)
    return GroupLine(name, len(lines), sent, started)
