"""The proof of an erasure in words: what was searched, what was found, what stays and why."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any, Literal

from i18n import N_, _, ngettext
from i18n.dates import day_of, format_day, format_number, format_when
from rules.erasure import Erased
from rules.people import ROLE_NAMES
from rules.traces import SOUGHT_NAMES
from rules.whole_hub_words import SHEETS

Look = Literal["h3", "line"]
SQLITE = "sqlite"
VACUUMED = N_(
    "On PostgreSQL the deleted rows were vacuumed away. The server's write-ahead log and its own"
    " backups keep them until it recycles them: ask whoever runs the server."
)
NOT_VACUUMED = N_(
    "The hub's account on this PostgreSQL may not vacuum: ask whoever runs the server. Until then,"
    " and in its write-ahead log and backups, deleted rows can still be read."
)


def told(term: Mapping[str, Any]) -> str:
    """What was found of one text; it never says the text."""
    if not term["clear"]:
        return _("Still there. Clean up again, and look again.")
    if term["others"] or term["texts"]:
        return _(
            "Only where it belongs to others: {others} times in their own names, {texts} times in"
            " texts that somebody looked at and left."
        ).format(others=format_number(term["others"]), texts=format_number(term["texts"]))
    if term["short"]:
        return _("In no column. It is too short to be looked for in the bytes of a file.")
    if term["in_files"]:
        return _("Nowhere as a word; its letters are a part of other words.")
    return _("Nowhere.")


def proof_lines(one: Erased, backup_days: int) -> Iterator[tuple[Look, str]]:
    """The proof as it is shown and taken away: each line with how it looks."""
    proof = one.proof
    yield (
        "line",
        _("Number {number} ({role}) was erased on {when} by {by}.").format(
            number=one.erased_id,
            role=_(ROLE_NAMES[one.role]),
            when=format_when(one.at),
            by=_by(one.by),
        ),
    )
    if one.counts:
        yield "line", _("Gone: {what}.").format(what=in_one_line(one.counts))
    if not proof:
        yield "line", _("Nobody has looked yet whether anything is left.")
        return
    yield "h3", _("Nothing of this person is left") if proof["proven"] else _("Not proven yet")
    yield "line", _searched(proof)
    yield "line", _files(proof)
    for line in dict.fromkeys(map(_of_term, proof["terms"])):
        yield "line", line
    yield "h3", _("What stays, and why")
    yield from (("line", line) for line in _staying(one))
    yield "h3", _("Copies")
    yield from (("line", line) for line in _copies(one, backup_days))


def _of_term(term: Mapping[str, Any]) -> str:
    return f"{_(SOUGHT_NAMES[term['what']])}: {told(term)}"


def counted(counts: Mapping[str, int]) -> tuple[tuple[str, str], ...]:
    """How many rows of what; what no workbook has a sheet for in one line."""
    known = [(_(SHEETS[name][0]), count) for name, count in counts.items() if name in SHEETS]
    rest = sum(count for name, count in counts.items() if name not in SHEETS)
    signs = [(_("Sessions, codes and receipts of forms"), rest)] if rest else []
    return tuple((name, format_number(count)) for name, count in (*known, *signs))


def in_one_line(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{name} ({count})" for name, count in counted(counts))


def _by(name: str) -> str:
    return name or _("the hub")


def _searched(proof: Mapping[str, Any]) -> str:
    when = format_when(datetime.fromisoformat(proof["when"]))
    return _(
        "Searched on {when} by {by}: every row of every table ({rows} rows), in the {columns}"
        " columns that can hold words."
    ).format(
        when=when,
        by=_by(proof["by"]),
        rows=format_number(proof["rows"]),
        columns=format_number(proof["columns"]),
    )


def _files(proof: Mapping[str, Any]) -> str:
    if proof["engine"] != SQLITE:
        words = VACUUMED if proof["cleaned"] else NOT_VACUUMED
        return _(words)
    if not proof["cleaned"]:
        return _("The database was too busy to be cleaned up. Try again in a quiet moment.")
    names = ", ".join(f"{name} ({format_number(size)} B)" for name, size in proof["files"])
    return _(
        "The database was written anew without what was deleted, its journal emptied, and their"
        " bytes searched, as plain text and as JSON writes it: {files}."
    ).format(files=names)


def _staying(one: Erased) -> Iterator[str]:
    yield _(
        "An empty row with the number {number}, so that no other person ever gets it: what they"
        " wrote about others, and the entries of the log, point to it. The log is sealed; it holds"
        " numbers, no names."
    ).format(number=one.erased_id)
    if one.texts_left:
        yield ngettext(
            "{count} text about somebody else that holds the name, or the same name of another"
            " person: it was looked at and left.",
            "{count} texts about others that hold the name, or the same name of another person:"
            " they were looked at and left.",
            one.texts_left,
        ).format(count=format_number(one.texts_left))
    yield _("What the disk itself remembers is beyond the hub: keep it on an encrypted disk.")


def _copies(one: Erased, backup_days: int) -> Iterator[str]:
    for name, size, made, goes in one.proof["copies"]:
        yield _(
            "{name} ({size} B) in the hub's folder was made on {made} and still holds the name. It"
            " goes on {goes}, with “Old data to erase”; or delete it now."
        ).format(name=name, size=format_number(size), made=_day(made), goes=_day(goes))
    until = day_of(one.at) + timedelta(days=backup_days)
    yield _(
        "Backups that the school made elsewhere before {day} still hold the name. It keeps them for"
        " {days} days, until {until}. If you bring one of them back, erase again."
    ).format(
        day=format_day(day_of(one.at)), days=format_number(backup_days), until=format_day(until)
    )


def _day(text: str) -> str:
    return format_day(datetime.fromisoformat(text).date())


def proof_text(one: Erased, backup_days: int) -> str:
    """The same to take away."""
    title = _("Proof of erasure {number}").format(number=one.id)
    body = (f"\n{line}\n" if kind == "h3" else line for kind, line in proof_lines(one, backup_days))
    return "\n".join((title, "", *body, ""))


def called(one: Erased) -> str:
    """An erasure in a list."""
    state = _("proven") if one.proved_at else _("not proven yet")
    return _("Number {number}, {role}, {when}: {state}").format(
        number=one.erased_id, role=_(ROLE_NAMES[one.role]), when=format_when(one.at), state=state
    )
