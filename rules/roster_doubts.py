"""Rows that might be somebody: proposed to a person, never decided by the hub."""

from collections import defaultdict
from collections.abc import Iterable

from i18n import N_, _
from rules.roster import Candidate, Doubt, Source, Subject
from rules.roster_decisions import Choice
from rules.roster_index import keys_of_row, triples
from rules.roster_known import KnownPerson
from rules.roster_making import Making
from rules.roster_matching import birthdays_differ, ids_differ
from rules.roster_names import fold, fold_email, fold_postcode
from rules.roster_nicknames import bare, may_be_nickname
from rules.roster_rows import PersonRow

MESSAGES = {
    Doubt.TWIN: N_(
        "The hub has {name} with the same last name, birth date and postcode."
        " If this is a twin, please give both an ID; if not, correct the first name."
    ),
    Doubt.SWAPPED: N_(
        "The hub has {name}. Did first and last name change places? Please say if it is the same"
        " person."
    ),
    Doubt.ACCENTS: N_(
        "The hub has {name}, who is written a little differently. Please say if it is the same"
        " person."
    ),
    Doubt.NICKNAME: N_(
        "The hub has {name}, and one of the two may be a short name. Please say if it is the same"
        " person."
    ),
}


def ask(making: Making, subject: Subject, row: PersonRow, claimed: set[int]) -> None:
    """Propose the known people that a row might be, if there are any."""
    if making.decided(row) is not None:
        return
    twins = _twins(making, row, claimed) if subject == Subject.STUDENT else []
    if twins:
        _propose(making, subject, row, Doubt.TWIN, twins)
        return
    perhaps = [one for one in alike(making, subject, row) if one.id not in claimed]
    namesakes = [one for one in perhaps if _same_name(row, one)]
    if namesakes:
        _ask_namesake(making, subject, row, namesakes)
        return
    perhaps = [one for one in perhaps if not birthdays_differ(row, one)]
    if perhaps:
        _propose(making, subject, row, _doubt(row, perhaps[0]), perhaps)


def _propose(
    making: Making, subject: Subject, row: PersonRow, doubt: Doubt, known: list[KnownPerson]
) -> None:
    name = f"{known[0].given_name} {known[0].family_name}".strip()
    making.propose(row, subject, doubt, candidates(known), _(MESSAGES[doubt]).format(name=name))


def candidates(known: Iterable[KnownPerson]) -> tuple[Candidate, ...]:
    return tuple(
        Candidate(
            one.id,
            f"{one.given_name} {one.family_name}".strip(),
            one.birth_date,
            one.school_ref or "",
        )
        for one in sorted(known, key=lambda one: one.id)
    )


def _twins(making: Making, row: PersonRow, claimed: set[int]) -> list[KnownPerson]:
    """Same family name, birthday and home with another given name."""
    return [
        one
        for triple in triples(keys_of_row(row))
        if triple[0] == "given"
        for one in making.index.by_triple.get(triple, ())
        if one.id not in claimed and not ids_differ(row, one)
    ]


def alike(making: Making, subject: Subject, row: PersonRow) -> list[KnownPerson]:
    """Known people whose name is this one, or this one written otherwise."""
    given, family = bare(row.given), bare(row.family)
    letters = tuple(sorted(f"{given} {family}".split()))
    found = {one.id: one for one in making.index.by_letters.get((subject, letters), ())}
    for one in making.index.by_family.get((subject, family), ()):
        if may_be_nickname(given, bare(one.given_name)):
            found[one.id] = one
    return [one for one in found.values() if not ids_differ(row, one)]


def ask_guardian(making: Making, row: PersonRow, own: Iterable[int]) -> bool:
    """Whether a guardian might be one of the child's own, written otherwise."""
    subject = Subject.GUARDIAN
    named = [one for one in alike(making, subject, row) if one.id in own] if row.given else []
    perhaps = [one for one in named if one.id not in making.people and not _same_name(row, one)]
    if perhaps:
        _propose(making, subject, row, _doubt(row, perhaps[0]), perhaps)
    return bool(perhaps)


def _same_name(row: PersonRow, known: KnownPerson) -> bool:
    return fold(f"{row.given} {row.family}") == fold(f"{known.given_name} {known.family_name}")


def _doubt(row: PersonRow, known: KnownPerson) -> Doubt:
    mine = bare(row.given), bare(row.family)
    theirs = bare(known.given_name), bare(known.family_name)
    if " ".join(mine) == " ".join(theirs):
        return Doubt.ACCENTS
    return Doubt.SWAPPED if sorted(mine) == sorted(theirs) else _rearranged(mine, theirs)


