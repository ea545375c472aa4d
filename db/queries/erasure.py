"""What goes when somebody is erased: every row that tells of them, and every text that names them.

It walks the tables themselves, so that a new one is walked as well. A column that points to a
person tells either whom a row is about, and it goes, or who wrote it, and it stays with the row of
the person, which has nothing left but its number.
"""

import json
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import replace
from hashlib import sha256
from typing import Any

from sqlalchemy import JSON, String, func, or_, select
from sqlalchemy import Column as SqlColumn
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import AutoString

from db import tables as t
from db.queries.whole_hub import BY_NAME
from db.session import HubSession
from rules.erasure import Erased, LookedAt
from rules.people import Named, Role, full_name
from rules.roster import Subject
from rules.traces import Identity, Search, Stands, Term, Text, terms_of, without, words_of

ABOUT = frozenset(("student_id", "guardian_id", "person_id", "teacher_id"))
WROTE = frozenset(("answered_by", "author_id", "by_id", "created_by", "undone_by_id", "used_by"))
PERSON, HISTORY = "person", "import_change"
LOG = frozenset(("audit_entry", "audit_child"))
# The hub's own words, keys and marks: no person typed them.
OWN = frozenset(
    (
        *("action", "area", "audience", "before", "browser_hash", "code_hash", "counts"),
        *("fingerprint", "relation"),
        *("hash", "home_language", "horizon", "key", "kind", "measure_kind", "password_hash"),
        *("place", "proof", "readers", "right", "role", "secret", "state", "status", "subject"),
        *("token_hash", "ui_language", "voice", "what", "who"),
    )
)
# Names that belong to somebody else, or to a class; they are never changed.
NAMES = frozenset(
    (
        *(("person", name) for name in ("given_name", "family_name", "preferred_name")),
        *(("person", "school_ref"), ("account", "username"), ("class", "school_ref")),
        *(("contact", name) for name in ("email", "phone", "address", "postcode")),
        *(("import_change", "name"), ("import_change", "fields")),
    )
)
SUBJECTS = {
    **dict.fromkeys((Subject.STUDENT, Subject.GUARDIAN, Subject.TEACHER), PERSON),
    Subject.ENROLMENT: "enrolment",
    Subject.TEACHING: "teaching_assignment",
    Subject.GUARDIANSHIP: "guardianship",
    Subject.GOAL: "goal",
}
AT_ONCE = 2_000
EXCERPT = 40  # letters on each side of a name
Keys = dict[str, set[Any]]


def identities(db: HubSession, which: ColumnElement[bool]) -> tuple[Identity, ...]:
    """By what these people can be found."""
    rows = db.execute(
        select(t.Person, t.Contact, t.Account.username)
        .outerjoin(t.Contact, t.Contact.person_id == t.Person.id)
        .outerjoin(t.Account, t.Account.person_id == t.Person.id)
        .where(which)
        .order_by(t.Person.id)
    )
    return tuple(_identity(*row) for row in rows)


def _identity(person: t.Person, contact: t.Contact | None, username: str | None) -> Identity:
    return Identity(
        person.given_name,
        person.family_name,
        person.preferred_name or "",
        (contact.email if contact else "") or "",
        (contact.phone if contact else "") or "",
        (contact.address if contact else "") or "",
        person.school_ref or "",
        username or "",
    )


def terms_for(db: HubSession, ids: Collection[int]) -> tuple[Term, ...]:
    """What to look for of these people, each text once; what others have as well is marked."""
    others = {
        one.text.casefold()
        for who in identities(db, t.Person.id.not_in(ids))
        for one in terms_of(who)
    }
    found = {
        one.text.casefold(): one
        for who in identities(db, t.Person.id.in_(ids))
        for one in terms_of(who)
    }
    return tuple(replace(one, shared=text in others) for text, one in found.items())


def gone_with(db: HubSession, ids: Collection[int]) -> Keys:
    """The keys of all rows that tell of these people, by table, those pointed to first."""
    gone: Keys = {PERSON: set(ids)}
    for table in t.metadata.sorted_tables:
        which = [*_pointing(table, gone), *_beside(table.name, gone)]
        if which and table.name not in LOG | {PERSON}:
            (key,) = table.primary_key.columns
            row = BY_NAME[table.name]
            found = set(db.scalars(select(getattr(row, key.name)).where(or_(*which))))
            if found:
                gone[table.name] = found
    return gone


def _pointing(table: Any, gone: Keys) -> Iterator[ColumnElement[bool]]:
    for column in table.columns:
        for one in column.foreign_keys:
            target = one.column.table.name
            if target in gone and (target != PERSON or column.name in ABOUT):
                yield getattr(BY_NAME[table.name], column.name).in_(gone[target])


def _beside(name: str, gone: Keys) -> Iterator[ColumnElement[bool]]:
    """Rows that name others by their number without pointing to them."""
    if name == "operation":
        yield t.Operation.actor_id.in_(gone[PERSON])
    if name == "import_change":
        change = t.ImportChange
        for subject, table in SUBJECTS.items():
            if table in gone:
                yield (change.subject == subject) & change.row_id.in_(gone[table])


def written_by(db: HubSession, ids: Collection[int], gone: Keys) -> Counter[str]:
    """Rows that these people wrote about others: they stay, without who wrote them."""
    found: Counter[str] = Counter()
    for table in t.metadata.sorted_tables:
        for column in table.columns:
            if column.name in WROTE:
                row = BY_NAME[table.name]
                (key,) = table.primary_key.columns
                others = getattr(row, key.name).not_in(gone.get(table.name, ()))
                wrote = getattr(row, column.name).in_(ids)
                found[table.name] += db.scalar(select(func.count()).where(wrote, others)) or 0
    return +found


