"""Import a roster: upload, see what was read, see every change, decide, confirm."""

from functools import partial

import streamlit as st

from auth.identity import arrival
from auth.looked import taken
from auth.visit import link, visit
from components import roster as drawn
from components import roster_columns as columns
from components import roster_decide as deciding
from components import roster_preview as preview
from components import roster_problems as mending
from components import roster_sight as confirming
from components.downloads import download
from components.forms import operation, problems, saved, submit
from components.limits import limits_box
from components.roster_desk import Desk, clear, desk
from components.roster_letters import ask_encoding
from components.waiting import wait, watch
from db.commands.limits import set_limits
from db.commands.roster import apply_plan
from db.commands.roster_memory import remember_columns
from db.commands.roster_work import (
    MANY,
    copy_to_mend,
    is_large,
    make_plan,
    result_of,
    work_on_apply,
    work_on_plan,
)
from db.queries import roster, school
from db.queries.log import children_of
from db.queries.roster_memory import memory
from db.session import reading
from exchange.roster_template import template
from exchange.workbooks_in import read_files
from i18n import _, current
from i18n.dates import today
from rules import limits
from rules.lists import file_name
from rules.pauses import in_short_turns
from rules.people import Me
from rules.problems import Problem
from rules.roster import RosterPlan, Scope
from rules.roster_dates import month_first
from rules.roster_decisions import EVERYTHING, Agreed, mended
from rules.roster_formats import holds_changes_only
from rules.roster_mapping import SheetMapping
from rules.roster_memory import remember
from rules.roster_sheets import Reading
from rules.roster_spots import Spots
from rules.roster_suggest import suggest_all
from rules.roster_telling import did

KEY = "roster.upload"
COLUMNS, LIMITS = "roster.columns", "roster.limits"

me = visit(KEY)
here = arrival().school
us_dates = month_first(here.zone)
with reading(me) as db:
    most = limits.limits_of(school.setting(db, limits.SETTING))


def take(on: Desk) -> Reading | None:
    """The chosen files as they were read, once for each choice."""
    files = drawn.take_files(template, on.key("roster_files"), limits.told(most))
    sign = tuple(file.file_id for file in files)
    if sign != on.files:
        on = clear()
        on.files = sign
    if not files:
        return None
    read_as = (sign, current(), dict(on.letters))
    if on.read_as != read_as:
        on.reading, on.read_as, on.mappings = read(files, on.letters), read_as, None
    if isinstance(on.reading, str):
        drawn.refused(on.reading)
        return None
    return on.reading


def read(files: list[drawn.Uploaded], letters: dict[str, str]) -> Reading | str:
    """What the files hold, or the sentence that says why they can't be read."""
    uploads = [(file.name, file.getvalue()) for file in files]
    try:
        with st.spinner(_("Reading your files …")):
            return read_files(uploads, most, letters)
    except Problem as problem:
        return problem.sentence


def map_sheets(on: Desk, found: Reading) -> list[SheetMapping]:
    """What each sheet holds, as proposed and as corrected."""
    drawn.told(found.notes)
    choose_letters(on, found)
    st.subheader(_("What we read"), anchor=False)
    if on.mappings is None:
        with reading(me) as db:
            known = memory(db)
        on.mappings = suggest_all(found.grids, us_dates, known)
    for place, grid in enumerate(found.grids):
        key = f"{on.key('sheet')}:{place}"
        changed = columns.sheet(grid, on.mappings[place], us_dates, key)
        if changed is not None:
            on.mappings[place] = changed
            st.rerun()
    return on.mappings


def choose_letters(on: Desk, found: Reading) -> None:
    """How the letters of a file are to be read, where its names make sense in two ways."""
    for choice in found.encodings:
        code = ask_encoding(choice, on.key("letters"))
        if code != choice.chosen:
            on.letters[choice.file] = code
            st.rerun()


def plan_for(on: Desk, found: Reading, mappings: list[SheetMapping], scope: Scope) -> RosterPlan:
    """The plan, made once for each choice."""
    sign = (tuple(mappings), scope, on.decisions, current())
    if on.plan is None or on.planned_as != sign:
        plan = compare(on, found, mappings, scope, sign)
        on.asked |= {(one.source, one.part): one for one in plan.proposals}
        on.plan, on.planned_as, on.made_by = plan, sign, on.work
    return on.plan


def compare(
    on: Desk, found: Reading, mappings: list[SheetMapping], scope: Scope, sign: object
) -> RosterPlan:
    """What the files would do to the hub as it is now."""
    words = _("Comparing with the hub …")
    asked = (found.grids, mappings, scope, here.year, on.decisions)
    if not is_large(found.grids):
        on.stop_work()
        with st.spinner(words):
            return make_plan(me, *asked)
    if on.work is None or on.work_as != sign:
        on.stop_work()
        on.work, on.work_as = work_on_plan(me, here.zone, *asked), sign
    wait(on.work.finished, words)
    plan: RosterPlan = on.work.answer()
    return plan


