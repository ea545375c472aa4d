"""Import a roster: upload, see what was read, see every change, decide, confirm."""

import streamlit as st

from auth.identity import arrival
from auth.visit import link, visit
from components import roster as drawn
from components import roster_columns as columns
from components import roster_decide as deciding
from components import roster_preview as preview
from components import roster_problems as mending
from components import roster_sight as confirming
from components.forms import operation, problems, saved, submit
from components.limits import limits_box
from components.roster_letters import ask_encoding
from components.waiting import wait, watch
from db.commands.limits import set_limits
from db.commands.roster import apply_plan
from db.commands.roster_memory import remember_columns
from db.commands.roster_work import make_plan, work_on_apply, work_on_plan
from db.queries import school
from db.queries.roster_memory import memory
from db.session import reading
from exchange.roster_marked import marked
from exchange.roster_template import template
from exchange.workbooks_in import read_files
from i18n import _, current
from rules import limits
from rules.problems import Problem
from rules.roster import RosterPlan, Scope
from rules.roster_dates import month_first
from rules.roster_decisions import EVERYTHING, NONE, Agreed, Decisions, mended
from rules.roster_mapping import SheetMapping
from rules.roster_memory import remember
from rules.roster_sheets import Reading
from rules.roster_spots import Spots
from rules.roster_suggest import suggest_all
from rules.roster_telling import did

KEY = "roster.upload"
COLUMNS, LIMITS = "roster.columns", "roster.limits"
READ, LETTERS, MAPPED, DECIDED, ASKED, PLANNED, WORK, APPLYING, REFUSED, DONE, ROUND = (
    "roster_read",
    "roster_letters",
    "roster_mapped",
    "roster_decided",
    "roster_asked",
    "roster_planned",
    "roster_work",
    "roster_applying",
    "roster_refused",
    "roster_done",
    "roster_round",
)
MANY = 1_500  # rows or changes: from here on a process of its own does the work

me = visit(KEY)
here = arrival().school
us_dates = month_first(here.zone)
with reading(me) as db:
    most = limits.limits_of(school.setting(db, limits.SETTING))


def take() -> Reading | None:
    """The chosen files as they were read, once for each choice."""
    files = drawn.take_files(template, key_of("roster_files"), limits.told(most))
    sign = tuple(file.file_id for file in files)
    known, tongue = st.session_state.get(READ), current()
    if not files:
        forget()
        return None
    if known is None or known[0] != sign:
        forget()
    letters = st.session_state.setdefault(LETTERS, {})
    if known is None or known[:3] != (sign, tongue, letters):
        st.session_state[READ] = (sign, tongue, dict(letters), read(files, letters))
    result: Reading | str = st.session_state[READ][3]
    if isinstance(result, str):
        drawn.refused(result)
        return None
    return result


def read(files: list[drawn.Uploaded], letters: dict[str, str]) -> Reading | str:
    """What the files hold, or the sentence that says why they can't be read."""
    uploads = [(file.name, file.getvalue()) for file in files]
    try:
        with st.spinner(_("Reading your files …")):
            return read_files(uploads, most, letters)
    except Problem as problem:
        return problem.sentence


def forget(*, files: bool = False) -> None:
    """Let go of what was read, decided and planned; with `files`, of the chosen files too."""
    stop_work()
    for key in (READ, LETTERS, MAPPED, DECIDED, ASKED, PLANNED):
        st.session_state.pop(key, None)
    if files:
        st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1


def key_of(what: str) -> str:
    """A widget's key, another one for every upload."""
    return f"{what}:{st.session_state.get(ROUND, 0)}"


def map_sheets(found: Reading) -> list[SheetMapping]:
    """What each sheet holds, as proposed and as corrected."""
    drawn.told(found.notes)
    choose_letters(found)
    st.subheader(_("What we read"), anchor=False)
    if MAPPED not in st.session_state:
        with reading(me) as db:
            known = memory(db)
        st.session_state[MAPPED] = suggest_all(found.grids, us_dates, known)
    mappings: list[SheetMapping] = st.session_state[MAPPED]
    for place, grid in enumerate(found.grids):
        changed = columns.sheet(grid, mappings[place], us_dates, f"{key_of('sheet')}:{place}")
        if changed is not None:
            keep(place, changed)
    return mappings


def choose_letters(found: Reading) -> None:
    """How the letters of a file are to be read, where its names make sense in two ways."""
    letters = st.session_state[LETTERS]
    for choice in found.encodings:
        code = ask_encoding(choice, key_of("letters"))
        if code != choice.chosen:
            letters[choice.file] = code
            st.session_state.pop(MAPPED, None)
            st.rerun()


def keep(place: int, mapping: SheetMapping) -> None:
    """Draw the page anew with another mapping of one sheet."""
    st.session_state[MAPPED][place] = mapping
    st.rerun()


def plan_for(found: Reading, mappings: list[SheetMapping], scope: Scope) -> RosterPlan:
    """The plan, made once for each choice."""
    decisions = st.session_state.setdefault(DECIDED, NONE)
    sign = (tuple(mappings), scope, decisions, current())
    known = st.session_state.get(PLANNED)
    if known is None or known[0] != sign:
        plan = compare(found, mappings, scope, decisions)
        asked = st.session_state.setdefault(ASKED, {})
        asked.update({(one.source, one.part): one for one in plan.proposals})
        st.session_state[PLANNED] = (sign, plan, st.session_state.get(WORK))
    made: RosterPlan = st.session_state[PLANNED][1]
    return made


