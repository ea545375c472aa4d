"""Erasing a person for good: what is shown before, and what is kept of it afterwards."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from i18n import N_, _
from rules.people import Named, Role
from rules.problems import Problem
from rules.traces import SHORTEST, Found, Term, Text


@dataclass(frozen=True)
class LookedAt:
    """What goes with a person and what stays, before anything is done."""

    person: Named
    role: Role
    goes: Mapping[str, int]  # rows by table
    stays: Mapping[str, int]  # rows about others that they wrote
    in_log: int
    texts: tuple[Text, ...]
    terms: tuple[Term, ...]

    @property
    def asked(self) -> tuple[Text, ...]:
        """Texts of which a human says whom they mean."""
        return tuple(one for one in self.texts if not one.sure)

    @property
    def sure(self) -> tuple[Text, ...]:
        return tuple(one for one in self.texts if one.sure)


@dataclass(frozen=True)
class Erased:
    """That somebody was erased; who it was, nobody can tell from it."""

    id: int
    erased_id: int
    role: Role
    at: datetime
    by: str
    counts: Mapping[str, int]
    texts_left: int
    proved_at: datetime | None
    proof: Mapping[str, Any]


def check_typed(name: str, typed: str) -> None:
    """Raise Problem unless somebody typed the name of the one whom they erase."""
    if _plain(name) != _plain(typed):
        raise Problem(_("This is not the name. Please type it as it stands above."))


def _plain(name: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


NOT_LEFT = N_("Only somebody who has left can be erased. Please record that they leave first.")


def proof_of(found: Found, when: datetime, by: str, engine: str) -> dict[str, Any]:
    """What is kept of a search: kinds and numbers, never what was looked for."""
    return {
        "when": when.isoformat(),
        "by": by,
        "engine": engine,
        "proven": found.proven,
        "cleaned": found.cleaned,
        "columns": found.columns,
        "rows": found.rows,
        "terms": [_kept(found, at) for at in range(len(found.terms))],
        "files": [[one.name, one.size] for one in found.files],
        "copies": [[one.name, one.size, one.made, one.goes] for one in found.copies],
    }


def _kept(found: Found, at: int) -> dict[str, Any]:
    term, stands = found.terms[at], found.stands[at]
    return {
        "what": term.what,
        "short": len(term.text) < SHORTEST,
        "clear": found.is_clear(at),
        "in_files": found.in_files(at),
        "others": stands.others,
        "texts": stands.texts,
        "log": stands.log,
    }
