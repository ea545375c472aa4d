"""Which known person a row of students or teachers is: by ID, by three of four, never by guess."""

from collections import defaultdict

from i18n import _
from rules.people import Status
from rules.roster import Source, Subject
from rules.roster_decisions import Choice, Decision
from rules.roster_doubts import alike, ask, ask_claimed_twice, ask_doubles, two_fit
from rules.roster_index import keys_of_known, keys_of_row, triples
from rules.roster_known import KnownPerson
from rules.roster_making import STOPPED, Making
from rules.roster_matching import agrees, ids_differ
from rules.roster_names import fold, fold_email
from rules.roster_rows import PersonRow


def identify(making: Making, subject: Subject, rows: list[PersonRow]) -> list[int]:
    """The key of each row's person, after its entry is made; STOPPED for rows left out."""
    _stop_shared_ids(making, rows)
    found = [_who(making, subject, row) for row in rows]
    ask_doubles(making, subject, rows)
    ask_claimed_twice(making, subject, rows, found)
    claimed = {known.id for known in found if known}
    making.present |= claimed
    for row, known in zip(rows, found, strict=True):
        if known is None and making.is_stopped(row.source):
            making.present |= {one.id for one in alike(making, subject, row)}
        elif known is None:
            ask(making, subject, row, claimed)
    return _enter_all(making, subject, rows, found)


def _enter_all(
    making: Making, subject: Subject, rows: list[PersonRow], found: list[KnownPerson | None]
) -> list[int]:
    """Rows that are another row's person come last, when that one has its key."""
    keys: dict[Source, int] = {}
    again: list[PersonRow] = []
    for row, known in zip(rows, found, strict=True):
        if making.chose(row, Choice.ROW) and not making.is_stopped(row.source):
            again.append(row)
        else:
            keys[row.source] = _enter(making, subject, row, known)
    for row in again:
        keys[row.source] = _enter_again(making, subject, row, keys)
    return [keys[row.source] for row in rows]


def _enter_again(making: Making, subject: Subject, row: PersonRow, keys: dict[Source, int]) -> int:
    decision = making.decided(row)
    other = decision.row if decision else None
    key = keys.get(other, STOPPED) if other else STOPPED
    if key == STOPPED:
        making.stop(row.source, making.naming(row), row.name, _not_there())
        return STOPPED
    known = making.people[key].known
    return making.enter(subject, known, row.values, row.source, key).key


def _enter(making: Making, subject: Subject, row: PersonRow, known: KnownPerson | None) -> int:
    if making.is_stopped(row.source):
        making.register(row, subject, STOPPED)
        if known is None:
            making.stopped_names.add(fold(row.name))
        return STOPPED
    if known is None and row.text("status") == Status.LEFT:
        message = _("This person has left and is not in the hub, so there is nothing to do.")
        making.tell(row.source, making.column(row.source, "status"), row.name, message)
        making.register(row, subject, STOPPED)
        return STOPPED
    earlier = None if known else _earlier_row(making, subject, row)
    key = making.enter(subject, known, row.values, row.source, earlier).key
    making.register(row, subject, key)
    return key


def _earlier_row(making: Making, subject: Subject, row: PersonRow) -> int | None:
    """The key of a row before this one with the same ID, or a teacher's same e-mail and name."""
    if row.ref:
        return making.by_ref.get((subject, row.ref)) or None
    email = row.text("email")
    same = making.by_email.get((subject, fold_email(email)), set()) if email else set()
    named = making.by_name.get((subject, fold(f"{row.given} {row.family}")), set())
    return next(iter((same & named) - {STOPPED}), None)