def _rearranged(mine: tuple[str, str], theirs: tuple[str, str]) -> Doubt:
    same_words = sorted(" ".join(mine).split()) == sorted(" ".join(theirs).split())
    return Doubt.SWAPPED if same_words else Doubt.NICKNAME


def _ask_namesake(
    making: Making, subject: Subject, row: PersonRow, namesakes: list[KnownPerson]
) -> None:
    perhaps = [one for one in namesakes if not birthdays_differ(row, one)]
    if not perhaps:
        message = _("The hub has another {name}, born on another day. This one is added.")
        making.tell(row.source, making.naming(row), row.name, message.format(name=row.name))
        return
    message = _(
        "The hub already has a {name}, and a name alone can't tell whether it is the same person."
        " Please add the school's ID, or what both rows have: a birth date or an e-mail address."
    ).format(name=row.name)
    making.propose(row, subject, Doubt.NAMESAKE, candidates(perhaps), message)


def two_fit(making: Making, subject: Subject, row: PersonRow, known: Iterable[KnownPerson]) -> None:
    message = _("Two people in the hub fit this row. Please add the school's ID to it.")
    making.propose(row, subject, Doubt.TWO_FIT, candidates(known), message)


def ask_doubles(making: Making, subject: Subject, rows: Iterable[PersonRow]) -> None:
    """Rows without an ID that look like another row: one person twice, or two?"""
    groups: defaultdict[tuple[str, str], list[PersonRow]] = defaultdict(list)
    for row in rows:
        name = fold(f"{row.given} {row.family}")
        if name and not making.decisions.leaves_out(row.source):
            groups[name, _telling(subject, row)].append(row)
    for (_name, telling), group in groups.items():
        open_rows = [row for row in group if _is_open(making, row)]
        teacher_again = subject == Subject.TEACHER and telling
        if len(group) > 1 and open_rows and not teacher_again:
            _ask_group(making, subject, group, open_rows)


def _is_open(making: Making, row: PersonRow) -> bool:
    return not (row.ref or row.key or making.decided(row))


def _ask_group(
    making: Making, subject: Subject, group: list[PersonRow], open_rows: list[PersonRow]
) -> None:
    told_apart = [one for one in group if making.chose(one, Choice.NEW)]
    if len(open_rows) == 1 and len(told_apart) == len(group) - 1:
        return
    for row in open_rows:
        others = [one for one in group if one is not row]
        message = _(
            "{name} stands in row {row} too. If it is the same person, please delete one row;"
            " if not, give each an ID."
        ).format(name=row.name, row=others[0].source.row)
        making.propose(row, subject, Doubt.DOUBLE, tuple(map(_as_candidate, others)), message)


def _as_candidate(row: PersonRow) -> Candidate:
    return Candidate(0, row.name, row.birth, row.ref, row.source)


def _telling(subject: Subject, row: PersonRow) -> str:
    """What tells two people of one name apart."""
    if subject == Subject.TEACHER:
        return fold_email(row.text("email"))
    return str(row.birth or fold_postcode(row.text("postcode")))


def ask_claimed_twice(
    making: Making, subject: Subject, rows: list[PersonRow], found: list[KnownPerson | None]
) -> None:
    """Rows that fit one known person: who is certain keeps it, the others are asked."""
    groups: defaultdict[int, list[tuple[PersonRow, KnownPerson]]] = defaultdict(list)
    for row, known in zip(rows, found, strict=True):
        if known is not None and not making.decisions.leaves_out(row.source):
            groups[known.id].append((row, known))
    for group in groups.values():
        open_rows = [one for one in group if not _is_certain(making, subject, *one)]
        several = len({row.ref or row.source for row, _known in group}) > 1
        for row, known in open_rows if several else ():
            other = next(one for one, _known in group if one is not row)
            _ask_claimed(making, subject, row, known, other.source)


def _is_certain(making: Making, subject: Subject, row: PersonRow, known: KnownPerson) -> bool:
    """A teacher by e-mail and name may have a row for each class."""
    by_id = bool(row.ref) and row.ref == known.school_ref
    told = bool(row.key) or making.decided(row) is not None
    return by_id or told or subject == Subject.TEACHER


def _ask_claimed(
    making: Making, subject: Subject, row: PersonRow, known: KnownPerson, other: Source
) -> None:
    message = _(
        "Row {row} is {name} as well. Please delete one of the two rows, or correct it."
    ).format(row=other.row, name=row.name)
    making.propose(row, subject, Doubt.CLAIMED, candidates([known]), message)
