"""Database queries of every page, with one child and with thirty."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

import streamlit as st
from sqlalchemy import event, select
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from auth import identity
from benchmarks.school import sign_in, using
from benchmarks.server import ROOT
from db import tables as t
from db.engine import noting_writes
from db.session import engine, writing
from rules.menu import BY_KEY, menu
from rules.people import SYSTEM, Role
from seed.cast import Cast
from seed.school import Wish, make_school

VIEWERS = {
    "coordinator": Role.COORDINATOR,
    "teacher": Role.TEACHER,
    "parent": Role.GUARDIAN,
    "child": Role.STUDENT,
}
FEW, MANY = 1, 30
SECONDS = 60
Counts = dict[tuple[str, str], int]


def queries(folder: Path) -> dict[int, Counts]:
    """Queries of each page of each role, with few children and with many."""
    cast = _template(folder / "template")
    return {children: _with(folder, cast, children) for children in (FEW, MANY)}


def _template(folder: Path) -> Cast:
    folder.mkdir()
    with using(folder):
        t.metadata.create_all(engine())
        with writing(SYSTEM) as db:
            return make_school(db, Wish(60), lambda password: password)


def _with(folder: Path, cast: Cast, children: int) -> Counts:
    here = folder / f"with-{children}"
    shutil.copytree(folder / "template", here)
    with using(here):
        _gather(cast, children)
        return {
            (key, page.key): _count(cast.accounts[key], page.key, cast.child)
            for key, role in VIEWERS.items()
            for page in menu(role)
        }


def _gather(cast: Cast, children: int) -> None:
    """That many children in Ms. Kaya's class, all of them looked after by one guardian."""
    with writing(SYSTEM) as db:
        rows = list(db.scalars(select(t.Enrolment)))
        rows.sort(key=lambda row: row.student_id != cast.child)
        for number, row in enumerate(rows):
            row.class_id = cast.school_class
            row.ended_on = None if number < children else row.started_on
            if 0 < number < children:
                db.add(t.Guardianship(guardian_id=cast.parent, student_id=row.student_id))


def _count(account: int, key: str, child: int) -> int:
    """Statements of one rerun, after the page was drawn once."""
    token = sign_in(account)
    with patch.object(identity, "token", lambda: token):
        app = AppTest.from_file(ROOT / "pages" / "main.py", default_timeout=SECONDS).run()
        app.query_params = {"child": str(child)} if key.startswith("goals.") else {}
        app._page_hash = _hash_of(app, BY_KEY[key].url)
        app.run()
        with noting_writes():  # as after somebody's change: nothing that was kept is given again
            pass
        with _counting() as statements:
            app.run()
    if app.exception:
        raise SystemExit(f"{key} broke: {app.exception[0].message}")
    return len(statements)


def _hash_of(app: AppTest, url: str) -> str:
    pages = app._registered_pages.items()
    found = [mark for mark, page in pages if page.get("url_pathname") == url]
    return found[0] if found else calc_hash(url)


@contextmanager
def _counting() -> Iterator[list[str]]:
    """Statements as the database gets them, without where a transaction begins."""
    seen: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if not statement.startswith("BEGIN"):
            seen.append(statement)

    event.listen(engine(), "before_cursor_execute", note)
    yield seen
    event.remove(engine(), "before_cursor_execute", note)


st.set_option("client.showErrorDetails", "full")
