"""What a family asks to have put right: what it is about, and what the office answers."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from i18n import N_, _
from i18n.dates import day_of, format_day
from rules.people import Named
from rules.problems import Problem
from rules.texts import check_text

WORDS = 1000
ASKED, ANSWERED = "correction.ask", "correction.answer"


class About(StrEnum):
    NAME = "name"
    BIRTH_DATE = "birth_date"
    CLASS = "class"
    FAMILY = "family"
    CONTACT = "contact"
    GOAL = "goal"
    CHECK_IN = "check_in"
    ANSWER = "answer"
    OTHER = "other"


ABOUT_NAMES = {
    About.NAME: N_("A name"),
    About.BIRTH_DATE: N_("A birth date"),
    About.CLASS: N_("The class or the teacher"),
    About.FAMILY: N_("Who belongs to the family"),
    About.CONTACT: N_("An address, a phone number or an e-mail"),
    About.GOAL: N_("A goal"),
    About.CHECK_IN: N_("A check-in"),
    About.ANSWER: N_("An answer in the family survey"),
    About.OTHER: N_("Something else"),
}


class State(StrEnum):
    OPEN = "open"
    DONE = "done"
    NOT_CHANGED = "not_changed"


STATE_NAMES = {
    State.OPEN: N_("Waiting for an answer"),
    State.DONE: N_("Put right"),
    State.NOT_CHANGED: N_("Not changed"),
}
ANSWERS = (State.DONE, State.NOT_CHANGED)


@dataclass(frozen=True)
class CorrectionDraft:
    """What is wrong, in a family's words."""

    about: About
    words: str


@dataclass(frozen=True)
class Answer:
    """What the office did about it, and why."""

    state: State
    reason: str


@dataclass(frozen=True)
class CorrectionLine:
    """A request as it is read; names as far as the reader may know them."""

    id: int
    child: Named
    about: About
    words: str
    asked_by: str
    asked_at: datetime
    state: State
    reason: str = ""
    answered_by: str = ""
    answered_at: datetime | None = None

    @property
    def asked(self) -> str:
        """What it is about, by whom and when."""
        parts = (about_name(self.about), self.asked_by, format_day(day_of(self.asked_at)))
        return " · ".join(part for part in parts if part)

    @property
    def answered(self) -> str:
        """What became of it, by whom and when; without an answer, that it waits."""
        day = format_day(day_of(self.answered_at)) if self.answered_at else ""
        parts = (state_name(self.state), self.answered_by, day)
        return " · ".join(part for part in parts if part)


def about_name(about: str) -> str:
    return _(ABOUT_NAMES[About(about)]) if about in list(About) else about


def state_name(state: str) -> str:
    return _(STATE_NAMES[State(state)]) if state in list(State) else state


def check_correction(draft: CorrectionDraft) -> CorrectionDraft:
    """The request as it is kept, or Problem."""
    words = check_text(_("What is wrong"), draft.words, WORDS)
    if not words:
        raise Problem(_("Please say what is wrong, and what would be right."))
    return CorrectionDraft(draft.about, words)


def check_answer(current: str, answer: Answer) -> Answer:
    """The answer as it is kept, or Problem."""
    if current != State.OPEN:
        raise Problem(_("Somebody of the office has answered this already. Please look again."))
    reason = check_text(_("Your answer"), answer.reason, WORDS)
    if answer.state not in ANSWERS:
        raise Problem(_("Please choose whether it was put right."))
    if not reason:
        raise Problem(_("Please tell the family in a sentence what you did, or why not."))
    return Answer(answer.state, reason)
