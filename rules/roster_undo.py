"""What an import did, and what of it can be taken back without losing what people did since."""

from dataclasses import dataclass

from rules.roster import FieldChange, Subject, What


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
