"""Ten thousand rows, brought in by a process of its own, and what openpyxl alone takes."""

import json
import resource
import secrets
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta
from io import BytesIO
from itertools import product
from pathlib import Path

from openpyxl import Workbook, load_workbook

from benchmarks.school import YEAR, office, using
from benchmarks.server import ROOT
from db.commands.roster import apply_plan
from db.queries import roster as queries
from db.session import reading
from exchange.workbooks_in import read_files
from rules.people import Viewer
from rules.roster import RosterPlan, Scope
from rules.roster_decisions import EVERYTHING
from rules.roster_plan import preview
from rules.roster_suggest import suggest_all

ROWS, CHANGED = 10_000, 2_000
HEAD = (
    "Student ID",
    "First name",
    "Last name",
    "Preferred name",
    "Birth date",
    "Year group",
    "Class",
    "Home language",
    "Email",
    "Phone",
    "Address",
    "Postcode",
    "Parent 1 name",
    "Parent 1 email",
    "Parent 1 phone",
)
GIVEN = [
    "Ann",
    "Bo",
    "Cy",
    "Di",
    "Ed",
    "Fay",
    "Gus",
    "Hal",
    "Ivo",
    "Jo",
    "Kit",
    "Lou",
    "May",
    "Ned",
    "Ola",
    "Pia",
    "Quin",
    "Roy",
    "Sue",
    "Tom",
]
FAMILY = [
    "Ash",
    "Bell",
    "Cole",
    "Dean",
    "Eden",
    "Ford",
    "Gray",
    "Hill",
    "Iver",
    "Joss",
    "Kaur",
    "Lund",
    "Moss",
    "Nash",
    "Oakes",
    "Penn",
]


def rows(changed: int = 0) -> Iterator[list[str | date]]:
    """Children with a parent each; the first few with another address and class."""
    names = list(product(GIVEN, FAMILY))
    for number in range(ROWS):
        given, family = names[number % len(names)]
        moved = number < changed
        yield [
            f"{number:06d}",
            given,
            family,
            "",
            date(2010, 1, 1) + timedelta(days=number % 3000),
            str(number % 9 + 1),
            f"{number // 25 + moved}A",
            "English",
            f"child{number}@example.org",
            f"+44 7700 {900000 + number}",
            f"{number} {'New' if moved else 'Old'} Street",
            f"AB{number % 90} 1CD",
            f"{names[-number % len(names)][0]} {family}",
            f"parent{number}@example.org",
            f"+44 7800 {900000 + number}",
        ]


def workbook(changed: int = 0) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Students")
    sheet.append(HEAD)
    for row in rows(changed):
        sheet.append(row)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def bare(data: bytes) -> float:
    """Seconds that openpyxl alone takes to read it."""
    start = time.perf_counter()
    cells = 0
    for sheet in load_workbook(BytesIO(data), read_only=True):
        cells += sum(len(row) for row in sheet.iter_rows(values_only=True))
    assert cells == (ROWS + 1) * len(HEAD)
    return time.perf_counter() - start


def look(me: Viewer, data: bytes) -> RosterPlan:
    """What lies between the upload and the list of changes."""
    found = read_files([("roster.xlsx", data)])
    mappings = suggest_all(found.grids)
    with reading(me) as db:
        known = queries.snapshot(db)
    return preview(found.grids, mappings, known, Scope.PARTIAL, YEAR)


def measure(data: bytes, me: Viewer) -> dict[str, float]:
    start = time.perf_counter()
    plan = look(me, data)
    middle = time.perf_counter()
    apply_plan(me, secrets.token_urlsafe(), plan, EVERYTHING)
    return {
        "changes": sum(plan.totals.values()) - plan.totals["same"],
        "preview": middle - start,
        "apply": time.perf_counter() - middle,
        "memory": max(_own_peak(), _peak_of_children()),
    }


def _own_peak() -> float:
    """Megabytes at most; what getrusage tells counts those of the parent, too."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("VmHWM")).split()[1]) / 1024


def _peak_of_children() -> float:
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def measured(step: str, folder: Path) -> dict[str, float]:
    """The figures of one step: in a process whose memory is its own."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.roster_large", step, str(folder)],
        cwd=ROOT,
        check=True,
        stdout=subprocess.PIPE,
    )
    return dict(json.loads(done.stdout))


def main(step: str, folder: Path) -> None:
    (folder / "large").mkdir(exist_ok=True)
    with using(folder / "large"):
        print(json.dumps(measure(workbook(CHANGED if step == "known" else 0), office())))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
