"""Many rows at once: in their order, with what nobody gave, and by the office alone."""

from collections.abc import Mapping
from typing import Any

import pytest
from sqlalchemy import select

from db import tables as t
from db.commands.base import Tx
from db.commands.roster_rows import delete_all, insert_all, update_all
from db.session import reading, writing
from db.statements import RefusedStatement
from rules.people import SYSTEM, Viewer
from seed.cast import Cast
from tests.cast import me_of

NEW = [{"role": "student", "given_name": name} for name in ("Ann", "Bo", "Cy")]


def people(keys: list[int]) -> list[t.Person]:
    with reading(SYSTEM) as db:
        wanted = select(t.Person).where(t.Person.id.in_(keys)).order_by(t.Person.id)
        return list(db.scalars(wanted))


def made(me: Viewer, rows: list[dict[str, Any]]) -> list[int]:
    with writing(me) as db:
        return insert_all(Tx(db, me, "test", "op"), t.Person, rows)


def test_new_rows_are_whole_and_keep_their_order(any_hub: Cast) -> None:
    keys = made(SYSTEM, NEW)
    found = people(keys)
    assert [one.given_name for one in found] == ["Ann", "Bo", "Cy"]
    assert [(one.family_name, one.status, one.version) for one in found] == [("", "active", 1)] * 3
    assert made(SYSTEM, []) == []


def test_rows_change_and_go_by_key(any_hub: Cast) -> None:
    keys = made(SYSTEM, NEW)
    values: Mapping[int, Mapping[str, Any]] = {
        keys[0]: {"grade": "3"},
        keys[2]: {"family_name": "Fox"},
    }
    with writing(SYSTEM) as db:
        tx = Tx(db, SYSTEM, "test", "op")
        update_all(tx, t.Person, values, counted=True)
        delete_all(tx, t.Person, keys[1:2])
    found = people(keys)
    assert [(one.grade, one.family_name, one.version) for one in found] == [
        ("3", "", 2),
        (None, "Fox", 2),
    ]


@pytest.mark.parametrize("key", ["teacher", "parent", "child"])
def test_many_rows_are_the_offices_alone(hub: Cast, key: str) -> None:
    with pytest.raises(RefusedStatement, match="the office's"):
        made(me_of(hub, key), NEW)
    assert made(me_of(hub, "coordinator"), NEW)


def test_many_rows_are_written_in_commands_alone(hub: Cast) -> None:
    with reading(SYSTEM) as db, pytest.raises(RefusedStatement, match="in a command"):
        db.many(t.Person.__table__.insert(), NEW)


def test_nothing_is_read_past_the_rules(hub: Cast) -> None:
    wanted: Any = select(t.Person.__table__)
    with writing(SYSTEM) as db, pytest.raises(RefusedStatement):
        db.many(wanted, [{}])
