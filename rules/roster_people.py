"""Which known person a row of students or teachers is: by ID, by three of four, never by guess."""

from collections import defaultdict

from i18n import _
from rules.people import Status
from rules.roster import Source, Subject
from rules.roster_index import keys_of_known, keys_of_row, triples
from rules.roster_known import KnownPerson
from rules.roster_making import STOPPED, Making
from rules.roster_names import fold, fold_email, fold_phone, fold_postcode
from rules.roster_rows import PersonRow


def identify(making: Making, subject: Subject, rows: list[PersonRow]) -> list[int]:
    """The key of each row's person, after its entry is made; STOPPED for rows left out."""
    _stop_shared_ids(making, rows)
    _stop_doubles(making, subject, rows)
    found = [sure_match(making, subject, row) for row in rows]
    _stop_claimed_twice(making, rows, found)
    claimed = {known.id for known in found if known}
    making.present |= claimed
    for row, known in zip(rows, found, strict=True):
        if known is None and not making.is_stopped(row.source):
            _ask(making, subject, row, claimed)
    return [_enter(making, subject, row, one) for row, one in zip(rows, found, strict=True)]


def _enter(making: Making, subject: Subject, row: PersonRow, known: KnownPerson | None) -> int:
    if known is None and row.text("status") == Status.LEFT:
        message = _("This person has left and is not in the hub, so there is nothing to do.")
        making.tell(row.source, making.column(row.source, "status"), row.name, message)
        making.register(row, subject, STOPPED)
        return STOPPED
    if making.is_stopped(row.source):
        making.register(row, subject, STOPPED)
        if known is None:
            making.stopped_names.add(fold(row.name))
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
        if row.ref:
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


def _stop_doubles(making: Making, subject: Subject, rows: list[PersonRow]) -> None:
    """Rows without an ID that look like a row before them."""
    seen: dict[tuple[str, str], Source] = {}
    for row in rows:
        sign = (fold(f"{row.given} {row.family}"), _telling(subject, row))
        before = seen.setdefault(sign, row.source)
        teacher_again = subject == Subject.TEACHER and sign[1]
        if before is row.source or row.ref or row.key or teacher_again or not sign[0]:
            continue
        if making.is_stopped(row.source):
            continue
        message = _(
            "{name} stands in row {row} too. If it is the same person, please delete one row;"
            " if not, give each an ID."
        ).format(name=row.name, row=before.row)
        making.stop(row.source, making.column(row.source, "given_name"), row.name, message)


def _telling(subject: Subject, row: PersonRow) -> str:
    """What tells two people of one name apart."""
    if subject == Subject.TEACHER:
        return fold_email(row.text("email"))
    return str(row.birth or fold_postcode(row.text("postcode")))


def _stop_claimed_twice(
    making: Making, rows: list[PersonRow], found: list[KnownPerson | None]
) -> None:
    first: dict[int, PersonRow] = {}
    for row, known in zip(rows, found, strict=True):
        if known is None:
            continue
        before = first.setdefault(known.id, row)
        if before is not row and not (row.ref and row.ref == before.ref):
            message = _(
                "Row {row} is {name} as well. Please delete one of the two rows, or correct it."
            ).format(row=before.source.row, name=row.name)
            making.stop(row.source, making.column(row.source, "given_name"), row.name, message)


def sure_match(making: Making, subject: Subject, row: PersonRow) -> KnownPerson | None:
    """The known person this row certainly is."""
    if row.ref:
        hits = making.index.by_ref.get((subject, row.ref), [])
        if len(hits) > 1:
            _stop_two_fit(making, row)
        if hits:
            return hits[0]
    if row.key:
        return by_hub_key(making, subject, row)
    hits = list(_by_four(making, row) if subject == Subject.STUDENT else _by_email(making, row))
    hits = [known for known in hits if not ids_differ(row, known)]
    if len(hits) > 1:
        exact = [known for known in hits if keys_of_known(known) == keys_of_row(row)]
        if len(exact) != 1:
            _stop_two_fit(making, row)
        hits = exact
    return hits[0] if hits else None


def _stop_two_fit(making: Making, row: PersonRow) -> None:
    message = _("Two people in the hub fit this row. Please add the school's ID to it.")
    making.stop(row.source, making.column(row.source, "given_name"), row.name, message)


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


def ids_differ(row: PersonRow, known: KnownPerson) -> bool:
    return bool(row.ref and known.school_ref and row.ref != known.school_ref)


def agrees(row: PersonRow, known: KnownPerson) -> bool:
    """Whether a row with a known person's hub key is that person: the name, or half and more."""
    names = (fold(row.given) == fold(known.given_name)) + (
        fold(row.family) == fold(known.family_name)
    )
    others = (
        row.birth is not None and row.birth == known.birth_date,
        _both(fold_email(row.text("email")), fold_email(known.email)),
        _both(fold_phone(row.text("phone")), fold_phone(known.phone)),
        _both(fold_postcode(row.text("postcode")), fold_postcode(known.postcode)),
    )
    return names == 2 or (names == 1 and any(others)) or (not row.given and others[1])


def _both(one: str, other: str) -> bool:
    return bool(one) and one == other


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


def _ask(making: Making, subject: Subject, row: PersonRow, claimed: set[int]) -> None:
    """Stop a row that might be somebody known: a name alone tells nothing."""
    twin = _twin(making, row, claimed) if subject == Subject.STUDENT else None
    if twin:
        message = _(
            "The hub has {name} with the same last name, birth date and postcode."
            " If this is a twin, please give both an ID; if not, correct the first name."
        ).format(name=f"{twin.given_name} {twin.family_name}")
        making.stop(row.source, making.column(row.source, "given_name"), row.name, message)
        return
    namesakes = making.index.by_name.get((subject, fold(f"{row.given} {row.family}")), ())
    for known in namesakes:
        if known.id not in claimed and not ids_differ(row, known):
            _ask_namesake(making, row, known)
            return


def _twin(making: Making, row: PersonRow, claimed: set[int]) -> KnownPerson | None:
    for triple in triples(keys_of_row(row)):
        if triple[0] == "given":
            hits = making.index.by_triple.get(triple, ())
            return next(
                (one for one in hits if one.id not in claimed and not ids_differ(row, one)), None
            )
    return None


def _ask_namesake(making: Making, row: PersonRow, known: KnownPerson) -> None:
    if row.birth and known.birth_date and row.birth != known.birth_date:
        message = _("The hub has another {name}, born on another day. This one is added.")
        making.tell(
            row.source,
            making.column(row.source, "given_name"),
            row.name,
            message.format(name=row.name),
        )
        return
    message = _(
        "The hub already has a {name}, and a name alone can't tell whether it is the same person."
        " Please add the school's ID, or what both rows have: a birth date or an e-mail address."
    ).format(name=row.name)
    making.stop(row.source, making.column(row.source, "given_name"), row.name, message)
