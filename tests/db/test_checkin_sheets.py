"""A class's workbook of check-ins: filled in, read back, kept once, only by its own teacher."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import func, select

from db import tables as t
from db.commands.checkin_sheets import add_sheet
from db.queries.checkin_sheets import class_sheet, written
from db.queries.classes import classes
from db.session import reading, writing
from exchange.checkin_sheets_out import check_in_workbook
from exchange.workbooks_in import read_files
from i18n import LANGUAGES, use
from i18n.dates import today
from rules.checkin_sheets import ClassSheet, Filled, read_sheet
from rules.people import SYSTEM
from rules.problems import Problem
from rules.progress import MeasureKind
from rules.progress_words import rating_name
from seed.cast import Cast
from tests.cast import me_of


def sheet_of(hub: Cast, who: str = "teacher") -> ClassSheet:
    with reading(me_of(hub, who)) as db:
        return class_sheet(db, classes(db)[0])


def filled(sheet: ClassSheet, lines: int = 2) -> bytes:
    """The workbook as a teacher would fill it in."""
    book: Any = load_workbook(BytesIO(check_in_workbook(sheet, lines)))
    page = book.worksheets[0]
    goals = {goal.key: goal for goal in sheet.goals}
    for row in range(2, page.max_row + 1):
        rated = goals[page.cell(row, 1).value].kind is MeasureKind.RATING
        page.cell(row, 5).value = today() - timedelta(days=row)
        page.cell(row, 6).value = rating_name(2) if rated else 41.5
        page.cell(row, 7).value = "=1+1 went well" if row == 2 else None
        page.cell(row, 7).data_type = "s"
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def read(hub: Cast, sheet: ClassSheet, data: bytes) -> Filled:
    grids = read_files([("sheet.xlsx", data)]).grids
    with reading(me_of(hub, "teacher")) as db:
        known = written(db, [goal.id for goal in sheet.goals])
    return read_sheet(grids, sheet.goals, known, today())


def count() -> int:
    with reading(SYSTEM) as db:
        return db.scalar(select(func.count()).select_from(t.CheckIn)) or 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_filled_in_read_back_and_kept_once(hub: Cast, language: str) -> None:
    sheet, before = sheet_of(hub), count()
    use(language)
    try:
        data = filled(sheet)
    finally:
        use(None)
    found = read(hub, sheet, data)
    assert found.troubles == ()
    assert len(found.new) == 2 * len(sheet.goals) > 2
    me = me_of(hub, "teacher")
    assert add_sheet(me, "op", sheet.id, found.drafts) == len(found.new)
    assert add_sheet(me, "op", sheet.id, found.drafts) == len(found.new)
    assert count() == before + len(found.new)
    again = read(hub, sheet, data)
    assert (again.new, len(again.same)) == ((), len(found.new))


def test_only_goals_being_worked_on_in_the_class(hub: Cast) -> None:
    sheet = sheet_of(hub)
    with reading(SYSTEM) as db:
        goals = {row.id: row for row in db.scalars(select(t.Goal))}
        attend = set(
            db.scalars(select(t.Enrolment.student_id).where(t.Enrolment.class_id == sheet.id))
        )
    assert {goals[goal.id].state for goal in sheet.goals} == {"working"}
    assert {goal.child_id for goal in sheet.goals} <= attend


def test_nothing_is_kept_when_it_was_written_in_the_meantime(hub: Cast) -> None:
    sheet = sheet_of(hub)
    found, me = read(hub, sheet, filled(sheet)), me_of(hub, "teacher")
    add_sheet(me, "first", sheet.id, found.drafts[:1])
    before = count()
    with pytest.raises(Problem, match="in the meantime"):
        add_sheet(me, "second", sheet.id, found.drafts)
    assert count() == before


def test_nothing_is_kept_of_a_goal_that_was_let_go(hub: Cast) -> None:
    sheet = sheet_of(hub)
    found, before = read(hub, sheet, filled(sheet)), count()
    with writing(SYSTEM) as db:
        row = db.get(t.Goal, sheet.goals[0].id)
        assert row is not None
        row.state = "let_go"
    with pytest.raises(Problem, match="not worked on any more"):
        add_sheet(me_of(hub, "teacher"), "op", sheet.id, found.drafts)
    assert count() == before


def test_a_teacher_of_another_class_keeps_nothing(hub: Cast) -> None:
    sheet = sheet_of(hub)
    found, before = read(hub, sheet, filled(sheet)), count()
    with pytest.raises(Problem):
        add_sheet(me_of(hub, "other_teacher"), "op", sheet.id, found.drafts)
    assert count() == before


def test_the_workbook_has_drop_downs_and_no_formula(hub: Cast) -> None:
    with writing(SYSTEM) as db:
        row = db.get(t.Goal, sheet_of(hub).goals[0].id)
        assert row is not None
        row.title = '=HYPERLINK("http://x")'
    book = load_workbook(BytesIO(check_in_workbook(sheet_of(hub), 1)))
    for page in book:
        assert [cell for line in page.iter_rows() for cell in line if cell.data_type == "f"] == []
    rules = book.worksheets[0].data_validations.dataValidation
    told = {rule.type: (rule.formula1, rule.formula2) for rule in rules if rule.type != "list"}
    assert told["date"] == ("36526", "73050")
    assert told["textLength"] == ("0", "500")
    lists = [rule.formula1 for rule in rules if rule.type == "list"]
    assert lists == ["Lists!$A$1:$A$4", "Lists!$B$1:$B$2"]
    assert book["Lists"].sheet_state == "hidden"
