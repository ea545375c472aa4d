"""Traces of a person: what to look for, where a name may stand, and what was found."""

import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any

from i18n import N_

WORD = re.compile(r"\w+")
GONE = "…"  # stands where a name was
SHORTEST = 3  # letters: fewer stand in the bytes of a file by chance


class Sought(StrEnum):
    GIVEN = "given"
    FAMILY = "family"
    PREFERRED = "preferred"
    FULL = "full"
    EMAIL = "email"
    PHONE = "phone"
    ADDRESS = "address"
    REF = "ref"
    USERNAME = "username"
    OTHER = "other"


SOUGHT_NAMES = {
    Sought.GIVEN: N_("First name"),
    Sought.FAMILY: N_("Family name"),
    Sought.PREFERRED: N_("Preferred name"),
    Sought.FULL: N_("Whole name"),
    Sought.EMAIL: N_("E-mail"),
    Sought.PHONE: N_("Phone"),
    Sought.ADDRESS: N_("Address"),
    Sought.REF: N_("School's ID"),
    Sought.USERNAME: N_("Username"),
    Sought.OTHER: N_("Typed by hand"),
}
# These are nobody else's: they are taken out of every text without a question.
SURE = frozenset((Sought.FULL, Sought.EMAIL, Sought.PHONE, Sought.ADDRESS))


@dataclass(frozen=True)
class Identity:
    """By what a person could be found; read before they are erased, and kept nowhere."""

    given: str = ""
    family: str = ""
    preferred: str = ""
    email: str = ""
    phone: str = ""
    address: str = ""
    ref: str = ""
    username: str = ""


@dataclass(frozen=True)
class Term:
    """One text to look for."""

    what: Sought
    text: str
    shared: bool = False  # somebody else's as well: two who share a phone, or a whole name

    @property
    def sure(self) -> bool:
        return self.what in SURE and not self.shared


def terms_of(who: Identity) -> tuple[Term, ...]:
    """Everything that would tell who it was, each text once."""
    found: dict[str, Term] = {}
    for what, text in _sought(who):
        found.setdefault(text.casefold(), Term(what, text))
    found.pop("", None)
    return tuple(found.values())


def _sought(who: Identity) -> Iterator[tuple[Sought, str]]:
    for first in filter(None, (who.given, who.preferred)):
        if who.family:
            yield Sought.FULL, f"{first} {who.family}"
            yield Sought.FULL, f"{who.family} {first}"
            yield Sought.FULL, f"{who.family}, {first}"
    single = (
        (Sought.GIVEN, who.given),
        (Sought.FAMILY, who.family),
        (Sought.PREFERRED, who.preferred),
    )
    for what, text in single:
        yield what, text
        yield from ((what, word) for word in text.split() if len(word) >= SHORTEST)
    yield Sought.EMAIL, who.email
    yield Sought.PHONE, who.phone
    yield Sought.ADDRESS, who.address
    yield Sought.REF, who.ref
    yield Sought.USERNAME, who.username


def typed(lines: str) -> tuple[Term, ...]:
    """What somebody typed to be looked for again, one a line."""
    return tuple(Term(Sought.OTHER, line.strip()) for line in lines.splitlines() if line.strip())


@lru_cache(maxsize=2)  # emptied after a proof: the names of the erased must not stay
def words_of(terms: tuple[Term, ...]) -> re.Pattern[str]:
    """The terms as whole words, in any case, the longest first."""
    texts = sorted({form for one in terms for form in _spelled(one.text)}, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, texts))})(?!\w)", re.IGNORECASE)


def _spelled(text: str) -> set[str]:
    return {unicodedata.normalize(form, text) for form in ("NFC", "NFD")} | {text}


class Search:
    """Looks for many terms in many texts: only those are tried whose first word is there."""

    def __init__(self, terms: tuple[Term, ...]) -> None:
        self.terms = terms
        self._of_word: defaultdict[str, set[int]] = defaultdict(set)
        for at, one in enumerate(terms):
            for form in _spelled(one.text):
                for word in _words(form)[:1]:
                    self._of_word[word].add(at)

    def found(self, text: str) -> list[int]:
        """The places of the terms that stand in a text as words of their own."""
        tried = {at for word in _words(text) for at in self._of_word.get(word, ())}
        return [at for at in sorted(tried) if words_of((self.terms[at],)).search(text)]


