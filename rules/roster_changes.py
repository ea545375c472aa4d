"""From what the files say of each row to its change: what it was, what it will be, what is kept."""

from collections.abc import Iterable, Iterator, Mapping

from rules.people import Role, Status
from rules.roster import Change, FieldChange, Scope, Source, Subject, Value, What
from rules.roster_known import KnownGuardianship, KnownLink, KnownPerson
from rules.roster_making import Entry, Making, Pair, same_value

LEFT = FieldChange("status", Status.ACTIVE, Status.LEFT)
SUBJECTS = {
    Role.STUDENT: Subject.STUDENT,
    Role.GUARDIAN: Subject.GUARDIAN,
    Role.TEACHER: Subject.TEACHER,
}
Fields = tuple[FieldChange, ...]


def entries(making: Making, found: Iterable[Entry]) -> Iterator[Change]:
    for entry in found:
        if entry.known is None:
            entry.values.setdefault("status", Status.ACTIVE)
        fields, kept = _settle(making, entry.subject, entry.key, tuple(_fields(entry)))
        what = What.ADD if entry.known is None else _what(fields)
        yield Change(entry.subject, what, entry.key, entry.name, fields, None, entry.source, kept)


def _fields(entry: Entry) -> Iterator[FieldChange]:
    """What the files change; a blank cell never erases, and who is named again is back."""
    values: dict[str, Value] = dict(entry.values)
    if entry.known is not None:
        values.setdefault("status", Status.ACTIVE)
    for name, new in values.items():
        old = getattr(entry.known, name, None)
        if new and not same_value(name, old, new):
            yield FieldChange(name, old, new)


def _settle(making: Making, subject: Subject, key: int, fields: Fields) -> tuple[Fields, Fields]:
    """The fields that change, and those that people edited and nobody chose to overwrite."""
    if not fields:
        return (), ()
    said: Mapping[str, Value] | None = making.index.known.imported.get((subject, key))
    if said is None:
        return fields, ()
    taken: list[FieldChange] = []
    kept: list[FieldChange] = []
    for one in fields:
        edited = one.field in said and not same_value(one.field, one.old, said[one.field])
        chosen = (subject, key, one.field) in making.decisions.overwrite
        marked = FieldChange(one.field, one.old, one.new, edited)
        (kept if edited and not chosen else taken).append(marked)
    return tuple(taken), tuple(kept)


def _what(fields: Fields) -> What:
    status = next((one for one in fields if one.field == "status"), None)
    if status and status.new == Status.LEFT:
        return What.LEAVE
    if status and status.old == Status.LEFT:
        return What.RETURN
    return What.CHANGE if fields else What.SAME


def leave(person: KnownPerson) -> Change:
    name = f"{person.given_name} {person.family_name}".strip()
    return Change(SUBJECTS[person.role], What.LEAVE, person.id, name, (LEFT,))


def links(
    making: Making, subject: Subject, scope: Scope, leaving: Iterable[KnownPerson]
) -> Iterator[Change]:
    """Who joins which class; in a full list also who no longer does."""
    enrolling = subject == Subject.ENROLMENT
    named = making.enrolments if enrolling else making.teaching
    known = making.index.enrolments if enrolling else making.index.teaching
    gone = {person.id for person in leaving} | _said_to_leave(making)
    for keys, source in named.items():
        if keys[0] not in gone:
            yield _link(making, subject, keys, known.get(keys), source)
    place = 0 if enrolling else 1
    listed = {keys[place] for keys in named} if scope == Scope.FULL else set()
    over = set(_said_to_end(making, subject))
    for keys, link in known.items():
        unnamed = keys[place] in listed or keys in over
        ends = keys[0] in gone or (unnamed and keys not in named)
        if ends and link.ended_on is None:
            yield Change(subject, What.LEAVE, link.id, _link_name(making, keys), (), keys)


def _said_to_end(making: Making, subject: Subject) -> Iterator[tuple[int, int]]:
    """Known people and classes whose rows say that it is over; who is unknown is no problem."""
    enrolling = subject == Subject.ENROLMENT
    rows = making.drafts.enrolments if enrolling else making.drafts.teaching
    who = Subject.STUDENT if enrolling else Subject.TEACHER
    for row in rows:
        if row.ended and row.person.ref and row.school_class.ref:
            for person in making.index.by_ref.get((who, row.person.ref), ()):
                for one in making.index.class_refs.get(row.school_class.ref, ()):
                    yield person.id, one.id


def _said_to_leave(making: Making) -> set[int]:
    return {
        key for key, entry in making.people.items() if entry.values.get("status") == Status.LEFT
    }


def _link(
    making: Making,
    subject: Subject,
    keys: tuple[int, int],
    known: KnownLink | None,
    source: Source,
) -> Change:
    name = _link_name(making, keys)
    if known is None:
        return Change(subject, What.ADD, 0, name, (), keys, source)
    again = (FieldChange("ended_on", known.ended_on, None),) if known.ended_on else ()
    fields, kept = _settle(making, subject, known.id, again)
    what = What.RETURN if fields else What.SAME
    return Change(subject, what, known.id, name, fields, keys, source, kept)


def _link_name(making: Making, keys: tuple[int, int]) -> str:
    return f"{making.person_name(keys[0])} – {making.class_name(keys[1])}"


def pair_change(making: Making, keys: tuple[int, int], pair: Pair) -> Change:
    """A guardianship; who may see the child is never changed by a file."""
    known: KnownGuardianship | None = making.index.pairs.get(keys)
    said = {"relation": pair.relation, "household": pair.household}
    found = tuple(
        FieldChange(name, old, new)
        for name, new in said.items()
        if new and new != (old := getattr(known, name, None))
    )
    name = f"{making.person_name(keys[0])} – {making.person_name(keys[1])}"
    subject = Subject.GUARDIANSHIP
    if known is None:
        return Change(subject, What.ADD, 0, name, found, keys, pair.source)
    fields, kept = _settle(making, subject, known.id, found)
    what = What.CHANGE if fields else What.SAME
    return Change(subject, what, known.id, name, fields, keys, pair.source, kept)
