"""One child to take away: all that the viewer may see of them, and of nobody else."""

from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from db import tables as t
from db.queries.one_child import one_child
from db.session import reading, writing
from exchange.whole_hub_out import whole_hub
from exchange.workbooks_out import workbook
from rules.people import SYSTEM
from rules.problems import NotFound
from seed.cast import Cast
from tests.cast import me_of

Rows = dict[str, list[dict[str, Any]]]


def taken(hub: Cast, who: str, child: int) -> Rows:
    """Rows by table, each by the names of its fields."""
    with reading(me_of(hub, who)) as db:
        return {
            table.shape.name: [
                dict(zip((field.name for field in table.shape.fields), row, strict=True))
                for row in table.rows
            ]
            for table in one_child(db, child)
        }


@pytest.mark.parametrize("who", ["coordinator", "teacher", "parent", "child"])
def test_every_row_is_about_this_child(hub: Cast, who: str) -> None:
    found = taken(hub, who, hub.child)
    rows = [row for table in found.values() for row in table if "student_id" in row]
    assert {row["student_id"] for row in rows} == {hub.child}
    assert {"goal", "check_in", "goal_voice", "person"} <= set(found)
    assert not {"account", "setting", "import_batch"} & set(found)


@pytest.mark.parametrize("who", ["coordinator", "teacher", "parent"])
def test_of_others_only_names(hub: Cast, who: str) -> None:
    found = taken(hub, who, hub.child)
    others = [row for row in found["person"] if row["id"] != hub.child]
    assert others
    assert {name for row in others for name, value in row.items() if value} <= {
        "id",
        "role",
        "given_name",
        "family_name",
        "preferred_name",
    }
    own = [hub.parent] if who == "parent" else []  # to a family, how the school reaches them
    assert [row["person_id"] for row in found.get("contact", [])] == own


def test_each_takes_what_their_own_eyes_see(hub: Cast) -> None:
    families = {who: taken(hub, who, hub.child) for who in ("coordinator", "parent", "child")}
    told = {row["audience"] for row in families["child"].get("answer", [])}
    assert told <= {"child_too"}
    assert {row["guardian_id"] for row in families["parent"]["answer"]} == {hub.parent}
    assert {row["guardian_id"] for row in families["parent"]["guardianship"]} == {hub.parent}
    assert "audit_entry" not in families["parent"]


def test_what_was_taken_back_is_not_told(hub: Cast) -> None:
    with writing(SYSTEM) as db:
        row = db.scalars(select(t.CheckIn).where(t.CheckIn.student_id == hub.child)).first()
        assert row is not None
        row.removed_at, gone = row.created_at, row.id
    found = taken(hub, "coordinator", hub.child)
    assert gone not in [row["id"] for row in found["check_in"]]


@pytest.mark.parametrize("who", ["teacher", "parent", "barred_parent", "child"])
def test_somebody_elses_child_is_not_there(hub: Cast, who: str) -> None:
    child = hub.child if who == "barred_parent" else hub.other_child
    with pytest.raises(NotFound), reading(me_of(hub, who)) as db:
        one_child(db, child)


def test_a_guardian_is_no_child(hub: Cast) -> None:
    with pytest.raises(NotFound), reading(me_of(hub, "coordinator")) as db:
        one_child(db, hub.parent)


def test_the_workbook_explains_its_sheets(hub: Cast) -> None:
    with reading(me_of(hub, "teacher")) as db:
        data = workbook(whole_hub(one_child(db, hub.child)))
    book = load_workbook(BytesIO(data))
    assert book.sheetnames[0] == "Contents"
    told = {row[0] for row in book["Contents"].iter_rows(min_row=2, values_only=True)} - {None, ""}
    assert told == set(book.sheetnames[1:])
    assert book["Goals"]["A1"].value == "Key"