def _stop_shared_ids(making: Making, rows: list[PersonRow]) -> None:
    groups: defaultdict[str, list[PersonRow]] = defaultdict(list)
    for row in rows:
        if row.ref and not making.decisions.leaves_out(row.source):
            groups[row.ref].append(row)
    for ref, group in groups.items():
        others = [row for row in group if not _may_be_one(group[0], row)]
        for row in group if others else ():
            other = others[0] if row is group[0] else group[0]
            message = _(
                "The ID {ref} is used for {name} and, in row {row}, for {other}."
                " Every person needs an ID of their own."
            ).format(ref=ref, name=row.name, row=other.source.row, other=other.name)
            making.stop(row.source, making.column(row.source, "school_ref"), ref, message)


def _may_be_one(one: PersonRow, other: PersonRow) -> bool:
    """Whether two rows with one ID speak of one person."""
    names = (fold(one.given), fold(one.family)) == (fold(other.given), fold(other.family))
    return names and (not one.birth or not other.birth or one.birth == other.birth)


def _who(making: Making, subject: Subject, row: PersonRow) -> KnownPerson | None:
    """The known person a row is: certainly, or as somebody decided."""
    decision = making.decided(row)
    if decision is None or decision.choice == Choice.OUT or _has_known_ref(making, subject, row):
        return sure_match(making, subject, row)
    return who_was_chosen(making, subject, row, decision)


def who_was_chosen(
    making: Making, subject: Subject, row: PersonRow, decision: Decision
) -> KnownPerson | None:
    """The known person somebody chose for a row, unless that one is not there any more."""
    if decision.choice != Choice.PERSON:
        return None
    known = making.index.people.get(decision.person)
    if known and making.index.subject(known) == subject and not ids_differ(row, known):
        return known
    making.stop(row.source, making.naming(row), row.name, _not_there())
    return None


def _not_there() -> str:
    return _("The person who was chosen for this row does not fit any more. Please choose again.")


def _has_known_ref(making: Making, subject: Subject, row: PersonRow) -> bool:
    return bool(row.ref and making.index.by_ref.get((subject, row.ref)))


def sure_match(making: Making, subject: Subject, row: PersonRow) -> KnownPerson | None:
    """The known person this row certainly is."""
    if row.ref:
        hits = making.index.by_ref.get((subject, row.ref), [])
        if len(hits) > 1:
            two_fit(making, subject, row, hits)
        if hits:
            return hits[0]
    if row.key:
        return by_hub_key(making, subject, row)
    hits = list(_by_four(making, row) if subject == Subject.STUDENT else _by_email(making, row))
    hits = [known for known in hits if not ids_differ(row, known)]
    if len(hits) > 1:
        exact = [known for known in hits if keys_of_known(known) == keys_of_row(row)]
        if len(exact) != 1:
            two_fit(making, subject, row, hits)
        hits = exact
    return hits[0] if hits else None


def by_hub_key(making: Making, subject: Subject, row: PersonRow) -> KnownPerson | None:
    """The person of the row's hub key, if the rest of the row agrees."""
    known = making.index.of_key(subject, row.key)
    if known and not ids_differ(row, known) and agrees(row, known):
        return known
    message = _(
        "The hub key belongs to somebody else. Was the row copied from another hub?"
        " Please empty the cell of the hub key."
    )
    making.stop(row.source, making.column(row.source, "key"), row.key, message)
    return None


def _by_four(making: Making, row: PersonRow) -> list[KnownPerson]:
    """Known children who agree in three of given name, family name, birth date and postcode.

    A shared family name, birthday and home with another given name is a twin, not a match.
    """
    found: dict[int, KnownPerson] = {}
    for triple in triples(keys_of_row(row)):
        if triple[0] != "given":
            found |= {known.id: known for known in making.index.by_triple.get(triple, ())}
    return list(found.values())


def _by_email(making: Making, row: PersonRow) -> list[KnownPerson]:
    email, name = fold_email(row.text("email")), fold(f"{row.given} {row.family}")
    hits = making.index.by_email.get((Subject.TEACHER, email), ()) if email else ()
    return [one for one in hits if fold(f"{one.given_name} {one.family_name}") == name]
