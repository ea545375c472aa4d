"""Guardians: one across the school by e-mail only; by name or phone among one child's own."""

from collections.abc import Iterable

from i18n import _
from rules.people import Status
from rules.roster import Doubt, Level, Subject
from rules.roster_decisions import Choice
from rules.roster_doubts import ask_guardian, candidates
from rules.roster_known import KnownPerson
from rules.roster_making import STOPPED, Making, Pair, fuller
from rules.roster_matching import ids_differ
from rules.roster_mentions import person_of
from rules.roster_names import fold, fold_email, fold_phone, same_given
from rules.roster_people import by_hub_key, who_was_chosen
from rules.roster_rows import GuardianRow, PersonRow

GUARDIAN = Subject.GUARDIAN


def enter_guardians(making: Making, rows: Iterable[GuardianRow]) -> None:
    """Guardians from a sheet of their own, each pointing to a child."""
    for row in rows:
        if making.is_stopped(row.person.source):
            _is_spoken_of(making, row.person)
            continue
        child = person_of(making, row.child, Subject.STUDENT) if row.child else None
        if row.child is None:
            _enter_without_child(making, row)
        elif child:
            enter_guardian(making, child, row)


def _is_spoken_of(making: Making, row: PersonRow) -> None:
    """Whoever a row might mean is not missing from the files, whatever becomes of the row."""
    index, name = making.index, _row_name(row)
    found = [
        *(index.by_ref.get((GUARDIAN, row.ref), ()) if row.ref else ()),
        *index.by_email.get((GUARDIAN, fold_email(row.text("email"))), ()),
        *(index.by_name.get((GUARDIAN, name), ()) if name else ()),
    ]
    making.present |= {one.id for one in found}


def _enter_without_child(making: Making, row: GuardianRow) -> None:
    """A guardian of nobody is a mistake, unless the hub knows the children already."""
    key = _match(making, None, row.person)
    known = making.index.people.get(key or 0)
    if known and known.id in making.index.guardians:
        _enter_known(making, known, row)
        return
    if key == STOPPED:
        return
    message = _("This guardian has no child. Please write the child's student ID or full name.")
    making.stop(row.person.source, _("Student ID"), row.person.name, message)


def enter_guardian(making: Making, child: int, row: GuardianRow) -> None:
    """Make or update one guardian of one child."""
    person = row.person
    key = STOPPED if making.chose(person, Choice.OUT) else _match(making, child, person)
    if key == STOPPED:
        _is_spoken_of(making, person)
        return
    if _is_restricted(making, key, child, person):
        _is_spoken_of(making, person)
        _review(making, child, row)
        return
    known = making.index.people.get(key) if key else None
    if known and _would_see_restricted(making, known, row):
        return
    entry = making.enter(GUARDIAN, known, person.values, person.source, key)
    making.present.add(entry.key)
    making.register(person, GUARDIAN, entry.key)
    making.guardians_of[child].add(entry.key)
    pair = making.pairs.setdefault((entry.key, child), Pair(person.source))
    pair.relation = str(fuller(pair.relation, row.relation))
    pair.household = str(fuller(pair.household, row.household))


def _enter_known(making: Making, known: KnownPerson, row: GuardianRow) -> None:
    """A guardian whose children the hub knows already."""
    if not _would_see_restricted(making, known, row):
        making.enter(GUARDIAN, known, row.person.values, row.person.source)
        making.present.add(known.id)


def _is_restricted(making: Making, key: int | None, child: int, row: PersonRow) -> bool:
    """Whether somebody would gain sight of a child where the office has limited it."""
    if (key, child) in making.index.pairs:
        return False
    limited = making.index.restricted
    namesake = key is None and _row_name(row) in making.index.barred_names
    return child in limited or key in limited or namesake


def _would_see_restricted(making: Making, known: KnownPerson, row: GuardianRow) -> bool:
    """Whether a guardian who had left would see a child again whom the office has limited."""
    if known.status != Status.LEFT or row.person.text("status") == Status.LEFT:
        return False
    for pair in making.index.children_of[known.id]:
        if pair.access and pair.student_id in making.index.restricted:
            making.present.add(known.id)
            _review(making, pair.student_id, row)
            return True
    return False


def _review(making: Making, child: int, row: GuardianRow) -> None:
    message = _(
        "The office has limited who may see {child}, so this guardian is not added from a file."
        " Please ask the office; under People they can be added by hand."
    ).format(child=making.person_name(child))
    source, name = row.person.source, row.person.name
    making.tell(source, making.naming(row.person), name, message, Level.REVIEW)


def _match(making: Making, child: int | None, row: PersonRow) -> int | None:
    """The key of the guardian this row is: None for a new one, STOPPED after a problem."""
    if row.ref:
        found = _by_ref(making, row.ref)
        if found is not None:
            return found
    decision = making.decided(row)
    if decision is not None:
        known = who_was_chosen(making, GUARDIAN, row, decision)
        return known.id if known else STOPPED if making.is_stopped(row.source) else None
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
        return _two_fit(making, row, fitting)
    if not fitting and holders:
        _tell_shared(making, row, next(iter(holders)))
    return next(iter(fitting), None)


def _among_own(making: Making, child: int, row: PersonRow) -> int | None:
    """Among the guardians of this child only: the same full name, or the same phone."""
    own = {pair.guardian_id for pair in making.index.guardians_of.get(child, ())}
    own |= making.guardians_of.get(child, set())
    fitting = {key for key in own if _same_name(making, key, row) or _same_phone(making, key, row)}
    if len(fitting) > 1:
        return _two_fit(making, row, fitting)
    if not fitting and ask_guardian(making, row, own):
        return STOPPED
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


def _two_fit(making: Making, row: PersonRow, keys: Iterable[int]) -> int:
    message = _("Two guardians in the hub fit this row. Please add the guardian's ID or hub key.")
    known = [making.index.people[key] for key in keys if key in making.index.people]
    making.propose(row, GUARDIAN, Doubt.TWO_FIT, candidates(known), message)
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
