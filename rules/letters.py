"""Letters that bring families in: who gets one, in which language, who gets none and why."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property

from i18n import N_
from rules.accounts import INVITATION_DAYS, fingerprint, new_code
from rules.letter_words import LETTERS
from rules.people import Named

OTHERWISE = "en"
# The letters that exchange/fonts can print: Latin, Cyrillic and Arabic with their signs.
PRINTABLE = re.compile(
    "[\u0020-\u007e\u00a0-\u036f\u0400-\u052f\u0600-\u06ff\u1e00-\u1eff\u200c-\u200f\u2010-\u2027]*"
)
LOCAL = re.compile(r"https?://(localhost|127\.|\[::1\]|0\.0\.0\.0)")


class Why(StrEnum):
    """Why somebody gets no letter."""

    JOINED = "joined"
    INVITED = "invited"
    NO_ACCESS = "no_access"
    NOBODY = "nobody"


WHY_WORDS = {
    Why.JOINED: N_("Has joined already"),
    Why.INVITED: N_("Has a code that still works"),
    Why.NO_ACCESS: N_("May not see this child, or may not be written to"),
    Why.NOBODY: N_("No parent or guardian is in the hub"),
}


@dataclass(frozen=True)
class Pupil:
    """A child, as a letter knows them."""

    id: int
    name: str
    first_name: str
    language: str
    classes: tuple[Named, ...]

    @property
    def class_name(self) -> str:
        return ", ".join(one.name for one in self.classes)


@dataclass(frozen=True)
class Adult:
    """A guardian, and whether a code is theirs already."""

    id: int
    name: str
    languages: tuple[str, ...]
    joined: bool
    invited: bool


@dataclass(frozen=True)
class Tie:
    guardian_id: int
    student_id: int
    access: bool


@dataclass(frozen=True)
class Families:
    """Everybody a letter could go to, and the children in the order of their classes."""

    children: tuple[Pupil, ...]
    adults: Mapping[int, Adult]
    ties: tuple[Tie, ...]

    @cached_property
    def adults_of(self) -> Mapping[int, list[tuple[Adult, bool]]]:
        """The guardians of each child, and whether they may see it."""
        found: defaultdict[int, list[tuple[Adult, bool]]] = defaultdict(list)
        for tie in self.ties:
            if tie.guardian_id in self.adults:
                found[tie.student_id].append((self.adults[tie.guardian_id], tie.access))
        return found

    @cached_property
    def in_sight(self) -> Counter[int]:
        """How many children who are here each guardian may see."""
        here = {child.id for child in self.children}
        return Counter(
            one.guardian_id for one in self.ties if one.access and one.student_id in here
        )

    @property
    def classes(self) -> tuple[Named, ...]:
        found = {room for child in self.children for room in child.classes}
        return tuple(sorted(found, key=lambda room: (room.name, room.id)))


@dataclass(frozen=True)
class Letter:
    """One page: to a guardian, in the bag of one child."""

    guardian_id: int
    student_id: int
    to: str
    child: str
    class_name: str
    language: str
    siblings: bool = False
    replaces: bool = False  # a code that still works


@dataclass(frozen=True)
class Without:
    """Somebody who gets no letter."""

    name: str
    child: str
    class_name: str
    why: Why


@dataclass(frozen=True)
class LetterPlan:
    letters: tuple[Letter, ...]
    without: tuple[Without, ...]

    @property
    def replaced(self) -> int:
        """Codes that still work and would end."""
        return sum(letter.replaces for letter in self.letters)

    @property
    def by_hand(self) -> int:
        """Letters on whose line a name is written by hand."""
        return sum(not is_printable(one.to + one.child) for one in self.letters)


@dataclass(frozen=True)
class Sender:
    """What stands on every letter of the school."""

    school: str
    address: str
    made: date

    @property
    def until(self) -> date:
        """The last day on which a code works from morning to night."""
        return self.made + timedelta(days=INVITATION_DAYS - 1)


@dataclass(frozen=True)
class NewCode:
    """A code on its way to the database, which never learns it."""

    guardian_id: int
    student_id: int
    code_hash: str


def new_codes(letters: Iterable[Letter]) -> dict[str, NewCode]:
    """A code for each letter, in their order, beside what the database keeps of it."""
    return {
        code: NewCode(letter.guardian_id, letter.student_id, fingerprint(code))
        for code, letter in ((new_code(), letter) for letter in letters)
    }


def plan_letters(
    known: Families, class_id: int | None, language: str, *, leave_invited: bool = False
) -> LetterPlan:
    """One letter for each guardian who may see a child and has not joined; the others, and why."""
    chosen = [child for child in known.children if class_id in (None, *_ids(child.classes))]
    found = [one for child in chosen for one in _of_child(known, child, language, leave_invited)]
    letters: dict[int, Letter] = {}
    for one in found:
        if isinstance(one, Letter):
            letters.setdefault(one.guardian_id, one)  # one goes home with the first of siblings
    return LetterPlan(
        tuple(letters.values()), tuple(one for one in found if isinstance(one, Without))
    )


def _ids(rooms: Iterable[Named]) -> Iterator[int]:
    return (room.id for room in rooms)


def _of_child(
    known: Families, child: Pupil, language: str, leave_invited: bool
) -> Iterator[Letter | Without]:
    adults = known.adults_of.get(child.id, [])
    if not adults:
        yield Without("", child.name, child.class_name, Why.NOBODY)
    for adult, access in adults:
        why = _why_none(adult, access, leave_invited)
        if why:
            yield Without(adult.name, child.name, child.class_name, why)
        else:
            yield _letter(known, adult, child, language)


def _why_none(adult: Adult, access: bool, leave_invited: bool) -> Why | None:
    if not access:
        return Why.NO_ACCESS
    if adult.joined:
        return Why.JOINED
    return Why.INVITED if adult.invited and leave_invited else None


def _letter(known: Families, adult: Adult, child: Pupil, language: str) -> Letter:
    """The letter of one guardian, in the family's language as far as there are words in it."""
    return Letter(
        adult.id,
        child.id,
        adult.name,
        child.first_name,
        child.class_name,
        letter_language(*adult.languages, child.language, language),
        siblings=known.in_sight[adult.id] > 1,
        replaces=adult.invited,
    )


def letter_of(
    known: Families, guardian_id: int, student_id: int | None, language: str
) -> Letter | None:
    """The letter of one guardian about one child; none for whoever gets none."""
    adult = known.adults.get(guardian_id)
    child = next((one for one in known.children if one.id == student_id), None)
    return _letter(known, adult, child, language) if adult and child else None


def letter_language(*wishes: str) -> str:
    """The first of these languages that letters are written in."""
    codes = (wish.strip().lower().replace("_", "-").partition("-")[0] for wish in wishes)
    return next((code for code in codes if code in LETTERS), OTHERWISE)


def is_printable(name: str) -> bool:
    """Whether every sign of a name is in the fonts that letters are printed with."""
    return PRINTABLE.fullmatch(name) is not None


def leads_nowhere(address: str) -> bool:
    """Whether only the coordinator's own computer finds this address."""
    return LOCAL.match(address) is not None
