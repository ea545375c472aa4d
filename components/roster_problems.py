"""What is wrong with the files, cell by cell, and mended right there."""

from collections.abc import Callable, Sequence

import streamlit as st

from components import tables
from components.downloads import download
from components.pager import few
from components.roster_decide import row_of
from components.text import block, note, plain
from i18n import _, ngettext
from i18n.dates import format_number
from rules.roster import LEVEL_NAMES, Finding, Level, RosterPlan
from rules.roster_decisions import CellKey, Decisions
from rules.roster_spots import Spots
from rules.roster_telling import place_of

MENDED_AT_ONCE, CORRECTED = 6, 8  # of a page
OVERVIEW_FROM, COLUMNS_SHOWN = 12, 8
NOTICED_AT_ONCE = 200

Cell = tuple[CellKey | None, list[Finding]]


def problems(
    plan: RosterPlan, spots: Spots, decisions: Decisions, copy: Callable[[], bytes], key: str
) -> Decisions:
    """Every problem with what to do; the decisions with the cells that were mended."""
    if not plan.findings:
        return decisions
    stops = [one for one in plan.stops if not one.decide]
    if stops:
        st.subheader(_("Please look at these"), anchor=False)
        _say_stops(len({one.source for one in stops}))
    with st.container(horizontal=True, vertical_alignment="center"):
        download(_("Download a copy to mend"), copy, _("to mend") + ".xlsx", key=f"{key}:copy")
        note(_("Your list with every problem marked in its cell, and a sheet that names them all."))
    if stops:
        cells = _by_cell(stops, spots)
        if len(cells) > OVERVIEW_FROM:
            _overview(stops)
        decisions = _mend(cells, spots, decisions, key)
    _others(plan.findings, key)
    return decisions


def _say_stops(rows: int) -> None:
    told = ngettext(
        "{count} row can't come in as it is. Mend it here or in your file, or leave it out.",
        "{count} rows can't come in as they are. Mend them here or in your file, or leave them"
        " out.",
        rows,
    )
    st.error(told.format(count=format_number(rows)), icon=":material/error:")


def _overview(stops: Sequence[Finding]) -> None:
    """Where very many problems are: often it is one column."""
    columns: dict[tuple[str, str], list[Finding]] = {}
    for one in stops:
        columns.setdefault((place_of(one.source), one.column), []).append(one)
    most = sorted(columns.items(), key=lambda column: -len(column[1]))[:COLUMNS_SHOWN]
    header = (_("Column"), _("Problems"), _("For example"), _("Sheet"))
    rows = tuple(
        (column, format_number(len(found)), found[0].message, place)
        for (place, column), found in most
    )
    tables.draw(tables.Table(_("The columns with most problems"), header, rows))


def _mend(cells: Sequence[Cell], spots: Spots, decisions: Decisions, key: str) -> Decisions:
    shown = few(cells, f"{key}:mend", MENDED_AT_ONCE)
    with st.grid(min_column_width=300):
        for cell, found in shown:
            with st.container(border=True):
                text = _card(cell, found, spots, key)
            if cell is not None and text is not None:
                decisions = decisions.mend(*cell, text)
    return decisions


def _by_cell(stops: Sequence[Finding], spots: Spots) -> list[Cell]:
    """The problems of one cell together, in the order of the files."""
    found: dict[object, Cell] = {}
    for one in stops:
        cell = spots.of(one)
        found.setdefault(cell or one, (cell, []))[1].append(one)
    return sorted(found.values(), key=lambda one: one[1][0].source)


def _card(cell: CellKey | None, found: Sequence[Finding], spots: Spots, key: str) -> str | None:
    """One cell; another text than what stands there, if it was written."""
    first = found[0]
    message = "\n".join(dict.fromkeys(one.message for one in found))
    where = f"{row_of(first.source)} · {first.column}"
    block(("note", where), ("line", message))
    if cell is None:
        note(_("There is no cell for this to mend here. Please add it to your file."))
        return None
    known = spots.text(cell)
    source, index = cell
    written = st.text_input(
        plain(first.column),
        known,
        key=f"{key}:cell:{source}:{index}:{known}",  # another text is another field
        placeholder=_("Write it here, then press Enter"),
        label_visibility="collapsed",
    )
    return written if written.strip() != known.strip() else None


def _others(findings: Sequence[Finding], key: str) -> None:
    """What the office decides elsewhere, and everything as one table."""
    reviews = sum(one.level == Level.REVIEW for one in findings)
    if reviews:
        told = ngettext(
            "{count} guardian is left for the office to decide.",
            "{count} guardians are left for the office to decide.",
            reviews,
        )
        said = told.format(count=format_number(reviews))
        st.warning(said, icon=":material/shield_person:")
    label = _("Everything we noticed ({count})").format(count=format_number(len(findings)))
    box = st.expander(label, key=f"{key}:noticed", on_change="rerun")
    if box.open:
        with box:
            _table(few(findings, f"{key}:noticed", NOTICED_AT_ONCE))


def _table(findings: Sequence[Finding]) -> None:
    header = (
        _("Row"),
        _("Column"),
        _("Value"),
        _("What to do"),
        _("Kind of problem"),
        _("Sheet"),
    )
    rows = tuple(_row(one) for one in findings)
    tables.draw(tables.Table(_("Problems by file, sheet, row and column"), header, rows))


def _row(one: Finding) -> tuple[str, ...]:
    return (
        str(one.source.row),
        one.column,
        one.value,
        one.message,
        _(LEVEL_NAMES[one.level]),
        place_of(one.source),
    )


def corrected(spots: Spots, decisions: Decisions, key: str) -> Decisions:
    """What was mended here, each to be put back; `spots` are of the files as they came."""
    if not decisions.cells:
        return decisions
    label = ngettext("{count} cell mended", "{count} cells mended", len(decisions.cells))
    box = st.expander(
        label.format(count=format_number(len(decisions.cells))), icon=":material/edit_note:"
    )
    with box:
        for cell, text in few(list(decisions.cells.items()), f"{key}:mended", CORRECTED):
            with st.container(horizontal=True, vertical_alignment="center"):
                said = f"{spots.title(cell)}: {spots.text(cell) or '–'} → {text or '–'}"
                note(f"{row_of(cell[0])}, {said}")
                if st.button(_("Put back"), key=f"{key}:back:{cell[0]}:{cell[1]}"):
                    decisions = decisions.mend(*cell, None)
    return decisions
