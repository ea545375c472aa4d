"""The school to measure with, and sessions of the people in it."""

import os
import secrets
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from sqlalchemy import func, select

from benchmarks.server import ROOT
from db import tables as t
from db.commands.log import look
from db.commands.school import set_up
from db.session import engine, forget_engine, reading, writing
from db.tables.base import utc_now
from rules.accounts import fingerprint
from rules.people import SYSTEM, Role, Viewer
from rules.school import SchoolDraft

TEACHER = "ms.kaya"
YEAR = "2026/27"


@dataclass(frozen=True)
class Visitor:
    """A teacher with a live session, and the class and child they look at."""

    token: str
    class_id: int
    child: int


@contextmanager
def using(data: Path) -> Iterator[None]:
    """This process reads the hub in this folder."""
    before = os.environ.get("HUB_DATA")
    os.environ["HUB_DATA"] = str(data)
    os.environ.pop("DATABASE_URL", None)
    forget_engine()
    yield
    forget_engine()
    if before is None:
        del os.environ["HUB_DATA"]
    else:
        os.environ["HUB_DATA"] = before


def office() -> Viewer:
    """The coordinator of the hub in use; of a new one where there is none."""
    t.metadata.create_all(engine())
    with reading(SYSTEM) as db:
        known = db.scalars(select(t.Person.id).where(t.Person.role == Role.COORDINATOR)).first()
    if known is None:
        person = SchoolDraft("Bench", "UTC", "en", YEAR, "Bench", "Mark", "bench", "-")
        set_up(SYSTEM, secrets.token_urlsafe(), person, "-")
        return office()
    return Viewer(known, Role.COORDINATOR)


def seed(data: Path, students: int) -> tuple[float, float]:
    """Make a school as `python -m seed` does: the seconds it took, and its processor time."""
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    start, cpu = time.perf_counter(), _children_cpu()
    subprocess.run(
        [sys.executable, "-m", "seed", "--students", str(students)],
        cwd=ROOT,
        env=environment | {"HUB_DATA": str(data)},
        check=True,
        stdout=subprocess.DEVNULL,
    )
    return time.perf_counter() - start, _children_cpu() - cpu


def _children_cpu() -> float:
    used = os.times()
    return used.children_user + used.children_system


def visitors() -> list[Visitor]:
    """Every teacher with the child of their class who has most check-ins; Ms. Kaya first."""
    with reading(SYSTEM) as db:
        counts = dict(
            db.execute(
                select(t.CheckIn.student_id, func.count()).group_by(t.CheckIn.student_id)
            ).all()
        )
        rooms = db.execute(
            select(t.Account.id, t.Account.username, t.TeachingAssignment.class_id)
            .join(t.Person, t.Person.id == t.Account.person_id)
            .join(t.TeachingAssignment, t.TeachingAssignment.teacher_id == t.Person.id)
            .where(t.Person.role == Role.TEACHER)
        ).all()
        children: dict[int, list[int]] = {}
        for room, child in db.execute(select(t.Enrolment.class_id, t.Enrolment.student_id)):
            children.setdefault(room, []).append(child)
    rooms = sorted(rooms, key=lambda row: (row.username != TEACHER, row.username))
    return [
        Visitor(
            sign_in(row.id),
            row.class_id,
            max(children[row.class_id], key=lambda child: counts.get(child, 0)),
        )
        for row in rooms
    ]


def coordinator() -> str:
    """The token of a session of the school's coordinator."""
    with reading(SYSTEM) as db:
        account = db.scalars(
            select(t.Account.id)
            .join(t.Person, t.Person.id == t.Account.person_id)
            .where(t.Person.role == Role.COORDINATOR)
        ).first()
    assert account is not None
    return sign_in(account)


def changes() -> Callable[[], None]:
    """Something that leaves an entry in the log, each time it is called."""
    me = office()
    with reading(me) as db:
        child = db.scalars(select(t.Person.id).where(t.Person.role == Role.STUDENT)).first()
    assert child is not None
    return lambda: look(me, secrets.token_urlsafe(), child, "goals.child")


def sign_in(account: int) -> str:
    """The token of a new session."""
    token = secrets.token_urlsafe(32)
    with writing(SYSTEM) as db:
        db.add(
            t.WebSession(
                account_id=account,
                token_hash=fingerprint(token),
                idle_until=utc_now() + timedelta(hours=6),
                expires_at=utc_now() + timedelta(hours=6),
            )
        )
    return token
