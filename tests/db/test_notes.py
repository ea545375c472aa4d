"""Notes for staff alone: on no page, in no file and in no list of a family."""

from io import BytesIO

import pytest
from openpyxl import load_workbook
from sqlalchemy import func, select

from db import tables as t
from db.commands.notes import add_note, remove_note
from db.queries.notes import notes
from db.queries.one_child import one_child
from db.session import reading
from exchange.whole_hub_out import whole_hub
from exchange.workbooks_out import workbook
from rules.people import Named
from rules.problems import Problem
from seed.cast import Cast
from tests.cast import AppAs, me_of, open_page, sound, words

SECRET = "Call the social worker back on Tuesday."


def write(cast: Cast, key: str = "teacher") -> int:
    return add_note(me_of(cast, key), f"op:{key}", cast.child, SECRET)


def read(cast: Cast, key: str) -> list[str]:
    with reading(me_of(cast, key)) as db:
        return [one.text for one in notes(db, Named(cast.child, "Amara")).lines]


def test_staff_of_the_child_read_it_and_nobody_else(any_hub: Cast) -> None:
    write(any_hub)
    readers = [key for key in any_hub.people if read(any_hub, key)]
    assert readers == ["coordinator", "teacher"]
    with reading(me_of(any_hub, "coordinator")) as db:
        found = notes(db, Named(any_hub.child, "Amara"))
    line = "Seen by Elif Kaya and the school office. Not by Amara, "
    assert found.lines[0].seen_by.startswith(line)
    assert found.seen_by == found.lines[0].seen_by


def test_only_the_author_takes_it_away(any_hub: Cast) -> None:
    key = write(any_hub)
    with pytest.raises(Problem, match="Only the person who wrote this"):
        remove_note(me_of(any_hub, "coordinator"), "op", key)
    remove_note(me_of(any_hub, "teacher"), "op", key)
    assert read(any_hub, "teacher") == []


@pytest.mark.parametrize(
    ("key", "holds"),
    [("coordinator", True), ("teacher", True), ("parent", False), ("child", False)],
)
def test_a_copy_made_by_staff_holds_it_marked_and_a_familys_own_does_not(
    hub: Cast, key: str, holds: bool
) -> None:
    write(hub)
    with reading(me_of(hub, key)) as db:
        book = load_workbook(BytesIO(workbook(whole_hub(one_child(db, hub.child)))))
    cells = [
        str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row
    ]
    assert (SECRET in cells) is holds
    assert ("Notes for staff only" in book.sheetnames) is holds


@pytest.mark.parametrize("key", ["parent", "child"])
def test_no_page_of_a_family_says_that_there_are_any(app_as: AppAs, hub: Cast, key: str) -> None:
    write(hub)
    at = app_as(key)
    for page in ("goals.child", "goals.board"):
        open_page(at, page, child=hub.child)
        assert "staff only" not in words(at) + str([box.label for box in at.expander])
    with reading(me_of(hub, key)) as db:
        assert db.scalar(select(func.count()).select_from(t.StaffNote)) == 0


def test_the_box_is_closed_until_somebody_opens_it(app_as: AppAs, hub: Cast) -> None:
    write(hub)
    at = open_page(app_as("teacher"), "goals.child", child=hub.child)
    assert SECRET not in words(at)
    at.session_state[f"staff-notes:{hub.child}"] = True
    sound(at.run())
    assert SECRET in words(at)
