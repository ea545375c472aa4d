"""What an import did, and what of it can be taken back without losing what people did since."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from rules.roster import FIELD_NAMES, FieldChange, Subject, Value, What

CONTACT = ("email", "phone", "address", "postcode")
DAYS = ("birth_date", "ended_on")
UNTOLD: Mapping[str, Value] = {"relation": "guardian"}  # of a new row, where no file says it
ENCODER = json.JSONEncoder(default=str, ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class Done:
    """One row of the hub that an import changed."""

    subject: Subject
    what: What
    name: str
    fields: tuple[FieldChange, ...]
    stayed: bool = False  # kept when the import was undone


@dataclass(frozen=True, slots=True)
class Stay:
    """A row that an undo leaves as it is, and why."""

    subject: Subject
    name: str
    why: str


@dataclass(frozen=True)
class UndoPlan:
    """What an undo takes back, and what stays."""

    batch_id: int
    back: tuple[Done, ...]
    stays: tuple[Stay, ...]
    fingerprint: str  # the command refuses when this has changed since it was shown


@dataclass(frozen=True, slots=True)
class WayBack:
    """What a person is asked before an import is undone."""

    back: int = 0  # how many rows are taken back
    stays: tuple[Stay, ...] = ()
    fingerprint: str = ""

    @classmethod
    def of(cls, plan: UndoPlan) -> "WayBack":
        return cls(len(plan.back), plan.stays, plan.fingerprint)


class Imported(Mapping[tuple[Subject, int], Mapping[str, Value]]):
    """What files brought in last, by row and field; unpacked only where it is asked for.

    Of a row that a file made every field is known; of others those that a file has changed.
    """

    def __init__(self, rows: Iterable[tuple[Subject, int, What, str]]) -> None:
        self._packed: dict[tuple[Subject, int], list[str]] = {}
        self._made: set[tuple[Subject, int]] = set()
        for subject, key, what, fields in rows:
            self._packed.setdefault((subject, key), []).append(fields)
            if what == What.ADD:
                self._made.add((subject, key))

    def __getitem__(self, key: tuple[Subject, int]) -> Mapping[str, Value]:
        told = (one for fields in self._packed[key] for one in unpacked(fields))
        said = {one.field: one.new for one in told}
        return {**dict.fromkeys(FIELD_NAMES), **UNTOLD, **said} if key in self._made else said

    def __iter__(self) -> Iterator[tuple[Subject, int]]:
        return iter(self._packed)

    def __len__(self) -> int:
        return len(self._packed)


def packed(fields: Iterable[FieldChange]) -> str:
    """Fields as they are kept in the history."""
    found = {one.field: (one.old, one.new) for one in fields}
    return ENCODER.encode(found) if found else "{}"


def unpacked(text: str) -> tuple[FieldChange, ...]:
    return tuple(
        FieldChange(name, _value(name, old), _value(name, new))
        for name, (old, new) in json.loads(text).items()
    )


def _value(name: str, value: str | None) -> Value:
    return date.fromisoformat(value) if value and name in DAYS else value
