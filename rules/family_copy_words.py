"""What a family's copy says in words: every value as its reader would say it."""

from collections.abc import Callable, Iterator
from datetime import date, datetime

from i18n import N_, _
from i18n.dates import format_day, format_number, format_when
from i18n.languages import language_name
from rules.checkins import PLACE_NAMES
from rules.consents import subject_name, yes_or_no
from rules.corrections import about_name, state_name
from rules.custody import LIMITS
from rules.family_copy import Copy, Row
from rules.goals import AREA_NAMES, HORIZON_NAMES, STATE_NAMES, WHO_NAMES
from rules.lists import Value
from rules.people import RELATIONS, ROLE_NAMES
from rules.progress import MeasureKind
from rules.progress_words import rating_name
from rules.survey_words import option_label
from rules.surveys import AUDIENCE_NAMES
from rules.whole_hub import Field
from rules.whole_hub_words import label

# Keys and counters of the hub's own, which say nothing of the child.
UNTOLD = frozenset(
    ("id", "key", "measure_kind", "position", "response_id", "student_id", "version")
)
VOICES = {"child": N_("The child"), "family": N_("The family"), "school": N_("The school")}
STATUSES = {"active": N_("At the school"), "left": N_("Has left")}
COMMENTS = {"all": N_("The child and the grown-ups"), "adults": N_("Only the grown-ups")}
RESPONSES = {"draft": N_("Not sent yet"), "sent": N_("Sent")}


def _named(names: dict[str, str]) -> Callable[[str], str]:
    return lambda code: _(names.get(code, code))


CODES: dict[str, Callable[..., str]] = {
    "answer.audience": _named({str(key): one for key, one in AUDIENCE_NAMES.items()}),
    "check_in.place": _named({str(key): one for key, one in PLACE_NAMES.items()}),
    "class.status": _named(STATUSES),
    "comment.audience": _named(COMMENTS),
    "comment.voice": _named(VOICES),
    "consent.agreed": yes_or_no,
    "consent.subject": subject_name,
    "correction.about": about_name,
    "correction.state": state_name,
    "goal.area": _named({str(key): one for key, one in AREA_NAMES.items()}),
    "goal.horizon": _named({str(key): one for key, one in HORIZON_NAMES.items()}),
    "goal.state": _named({str(key): one for key, one in STATE_NAMES.items()}),
    "goal_voice.voice": _named(VOICES),
    "guardianship.relation": _named(RELATIONS),
    "person.home_language": language_name,
    "person.role": _named({str(key): one for key, one in ROLE_NAMES.items()}),
    "person.status": _named(STATUSES),
    "person.ui_language": language_name,
    "response.state": _named(RESPONSES),
    "restriction.right": _named({str(key): one for key, one in LIMITS.items()}),
    "step.who": _named({str(key): one for key, one in WHO_NAMES.items()}),
}
RATED = {"check_in": ("value",), "goal": ("baseline", "target")}


def fields_of(copy: Copy, table: str) -> Iterator[Field]:
    """The columns that say something of the child."""
    return (one for one in copy.tables[table].shape.fields if one.name not in UNTOLD)


def value(copy: Copy, table: str, field: Field, row: Row) -> Value:
    """A value for a cell: days and numbers as such, all else in words."""
    stored = row[field.name]
    if stored is None or stored == "":
        return None
    if field.points_to:
        return copy.name(field.points_to, stored) or None
    if f"{table}.{field.name}" in CODES:
        return CODES[f"{table}.{field.name}"](stored)
    if isinstance(stored, datetime):
        return format_when(stored)
    if isinstance(stored, list):
        return ", ".join(map(str, _chosen(copy, row, stored))) or None
    if field.name in RATED.get(table, ()) and _is_rated(copy, table, row):
        return rating_name(stored)
    return str(stored) if isinstance(stored, dict) else stored


def _chosen(copy: Copy, row: Row, stored: list[str]) -> Iterator[str]:
    asked = next(copy.rows("question", id=row.get("question_id")), None)
    return (option_label(asked["key"] if asked else None, one) for one in stored)


def _is_rated(copy: Copy, table: str, row: Row) -> bool:
    goal = row if table == "goal" else next(copy.rows("goal", id=row["goal_id"]), None)
    return goal is not None and goal["measure_kind"] == MeasureKind.RATING


def said(told: Value) -> str:
    """A cell as a sentence says it."""
    if isinstance(told, bool):
        return yes_or_no(told)
    if isinstance(told, date):
        return format_day(told)
    return format_number(told) if isinstance(told, int | float) else told or ""


def facts(copy: Copy, table: str, row: Row, *without: str) -> Iterator[tuple[str, str]]:
    """What a row says: the name of each column and its value, without those that are empty."""
    for field in fields_of(copy, table):
        told = "" if field.name in without else said(value(copy, table, field, row))
        if told:
            yield label(field), told
