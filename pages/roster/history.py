"""The imports that were made: who, when, which file, what changed, and the way back."""

import streamlit as st

from auth.identity import arrival
from auth.looked import taken
from auth.visit import link, visit
from components import roster_history as drawn
from components.downloads import download
from components.forms import operation, problems, saved
from components.waiting import wait, watch
from db.commands.roster_undo import undo_import
from db.commands.roster_work import MANY, result_of, way_back, work_on_undo, work_on_way_back
from db.queries import roster, roster_history
from db.queries.log import children_of
from db.session import reading
from i18n import _
from i18n.dates import day_of
from rules.lists import file_name
from rules.people import Me
from rules.problems import Problem
from rules.roster import PastImport
from rules.roster_undo import WayBack

KEY = "roster.history"
ASKED, UNDOING, REFUSED = "undo_asked", "undo_working", "undo_refused"

me = visit(KEY)
zone = arrival().school.zone


def changes(past: PastImport) -> int:
    """What it changed, some lines at a time; how many lines there are."""
    with reading(me) as db:
        total = roster_history.changes_of(db, past.id)
        start = drawn.first_line(total, past.id)
        done = roster_history.done(db, past.id, start=start, limit=drawn.SHOWN_LINES)
    drawn.lines(done, total)
    return total


def make(me: Me, past: PastImport) -> bytes:
    """The workbook of everything it changed."""
    with reading(me) as db:
        about = children_of(db, "import", past.id)
    taken(me, about, "import")
    return result_of(me, zone, past)


def actions(past: PastImport, total: int) -> None:
    """The workbook of it, and the way back, which asks first."""
    asked = st.session_state.get(ASKED) or (0, WayBack())
    with st.container(horizontal=True):
        name = file_name(_("import"), day_of(past.at).isoformat())
        download(_("Download what was done"), lambda: make(me, past), name, key=f"result:{past.id}")
        wanted = past.undone_at is None and asked[0] != past.id
        if wanted and st.button(_("Undo this import"), icon=":material/undo:"):
            st.session_state[ASKED] = (past.id, look_back(past.id, total))
            st.rerun()
    if asked[0] == past.id:
        confirm(past, asked[1], total)


def confirm(past: PastImport, way: WayBack, total: int) -> None:
    """What would go back and what stays, then yes or no."""
    answer = drawn.confirm_undo(way)
    if answer is not None:
        del st.session_state[ASKED]
        if answer:
            take_back(past.id, way.fingerprint, total)
        st.rerun()


def look_back(batch_id: int, total: int) -> WayBack:
    words = _("Looking at what people did since …")
    if total < MANY:
        with st.spinner(words):
            return way_back(me, batch_id)
    work = work_on_way_back(me, zone, batch_id)
    wait(work.finished, words)
    return work.answer()


def take_back(batch_id: int, fingerprint: str, total: int) -> None:
    form = f"undo:{batch_id}"
    if total >= MANY:
        work = work_on_undo(me, zone, operation(form), batch_id, fingerprint)
        st.session_state[UNDOING] = (work, total, form)
        return
    with problems(), st.spinner(_("Taking it back …")):
        try:
            finish(form, undo_import(me, operation(form), batch_id, fingerprint))
        except Problem as problem:
            st.session_state[REFUSED] = problem.sentence


def undoing() -> None:
    """A large undo that is on its way."""
    work, total, form = st.session_state.get(UNDOING) or (None, 0, "")
    if work is None:
        return
    watch(work.finished, work.done, total, _("Taking it back …"))
    try:
        finish(form, work.answer())
    except Problem as problem:
        st.session_state[REFUSED] = problem.sentence
    del st.session_state[UNDOING]
    st.rerun()


def finish(form: str, counts: dict[str, int]) -> None:
    saved(form, drawn.undone(counts))


st.title(_("Earlier imports"), anchor=False)
undoing()
if refusal := st.session_state.pop(REFUSED, ""):
    drawn.refused(refusal)
with reading(me) as db:
    imports = roster.past_imports(db)
if not imports:
    st.info(_("Nothing was imported yet."))
    link("roster.upload", _("Import roster"), icon=":material/upload_file:")
    st.stop()
past = drawn.choose(imports)
drawn.about(past)
total = changes(past)
if total:
    actions(past, total)
drawn.all_imports(imports)
