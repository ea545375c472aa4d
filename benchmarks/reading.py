"""Opening uploads: beside openpyxl alone, in memory, and for a file that is made to do harm."""

import re
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from random import Random
from statistics import median
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook, load_workbook

from benchmarks.figures import Figure
from exchange import reader_pool
from exchange.reader_frames import Job
from exchange.workbooks_in import read_files
from rules.limits import STANDARD
from rules.problems import Problem

ROWS, ROUNDS = 10_000, 3
HEADER = ("Student ID", "First name", "Last name", "Birth date", "Grade", "Class", "Language")
PARENTS = ("Parent 1 name", "Parent 1 email", "Parent 1 phone", "Parent 2 name", "Parent 2 email")
MORE = ("Postcode", "Since", "Notes")
NO_ROWS = re.compile(rb"<sheetData ?/>|<sheetData></sheetData>")


def reading() -> Iterator[Figure]:
    """Figures of reading alone, without a database."""
    data = workbook()
    yield Figure("start of the process that reads", _start() * 1000, "ms")
    bare, ours = zip(
        *((_timed(_bare, data), _timed(_read, data)) for _ in range(ROUNDS)), strict=True
    )
    said = f"{ROWS} rows of {len(HEADER + PARENTS + MORE)} columns"
    yield Figure(f"{said}: openpyxl alone", median(bare), "s", note=f"{len(data) // 1024} kB")
    yield Figure(f"{said}: read", median(ours), "s")
    times = median(one / other for one, other in zip(ours, bare, strict=True))
    yield Figure("read, times openpyxl alone", times, "", 1.3)
    yield Figure("memory of the process that reads", _memory(), "MB", 300)
    yield Figure("a million empty rows: answered", _timed(_read, empty_rows()), "s", 10)


def workbook() -> bytes:
    """A roster as an office has it: texts, numbers and dates."""
    rng = Random(1)
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Students")
    sheet.append([*HEADER, *PARENTS, *MORE])
    for number in range(ROWS):
        born = date(2012, 1, 1) + timedelta(days=rng.randrange(2_500))
        parents = (f"Parent {number}", f"p{number}@example.org", f"+44 7700 {900_000 + number}")
        sheet.append(
            [
                *(f"{number:06d}", f"Given{rng.randrange(900)}", f"Family{rng.randrange(5_000)}"),
                *(born, number % 7, f"{number % 7}B", "Spanish", *parents),
                *(f"Other {number}", f"q{number}@example.org", 10_000 + number, born, "Likes maps"),
            ]
        )
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def empty_rows() -> bytes:
    """A sheet as long as Excel's longest, with nothing on it."""
    book, file, made = Workbook(), BytesIO(), BytesIO()
    book.save(file)
    rows = b"<sheetData>" + b"<row/>" * 2**20 + b"</sheetData>"
    with ZipFile(file) as old, ZipFile(made, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, NO_ROWS.sub(rows, old.read(name)))
    return made.getvalue()


def _bare(data: bytes) -> None:
    book = load_workbook(BytesIO(data), read_only=True, data_only=True)
    for sheet in book.worksheets:
        sheet.reset_dimensions()
        for _row in sheet.iter_rows(values_only=True):
            pass


def _read(data: bytes) -> None:
    try:
        read_files([("list.xlsx", data)])
    except Problem:
        return


def _timed(work: Callable[[bytes], None], data: bytes) -> float:
    start = time.perf_counter()
    work(data)
    return time.perf_counter() - start


def _start() -> float:
    """Seconds until a new process has read its first, tiny file."""
    start = time.perf_counter()
    reader = reader_pool.Reader()
    reader.begin(Job("list.csv", STANDARD, "en", {}), b"Student ID,First name\n1,Ann\n")
    list(reader.answers())
    seconds = time.perf_counter() - start
    reader.end()
    return seconds


def _memory() -> int:
    """Megabytes that the waiting process used at most."""
    waiting = reader_pool.waiting()
    status = Path(f"/proc/{waiting}/status")
    if not status.exists():
        return 0
    most = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
    return int(most.split()[1]) // 1024
