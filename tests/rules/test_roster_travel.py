"""What one process gives to another arrives as it was."""

import gc
from dataclasses import replace
from io import BytesIO

from rules.roster_packed import PIECE
from rules.roster_travel import Parcel, receive, send
from tests.rules.rosters import grid, plan

HEADER = ("Student ID", "First name", "Last name", "Date of birth", "Class")


def test_a_parcel_arrives_as_it_was() -> None:
    rows = [(f"{one:05}", f"Ann{one}", "Lee", "2016-13-01", "3B") for one in range(2 * PIECE + 7)]
    sheet = grid(HEADER, *rows, ("1", "Bo", "Ray", "2016-03-31", "3B"))
    made = plan(sheet)
    file = BytesIO()
    send(Parcel({"any": ["head"]}, made, (sheet, grid(name="empty"))), file)
    file.seek(0)
    came = receive(file)
    assert came.plan
    assert replace(came.plan, changes=tuple(came.plan.changes)) == made
    assert (came.head, came.grids) == ({"any": ["head"]}, (sheet, grid(name="empty")))
    assert gc.isenabled()


def test_parcels_follow_one_another() -> None:
    file = BytesIO()
    for head in ("one", "two"):
        send(Parcel(head), file)
    file.seek(0)
    assert [receive(file).head, receive(file).head] == ["one", "two"]
