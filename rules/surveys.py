"""The family survey: its states, what may be answered, and the views of its pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from i18n import N_, _, ngettext
from i18n.dates import format_number
from rules.problems import Problem


class SurveyState(StrEnum):
    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"


class ResponseState(StrEnum):
    DRAFT = "draft"
    SENT = "sent"


class Kind(StrEnum):
    MANY = "many"
    ONE = "one"
    TEXT = "text"


class Audience(StrEnum):
    """Who reads an answer; each one includes those below it."""

    CHILD_TOO = "child_too"
    TEACHERS = "teachers"
    OFFICE = "office"


TEXT_LENGTH = 2000
OPTION_LENGTH = 80
QUESTION_LENGTH = 300
MOST_OPTIONS = 30

STATE_NAMES = {
    SurveyState.DRAFT: N_("Not open yet"),
    SurveyState.OPEN: N_("Open"),
    SurveyState.CLOSED: N_("Closed"),
}
KIND_NAMES = {
    Kind.MANY: N_("Tap as many as fit"),
    Kind.ONE: N_("Tap one"),
    Kind.TEXT: N_("Only words"),
}
AUDIENCE_NAMES = {
    Audience.CHILD_TOO: N_("The class teachers, the school office and the child"),
    Audience.TEACHERS: N_("The class teachers and the school office"),
    Audience.OFFICE: N_("Only the school office"),
}
FAMILY_AUDIENCES = {
    Audience.CHILD_TOO: N_("Seen by the class teachers, the school office and your child too"),
    Audience.TEACHERS: N_("Seen by the class teachers and the school office"),
    Audience.OFFICE: N_("Seen only by the school office"),
}
MOVES = {
    None: {SurveyState.DRAFT, SurveyState.OPEN},
    SurveyState.DRAFT: {SurveyState.OPEN},
    SurveyState.OPEN: {SurveyState.CLOSED},
    SurveyState.CLOSED: {SurveyState.OPEN},
}
NARROWER = {audience: rank for rank, audience in enumerate(Audience)}


@dataclass(frozen=True)
class Said:
    """One answer: what was tapped, and what was written."""

    choices: tuple[str, ...] = ()
    text: str = ""

    def __bool__(self) -> bool:
        return bool(self.choices or self.text)

    def same(self, other: "Said") -> bool:
        """Whether this says the same, in whatever order it was tapped."""
        return set(self.choices) == set(other.choices) and self.text == other.text


@dataclass(frozen=True)
class Given:
    """An answer on its way in: what it was when the form was drawn, and who was said to see it."""

    question_id: int
    said: Said
    was: Said
    audience: Audience


@dataclass(frozen=True)
class QuestionDraft:
    """What a coordinator writes about one question; without an id it is a new one."""

    id: int | None
    version: int
    kind: Kind
    text: str
    help: str
    options: tuple[str, ...]
    audience: Audience
    active: bool = True


def check_state(current: SurveyState | None, wanted: SurveyState) -> None:
    """Raise Problem unless a survey may go this way."""
    if current is not wanted and wanted not in MOVES[current]:
        raise Problem(_("This survey can't be closed before it was opened."))


def check_open(state: SurveyState) -> None:
    """Raise Problem unless families may answer now."""
    if state is not SurveyState.OPEN:
        raise Problem(
            _("The school has closed this survey. What you sent before is kept as it was.")
        )


def check_said(kind: Kind, said: Said) -> Said:
    """The answer as it is kept, or Problem."""
    text = clean(said.text)
    if len(text) > TEXT_LENGTH:
        sentence = _(
            "This answer has {length} letters, and there is room for {limit}. "
            "Please make it shorter. What you wrote is still here."
        )
        raise Problem(
            sentence.format(length=format_number(len(text)), limit=format_number(TEXT_LENGTH))
        )
    most = {Kind.TEXT: 0, Kind.ONE: 1}.get(kind, MOST_OPTIONS)
    choices = tuple(dict.fromkeys(said.choices))[:most]
    return Said(choices, text)


def check_question(draft: QuestionDraft) -> None:
    """Raise Problem for the first thing a family could not answer."""
    if not draft.text.strip():
        raise Problem(_("Please write the question."))
    if max(len(draft.text), len(draft.help)) > QUESTION_LENGTH:
        raise Problem(
            _("Please keep the question and its hint under {limit} letters each.").format(
                limit=QUESTION_LENGTH
            )
        )
    if draft.kind is not Kind.TEXT:
        _check_options(draft.options)


def _check_options(options: Sequence[str]) -> None:
    if len(options) < 2:
        raise Problem(_("Please write at least two answers to tap, one on each line."))
    if len(options) > MOST_OPTIONS:
        raise Problem(
            _("Please keep it to {limit} answers to tap: a phone shows them all at once.").format(
                limit=MOST_OPTIONS
            )
        )
    for option in options:
        if len(option) > OPTION_LENGTH:
            raise Problem(
                _("“{start}…” is too long to tap. Please keep each answer short.").format(
                    start=option[:30]
                )
            )


def check_audience(old: Audience, new: Audience, answers: int) -> None:
    """Raise Problem where families would be read by more people than they were told."""
    if answers and NARROWER[new] < NARROWER[old]:
        sentence = ngettext(
            "{count} family has answered this and was told who sees it. "
            "It can't be shown to more people now: add a new question instead.",
            "{count} families have answered this and were told who sees it. "
            "It can't be shown to more people now: add a new question instead.",
            answers,
        )
        raise Problem(sentence.format(count=format_number(answers)))


def narrower(one: Audience, other: Audience) -> Audience:
    """The audience with fewer people in it."""
    return max(one, other, key=NARROWER.__getitem__)


def clean(text: str) -> str:
    """The text as typed, without signs that nobody can see and a database may refuse."""
    kept = (sign for sign in text if sign >= " " or sign in "\n\t")
    return "".join(sign for sign in kept if not "\ud800" <= sign <= "\udfff").strip()
