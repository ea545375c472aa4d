"""A goal in words: its columns, areas and voices, and what is typed into it."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from i18n import N_, _
from rules.people import RELATIONS, Role
from rules.progress import MeasureKind


class State(StrEnum):
    IDEA = "idea"
    AGREED = "agreed"
    WORKING = "working"
    REACHED = "reached"
    LET_GO = "let_go"


class Horizon(StrEnum):
    YEAR = "year"
    SHORT = "short"


class Area(StrEnum):
    READING = "reading"
    WRITING = "writing"
    MATHS = "maths"
    SPEAKING = "speaking"
    SOCIAL = "social"
    INDEPENDENCE = "independence"
    CREATIVITY = "creativity"
    BODY = "body"
    INTEREST = "interest"
    OTHER = "other"


class Who(StrEnum):
    ME = "me"
    SCHOOL = "school"
    HOME = "home"


class Voice(StrEnum):
    CHILD = "child"
    FAMILY = "family"
    SCHOOL = "school"


class Audience(StrEnum):
    ALL = "all"
    ADULTS = "adults"


STATE_NAMES = {
    State.IDEA: N_("Idea"),
    State.AGREED: N_("Agreed"),
    State.WORKING: N_("Working on it"),
    State.REACHED: N_("Reached"),
    State.LET_GO: N_("Let go"),
}

STATE_HINTS = {
    State.IDEA: N_("Something worth talking about."),
    State.AGREED: N_("We want this. It has not begun yet."),
    State.WORKING: N_("We are on it now."),
    State.REACHED: N_("Done. Worth celebrating!"),
    State.LET_GO: N_("We stopped this. That is fine too."),
}

HORIZON_NAMES = {Horizon.YEAR: N_("Goal for the year"), Horizon.SHORT: N_("Short-term goal")}

AREA_NAMES = {
    Area.READING: N_("Reading"),
    Area.WRITING: N_("Writing"),
    Area.MATHS: N_("Maths"),
    Area.SPEAKING: N_("Speaking"),
    Area.SOCIAL: N_("Feelings and friends"),
    Area.INDEPENDENCE: N_("Independence"),
    Area.CREATIVITY: N_("Creativity"),
    Area.BODY: N_("Body and health"),
    Area.INTEREST: N_("Own interest"),
    Area.OTHER: N_("Something else"),
}

WHO_NAMES = {Who.ME: N_("I will"), Who.SCHOOL: N_("School will"), Who.HOME: N_("Home will")}

TICKS = {
    Who.ME: frozenset({Role.STUDENT, Role.TEACHER, Role.COORDINATOR}),
    Who.HOME: frozenset({Role.GUARDIAN, Role.TEACHER, Role.COORDINATOR}),
    Who.SCHOOL: frozenset({Role.TEACHER, Role.COORDINATOR}),
}

VOICE_OF = {Role.STUDENT: Voice.CHILD, Role.GUARDIAN: Voice.FAMILY}


@dataclass(frozen=True)
class StepDraft:
    who: Who
    text: str


@dataclass(frozen=True)
class GoalDraft:
    """What somebody types about a goal."""

    title: str
    area: Area = Area.OTHER
    horizon: Horizon = Horizon.SHORT
    skill: str = ""
    measure_kind: MeasureKind = MeasureKind.RATING
    measure: str = ""
    unit: str = ""
    baseline: float | None = None
    baseline_source: str = ""
    baseline_on: date | None = None
    target: float | None = None
    target_on: date | None = None
    steps: tuple[StepDraft, ...] = field(default=())

    def lines(self, who: Who) -> str:
        """What this one will do, a line each."""
        return "\n".join(step.text for step in self.steps if step.who == who)


@dataclass(frozen=True)
class Speaker:
    """Who said something, as far as the reader may know."""

    voice: Voice
    name: str = ""
    relation: str = ""
    mine: bool = False

    @property
    def label(self) -> str:
        if self.mine:
            return _("You")
        if self.voice is Voice.FAMILY:
            return self._family()
        return self.name or (_("School") if self.voice is Voice.SCHOOL else _("Child"))

    def _family(self) -> str:
        relation = _(RELATIONS[self.relation]) if self.relation in RELATIONS else ""
        return ", ".join(part for part in (relation, self.name) if part) or _("Family")


def area_name(area: str) -> str:
    """The area in the reader's language; one that the hub does not know is something else."""
    return _(AREA_NAMES[Area(area)] if area in set(Area) else AREA_NAMES[Area.OTHER])


def state_name(state: State) -> str:
    return _(STATE_NAMES[state])


def audiences(role: Role) -> tuple[Audience, ...]:
    """Whom this role may write to: a child writes nothing that it could not read again."""
    return (Audience.ALL,) if role is Role.STUDENT else (Audience.ALL, Audience.ADULTS)


def may_tick(role: Role, who: Who) -> bool:
    """Whether this role says that a step is done."""
    return role in TICKS[who]


def voice_of(role: Role) -> Voice:
    """As whom this role speaks."""
    return VOICE_OF.get(role, Voice.SCHOOL)
