"""An import's long work in a process of its own: the same answer, told as it goes, or nothing."""

import time
from dataclasses import replace
from io import BytesIO

import pytest
from openpyxl import load_workbook
from sqlalchemy import func, select

from db import tables as t
from db.commands import roster_work
from db.commands.roster import apply_plan
from db.commands.roster_work import (
    Work,
    copy_to_mend,
    make_plan,
    result_of,
    work_on_apply,
    work_on_plan,
)
from db.queries.roster import past_imports
from db.session import reading
from i18n import use
from rules.people import SYSTEM, Me
from rules.problems import Problem
from rules.roster import RosterPlan, Scope
from rules.roster_decisions import EVERYTHING, NONE
from rules.roster_sheets import Grid, Row
from seed.cast import Cast
from tests.cast import me_of
from tests.rules.rosters import mapped

YEAR, ZONE = "2026/27", "Europe/London"
HEADER = ("Student ID", "First name", "Last name", "Class", "Parent 1 name", "Parent 1 e-mail")
CHILDREN = 400


@pytest.fixture
def me(hub: Cast) -> Me:
    return me_of(hub, "coordinator")


@pytest.fixture(scope="module")
def grid() -> Grid:
    rows = [
        (
            f"N{one:04}",
            f"Given{one}",
            f"Name{one}",
            "9Z",
            f"Parent Name{one}",
            f"p{one}@example.org",
        )
        for one in range(CHILDREN)
    ]
    return Grid("n.csv", "n", tuple(Row(at, row) for at, row in enumerate([HEADER, *rows], 1)))


@pytest.fixture
def plan(me: Me, grid: Grid) -> RosterPlan:
    return make_plan(me, [grid], mapped(grid), Scope.PARTIAL, YEAR, NONE)


def people() -> int:
    with reading(SYSTEM) as db:
        return db.scalar(select(func.count()).select_from(t.Person)) or 0


def test_a_process_makes_the_same_plan(me: Me, grid: Grid, plan: RosterPlan) -> None:
    work = work_on_plan(me, ZONE, [grid], mapped(grid), Scope.PARTIAL, YEAR, NONE)
    made = work.answer()
    assert replace(made, changes=tuple(made.changes)) == plan
    assert work.finished()


def test_a_process_brings_a_plan_in_and_tells_how_far_it_is(me: Me, plan: RosterPlan) -> None:
    before = people()
    work = work_on_apply(me, ZONE, "once", plan, EVERYTHING)
    counts = work.answer()
    assert counts["add"] == plan.totals["add"]
    assert people() == before + 2 * CHILDREN
    assert work.done() >= plan.totals["add"]


def test_a_process_writes_the_copy_to_mend_and_the_result(
    me: Me, grid: Grid, plan: RosterPlan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(roster_work, "MANY", 100)
    copy = copy_to_mend(ZONE, [grid], mapped(grid), plan.findings, NONE)
    assert load_workbook(BytesIO(copy)).sheetnames == ["Problems", "n"]
    apply_plan(me, "first", plan, EVERYTHING)
    with reading(me) as db:
        past = past_imports(db)[0]
    use("es")
    book = load_workbook(BytesIO(result_of(me, ZONE, past)))
    use("en")
    assert len(list(book.worksheets[0])) > 4 * CHILDREN


def test_what_was_done_once_is_not_done_again(me: Me, plan: RosterPlan) -> None:
    first = work_on_apply(me, ZONE, "once", plan, EVERYTHING).answer()
    there = people()
    assert apply_plan(me, "once", plan, EVERYTHING) == first
    assert people() == there


def test_a_problem_comes_back_in_the_reader_s_language(me: Me, plan: RosterPlan) -> None:
    apply_plan(me, "first", plan, EVERYTHING)
    use("es")
    work = work_on_apply(me, ZONE, "second", plan, EVERYTHING)
    use("en")
    with pytest.raises(Problem, match="datos de la escuela"):
        work.answer()


@pytest.mark.parametrize("rows", [1, 300, 900, 1500])
def test_a_process_that_is_killed_leaves_all_or_nothing(
    me: Me, plan: RosterPlan, rows: int
) -> None:
    before = people()
    work = work_on_apply(me, ZONE, "killed", plan, EVERYTHING)
    _wait_for(work, rows)
    work.stop()
    assert people() in (before, before + 2 * CHILDREN)
    counts = apply_plan(me, "killed", plan, EVERYTHING)
    assert counts["add"] == plan.totals["add"]
    assert people() == before + 2 * CHILDREN


def test_a_process_that_is_stopped_says_so(me: Me, grid: Grid) -> None:
    work = work_on_plan(me, ZONE, [grid], mapped(grid), Scope.PARTIAL, YEAR, NONE)
    work.stop()
    with pytest.raises(Problem, match="interrupted"):
        work.answer()


def _wait_for(work: Work[dict[str, int]], rows: int) -> None:
    end = time.monotonic() + 30
    while work.done() < rows and not work.finished() and time.monotonic() < end:
        time.sleep(0.001)
