"""The words of every question.

Answers keep the stable keys of options, so that a family and a teacher each read them in their
own language. What a coordinator writes is kept, and read, as it was typed.
"""

from collections.abc import Sequence

from i18n import _
from rules.survey_questions import DEFAULTS, SAY_MORE
from rules.survey_views import Option
from rules.surveys import Audience, Said


def wording(key: str | None, text: str | None) -> str:
    """A question's own text, else the hub's for its key, with {child} where the name stands."""
    default = DEFAULTS.get(key or "")
    return text or (_(default.text) if default else "")


def question_text(key: str | None, text: str | None, child: str = "") -> str:
    """A question as it is read, about this child."""
    return wording(key, text).replace("{child}", child or _("the child"))


def question_help(key: str | None, text: str | None) -> str:
    """A question's own hint, else the hub's for its key."""
    default = DEFAULTS.get(key or "")
    return text if text is not None else (_(default.help) if default else "")


def question_more(key: str | None) -> str:
    """What asks for words beside the taps."""
    default = DEFAULTS.get(key or "")
    return _(default.more) if default else _(SAY_MORE)


def option_label(key: str | None, value: str) -> str:
    """What an option says; one that a coordinator wrote says itself."""
    default = DEFAULTS.get(key or "")
    return _(default.options[value]) if default and value in default.options else value


def options(key: str | None, values: Sequence[str]) -> tuple[Option, ...]:
    """Options of a question in the reader's language."""
    return tuple(Option(value, option_label(key, value)) for value in values)


def quote(key: str | None, said: Said) -> str:
    """An answer as one line: the written words, else what was tapped."""
    return said.text or ", ".join(option_label(key, value) for value in said.choices)


def values_of(key: str | None, labels: Sequence[str]) -> tuple[str, ...]:
    """The values of typed options: the hub's own ones are known again by what they say."""
    default = DEFAULTS.get(key or "")
    known = {_(label): value for value, label in default.options.items()} if default else {}
    typed = (label.strip() for label in labels)
    return tuple(dict.fromkeys(known.get(label, label) for label in typed if label))


def is_for_goals(key: str | None, audience: Audience) -> bool:
    """Whether an answer belongs beside a goal: never what only the office reads."""
    default = DEFAULTS.get(key or "")
    return audience is not Audience.OFFICE and (default is None or default.for_goals)
