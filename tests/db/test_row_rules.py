"""Every table has a rule, and each of the cast sees exactly the rows that are written here."""

import pytest

from db import tables as t
from db.row_rules import RULES
from db.session import reading
from rules.people import Viewer
from seed.cast import BY_KEY, Cast
from tests.db.full_hub import everything, fill, labels, rows_of
from tests.db.row_rules_expected import CAST, EXPECTED


@pytest.fixture
def full_hub(hub: Cast) -> Cast:
    fill(hub)
    return hub


def test_every_table_has_a_rule() -> None:
    assert set(RULES) == set(t.ALL)
    assert {table.__table__ for table in t.ALL} == set(t.metadata.tables.values())
    assert len(t.ALL) >= 28


def test_each_of_the_cast_sees_exactly_their_rows(full_hub: Cast) -> None:
    called, cells, wrong = labels(full_hub), 0, {}
    for table, rows in everything(full_hub).items():
        for key in CAST:
            with reading(Viewer(full_hub.person(key), BY_KEY[key].role)) as db:
                seen = rows_of(db, table, called[table])
            wanted = {name: rows[name] for name in EXPECTED[table].get(key, ())}
            if seen != wanted:
                wrong[table.__name__, key] = (set(seen), set(wanted))
            cells += 1
    assert wrong == {}
    assert cells == len(t.ALL) * len(BY_KEY) >= 26 * 11


def test_every_table_holds_a_row_that_could_leak(full_hub: Cast) -> None:
    nothing_to_hide = {
        (table, key)
        for table, rows in everything(full_hub).items()
        for key in CAST
        if not set(rows) - set(EXPECTED[table].get(key, ())) and key != "coordinator"
    }
    assert nothing_to_hide == {(t.Setting, key) for key in CAST if key != "coordinator"}
