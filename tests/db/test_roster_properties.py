"""Any roster: brought in twice it is all the same, taken back it leaves no trace."""

import random
from datetime import date, timedelta

import pytest

from db.commands.roster import apply_plan
from db.queries import roster
from db.session import reading
from rules.people import Me
from rules.roster import RosterPlan, Scope, What
from rules.roster_decisions import EVERYTHING
from rules.roster_plan import preview
from rules.roster_sheets import Cell, Grid, Row
from rules.roster_suggest import suggest_all
from seed.cast import Cast
from tests.cast import me_of
from tests.db.test_roster_undo import YEAR, dump, op, take_back

HEAD = (
    "Student ID",
    "First name",
    "Last name",
    "Birth date",
    "Year group",
    "Class",
    "Home language",
    "Postcode",
    "Parent 1 name",
    "Parent 1 e-mail",
    "Parent 1 phone",
    "Parent 2 name",
    "Parent 2 e-mail",
)
GIVEN = ("Ann", "José", "Jose", "Bob", "Robert", "محمد", "李", "Zoë", "O'Neil", "Mary-Jane")
FAMILY = ("Lee", "Álvarez", "Alvarez", "Smith", "عبد الله", "-", "de la Cruz")
SEEDS = range(8)


def random_row(rng: random.Random, number: int) -> list[Cell]:
    """A child as an office might have written it: with holes, shared addresses, namesakes."""
    given, family = rng.choice(GIVEN), rng.choice(FAMILY)
    born = date(2015, 1, 1) + timedelta(days=rng.randrange(400))
    home = rng.randrange(8)
    cells: list[Cell] = [
        rng.choice((f"{number:05d}", None)),
        given,
        family,
        rng.choice((born, born, None)),
        rng.choice(("3", "4", None)),
        rng.choice(("3B", "4A", "3B; Chess", None)),
        rng.choice(("Spanish", "Arabic", None)),
        rng.choice((f"AB{home}", None)),
        f"{rng.choice(GIVEN)} {family}",
        rng.choice((f"home{home}@example.org", f"own{number}@example.org", None)),
        rng.choice((f"07700 90000{home}", None)),
        rng.choice((f"{rng.choice(GIVEN)} Other", None)),
        rng.choice((f"other{home}@example.org", None)),
    ]
    return cells


def random_list(seed: int) -> Grid:
    rng = random.Random(seed)
    known: list[Cell] = ["0001", "Amara", "Diallo-Roy", None, "5", "8Z", *[None] * 7]
    rows: list[list[Cell]] = [list(HEAD), known]
    rows += [random_row(rng, number) for number in range(rng.randrange(5, 40))]
    return Grid("list.xlsx", "Students", tuple(Row(n, tuple(row)) for n, row in enumerate(rows, 1)))


def plan_of(me: Me, grid: Grid, scope: Scope) -> RosterPlan:
    with reading(me) as db:
        known = roster.snapshot(db)
    return preview([grid], suggest_all([grid]), known, scope, YEAR)


@pytest.mark.parametrize("scope", list(Scope))
@pytest.mark.parametrize("seed", SEEDS)
def test_any_roster_twice_and_taken_back(any_hub: Cast, seed: int, scope: Scope) -> None:
    me, before, grid = me_of(any_hub, "coordinator"), dump(), random_list(seed)
    first = plan_of(me, grid, scope)
    assert first.changes_anything
    apply_plan(me, op(), first, EVERYTHING)
    again = plan_of(me, grid, scope)
    assert [one for one in again.changes if one.what != What.SAME] == []
    assert [one.fields for one in again.changes if one.fields or one.kept] == []
    with reading(me) as db:
        (batch,) = roster.past_imports(db)
    take_back(me, batch.id)
    assert dump() == before
