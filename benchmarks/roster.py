"""A workbook of a thousand children: seen before it is brought in, then brought in."""

import secrets
import time
from collections.abc import Iterator
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from random import Random
from statistics import median

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from sqlalchemy import select

from benchmarks import roster_large
from benchmarks.figures import Figure
from benchmarks.school import office, using
from db import tables as t
from db.commands.roster import apply_plan
from db.session import reading
from rules.people import SYSTEM, Role
from rules.roster_decisions import EVERYTHING
from seed.names import pick_culture

CHILDREN, CLASS_SIZE, ROUNDS = 1000, 20, 3
YEAR = "2026/27"
STUDENTS = (
    "Student ID",
    "First name",
    "Last name",
    "Birth date",
    "Grade level",
    "Class",
    "Home language",
)
PARENTS = ("Parent 1 name", "Parent 1 email", "Parent 1 phone", "Parent 2 name", "Parent 2 email")
TEACHERS = ("Teacher ID", "First name", "Last name", "Email", "Class")


def roster(folder: Path) -> list[Figure]:
    """Seconds for the preview and for the change itself, from an empty hub."""
    data = workbook()
    rounds = [_round(folder / f"roster-{number}", data) for number in range(ROUNDS)]
    preview, apply, cpu = (median(figures) for figures in zip(*rounds, strict=True))
    said = f"workbook of {CHILDREN} children"
    used = f"{cpu:.2f} s of processor time"
    return [
        Figure(f"{said}: preview", preview, "s", note=f"{len(data) // 1024} kB"),
        Figure(f"{said}: apply", apply, "s"),
        Figure(f"{said}: preview and apply", preview + apply, "s", 1, note=used),
        *_large(folder),
    ]


def _large(folder: Path) -> Iterator[Figure]:
    """Ten thousand rows, first for an empty hub, then for one that knows all but a few changes."""
    read = roster_large.bare(roster_large.workbook())
    rows = f"{roster_large.ROWS} rows × {len(roster_large.HEAD)} columns"
    yield Figure(f"{rows}: openpyxl alone", read, "s")
    for step, said in (("new", "all new"), ("known", f"{roster_large.CHANGED} moved")):
        found = roster_large.measured(step, folder)
        changes = f"{found['changes']:.0f} changes"
        times = found["preview"] / read
        yield Figure(f"{rows}, {said}: preview", found["preview"], "s")
        yield Figure(f"{rows}, {said}: preview beside openpyxl alone", times, "×", 3)
        yield Figure(f"{rows}, {said}: apply", found["apply"], "s", 2, note=changes)
        yield Figure(f"{rows}, {said}: memory", found["memory"], "MB", 300)


def workbook() -> bytes:
    """A sheet of children with their parents, and one of teachers with their classes."""
    rng = Random(1)
    book = Workbook()
    students = book.active
    assert isinstance(students, Worksheet)
    students.title = "Students"
    students.append([*STUDENTS, *PARENTS])
    for number in range(CHILDREN):
        students.append(_student(rng, number))
    teachers: Worksheet = book.create_sheet("Teachers")
    teachers.append(list(TEACHERS))
    for number in range(CHILDREN // CLASS_SIZE):
        culture = pick_culture(rng)
        given, family = rng.choice(culture.given), rng.choice(culture.family)
        email = f"t{number:03d}@example.org"
        teachers.append([f"T{number:03d}", given, family, email, _class_of(number * CLASS_SIZE)])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _class_of(number: int) -> str:
    room = number // CLASS_SIZE
    return f"{room % 6 + 1}{'ABCDEFGHI'[room // 6]}"


def _student(rng: Random, number: int) -> list[str | date]:
    culture = pick_culture(rng)
    family = rng.choice(culture.family)
    room = _class_of(number)
    born = date(2021, 1, 1) - timedelta(days=365 * int(room[0]) + rng.randrange(365))
    return [
        f"{number:06d}",
        rng.choice(culture.given),
        family,
        born,
        room[0],
        room,
        culture.language,
        f"{rng.choice(culture.given)} {family}",
        f"parent{number}@example.org",
        f"+44 7700 {900000 + number}",
        f"{rng.choice(culture.given)} {family}",
        f"second{number}@example.org",
    ]


def _round(folder: Path, data: bytes) -> tuple[float, float, float]:
    """Seconds of the preview, seconds of the change, processor time of both."""
    folder.mkdir()
    with using(folder):
        me = office()
        start, cpu = time.perf_counter(), time.process_time()
        plan = roster_large.look(me, data)
        middle = time.perf_counter()
        counts = apply_plan(me, secrets.token_urlsafe(), plan, EVERYTHING)
        end, cpu = time.perf_counter(), time.process_time() - cpu
        with reading(SYSTEM) as db:
            children = len(
                db.scalars(select(t.Person.id).where(t.Person.role == Role.STUDENT)).all()
            )
    if children != CHILDREN:
        raise SystemExit(f"Only {children} children came in: {counts}, {plan.findings[:3]}")
    return middle - start, end - middle, cpu
