"""Check-ins offline: take the class's workbook, fill it in anywhere, bring it back, look, keep."""

from functools import partial

import streamlit as st

from auth.downloads import offer_list
from auth.looked import NOBODY, taken
from auth.visit import visit
from components import checkin_sheets as drawn
from components import text
from components.forms import submit
from db.commands.checkin_sheets import add_sheet
from db.queries.checkin_sheets import class_sheet, written
from db.queries.classes import classes
from db.queries.school import setting
from db.session import reading
from exchange.checkin_sheets_out import check_in_workbook
from exchange.workbooks_in import read_files
from i18n import _, current, ngettext
from i18n.dates import format_number, today
from rules import limits
from rules.checkin_sheets import ClassSheet, Filled, read_sheet
from rules.lists import file_name
from rules.people import Me
from rules.problems import Problem
from rules.roster_sheets import Grid

READ = "sheet_read"
me = visit("goals.checkin_sheets")


def make(me: Me, sheet: ClassSheet, lines: int) -> bytes:
    """The workbook, with whoever takes it in the log."""
    taken(me, {goal.child_id for goal in sheet.goals}, "sheet")
    return check_in_workbook(sheet, lines)


def grids(uploaded: drawn.Uploaded) -> tuple[Grid, ...] | str:
    """The sheets of the chosen file, read once; or the sentence that says why not."""
    sign = (uploaded.file_id, current())
    known = st.session_state.get(READ)
    if known is None or known[0] != sign:
        with st.spinner(_("Reading your file …")):
            st.session_state[READ] = (sign, read(uploaded))
    found: tuple[Grid, ...] | str = st.session_state[READ][1]
    return found


def read(uploaded: drawn.Uploaded) -> tuple[Grid, ...] | str:
    with reading(me) as db:
        most = limits.limits_of(setting(db, limits.SETTING))
    try:
        return read_files([(uploaded.name, uploaded.getvalue())], most).grids
    except Problem as problem:
        return problem.sentence


def filled(me: Me, sheet: ClassSheet, found: tuple[Grid, ...] | str) -> Filled | str:
    """What the workbook holds beside what is written; or the sentence that says why not."""
    if isinstance(found, str):
        return found
    with reading(me) as db:
        known = written(db, [goal.id for goal in sheet.goals])
    try:
        return read_sheet(found, sheet.goals, known, today())
    except Problem as problem:
        return problem.sentence


def keep(me: Me, sheet: ClassSheet, seen: Filled) -> None:
    count = len(seen.drafts)
    told = ngettext("{count} check-in kept.", "{count} check-ins kept.", count)
    submit(
        "sheet",
        lambda op: add_sheet(me, op, sheet.id, seen.drafts),
        told.format(count=format_number(count)),
    )


def show(me: Me, sheet: ClassSheet) -> None:
    """Take it, bring it back."""
    name = file_name(drawn.sheet_file(sheet), today().isoformat())
    drawn.take(sheet, partial(make, me, sheet), name)
    uploaded = drawn.bring(f"sheet-file:{sheet.id}")
    if uploaded is None:
        st.session_state.pop(READ, None)
        return
    seen = filled(me, sheet, grids(uploaded))
    if isinstance(seen, str):
        drawn.refused(seen)
    elif drawn.look(seen, partial(offer_list, me, NOBODY)):
        keep(me, sheet, seen)


st.title(_("Check-ins offline"), anchor=False)
with reading(me) as db:
    known = classes(db)
line = drawn.class_choice(known)
if line is None:
    text.line(_("No class is linked to your account yet. Please ask the school office."))
    st.stop()
with reading(me) as db:
    sheet = class_sheet(db, line)
if sheet.goals:
    show(me, sheet)
else:
    text.line(_("No goal is being worked on in this class yet."))
