"""The seals of the log: what happened to an entry is found, and where."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from rules.log import START, Content, Fault, Sealed, look_through, seal

NOON = datetime(2026, 11, 23, 12, 0, 0, 5, tzinfo=UTC)
FIRST = Content(NOON, 3, "teacher", "goal.add", "goal", 7, 11, "all", None, {"b": 1, "a": "é"})
Rows = list[Sealed]


def chain(length: int, last: str = START) -> Rows:
    """Entries as the hub writes them."""
    rows: Rows = []
    for number in range(1, length + 1):
        content = replace(FIRST, subject_id=number, at=NOON + timedelta(seconds=number))
        rows.append(Sealed(number, last, last := seal(last, content), content))
    return rows


def numbered(rows: Rows) -> Rows:
    return [replace(row, id=number) for number, row in enumerate(rows, 1)]


def test_the_form_of_a_seal_is_for_ever() -> None:
    assert seal(START, FIRST) == (
        "6a2d6972b97d38dc2eb1ee277e69ad5b91c2d6e4e7db9ab6eaeecb5869c7cb92"
    )
    assert seal("x", replace(FIRST, children=(2, 1))) != seal("x", replace(FIRST, children=(2, 3)))


def test_a_seal_is_of_the_content_however_it_is_written() -> None:
    there = NOON.astimezone(timezone(timedelta(hours=5)))
    same = replace(FIRST, at=there, detail={"a": "é", "b": 1}, children=())
    assert seal(START, same) == seal(START, FIRST)
    two = (replace(FIRST, children=(1, 2)), replace(FIRST, children=(2, 1)))
    assert seal(START, two[0]) == seal(START, two[1])


@pytest.mark.parametrize(
    "change",
    [
        {"at": NOON + timedelta(microseconds=1)},
        {"actor_id": 4},
        {"role": "coordinator"},
        {"action": "goal.update"},
        {"subject": "step"},
        {"subject_id": None},
        {"student_id": 12},
        {"readers": "staff"},
        {"guardian_id": 5},
        {"detail": {"b": 1}},
        {"children": (11,)},
    ],
    ids=lambda change: next(iter(change)),
)
def test_every_field_is_sealed(change: dict[str, object]) -> None:
    rows = chain(3)
    rows[1] = replace(rows[1], content=replace(rows[1].content, **change))  # type: ignore[arg-type]
    found = look_through(rows, rows[-1].seal)
    assert (found.fault, found.at, found.entries) == (Fault.CHANGED, 2, 1)


def insert(rows: Rows) -> Rows:
    """An entry that somebody wrote in the middle, with a seal that fits."""
    content = replace(FIRST, subject_id=99)
    new = Sealed(0, rows[2].seal, seal(rows[2].seal, content), content)
    return numbered([*rows[:3], new, *rows[3:]])


def append(rows: Rows) -> Rows:
    content = replace(FIRST, subject_id=99)
    last = rows[-1].seal
    return [*rows, Sealed(7, last, seal(last, content), content)]


FAULTY: list[tuple[Callable[[Rows], Rows], Fault, int]] = [
    (lambda rows: rows[1:], Fault.MISSING, 2),
    (lambda rows: [*rows[:2], *rows[3:]], Fault.MISSING, 4),
    (lambda rows: numbered([rows[0], rows[2], rows[1], *rows[3:]]), Fault.MOVED, 2),
    (insert, Fault.PUT_IN, 4),
    (append, Fault.ADDED, 7),
    (lambda rows: rows[:-2], Fault.CUT, 4),
    (lambda _rows: [], Fault.CUT, 0),
]


@pytest.mark.parametrize(("change", "fault", "at"), FAULTY, ids=[one[1] for one in FAULTY])
def test_what_was_done_to_the_log_is_found(
    change: Callable[[Rows], Rows], fault: Fault, at: int
) -> None:
    rows = chain(6)
    found = look_through(change(rows), rows[-1].seal)
    assert (found.fault, found.at) == (fault, at)
    assert str(at) in found.sentence or not at


def test_a_sound_log_is_sound() -> None:
    rows = chain(6)
    found = look_through(rows, rows[-1].seal, kept=rows[2].seal)
    assert (found.fault, found.entries, found.seal) == (None, 6, rows[-1].seal)
    assert found.sentence == ""
    assert look_through([], START).fault is None


def test_a_log_written_anew_is_found_by_a_kept_seal() -> None:
    rows = chain(6)
    anew = chain(3)
    assert look_through(anew, anew[-1].seal).fault is None
    assert look_through(anew, anew[-1].seal, kept=rows[-1].seal).fault is Fault.UNKNOWN
