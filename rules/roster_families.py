"""Guardians: one across the school by e-mail only; by name or phone among one child's own."""

from collections.abc import Iterable

from i18n import _
from rules.roster import Level, Subject
from rules.roster_making import STOPPED, Making, Pair
from rules.roster_mentions import person_of
from rules.roster_names import fold, fold_email, fold_phone, same_given
from rules.roster_people import by_hub_key, ids_differ
from rules.roster_rows import GuardianRow, PersonRow

GUARDIAN = Subject.GUARDIAN


def enter_guardians(making: Making, rows: Iterable[GuardianRow]) -> None:
    """Guardians from a sheet of their own, each pointing to a child."""
    for row in rows:
        source = row.person.source
        if making.is_stopped(source):
            continue
        child = person_of(making, row.child, Subject.STUDENT) if row.child else None
        if row.child is None:
            _enter_without_child(making, row)
        elif child:
            enter_guardian(making, child, row)


def _enter_without_child(making: Making, row: GuardianRow) -> None:
    """A guardian of nobody is a mistake, unless the hub knows the children already."""
    known = making.index.people.get(_match(making, None, row.person) or 0)
    if known and known.id in making.index.guardians:
        making.enter(GUARDIAN, known, row.person.values, row.person.source)
        return
    message = _("This guardian has no child. Please write the child's student ID or full name.")
    making.stop(row.person.source, _("Student ID"), row.person.name, message)


def enter_guardian(making: Making, child: int, row: GuardianRow) -> None:
    """Make or update one guardian of one child."""
    person = row.person
    key = _match(making, child, person)
    if key == STOPPED:
        return
    if _is_restricted(making, key, child):
        _review(making, child, row)
        return
    known = making.index.people.get(key) if key else None
    entry = making.enter(GUARDIAN, known, person.values, person.source, key)
    making.register(person, GUARDIAN, entry.key)
    making.guardians_of[child].add(entry.key)
    pair = making.pairs.setdefault((entry.key, child), Pair(person.source))
    pair.relation, pair.household = pair.relation or row.relation, pair.household or row.household


def _is_restricted(making: Making, key: int | None, child: int) -> bool:
    """Whether somebody would gain sight of a child where the office has limited it."""
    if (key, child) in making.index.pairs:
        return False
    return child in making.index.restricted or key in making.index.restricted


def _review(making: Making, child: int, row: GuardianRow) -> None:
    message = _(
        "The office has limited who may see {child}, so this guardian is not added from a file."
        " Please ask the office; under People they can be added by hand."
    ).format(child=making.person_name(child))
    making.tell(row.person.source, _("Guardian"), row.person.name, message, Level.REVIEW)


def _match(making: Making, child: int | None, row: PersonRow) -> int | None:
    """The key of the guardian this row is: None for a new one, STOPPED after a problem."""
    if row.ref:
        found = _by_ref(making, row.ref)
        if found is not None:
            return found
    if row.key:
        known = by_hub_key(making, GUARDIAN, row)
        return known.id if known else STOPPED
    found = _by_email(making, row)
    if found is None and child is not None:
        found = _among_own(making, child, row)
    return found


def _by_ref(making: Making, ref: str) -> int | None:
    if (GUARDIAN, ref) in making.by_ref:
        return making.by_ref[GUARDIAN, ref]
    return next((known.id for known in making.index.by_ref.get((GUARDIAN, ref), ())), None)


def _by_email(making: Making, row: PersonRow) -> int | None:
    email = fold_email(row.text("email"))
    if not email:
        return None
    known = {one.id for one in making.index.by_email.get((GUARDIAN, email), ())}
    holders = known | making.by_email.get((GUARDIAN, email), set())
    fitting = {key for key in holders if key != STOPPED and _may_be(making, key, row)}
    named = {key for key in fitting if _full_name(making, key) == _row_name(row)}
    fitting = named if len(named) == 1 else fitting
    if len(fitting) > 1:
        return _stop_two_fit(making, row)
    if not fitting and holders:
        _tell_shared(making, row, next(iter(holders)))
    return next(iter(fitting), None)


def _among_own(making: Making, child: int, row: PersonRow) -> int | None:
    """Among the guardians of this child only: the same full name, or the same phone."""
    own = {pair.guardian_id for pair in making.index.guardians_of.get(child, ())}
    own |= making.guardians_of.get(child, set())
    fitting = {key for key in own if _same_name(making, key, row) or _same_phone(making, key, row)}
    if len(fitting) > 1:
        return _stop_two_fit(making, row)
    return next(iter(fitting), None)


def _may_be(making: Making, key: int, row: PersonRow) -> bool:
    known = making.index.people.get(key)
    if known and ids_differ(row, known):
        return False
    entry = making.people.get(key)
    if entry and row.ref and entry.value("school_ref") not in (None, row.ref):
        return False
    return same_given(row.given, _given(making, key))


def _same_name(making: Making, key: int, row: PersonRow) -> bool:
    entry = making.people.get(key)
    beside = entry is not None and row.source in entry.sources  # parent 1 and 2 of one row
    return (
        bool(row.given)
        and not beside
        and _full_name(making, key) == _row_name(row)
        and _may_be(making, key, row)
    )


def _same_phone(making: Making, key: int, row: PersonRow) -> bool:
    """A shared phone is one guardian only where neither name nor e-mail speaks against it."""
    phone = fold_phone(row.text("phone"))
    emails = {fold_email(row.text("email")), fold_email(_text(making, key, "email"))} - {""}
    return (
        bool(phone)
        and phone == fold_phone(_text(making, key, "phone"))
        and len(emails) < 2
        and _may_be(making, key, row)
    )


def _text(making: Making, key: int, name: str) -> str:
    if key in making.people:
        return str(making.people[key].value(name) or "")
    return str(getattr(making.index.people[key], name) or "")


def _given(making: Making, key: int) -> str:
    """The given name; none for a guardian who is called after the e-mail address."""
    given, family = _text(making, key, "given_name"), _text(making, key, "family_name")
    return "" if not family and given == name_from_email(_text(making, key, "email")) else given


def name_from_email(email: str) -> str:
    """What a guardian without a name is called until somebody writes one."""
    return email.partition("@")[0]


def _full_name(making: Making, key: int) -> str:
    return fold(f"{_text(making, key, 'given_name')} {_text(making, key, 'family_name')}")


def _row_name(row: PersonRow) -> str:
    return fold(f"{row.given} {row.family}")


def _stop_two_fit(making: Making, row: PersonRow) -> int:
    message = _("Two guardians in the hub fit this row. Please add the guardian's ID or hub key.")
    making.stop(row.source, _("Guardian"), row.name, message)
    return STOPPED


def _tell_shared(making: Making, row: PersonRow, holder: int) -> None:
    name = making.person_name(holder) if holder != STOPPED else ""
    if name:
        message = _("{name} has the same e-mail address. They are kept as two people.")
        making.tell(
            row.source,
            making.column(row.source, "email"),
            row.text("email"),
            message.format(name=name),
        )


def name_the_nameless(making: Making) -> None:
    """A new guardian known by an e-mail address only is called after it."""
    for entry in making.people.values():
        named = entry.values.get("given_name") or entry.values.get("family_name")
        if entry.subject == GUARDIAN and entry.known is None and not named and entry.source:
            email = str(entry.values["email"])
            entry.values["given_name"] = name_from_email(email)
            message = _("There is no name, so this guardian is shown as {name} for now.").format(
                name=entry.values["given_name"]
            )
            making.tell(entry.source, _("Guardian"), email, message)