def show(on: Desk, found: Reading, mappings: list[SheetMapping], plan: RosterPlan) -> None:
    """What would happen; what a person decides and confirms; then the button."""
    key = on.key("roster")
    preview.summary(plan)
    sure_of_sight = confirming.sight(plan, key)
    sure_of_leavers = confirming.leavers(plan, key)
    decide(on, found, mappings, plan)
    if not plan.changes_anything:
        return
    preview.lines(plan, key)
    agreed = Agreed(preview.leave_out(plan, key), sure_of_sight, sure_of_leavers)
    preview.still_to_do(agreed)
    waits = agreed != EVERYTHING
    if st.button(_("Bring this in"), type="primary", icon=":material/check:", disabled=waits):
        bring_in(on, plan, agreed)


def decide(on: Desk, found: Reading, mappings: list[SheetMapping], plan: RosterPlan) -> None:
    """Who a row is, what a cell should say, whose word a field is: a decision makes a new plan."""
    key, known = on.key("roster"), on.decisions
    spots = Spots(mended(found.grids, known), mappings)
    decided = deciding.proposals(plan, known, key)
    decided = deciding.decided(on.asked, decided, key)

    copy = partial(copy_to_mend, here.zone, found.grids, mappings, plan.findings, known)
    decided = mending.problems(plan, spots, decided, copy, key)
    decided = mending.corrected(Spots(found.grids, mappings), decided, key)
    decided = deciding.edited(plan, decided, key)
    if decided != known:
        on.decisions = decided
        st.rerun()


def bring_in(on: Desk, plan: RosterPlan, agreed: Agreed) -> None:
    """Apply what was previewed, a large import in a process of its own."""
    keep_answers(on.mappings or [])
    changes = sum(plan.totals.values()) - plan.totals["same"]
    if changes >= MANY:
        work = work_on_apply(me, here.zone, operation(KEY), on.made_by or plan, agreed)
        on.applying = (work, changes)
        st.rerun()
    counts, refusal = None, ""
    with problems(), st.spinner(_("Bringing it in …")):
        try:
            counts = apply_plan(me, operation(KEY), plan, agreed)
        except Problem as problem:
            refusal = problem.sentence
    finish(on, counts, refusal)


def keep_answers(said: list[SheetMapping]) -> None:
    """What was said of the columns, for the next file like this one."""
    with problems():
        with reading(me) as db:
            known = memory(db)
        if remember(known, said) != known:
            remember_columns(me, operation(COLUMNS), said)
            saved(COLUMNS)


def applying(on: Desk) -> None:
    """A large import that is on its way, whatever page was looked at in between."""
    if on.applying is None:
        return
    work, changes = on.applying
    watch(work.finished, work.done, changes, _("Bringing it in …"))
    counts, refusal = None, ""
    try:
        counts = work.answer()
    except Problem as problem:
        refusal = problem.sentence
    on.applying = None
    finish(on, counts, refusal)


def finish(on: Desk, counts: dict[str, int] | None, refusal: str) -> None:
    """Draw the page anew: with what was done, or with a new preview and why it is needed."""
    if counts is not None:
        saved(KEY)
        clear(files=True).done = counts
        st.rerun()
    if refusal:
        on.forget_plan()
        on.refused = refusal
        st.rerun()


def told(on: Desk) -> None:
    """What the last import did, and what comes next; or why it has to be looked at again."""
    if on.refused:
        drawn.refused(on.refused)
        on.refused = ""
    if on.done is None:
        return
    st.success(_("Done. {what}.").format(what=did(on.done)), icon=":material/check_circle:")
    with st.container(horizontal=True, vertical_alignment="center"):
        name = file_name(_("import"), today().isoformat())
        download(_("Download what was done"), lambda: make(me), name, key="result")
        link("roster.history", _("See what was done"), icon=":material/history:")
        link("roster.people", _("Invite people"), icon=":material/mail:")


def make(me: Me) -> bytes:
    """The workbook of this person's last import."""
    with reading(me) as db:
        past = next(one for one in roster.past_imports(db) if one.by == me.name)
        about = children_of(db, "import", past.id)
    taken(me, about, "import")
    return result_of(me, here.zone, past)


def without_files(on: Desk) -> None:
    """What else there is to do here."""
    if on.done is None:
        link("roster.history", _("Earlier imports"), icon=":material/history:")
    own = limits_box(most, LIMITS) or most
    if own != most:
        submit(LIMITS, lambda op: set_limits(me, op, own), _("The limits are kept."))


def with_files(on: Desk, found: Reading) -> None:
    """From what was read to the button, as far as the questions are answered."""
    on.done = None
    mapped = map_sheets(on, found)
    if any(one.needs_answer or one.questions for one in mapped):
        return
    if not any(one.is_used for one in mapped):
        st.info(_("Nothing here is for the hub yet. Please say above what the sheets hold."))
        return
    scope = drawn.ask_scope(holds_changes_only(found.grids))
    try:
        plan = plan_for(on, found, mapped, scope)
    except Problem as problem:
        drawn.refused(problem.sentence)
        return
    show(on, found, mapped, plan)


st.title(_("Import roster"), anchor=False)
applying(desk())
told(desk())
found = take(desk())
if found is None:
    without_files(desk())
else:
    with in_short_turns():
        with_files(desk(), found)
