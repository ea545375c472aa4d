"""A family's copy as a document: chapters to read, from who the child is to who has looked.

What has no chapter of its own comes before the log, so that nothing is left out.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from i18n import _, ngettext
from i18n.dates import format_day, format_number, format_time, format_when
from rules.family_copy import BEHIND, LOG, Copy, Row
from rules.family_copy_words import COMMENTS, VOICES, facts, said, value
from rules.lists import Column, Listed, Type
from rules.log_views import by_day
from rules.whole_hub_words import label, sheet_meaning, sheet_name


class Kind(StrEnum):
    """How a piece of a chapter looks."""

    HEADING = "heading"
    LINE = "line"
    NOTE = "note"
    QUOTE = "quote"
    FACT = "fact"
    TABLE = "table"
    BREAK = "break"


@dataclass(frozen=True)
class Piece:
    kind: Kind
    words: str = ""
    name: str = ""  # of a fact
    table: Listed | None = None


@dataclass(frozen=True)
class Chapter:
    title: str
    pieces: tuple[Piece, ...]


ABOUT = ("person", "contact", "enrolment", "class", "teaching_assignment")
FAMILY = ("guardianship", "restriction")
GOALS = ("goal", "goal_voice", "step", "strategy", "check_in", "comment", "answer_use")
SURVEY = ("response", "answer")
CHECK_IN = ("day", "value", "place", "note", "author_id")


def chapters(copy: Copy) -> tuple[Chapter, ...]:
    """The whole document; a chapter that would be empty says so."""
    child = copy.child.name
    found = (
        (_("About {child}").format(child=child), _about(copy)),
        (_("Family"), _each(copy, FAMILY)),
        (_("Goals"), _goals(copy)),
        (_("The family survey"), _survey(copy)),
        (sheet_name("consent"), _alone(copy, "consent")),
        (sheet_name("correction"), _alone(copy, "correction")),
        *_others(copy),
        (_("Who has looked, and what was done"), _log(copy)),
    )
    nothing = Piece(Kind.NOTE, _("Nothing is kept here."))
    return tuple(Chapter(title, tuple(pieces) or (nothing,)) for title, pieces in found)


def _others(copy: Copy) -> Iterator[tuple[str, Iterable[Piece]]]:
    """Tables that nobody has written a chapter for."""
    told = LOG | BEHIND | {*ABOUT, *FAMILY, *GOALS, *SURVEY, "consent", "correction"}
    for name in copy.tables:
        if name not in told:
            yield sheet_name(name), _alone(copy, name)


def _each(copy: Copy, tables: Iterable[str]) -> Iterator[Piece]:
    """The rows of some tables one after the other, each with its facts."""
    for name in tables:
        if any(copy.rows(name)):
            yield Piece(Kind.HEADING, sheet_name(name))
            yield from _alone(copy, name)


def _alone(copy: Copy, name: str) -> Iterator[Piece]:
    """The rows of a table, below a heading that says its name."""
    if any(copy.rows(name)):
        yield Piece(Kind.NOTE, sheet_meaning(name))
        yield from _rows(copy, name)


def _rows(copy: Copy, name: str) -> Iterator[Piece]:
    for number, row in enumerate(copy.rows(name)):
        if number:
            yield Piece(Kind.BREAK)
        yield from _facts(copy, name, row)


def _facts(copy: Copy, table: str, row: Row, *without: str) -> Iterator[Piece]:
    return (Piece(Kind.FACT, told, name) for name, told in facts(copy, table, row, *without))


def _about(copy: Copy) -> Iterator[Piece]:
    for row in copy.rows("person", id=copy.child.id):
        yield from _facts(copy, "person", row)
    for row in copy.rows("contact"):
        yield Piece(Kind.HEADING, _("How to reach {name}").format(name=_owner(copy, row)))
        yield from _facts(copy, "contact", row, "person_id")
    yield from _each(copy, ("enrolment", "class", "teaching_assignment"))
    people = [row for row in copy.rows("person") if row["id"] != copy.child.id]
    if people:
        yield Piece(Kind.HEADING, _("People who are named here"))
        yield from (_person(copy, row) for row in people)


def _owner(copy: Copy, row: Row) -> str:
    return copy.name("person", row["person_id"])


def _person(copy: Copy, row: Row) -> Piece:
    _label, role = next(facts(copy, "person", row))
    return Piece(Kind.FACT, copy.name("person", row["id"]), role)


def _goals(copy: Copy) -> Iterator[Piece]:
    for goal in copy.rows("goal"):
        yield Piece(Kind.HEADING, goal["title"])
        yield from _voices(copy, goal)
        yield from _facts(copy, "goal", goal, "title")
        yield from _doing(copy, goal)
        yield from _check_ins(copy, goal)
        yield from _comments(copy, goal)
        for use in copy.rows("answer_use", goal_id=goal["id"]):
            yield from _facts(copy, "answer_use", use, "goal_id")


def _voices(copy: Copy, goal: Row) -> Iterator[Piece]:
    for row in copy.rows("goal_voice", goal_id=goal["id"]):
        yield Piece(Kind.QUOTE, row["words"])
        yield _by(copy, row, format_when(row["written_at"]))


def _by(copy: Copy, row: Row, *more: str) -> Piece:
    """Whose words these are, as far as the reader may know."""
    who = copy.name("person", row["author_id"])
    parts = (_(VOICES.get(row["voice"], "")), who, *more)
    return Piece(Kind.NOTE, " · ".join(part for part in parts if part))


def _doing(copy: Copy, goal: Row) -> Iterator[Piece]:
    """Who does what, and what the school tries."""
    for row in copy.rows("step", goal_id=goal["id"]):
        (_label, who), (_words, text), *done = facts(copy, "step", row, "goal_id")
        yield Piece(Kind.FACT, " · ".join([text, *map(": ".join, done)]), who)
    for row in copy.rows("strategy", goal_id=goal["id"]):
        (_words, text), *days = facts(copy, "strategy", row, "goal_id")
        yield Piece(Kind.FACT, " · ".join([text, *map(": ".join, days)]), _("Support"))


def _check_ins(copy: Copy, goal: Row) -> Iterator[Piece]:
    rows = list(copy.rows("check_in", goal_id=goal["id"]))
    if not rows:
        return
    by_name = {one.name: one for one in copy.tables["check_in"].shape.fields}
    fields = [by_name[name] for name in CHECK_IN]
    cells = [[said(value(copy, "check_in", one, row)) for one in fields] for row in rows]
    columns = tuple(Column(label(one), Type.TEXT) for one in fields)
    words = ngettext("{count} check-in", "{count} check-ins", len(rows))
    name = words.format(count=format_number(len(rows)))
    yield Piece(Kind.TABLE, table=Listed(name, columns, cells))


def _comments(copy: Copy, goal: Row) -> Iterator[Piece]:
    for row in copy.rows("comment", goal_id=goal["id"]):
        yield Piece(Kind.QUOTE, row["text"])
        yield _by(copy, row, _(COMMENTS.get(row["audience"], "")), format_when(row["created_at"]))


def _survey(copy: Copy) -> Iterator[Piece]:
    for sheet in copy.rows("response"):
        yield Piece(Kind.HEADING, copy.name("survey", sheet["survey_id"]))
        yield from _facts(copy, "response", sheet, "survey_id")
        for row in copy.rows("answer", response_id=sheet["id"]):
            yield from _answer(copy, row)
    if "response" not in copy.tables:  # a student reads answers, but no sheet
        for row in copy.rows("answer"):
            yield from _answer(copy, row)


def _answer(copy: Copy, row: Row) -> Iterator[Piece]:
    told = dict(facts(copy, "answer", row, "question_id", "guardian_id"))
    audience, *words = told.values()
    yield Piece(Kind.FACT, " · ".join(words) or "–", copy.name("question", row["question_id"]))
    yield Piece(Kind.NOTE, audience)


def _log(copy: Copy) -> Iterator[Piece]:
    for day, told in by_day(copy.log, copy.reader.viewer):
        yield Piece(Kind.HEADING, format_day(day))
        for one in told:
            times = f" · {format_number(one.count)}×" if one.count > 1 else ""
            yield Piece(Kind.LINE, f"{format_time(one.last)} · {one.sentence}{times}")