def compare(
    found: Reading, mappings: list[SheetMapping], scope: Scope, decisions: Decisions
) -> RosterPlan:
    """What the files would do to the hub as it is now."""
    words = _("Comparing with the hub …")
    stop_work()
    if sum(len(grid.rows) for grid in found.grids) < MANY:
        with st.spinner(words):
            return make_plan(me, found.grids, mappings, scope, here.year, decisions)
    work = work_on_plan(me, here.zone, found.grids, mappings, scope, here.year, decisions)
    st.session_state[WORK] = work
    wait(work.finished, words)
    return work.answer()


def stop_work() -> None:
    """A comparison that nobody waits for any more."""
    if work := st.session_state.pop(WORK, None):
        work.stop()


def show(found: Reading, mappings: list[SheetMapping], plan: RosterPlan) -> None:
    """What would happen; what a person decides and confirms; then the button."""
    preview.summary(plan)
    sure_of_sight = confirming.sight(plan, key_of("roster"))
    sure_of_leavers = confirming.leavers(plan, key_of("roster"))
    decide(found, mappings, plan)
    if not plan.changes_anything:
        return
    preview.lines(plan, key_of("roster"))
    leave_out = preview.leave_out(plan, key_of("roster"))
    agreed = Agreed(leave_out, sure_of_sight, sure_of_leavers)
    preview.still_to_do(agreed)
    waits = agreed != EVERYTHING
    if st.button(_("Bring this in"), type="primary", icon=":material/check:", disabled=waits):
        bring_in(plan, agreed)


def decide(found: Reading, mappings: list[SheetMapping], plan: RosterPlan) -> None:
    """Who a row is, what a cell should say, whose word a field is: a decision makes a new plan."""
    known: Decisions = st.session_state[DECIDED]
    key = key_of("roster")
    spots = Spots(mended(found.grids, known), mappings)
    decided = deciding.proposals(plan, known, key)
    decided = deciding.decided(st.session_state[ASKED], decided, key)

    def copy() -> bytes:
        return marked(found.grids, mappings, plan.findings, known)

    decided = mending.problems(plan, spots, decided, copy, key)
    decided = mending.corrected(Spots(found.grids, mappings), decided, key)
    decided = deciding.edited(plan, decided, key)
    if decided != known:
        st.session_state[DECIDED] = decided
        st.rerun()


def bring_in(plan: RosterPlan, agreed: Agreed) -> None:
    """Apply what was previewed, a large import in a process of its own."""
    keep_answers()
    changes = sum(plan.totals.values()) - plan.totals["same"]
    if changes >= MANY:
        made = st.session_state[PLANNED][2] or plan
        work = work_on_apply(me, here.zone, operation(KEY), made, agreed)
        st.session_state[APPLYING] = (work, changes)
        st.rerun()
    counts, refusal = None, ""
    with problems(), st.spinner(_("Bringing it in …")):
        try:
            counts = apply_plan(me, operation(KEY), plan, agreed)
        except Problem as problem:
            refusal = problem.sentence
    finish(counts, refusal)


def keep_answers() -> None:
    """What was said of the columns, for the next file like this one."""
    said: list[SheetMapping] = st.session_state[MAPPED]
    with problems():
        with reading(me) as db:
            known = memory(db)
        if remember(known, said) != known:
            remember_columns(me, operation(COLUMNS), said)
            saved(COLUMNS)


def applying() -> None:
    """A large import that is on its way, whatever page was looked at in between."""
    work, changes = st.session_state.get(APPLYING) or (None, 0)
    if work is None:
        return
    watch(work.finished, work.done, changes, _("Bringing it in …"))
    counts, refusal = None, ""
    try:
        counts = work.answer()
    except Problem as problem:
        refusal = problem.sentence
    del st.session_state[APPLYING]
    finish(counts, refusal)


def finish(counts: dict[str, int] | None, refusal: str) -> None:
    """Draw the page anew: with what was done, or with a new preview and why it is needed."""
    if counts is not None:
        saved(KEY)
        forget(files=True)
        st.session_state[DONE] = counts
        st.rerun()
    if refusal:
        st.session_state.pop(PLANNED, None)
        st.session_state[REFUSED] = refusal
        st.rerun()


def finished() -> None:
    """What the last import did, and what comes next."""
    counts = st.session_state.get(DONE)
    if counts is None:
        return
    st.success(_("Done. {what}.").format(what=did(counts)), icon=":material/check_circle:")
    with st.container(horizontal=True):
        link("roster.people", _("Invite people"), icon=":material/mail:")
        link("roster.history", _("See what was done"), icon=":material/history:")


st.title(_("Import roster"), anchor=False)
applying()
finished()
if refusal := st.session_state.pop(REFUSED, ""):
    drawn.refused(refusal)
found = take()
if found is not None:
    st.session_state.pop(DONE, None)
    mapped = map_sheets(found)
    if any(one.needs_answer or one.questions for one in mapped):
        st.stop()
    if not any(one.is_used for one in mapped):
        st.info(_("Nothing here is for the hub yet. Please say above what the sheets hold."))
        st.stop()
    show(found, mapped, plan_for(found, mapped, drawn.ask_scope()))
elif not st.session_state.get(DONE):
    link("roster.history", _("Earlier imports"), icon=":material/history:")
    own = limits_box(most, LIMITS) or most
    if own != most:
        submit(LIMITS, lambda op: set_limits(me, op, own), _("The limits are kept."))
