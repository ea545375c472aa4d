"""Lists: as a table to read, and as typed rows to take away."""

from datetime import date

from components.lists import as_table, check_in_list, class_list
from db.queries.classes import class_board, classes
from db.session import reading
from rules.lists import Column, Listed, Type
from seed.cast import Cast
from tests.cast import me_of
from tests.components.examples import READING


def test_a_table_is_written_as_the_reader_writes() -> None:
    columns = (Column("Who"), Column("Count", Type.NUMBER), Column("Day", Type.DATE))
    table = as_table(Listed("Counts", columns, [("A", 1234.5, date(2026, 11, 22)), ("B", 0, None)]))
    assert table.header == ("Who", "Count", "Day")
    assert table.rows == (("A", "1,234.5", "22 November 2026"), ("B", "0", ""))


def test_a_class_is_listed_as_its_grid_shows_it(hub: Cast) -> None:
    with reading(me_of(hub, "teacher")) as db:
        board = class_board(db, classes(db)[0])
    listed = class_list(board)
    headers = [column.header for column in listed.columns]
    rows = list(listed.rows)
    assert (headers[0], headers[-1]) == ("Child", "Why")
    assert [row[0] for row in rows] == [row.child.name for row in board.rows]
    assert all(len(row) == len(headers) for row in rows)
    assert any(row[-1] for row in rows)


def test_check_ins_keep_their_days_and_values() -> None:
    listed = check_in_list(READING)
    rows = list(listed.rows)
    last = READING.points[-1]
    assert (rows[0][0], rows[0][1]) == (last.day, last.value)
    assert len(rows) == len(READING.points)
    assert all(len(row) == len(listed.columns) for row in rows)
