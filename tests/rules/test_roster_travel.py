"""What one process gives to another arrives as it was."""

import gc
from io import BytesIO

from rules.roster_travel import PIECE, Parcel, receive, send
from tests.rules.rosters import grid, plan

HEADER = ("Student ID", "First name", "Last name", "Date of birth", "Class")


def test_a_parcel_arrives_as_it_was() -> None:
    rows = [(f"{one:05}", f"Ann{one}", "Lee", "2016-13-01", "3B") for one in range(2 * PIECE + 7)]
    sheet = grid(HEADER, *rows, ("1", "Bo", "Ray", "2016-03-31", "3B"))
    sent = Parcel({"any": ["head"]}, plan(sheet), (sheet, grid(name="empty")))
    file = BytesIO()
    send(sent, file)
    file.seek(0)
    assert receive(file) == sent
    assert gc.isenabled()


def test_parcels_follow_one_another() -> None:
    file = BytesIO()
    for head in ("one", "two"):
        send(Parcel(head), file)
    file.seek(0)
    assert [receive(file).head, receive(file).head] == ["one", "two"]
