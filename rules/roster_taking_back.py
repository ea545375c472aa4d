"""Which rows of an import can be taken back: those that nobody changed or built on since."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from hashlib import sha256

from i18n import N_, _
from rules.people import Role
from rules.roster import FIELD_NAMES, FieldChange, Subject, What
from rules.roster_known import (
    Known,
    KnownBeside,
    KnownClass,
    KnownLink,
    KnownPerson,
    KnownRow,
)
from rules.roster_undo import UNTOLD, Done, Stay, UndoPlan

Key = tuple[Subject, int]
SUBJECTS = {
    Role.STUDENT: Subject.STUDENT,
    Role.GUARDIAN: Subject.GUARDIAN,
    Role.TEACHER: Subject.TEACHER,
    Role.COORDINATOR: Subject.TEACHER,
}
PEOPLE = (Subject.STUDENT, Subject.GUARDIAN, Subject.TEACHER)
NAMELESS = ("id", "role", "person_id", "class_id", "guardian_id", "student_id")

WORKED = N_("Somebody has worked with them since.")
# What was done with a person since, by the table that points to them.
WHY = {
    "account": N_("They have an account by now."),
    "invitation": N_("They were invited since."),
    "goal": N_("There are goals by now."),
    "goal_voice": N_("There are goals by now."),
    "step": N_("There are goals by now."),
    "strategy": N_("There are goals by now."),
    "check_in": N_("There are check-ins by now."),
    "comment": N_("There are comments by now."),
    "response": N_("There are survey answers by now."),
    "answer": N_("There are survey answers by now."),
    "answer_use": N_("There are survey answers by now."),
    "enrolment": N_("Somebody put them in a class since."),
    "teaching_assignment": N_("Somebody gave them a class since."),
    "guardianship": N_("Somebody linked child and guardian since."),
    "class": N_("Somebody put people in this class since."),
}


@dataclass(frozen=True, slots=True)
class Recorded:
    """One change as the history keeps it."""

    id: int
    subject: Subject
    what: What
    row_id: int
    name: str
    fields: tuple[FieldChange, ...]

    @property
    def key(self) -> Key:
        return self.subject, self.row_id


@dataclass(frozen=True)
class Undo:
    """What an undo shows, and what it does."""

    plan: UndoPlan
    deleted: Mapping[Subject, list[int]]
    changed: Mapping[Key, tuple[FieldChange, ...]]  # each goes from new to old
    stayed: tuple[int, ...]  # ids in the history


def take_back(
    batch_id: int,
    recorded: Iterable[Recorded],
    known: Known,
    used: Mapping[int, str],
    beside: Mapping[Key, KnownBeside] | None = None,
) -> Undo:
    """The undo of an import; `used` are people that others point to, with the table that does."""
    return _TakingBack(list(recorded), known, used, beside or {}).undo(batch_id)


class _TakingBack:
    def __init__(
        self,
        recorded: list[Recorded],
        known: Known,
        used: Mapping[int, str],
        beside: Mapping[Key, KnownBeside],
    ) -> None:
        self.recorded, self.known = recorded, known
        self.rows: dict[Key, KnownRow] = {**dict(_rows(known)), **beside}
        self.added = {one.key: one for one in recorded if one.what == What.ADD}
        self.stays: dict[Key, str] = {}
        for one in self.added.values():
            why = self._edited(one)
            if why:
                self.stays[one.key] = why
        self._built_on(used)
        self._together()

    def undo(self, batch_id: int) -> Undo:
        back: list[Done] = []
        stays: list[Stay] = []
        stayed: list[int] = []
        deleted: defaultdict[Subject, list[int]] = defaultdict(list)
        changed: dict[Key, tuple[FieldChange, ...]] = {}
        for one in self.recorded:
            if one.key not in self.rows:
                continue
            taken, why = self._taken(one)
            if why:
                stays.append(Stay(one.subject, one.name, why))
                stayed.append(one.id)
            if taken is None:
                continue
            back.append(Done(one.subject, one.what, one.name, taken))
            if one.what == What.ADD:
                deleted[one.subject].append(one.row_id)
            else:
                changed[one.key] = taken
        sign = sha256(repr((batch_id, self.known.fingerprint, stays)).encode()).hexdigest()
        return Undo(
            UndoPlan(batch_id, tuple(back), tuple(stays), sign), deleted, changed, tuple(stayed)
        )

    def _taken(self, one: Recorded) -> tuple[tuple[FieldChange, ...] | None, str]:
        """The fields that go back, None for none; and why others, or the row, stay."""
        if one.what == What.ADD:
            why = self.stays.get(one.key, "")
            return (None if why else one.fields), why
        row = self.rows[one.key]
        kept = [field for field in one.fields if not _same(getattr(row, field.field), field.new)]
        taken = tuple(field for field in one.fields if field not in kept)
        return taken or None, _changed_since(field.field for field in kept)

    def _edited(self, one: Recorded) -> str:
        """Why a row that was made is not the one that was made."""
        row = self.rows.get(one.key)
        if row is None:
            return ""
        said = {"access": True, **UNTOLD, **{field.field: field.new for field in one.fields}}
        names = [name for name in _names(row) if not _same(getattr(row, name), said.get(name))]
        return _changed_since(names)

    def _built_on(self, used: Mapping[int, str]) -> None:
        for key in self.added:
            if key[0] in PEOPLE and key[1] in used:
                self.stays.setdefault(key, _(WHY.get(used[key[1]], WORKED)))
        for key, row in self.rows.items():
            if key not in self.added:
                for end in _ends(row, self.rows):
                    if end in self.added:
                        self.stays.setdefault(end, _(WHY[_pointing(key, end)]))

    def _together(self) -> None:
        """Who stays keeps the classes and the family of this import; those stay as well."""
        links = [key for key in self.added if key in self.rows and key[0] not in PEOPLE]
        links = [key for key in links if key[0] != Subject.CLASS]
        grown = True
        while grown:
            count = len(self.stays)
            for key in links:
                self._keep_link(key)
            grown = len(self.stays) > count

    def _keep_link(self, key: Key) -> None:
        ends = list(_ends(self.rows[key], self.rows))
        holding = [end for end in ends if end in self.stays and end[0] in PEOPLE]
        if key not in self.stays and holding:
            self.stays[key] = self._because(holding[0])
        if key in self.stays:
            for end in ends:
                if end in self.added and end not in self.stays:
                    self.stays[end] = self._because(next(iter(holding), key))

    def _because(self, key: Key) -> str:
        return _("{name} stays, and this belongs to it.").format(name=self.added[key].name)


def _rows(known: Known) -> Iterator[tuple[Key, KnownRow]]:
    yield from (((SUBJECTS[one.role], one.id), one) for one in known.people)
    yield from (((Subject.CLASS, one.id), one) for one in known.classes)
    yield from (((Subject.ENROLMENT, one.id), one) for one in known.enrolments)
    yield from (((Subject.TEACHING, one.id), one) for one in known.teaching)
    yield from (((Subject.GUARDIANSHIP, one.id), one) for one in known.guardianships)


def _ends(row: KnownRow, rows: Mapping[Key, KnownRow]) -> Iterator[Key]:
    """The rows that a link joins; none for people and classes."""
    if isinstance(row, KnownPerson | KnownClass | KnownBeside):
        return
    if isinstance(row, KnownLink):
        taught = (Subject.TEACHER, row.person_id)
        yield taught if taught in rows else (Subject.STUDENT, row.person_id)
        yield (Subject.CLASS, row.class_id)
    else:
        yield (Subject.GUARDIAN, row.guardian_id)
        yield (Subject.STUDENT, row.student_id)


def _pointing(key: Key, end: Key) -> str:
    if end[0] == Subject.CLASS:
        return "class"
    return {Subject.ENROLMENT: "enrolment", Subject.TEACHING: "teaching_assignment"}.get(
        key[0], "guardianship"
    )


def _names(row: KnownRow) -> tuple[str, ...]:
    return tuple(one.name for one in fields(row) if one.name not in NAMELESS)


def _same(one: object, other: object) -> bool:
    return one == other or not (one or other)


def _changed_since(names: Iterable[str]) -> str:
    said = [_(FIELD_NAMES[name]) if name != "access" else _("who may see it") for name in names]
    return _("Changed since: {fields}.").format(fields=", ".join(said)) if said else ""