def typed_columns(table: Any) -> list[SqlColumn[Any]]:
    """Columns that may hold what somebody typed."""
    kinds = (String, AutoString, JSON)
    return [one for one in table.columns if isinstance(one.type, kinds) and one.name not in OWN]


def texts(db: HubSession, terms: tuple[Term, ...], gone: Keys) -> Iterator[tuple[Text, Any]]:
    """Words of others in which the names stand, and what holds them."""
    search = Search(terms)
    for table in (one for one in t.metadata.sorted_tables if one.name not in LOG):
        for key, name, value in _values(db, table, gone.get(table.name, set())):
            if (table.name, name) in NAMES and table.name != HISTORY:
                continue
            text = _text(search, (table.name, key, name), _words(value))
            if text is not None:
                yield text, value


def _text(search: Search, place: tuple[str, Any, str], words: str) -> Text | None:
    """Words that hold a name; surely the person's if nothing is left without what is theirs alone.

    The history of imports tells of others, too: a row of it is theirs only where it is sure.
    """
    found = tuple(search.terms[at] for at in search.found(words))
    if not found:
        return None
    sure, history = tuple(one for one in found if one.sure), place[0] == HISTORY
    if history and not sure:
        return None
    certain = history or not search.found(without(sure, words))
    return Text(*place, _excerpt(found, words), _mark(words), certain)


def stands(db: HubSession, terms: tuple[Term, ...]) -> tuple[tuple[Stands, ...], int, int]:
    """Where each term stands as a word in all that is stored; how many columns and rows."""
    counted, search = [Counter[str]() for _term in terms], Search(terms)
    erased_ids = set(db.scalars(select(t.Person.id).where(t.Person.role == Role.ERASED)))
    columns = rows = 0
    for table in t.metadata.sorted_tables:
        columns += len(typed_columns(table))
        rows += db.scalar(select(func.count()).select_from(BY_NAME[table.name])) or 0
        for key, name, value in _values(db, table, set()):
            nobodys = table.name == PERSON and key in erased_ids
            for at in search.found(_words(value)):
                counted[at]["own" if nobodys else _kind(table.name, name)] += 1
    return tuple(Stands(**one) for one in counted), columns, rows


def _kind(table: str, column: str) -> str:
    if table in LOG:
        return "log"
    return "others" if (table, column) in NAMES else "texts"


def _values(db: HubSession, table: Any, but: set[Any]) -> Iterator[tuple[Any, str, Any]]:
    """Each value that somebody may have typed, with its row's key and its column."""
    row, named = BY_NAME[table.name], typed_columns(table)
    if not named:
        return
    (key,) = table.primary_key.columns
    asked = select(getattr(row, key.name), *(getattr(row, one.name) for one in named))
    for number, *values in db.execute(asked, execution_options={"yield_per": AT_ONCE}):
        if number not in but:
            for column, value in zip(named, values, strict=True):
                if value:
                    yield number, column.name, value


def _words(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)


def _mark(words: str) -> str:
    return sha256(words.encode()).hexdigest()[:16]


def _excerpt(terms: tuple[Term, ...], words: str) -> str:
    found = words_of(terms).search(words)
    assert found is not None
    start, end = max(0, found.start() - EXCERPT), found.end() + EXCERPT
    before, after = ("…" if start else ""), ("…" if end < len(words) else "")
    return f"{before}{words[start:end]}{after}"


def looked_at(db: HubSession, person_id: int) -> LookedAt | None:
    """The second look: what goes, what stays, which texts of others hold the name."""
    row = db.get(t.Person, person_id)
    if row is None or row.role in (Role.ERASED, Role.SYSTEM):
        return None
    gone, terms = gone_with(db, [person_id]), terms_for(db, [person_id])
    told = tuple(text for text, _value in texts(db, terms, gone))
    return LookedAt(
        Named(row.id, full_name(row.given_name, row.family_name, row.preferred_name)),
        Role(row.role),
        {name: len(keys) for name, keys in gone.items() if name != PERSON},
        dict(written_by(db, [person_id], gone)),
        _in_log(db, person_id),
        told,
        terms,
    )


def _in_log(db: HubSession, person_id: int) -> int:
    entry = t.AuditEntry
    about = (entry.student_id, entry.actor_id, entry.guardian_id)
    several = select(t.AuditChild.entry_id).where(t.AuditChild.student_id == person_id)
    which = or_(*(column == person_id for column in about), entry.id.in_(several))
    return db.scalar(select(func.count(entry.id)).where(which)) or 0


def erased(db: HubSession) -> tuple[Erased, ...]:
    """Everybody who was erased, the last one first: without a name, but with the proof."""
    rows = db.execute(
        select(t.Erasure, t.Person.given_name, t.Person.family_name, t.Person.preferred_name)
        .outerjoin(t.Person, t.Person.id == t.Erasure.actor_id)
        .order_by(t.Erasure.id.desc())
    )
    return tuple(
        Erased(
            row.id,
            row.erased_id,
            Role(row.role),
            row.at,
            full_name(given or "", family or "", known),
            dict(row.counts),
            row.texts_left,
            row.proved_at,
            dict(row.proof),
        )
        for row, given, family, known in rows
    )
