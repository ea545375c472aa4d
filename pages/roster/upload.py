"""Import a roster: upload, see what was read, see every change, confirm."""

import streamlit as st

from auth.identity import arrival
from auth.visit import link, visit
from components import roster as drawn
from components import roster_preview as preview
from components.forms import operation, problems, saved
from db.commands.roster import apply_plan
from db.queries import roster
from db.session import reading
from exchange import limits
from exchange.roster_template import template
from exchange.workbooks_in import read_files
from i18n import _, current
from i18n.dates import format_number
from rules.people import Me
from rules.problems import Problem
from rules.roster import RosterPlan, Scope
from rules.roster_dates import month_first
from rules.roster_decisions import Agreed
from rules.roster_drafts import draft
from rules.roster_mapping import SheetMapping, suggest
from rules.roster_plan import make_plan
from rules.roster_sheets import Reading

KEY = "roster.upload"
READ, MAPPED, PLANNED, DONE, ROUND = (
    "roster_read",
    "roster_mapped",
    "roster_planned",
    "roster_done",
    "roster_round",
)
BIG = 200_000  # bytes: reading takes long enough to say so

me = visit(KEY)
here = arrival().school
us_dates = month_first(here.zone)


def take() -> Reading | None:
    """The chosen files as they were read, once for each choice."""
    told = _("Up to {files} files of {size} MB, and {rows} rows a sheet.").format(
        files=limits.FILES,
        size=limits.FILE_BYTES // 2**20,
        rows=format_number(limits.ROWS),
    )
    round_number = st.session_state.get(ROUND, 0)
    files = drawn.take_files(template, f"roster_files:{round_number}", told)
    sign = tuple(file.file_id for file in files)
    known, tongue = st.session_state.get(READ), current()
    if not files:
        forget()
        return None
    if known is None or known[:2] != (sign, tongue):
        if known is None or known[0] != sign:
            forget()
        st.session_state[READ] = (sign, tongue, read(files))
    result: Reading | str = st.session_state[READ][2]
    if isinstance(result, str):
        drawn.refused(result)
        return None
    return result


def read(files: list[drawn.Uploaded]) -> Reading | str:
    """What the files hold, or the sentence that says why they can't be read."""
    uploads = [(file.name, file.getvalue()) for file in files]
    try:
        if sum(len(data) for _name, data in uploads) < BIG:
            return read_files(uploads)
        with st.status(_("Reading your files …")) as status:
            found = read_files(uploads)
            status.update(label=_("Read."), state="complete")
            return found
    except Problem as problem:
        return problem.sentence


def forget(*, files: bool = False) -> None:
    """Let go of what was read and planned; with `files`, of the chosen files too."""
    for key in (READ, MAPPED, PLANNED):
        st.session_state.pop(key, None)
    if files:
        st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1


def map_sheets(found: Reading) -> list[SheetMapping]:
    """What each sheet holds, as proposed and as corrected."""
    drawn.told(found.notes)
    st.subheader(_("What we read"), anchor=False)
    mappings: list[SheetMapping] = st.session_state.setdefault(
        MAPPED, [suggest(grid, us_dates) for grid in found.grids]
    )
    for place, grid in enumerate(found.grids):
        key = f"sheet:{st.session_state.get(ROUND, 0)}:{place}"
        mapping = mappings[place]
        if mapping.needs_answer:
            kind = drawn.ask_kind(mapping, key)
            if kind is not None:
                keep(place, suggest(grid, us_dates, kind))
        corrected = drawn.sheet_box(mapping, key)
        if corrected:
            with problems():
                fresh = mapping
                if corrected[0] != mapping.kind:
                    fresh = suggest(grid, us_dates, corrected[0])
                keep(place, fresh.assign(grid, corrected[1], us_dates))
        for column in mapping.unsure_dates if mapping.is_used else ():
            order = drawn.ask_order(column, key)
            mappings[place] = mappings[place].in_order(column.index, order)
    return mappings


def keep(place: int, mapping: SheetMapping) -> None:
    """Draw the page anew with another mapping of one sheet."""
    st.session_state[MAPPED][place] = mapping
    st.rerun()


def plan_for(found: Reading, mappings: list[SheetMapping], scope: Scope) -> RosterPlan:
    """The plan, made once for each choice."""
    sign = (tuple(mappings), scope, current())
    known = st.session_state.get(PLANNED)
    if known is None or known[0] != sign:
        with st.spinner(_("Comparing with the hub …")):
            with reading(me) as db:
                snapshot = roster.snapshot(db)
            drafts = draft(found.grids, mappings, snapshot.familiar)
            st.session_state[PLANNED] = (sign, make_plan(drafts, snapshot, scope, here.year))
    plan: RosterPlan = st.session_state[PLANNED][1]
    return plan


def show(me: Me, plan: RosterPlan) -> None:
    """Problems, counts, leavers and lines; then the button."""
    preview.problems(plan)
    st.subheader(_("What would happen"), anchor=False)
    if not plan.changes_anything:
        preview.nothing(plan)
        preview.counts(plan)
        return
    preview.counts(plan)
    sure_of_leavers = preview.leavers(plan)
    preview.lines(plan)
    leave_out = preview.leave_out(plan)
    ready = sure_of_leavers and leave_out
    if st.button(_("Bring this in"), type="primary", icon=":material/check:", disabled=not ready):
        apply(me, plan, Agreed(leave_out, leavers=sure_of_leavers))


def apply(me: Me, plan: RosterPlan, agreed: Agreed) -> None:
    """Apply what was previewed; if the data changed since, preview again."""
    counts: dict[str, int] | None = None
    with problems():
        try:
            with st.status(_("Bringing it in …")):
                counts = apply_plan(me, operation(KEY), plan, agreed)
        except Problem:
            st.session_state.pop(PLANNED, None)
            raise
    if counts is not None:
        saved(KEY)
        forget(files=True)
        st.session_state[DONE] = counts
        st.rerun()


def finished() -> None:
    """What the last import did, and what comes next."""
    counts = st.session_state.get(DONE)
    if counts is None:
        return
    st.success(preview.result(counts), icon=":material/check_circle:")
    link("roster.people", _("Invite people"), icon=":material/mail:")


st.title(_("Import roster"), anchor=False)
finished()
found = take()
if found is not None:
    st.session_state.pop(DONE, None)
    mapped = map_sheets(found)
    if any(one.needs_answer for one in mapped):
        st.stop()
    if not any(one.is_used for one in mapped):
        st.info(_("Nothing here is for the hub yet. Please say above what the sheets hold."))
        st.stop()
    show(me, plan_for(found, mapped, drawn.ask_scope()))
with reading(me) as db:
    drawn.past(roster.past_imports(db))
