"""A plan in the making: who each row is, and what the files say of them taken together."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field

from i18n import _
from rules.roster import (
    FIELD_NAMES,
    Candidate,
    Doubt,
    Level,
    Proposal,
    Source,
    Subject,
    Value,
    shown,
)
from rules.roster_decisions import Choice, Decision, Decisions
from rules.roster_index import Index
from rules.roster_known import KnownClass, KnownPerson
from rules.roster_names import fold, fold_email, fold_phone, fold_postcode
from rules.roster_rows import Drafts, PersonRow

STOPPED = 0  # the key of a row that is not imported

FOLDS: dict[str, Callable[[str], str]] = {
    "email": fold_email,
    "phone": fold_phone,
    "postcode": fold_postcode,
}


def same_value(name: str, one: Value, other: Value) -> bool:
    """Whether two values of a field say the same, however they are written."""
    if one == other:
        return True
    how = FOLDS.get(name)
    if how and isinstance(one, str) and isinstance(other, str):
        return how(one) == how(other)
    return not (one or other)


def fuller(one: Value, other: Value) -> Value:
    """Of two words for one thing the longer or the one with capitals, whichever comes first."""
    return max(one, other, key=_fullness)


def _fullness(value: Value) -> tuple[int, bool, str]:
    text = str(value or "")
    return len(text), text.istitle(), text


@dataclass
class Entry:
    """One person or class after the import: known or new, and what the files say of it."""

    key: int
    subject: Subject
    known: KnownPerson | KnownClass | None
    source: Source | None
    values: dict[str, Value] = field(default_factory=dict)
    sources: set[Source] = field(default_factory=set)

    def value(self, name: str) -> Value:
        """What it will be: the file's word, else the hub's."""
        return self.values.get(name) or getattr(self.known, name, None)

    @property
    def name(self) -> str:
        if self.subject == Subject.CLASS:
            return str(self.value("name"))
        given, family = self.value("given_name") or "", self.value("family_name") or ""
        return f"{given} {family}".strip()


@dataclass
class Pair:
    """A guardian of a child, as the files have it."""

    source: Source
    relation: str = ""
    household: str = ""


class Making:
    """The entries of a plan, and everything rows can point to them with."""

    def __init__(
        self, index: Index, drafts: Drafts, school_year: str, decisions: Decisions
    ) -> None:
        self.index, self.drafts, self.school_year = index, drafts, school_year
        self.decisions = decisions
        self.people: dict[int, Entry] = {}
        self.classes: dict[int, Entry] = {}
        self.present: set[int] = set()  # known people that a row speaks of, even a stopped one
        self.stopped_names: set[str] = set()  # of stopped rows that could be anybody
        self.by_ref: dict[tuple[Subject, str], int] = {}
        self.by_name: defaultdict[tuple[Subject, str], set[int]] = defaultdict(set)
        self.by_email: defaultdict[tuple[Subject, str], set[int]] = defaultdict(set)
        self.enrolments: dict[tuple[int, int], Source] = {}
        self.teaching: dict[tuple[int, int], Source] = {}
        self.pairs: dict[tuple[int, int], Pair] = {}
        self.guardians_of: defaultdict[int, set[int]] = defaultdict(set)
        self._next = 0

    def is_stopped(self, source: Source) -> bool:
        return source in self.drafts.stopped

    def decided(self, row: PersonRow) -> Decision | None:
        """What a person said of who this row is."""
        return self.decisions.people.get((row.source, row.part)) if self.decisions.people else None

    def chose(self, row: PersonRow, choice: Choice) -> bool:
        decision = self.decided(row)
        return decision is not None and decision.choice == choice

    def naming(self, row: PersonRow) -> str:
        """The header of the column that names a row's person, or one beside it."""
        titles = self.drafts.titles.get((row.source.file, row.source.sheet), {})
        if not row.part:
            return self.column(row.source, "given_name")
        wanted = (f"{row.part}.{name}" for name in ("name", "given", "family", "email"))
        return next((titles[one] for one in wanted if one in titles), _("Guardian"))

    def column(self, source: Source, name: str) -> str:
        """The header a sheet has for a field of its own rows."""
        titles = self.drafts.titles.get((source.file, source.sheet), {})
        whole = titles.get("name", "") if name in ("given_name", "family_name") else ""
        return titles.get(name) or whole or _(FIELD_NAMES[name])

    def stop(self, source: Source, column: str, value: str, message: str) -> None:
        self.drafts.add_finding(source, column, shown(value), message)

    def propose(
        self,
        row: PersonRow,
        subject: Subject,
        doubt: Doubt,
        candidates: tuple[Candidate, ...],
        message: str,
    ) -> None:
        """Leave a row out until a person has said who it is; nobody it might be is missing."""
        self.present |= {one.key for one in candidates}
        who = (row.source, row.part)
        if who in self.drafts.proposals:
            return
        self.drafts.proposals[who] = Proposal(
            row.source, row.part, subject, row.name, doubt, candidates, message
        )
        self.drafts.add_finding(row.source, self.naming(row), shown(row.name), message, decide=True)

    def tell(
        self, source: Source, column: str, value: str, message: str, level: Level = Level.NOTE
    ) -> None:
        self.drafts.add_finding(source, column, shown(value), message, level)

    def enter(
        self,
        subject: Subject,
        known: KnownPerson | KnownClass | None,
        values: dict[str, Value],
        source: Source,
        key: int | None = None,
    ) -> Entry:
        """The entry of a row, with what the row says added; a new one where there is none yet."""
        entries = self.classes if subject == Subject.CLASS else self.people
        number = known.id if known else key or self._new_key()
        entry = entries.setdefault(number, Entry(number, subject, known, source))
        for name, value in values.items():
            self._merge(entry, name, value, source)
        entry.sources.add(source)
        return entry

    def _new_key(self) -> int:
        self._next -= 1
        return self._next

    def _merge(self, entry: Entry, name: str, value: Value, source: Source) -> None:
        before = entry.values.setdefault(name, value)
        if before == value:
            return
        taken = entry.values[name] = fuller(before, value)
        if not same_value(name, before, value):
            message = _("Another row says {value} for {name}. {taken} is taken.").format(
                value=before, name=entry.name, taken=taken
            )
            self.tell(source, self.column(source, name), str(value), message)

    def register(self, row: PersonRow, subject: Subject, key: int) -> None:
        """Let other rows point to this one, by what it says itself."""
        if row.ref:
            self.by_ref[subject, row.ref] = key
        if row.given or row.family:
            self.by_name[subject, fold(f"{row.given} {row.family}")].add(key)
        if row.text("email"):
            self.by_email[subject, fold_email(row.text("email"))].add(key)

    def person_name(self, key: int) -> str:
        if key in self.people:
            return self.people[key].name
        person = self.index.people[key]
        return f"{person.given_name} {person.family_name}".strip()

    def class_name(self, key: int) -> str:
        return self.classes[key].name if key in self.classes else self.index.classes[key].name