def _words(text: str) -> list[str]:
    """Words as they are compared; an I with and without its dot are one."""
    folded = text.casefold()
    plain = folded.replace("i\u0307", "i").replace("\u0131", "i")
    words: list[str] = WORD.findall(folded)
    return words if plain == folded else [*WORD.findall(plain), *words]


def without(terms: tuple[Term, ...], value: Any) -> Any:
    """A text, or what JSON holds, with a sign where a term stood."""
    if isinstance(value, str):
        return words_of(terms).sub(GONE, value) if terms else value
    if isinstance(value, list):
        return [without(terms, one) for one in value]
    if isinstance(value, dict):
        return {without(terms, key): without(terms, one) for key, one in value.items()}
    return value


def needles(text: str) -> frozenset[bytes]:
    """How a text may stand in a file whose letters A to Z were made small: as UTF-8, and as JSON
    writes what is not ASCII."""
    cases = {form for base in _spelled(text) for form in (base, base.lower(), base.upper())}
    written = {form.encode() for form in cases}
    written |= {json.dumps(form)[1:-1].encode() for form in cases}
    return frozenset(one.lower() for one in written)


def in_bytes(terms: tuple[Term, ...], data: bytes) -> tuple[int, ...]:
    """How often each term stands in a file's bytes, which are in small letters already.

    What holds a word that is nowhere is nowhere itself: of a whole name only the parts are counted.
    """
    counts: dict[str, int] = {}
    for text in sorted((one.text for one in terms), key=len):
        absent = any(counts.get(word) == 0 for word in text.replace(",", "").split())
        counts[text] = 0 if absent else sum(data.count(one) for one in needles(text))
    return tuple(counts[one.text] for one in terms)


@dataclass(frozen=True)
class Text:
    """Words about somebody else, or of a setting, that hold the name."""

    table: str
    key: int | str
    column: str
    excerpt: str
    mark: str  # of the words as they were looked at
    sure: bool

    @property
    def place(self) -> tuple[str, int | str, str]:
        return self.table, self.key, self.column


@dataclass(frozen=True)
class Stands:
    """Where a term still stands in rows: in others' own names, in texts, in the log.

    Or in the rows of those who were erased, which should be empty.
    """

    others: int = 0
    texts: int = 0
    log: int = 0
    own: int = 0


@dataclass(frozen=True)
class FileFound:
    """A file that was searched: its size, and how often each term stands in it."""

    name: str
    size: int
    hits: tuple[int, ...]


@dataclass(frozen=True)
class Copy:
    """A copy of the database in the hub's folder that holds the person still."""

    name: str
    size: int
    made: str  # days, as ISO
    goes: str


@dataclass(frozen=True)
class Found:
    """What a search found; files are those of SQLite, `control` a database of the same rows."""

    terms: tuple[Term, ...]
    stands: tuple[Stands, ...]
    columns: int = 0
    rows: int = 0
    files: tuple[FileFound, ...] = ()
    control: tuple[int, ...] = ()
    copies: tuple[Copy, ...] = ()
    cleaned: bool = True
    texts_left: int = 0  # those that somebody looked at and left

    @property
    def proven(self) -> bool:
        return self.cleaned and all(map(self.is_clear, range(len(self.terms))))

    def is_clear(self, at: int) -> bool:
        """Whether a term stands nowhere but in what belongs to others."""
        term, stands = self.terms[at], self.stands[at]
        if stands.log or stands.own:
            return False
        if stands.texts and (term.sure or stands.texts > self.texts_left):
            return False
        if not self.files or len(term.text) < SHORTEST:
            return True
        return sum(one.hits[at] for one in self.files) == self.control[at]

    def in_files(self, at: int) -> int:
        return sum(one.hits[at] for one in self.files)
