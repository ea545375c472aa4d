"""People and invitations: find somebody, let them in, choose who sees a child."""

import streamlit as st

from auth.downloads import offer_list
from auth.looked import EVERYBODY, NOBODY, About
from auth.visit import link, visit
from components import people as drawn
from components.account import everywhere
from components.forms import operation, problems, saved, submit
from db.commands.accounts import end_sessions
from db.commands.people import add_person, change_access, invite
from db.queries import people
from db.queries.sign_in import sessions
from db.session import reading
from i18n import _
from rules.accounts import fingerprint, new_code
from rules.people import Me, PersonLine, Role

KEY = "roster.people"
me = visit(KEY)


@st.dialog(_("Add a person"))
def add_dialog() -> None:
    me = visit(KEY)
    role = drawn.role_of_new()
    with reading(me) as db:
        classes, children = people.classes(db), people.children(db)
    draft = drawn.person_form(classes, children, role)
    if draft is not None:
        submit("person", lambda op: add_person(me, op, draft), _("Added."))


def invite_chosen(me: Me, line: PersonLine) -> None:
    if drawn.invite_line(line) != "invite":
        return
    code = new_code()
    form = f"invite:{line.id}"
    with problems():
        invite(me, operation(form), line.id, fingerprint(code))
        saved(form)
        drawn.invitation(line, code, (st.context.url or "").rstrip("/").removesuffix("/people"))


def switch_access(me: Me, student_id: int) -> None:
    with reading(me) as db:
        rows = people.guardianships(db, student_id)
    for key, name, relation, access, version in rows:
        wanted = drawn.access_switch(name, relation, access, f"access:{key}:{version}")
        if wanted != access:
            submit(
                f"access:{key}",
                lambda op, key=key, wanted=wanted, version=version: change_access(  # type: ignore[misc]
                    me, op, key, wanted, version
                ),
                _("Saved."),
            )


def sign_out(me: Me, line: PersonLine) -> None:
    """End somebody's sessions: a lost phone, a borrowed computer."""
    with reading(me) as db:
        open_now = sessions(db, line.id)
    if everywhere(len(open_now), f"end:{line.id}"):
        submit(f"end:{line.id}", lambda op: end_sessions(me, op, line.id), _("Signed out."))


def holds(role: Role, ids: list[int]) -> About:
    """The children that a list of these people tells of."""
    return {Role.STUDENT: ids, Role.GUARDIAN: EVERYBODY}.get(role, NOBODY)


st.title(_("People"), anchor=False)
with st.container(horizontal=True, vertical_alignment="bottom"):
    role = drawn.role_choice()
    wanted = drawn.search_box()
    if st.button(_("Add a person"), icon=":material/person_add:"):
        add_dialog()
with reading(me) as db:
    lines = people.people(db, role)
if not lines:
    st.info(_("Nobody here yet. Bring them in from your spreadsheet."))
    link("roster.upload", _("Import roster"), icon=":material/upload_file:")
    st.stop()
found = drawn.matching(lines, wanted)
st.caption(
    _("{found} of {all}. Choose a line to invite somebody.").format(
        found=len(found), all=len(lines)
    )
)
chosen = drawn.table(found, role)
if found:
    about = holds(role, [line.id for line in found])
    offer_list(me, about, drawn.plural(role), lambda: drawn.listed(found, role))
if len(found) == 1:  # found by name: no need to choose the line too
    chosen = found[0].id
for line in (line for line in found if line.id == chosen):
    with st.container(border=True):
        invite_chosen(me, line)
        if line.username:
            sign_out(me, line)
        if role == Role.STUDENT:
            switch_access(me, line.id)
