"""A class's workbook of check-ins, as it is drawn: take it, bring it back, look, keep."""

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from components import text
from components.downloads import download
from components.lists import Offer, as_table
from components.tables import draw
from components.uploads import speak
from i18n import _, ngettext
from i18n.dates import format_number
from rules.checkin_sheets import MOST_LINES, SHEET, ClassSheet, Entry, Filled, Trouble
from rules.checkins import PLACE_NAMES
from rules.classes import ClassLine
from rules.lists import Column, Listed, Type
from rules.progress import MeasureKind
from rules.progress_words import rating_name

SHOWN = 60
Uploaded = Any  # Streamlit's uploaded file


def class_choice(lines: Sequence[ClassLine]) -> ClassLine | None:
    """The class to write about; None without a class."""
    if len(lines) < 2:
        return next(iter(lines), None)
    names = {line.id: line.name for line in lines}
    chosen = st.selectbox(
        _("Class"), list(names), format_func=names.__getitem__, key="sheet-class", width=320
    )
    return next(line for line in lines if line.id == chosen)


def take(sheet: ClassSheet, make: Callable[[int], bytes], file_name: str) -> None:
    """The workbook, with as many lines for each goal as somebody wants."""
    told = ngettext(
        "The class works on {count} goal. It has a line in the workbook for every day you want.",
        "The class works on {count} goals. Each has a line in the workbook for every day you want.",
        len(sheet.goals),
    )
    text.line(told.format(count=format_number(len(sheet.goals))))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        lines = st.number_input(
            _("How many days?"), 1, MOST_LINES, value=1, key=f"sheet-lines:{sheet.id}", width=160
        )
        download(_("Download the workbook"), lambda: make(int(lines)), file_name, key="sheet")


def bring(key: str) -> Uploaded | None:
    """The file that was filled in."""
    speak(_("Choose the file"))
    return st.file_uploader(_("The workbook you filled in"), key=key)


def refused(sentence: str) -> None:
    st.error(text.sentence(sentence), icon=":material/error:")


def look(filled: Filled, offer: Offer) -> bool:
    """What it holds, with whatever has to be mended first; whether to keep the new ones."""
    if filled.troubles:
        _draw(_troubles(filled), offer)
    text.heading(filled.sentence, 3)
    if filled.new:
        _draw(_entries(_("New check-ins"), filled.new), offer)
    if filled.same:
        _draw(_entries(_("There already"), filled.same), offer)
    if filled.troubles and filled.new:
        text.note(
            _(
                "Lines to mend are left out now. Mend them in your file and upload it again: what"
                " is in the hub already is not written twice."
            )
        )
    if not filled.new:
        return False
    told = ngettext("Keep {count} check-in", "Keep {count} check-ins", len(filled.new))
    label = told.format(count=format_number(len(filled.new)))
    return st.button(label, type="primary", icon=":material/check:", key="sheet-keep")


def _draw(listed: Listed, offer: Offer) -> None:
    """The first lines of a list, and all of it to take away."""
    rows = list(listed.rows)
    draw(as_table(Listed(listed.name, listed.columns, rows[:SHOWN])))
    if len(rows) > SHOWN:
        left = len(rows) - SHOWN
        told = ngettext("And {count} more line.", "And {count} more lines.", left)
        text.note(told.format(count=format_number(left)))
    offer(listed.name, lambda: listed)


def _troubles(filled: Filled) -> Listed:
    name = ngettext("{count} line to mend", "{count} lines to mend", len(filled.troubles))
    headers = (_("Column"), _("Value"), _("What to do"))
    columns = (Column(_("Row"), Type.NUMBER), *map(Column, headers))
    rows = [_trouble(one) for one in filled.troubles]
    return Listed(name.format(count=format_number(len(rows))), columns, rows)


def _trouble(one: Trouble) -> tuple[int, str, str, str]:
    return one.row, one.column, one.value, one.sentence


def _entries(name: str, entries: Sequence[Entry]) -> Listed:
    columns = (
        Column(_("Row"), Type.NUMBER),
        Column(_("Child")),
        Column(_("Goal")),
        Column(_("Date"), Type.DATE),
        Column(_("How it went")),
        Column(_("Note"), Type.LONG),
        Column(_("Where")),
    )
    return Listed(name, columns, [_entry(one) for one in entries])


def _entry(one: Entry) -> tuple[Any, ...]:
    draft, rated = one.draft, one.goal.kind is MeasureKind.RATING
    value = draft.value or 0.0
    told = rating_name(value) if rated else f"{format_number(value)} {one.goal.unit}".strip()
    place = _(PLACE_NAMES[draft.place])
    return one.row, one.goal.child, one.goal.title, draft.day, told, draft.note, place


def sheet_file(sheet: ClassSheet) -> str:
    """What the file is called, before its day."""
    return f"{_(SHEET)} {sheet.name}"
