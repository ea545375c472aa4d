"""A workbook of a hundred thousand rows, beside the same rows written by openpyxl alone."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from openpyxl import Workbook

from benchmarks.figures import Figure
from benchmarks.server import ROOT
from exchange.workbooks_out import save_workbook
from rules.lists import Column, Listed, Type, Value

ROWS, FEW, ROUNDS = 100_000, 1_000, 2
SLOWER = 1.15  # of openpyxl's time
COLUMNS = (
    Column("Student ID", Type.ID),
    Column("Child's name"),
    Column("Class", Type.ID),
    Column("Goal"),
    Column("Date", Type.DATE),
    Column("Value", Type.NUMBER),
    Column("In words"),
    Column("Note", Type.LONG),
    Column("Where"),
    Column("Written by"),
)
MEMORY = "from benchmarks.workbooks import peak; peak({rows})"


def rows(count: int) -> Iterator[list[Value]]:
    """Check-ins as an export writes them."""
    first = date(2026, 9, 1)
    for number in range(count):
        yield [
            f"{number % 1000:06d}",
            f"Amina García-{number % 1000}",
            f"{number % 6 + 1}B",
            "I want to read a whole book about the sea",
            first + timedelta(days=number % 200),
            number % 97 + 0.5,
            "words a minute",
            f"Read aloud to a friend, page {number}" if number % 3 else None,
            "At school",
            "Ms. Kaya",
        ]


def workbooks(folder: Path) -> list[Figure]:
    """Processor time of both writers in turn, and the memory that rows add."""
    hub, bare = folder / "hub.xlsx", folder / "bare.xlsx"
    ours, theirs = [], []
    for _round in range(ROUNDS):
        theirs.append(_cpu(lambda: _bare(bare)))
        ours.append(_cpu(lambda: _ours(hub, ROWS)))
    few, many = _memory(FEW), _memory(ROWS)
    said = f"workbook of {ROWS} rows"
    return [
        Figure(f"{said}: openpyxl alone", median(theirs), "s", note=_size(bare)),
        Figure(f"{said}: export", median(ours), "s", SLOWER * median(theirs), note=_size(hub)),
        Figure(f"{said}: memory beyond {FEW} rows", many - few, "MB", 5, note=f"{many:.0f} MB"),
    ]


def _ours(path: Path, count: int) -> None:
    save_workbook([Listed("Check-ins", COLUMNS, rows(count))], path)


def _bare(path: Path) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Check-ins")
    sheet.append([column.header for column in COLUMNS])
    for row in rows(ROWS):
        sheet.append(row)
    book.save(path)


def _cpu(work: Callable[[], None]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def _size(path: Path) -> str:
    return f"{path.stat().st_size / 2**20:.1f} MB"


def _memory(count: int) -> float:
    """The most memory, in MB, of a process that writes so many rows."""
    line = [sys.executable, "-c", MEMORY.format(rows=count)]
    told = subprocess.run(line, cwd=ROOT, check=True, text=True, stdout=subprocess.PIPE)
    return float(told.stdout)


def peak(count: int) -> None:
    """Write so many rows, then print the most memory this process had, in MB."""
    with TemporaryDirectory() as folder:
        _ours(Path(folder) / "hub.xlsx", count)
    status = Path("/proc/self/status").read_text("utf-8")  # getrusage counts the parent's too
    print(next(int(line.split()[1]) / 1024 for line in status.splitlines() if "VmHWM" in line))
