"""What the hub knows, by everything an import looks people and classes up with."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TypeVar

from rules.people import Role, Status
from rules.roster import Subject
from rules.roster_known import Known, KnownClass, KnownGuardianship, KnownLink, KnownPerson
from rules.roster_names import fold, fold_email, fold_postcode
from rules.roster_nicknames import bare
from rules.roster_rows import PersonRow

SUBJECTS = {
    Role.STUDENT: Subject.STUDENT,
    Role.GUARDIAN: Subject.GUARDIAN,
    Role.TEACHER: Subject.TEACHER,
    Role.COORDINATOR: Subject.TEACHER,  # a coordinator may teach
}
PARTS = ("given", "family", "birth", "postcode")

Keys = dict[str, str]
Sign = TypeVar("Sign")


def keys_of_row(row: PersonRow) -> Keys:
    """The four things that tell children apart, folded; only those the row has."""
    return _keys(row.given, row.family, str(row.birth or ""), row.text("postcode"))


def keys_of_known(person: KnownPerson) -> Keys:
    return _keys(
        person.given_name,
        person.family_name,
        str(person.birth_date or ""),
        person.postcode or "",
    )


def _keys(given: str, family: str, birth: str, postcode: str) -> Keys:
    folded = (fold(given), fold(family), birth, fold_postcode(postcode))
    return {part: value for part, value in zip(PARTS, folded, strict=True) if value}


def triples(keys: Keys) -> Iterator[tuple[str, ...]]:
    """Every three of the four, as keys of an index."""
    for left_out in (*PARTS,):
        kept = [part for part in PARTS if part != left_out]
        if all(part in keys for part in kept):
            yield (left_out, *(keys[part] for part in kept))


class Index:
    """Lookups over one state of the roster; each is built in one pass."""

    def __init__(self, known: Known) -> None:
        self.known = known
        self.people = {one.id: one for one in known.people}
        self.classes = {one.id: one for one in known.classes}
        self.by_ref: defaultdict[tuple[Subject, str], list[KnownPerson]] = defaultdict(list)
        self.by_email: defaultdict[tuple[Subject, str], list[KnownPerson]] = defaultdict(list)
        self.by_name: defaultdict[tuple[Subject, str], list[KnownPerson]] = defaultdict(list)
        self.by_triple: defaultdict[tuple[str, ...], list[KnownPerson]] = defaultdict(list)
        self.guardians_of: defaultdict[int, list[KnownGuardianship]] = defaultdict(list)
        self.pairs: dict[tuple[int, int], KnownGuardianship] = {}
        self.guardians: set[int] = set()  # those with a child
        self.restricted: set[int] = set()  # children and guardians of a custody restriction
        self.children_of: defaultdict[int, list[KnownGuardianship]] = defaultdict(list)
        self._people(known.people)
        self._families(known.guardianships)
        self.enrolments = _by_pair(known.enrolments)
        self.teaching = _by_pair(known.teaching)
        self.class_refs = _grouped((one.school_ref or "", one) for one in known.classes)
        self.class_names = _grouped(
            (fold(one.name), one) for one in known.classes if one.status == Status.ACTIVE
        )

    def _people(self, people: Iterable[KnownPerson]) -> None:
        for one in people:
            subject = SUBJECTS[one.role]
            if one.school_ref:
                self.by_ref[subject, one.school_ref].append(one)
            if one.email:
                self.by_email[subject, fold_email(one.email)].append(one)
            self.by_name[subject, fold(f"{one.given_name} {one.family_name}")].append(one)
            if subject == Subject.STUDENT:
                for triple in triples(keys_of_known(one)):
                    self.by_triple[triple].append(one)

    def _families(self, guardianships: Iterable[KnownGuardianship]) -> None:
        for one in guardianships:
            self.guardians_of[one.student_id].append(one)
            self.pairs[one.guardian_id, one.student_id] = one
            self.guardians.add(one.guardian_id)
            self.children_of[one.guardian_id].append(one)
            if not one.access:
                self.restricted |= {one.guardian_id, one.student_id}

    def subject(self, person: KnownPerson) -> Subject:
        return SUBJECTS[person.role]

    @cached_property
    def by_letters(self) -> dict[tuple[Subject, tuple[str, ...]], list[KnownPerson]]:
        """People by the words of their name in any order, without accents."""
        return _listed(
            (
                (
                    SUBJECTS[one.role],
                    tuple(sorted(bare(f"{one.given_name} {one.family_name}").split())),
                ),
                one,
            )
            for one in self.known.people
        )

    @cached_property
    def by_family(self) -> dict[tuple[Subject, str], list[KnownPerson]]:
        """People by their family name without accents."""
        return _listed(
            ((SUBJECTS[one.role], bare(one.family_name)), one) for one in self.known.people
        )

    @cached_property
    def barred_names(self) -> frozenset[str]:
        """Names of guardians who may not see a child of theirs."""
        barred = (
            self.people[one.guardian_id] for one in self.known.guardianships if not one.access
        )
        return frozenset(fold(f"{one.given_name} {one.family_name}") for one in barred)

    def of_key(self, subject: Subject, key: str) -> KnownPerson | None:
        """The person of a hub key, if the key is of this subject."""
        number = hub_number(key, "P")
        person = self.people.get(number) if number else None
        return person if person and SUBJECTS[person.role] == subject else None

    def class_of_key(self, key: str) -> KnownClass | None:
        number = hub_number(key, "C")
        return self.classes.get(number) if number else None


def hub_key(letter: str, number: int) -> str:
    """How the hub names a row that has no ID of the school's: P12, C3."""
    return f"{letter}{number}"


def hub_number(key: str, letter: str) -> int | None:
    plain = key.strip().upper()
    number = plain.removeprefix(letter)
    return int(number) if plain.startswith(letter) and number.isdecimal() else None


def _listed(pairs: Iterable[tuple[Sign, KnownPerson]]) -> dict[Sign, list[KnownPerson]]:
    groups: defaultdict[Sign, list[KnownPerson]] = defaultdict(list)
    for sign, one in pairs:
        groups[sign].append(one)
    return groups


def _by_pair(links: Iterable[KnownLink]) -> dict[tuple[int, int], KnownLink]:
    return {(one.person_id, one.class_id): one for one in links}


def _grouped(pairs: Iterable[tuple[str, KnownClass]]) -> dict[str, list[KnownClass]]:
    groups: defaultdict[str, list[KnownClass]] = defaultdict(list)
    for key, one in pairs:
        if key:
            groups[key].append(one)
    return groups
