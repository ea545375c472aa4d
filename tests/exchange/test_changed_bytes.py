"""Workbooks with bytes changed at random: read, or refused with a sentence; never anything else."""

from collections.abc import Callable
from io import BytesIO
from random import Random
from zipfile import ZipFile

import pytest

from exchange.workbooks_in import read_files
from rules.problems import Problem
from tests.exchange.books import xlsx, zipped
from tests.exchange.hostile_books import HEADER
from tests.exchange.old_books import ods, xls, xlsb

ROWS = [HEADER, *([(place, "00000"), f"Name {place}", "Lee", 2.5, True] for place in range(40))]
FILES = 30
XML = b'<>/"=0123456789abc\xff\x00'


def new_xlsx(_rows: object) -> bytes:
    return xlsx(HEADER, *((f"{place:05d}", "Ann", "Lee", place) for place in range(40)))


def changed(data: bytes, rng: Random) -> bytes:
    """Some bytes replaced, removed, doubled or put in."""
    found = bytearray(data)
    for _turn in range(rng.randint(1, 6)):
        place = rng.randrange(len(found))
        there = found[place : place + rng.randrange(1, 40)]
        found[place : place + rng.choice((0, 1, len(there)))] = rng.choice(
            (bytes([rng.randrange(256)]), b"", bytes(there), bytes(rng.choices(XML, k=5)))
        )
        found = found or bytearray(b"x")
    return bytes(found)


def with_a_changed_part(data: bytes, rng: Random) -> bytes:
    with ZipFile(BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    part = rng.choice(sorted(parts))
    return zipped(parts | {part: changed(parts[part], rng)})


@pytest.mark.parametrize("seed", range(FILES))
@pytest.mark.parametrize("write", [xls, xlsb, ods, new_xlsx])
def test_an_answer_for_every_file(write: Callable[[object], bytes], seed: int) -> None:
    rng = Random(seed)
    data = write(ROWS)
    for harm in (changed, with_a_changed_part) if write is not xls else (changed,):
        assert answered(harm(data, rng))


def answered(data: bytes) -> bool:
    """Whether there are sheets, or a sentence that names the file."""
    try:
        return bool(read_files([("list", data)]).grids)
    except Problem as problem:
        return "list" in problem.sentence
