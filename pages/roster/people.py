"""People and invitations: find somebody, let them in, choose who sees a child."""

import streamlit as st

from auth.confirm import confirmed
from auth.downloads import offer_list
from auth.identity import arrival
from auth.looked import EVERYBODY, NOBODY, About
from auth.providers import links
from auth.visit import address, link, visit
from components import custody as custody_drawn
from components import people as drawn
from components import providers as elsewhere_drawn
from components import second_factor as second_drawn
from components.account import everywhere
from components.downloads import PDF, download
from components.forms import operation, problems, saved, submit
from db.commands.accounts import end_sessions
from db.commands.custody import lift, restrict
from db.commands.people import add_person, end_codes, invite
from db.commands.second_factor import reset
from db.queries import people
from db.queries.custody import custody
from db.queries.invitations import invited
from db.queries.letters import families
from db.queries.providers import linked
from db.queries.sign_in import sessions
from db.session import reading
from exchange.letters_out import letters_pdf
from i18n import _
from i18n.dates import today
from rules.accounts import fingerprint, new_code
from rules.custody import Custody
from rules.letters import Sender, letter_of
from rules.lists import file_name
from rules.people import Me, PersonLine, Role
from rules.permissions import is_fresh

KEY = "roster.people"
me = visit(KEY)


@st.dialog(_("Add a person"))
def add_dialog() -> None:
    me = visit(KEY)
    role = drawn.role_of_new()
    if role == Role.COORDINATOR and not confirmed(me, in_dialog=True):
        return
    with reading(me) as db:
        classes, children = people.classes(db), people.children(db)
    draft = drawn.person_form(classes, children, role)
    if draft is not None:
        submit("person", lambda op: add_person(me, op, draft), _("Added."))


def invite_chosen(me: Me, line: PersonLine) -> None:
    locked = line.role == Role.COORDINATOR and not is_fresh(me)
    wanted = drawn.invite_line(line, locked=locked)
    if wanted == "end":
        done = _("This code opens nothing any more.")
        submit(f"codes:{line.id}", lambda op: end_codes(me, op, line.id), done)
    if wanted != "invite":
        if locked:
            confirmed(me)
        return
    code = new_code()
    form = f"invite:{line.id}"
    with problems():
        invite(me, operation(form), line.id, fingerprint(code))
        saved(form)
        drawn.invitation(line, code, address(KEY))
        offer_letter(me, line, code)


def offer_letter(me: Me, line: PersonLine, code: str) -> None:
    """The same as a page for a guardian, as long as the code is known here."""
    school = arrival().school
    with reading(me) as db:
        who = invited(db, fingerprint(code))
        child_id = who.child_id if who else None
        letter = letter_of(families(db), line.id, child_id, school.language)
    if letter is None:
        return
    sender = Sender(school.name, address(KEY), today())

    def make() -> bytes:
        return letters_pdf([letter], [code], sender)

    name = file_name(line.name, sender.made.isoformat(), "pdf")
    download(_("Download it as a letter"), make, name, key="letter", mime=PDF)


@st.dialog(_("Record a limit"))
def limit_dialog(guardian: Custody) -> None:
    me = visit(KEY)
    draft = custody_drawn.restriction_form(guardian)
    if draft is not None:
        tie = guardian.guardianship_id
        submit(f"limit:{tie}", lambda op: restrict(me, op, tie, draft), _("Recorded."))


def child_custody(me: Me, student_id: int) -> bool:
    """Who looks after a child, and what each of them may not do; whether there is anybody."""
    with reading(me) as db:
        found = custody(db, student_id)
    asked = custody_drawn.panel(found, locked=not is_fresh(me))
    if asked and asked.guardian:
        limit_dialog(asked.guardian)
    elif asked:
        submit(f"lift:{asked.lift}", lambda op: lift(me, op, asked.lift), _("Lifted."))
    return bool(found)


def sign_out(me: Me, line: PersonLine) -> None:
    """End somebody's sessions: a lost phone, a borrowed computer."""
    with reading(me) as db:
        open_now = sessions(db, line.id)
    if everywhere(len(open_now), f"end:{line.id}"):
        submit(f"end:{line.id}", lambda op: end_sessions(me, op, line.id), _("Signed out."))


def elsewhere(me: Me, line: PersonLine) -> bool:
    """The accounts of providers that open theirs; whether there are any."""
    with reading(me) as db:
        found = linked(db, line.id)
    if found:
        elsewhere_drawn.of_somebody()
        links(me, found)
    return bool(found)


def second_step(me: Me, line: PersonLine) -> bool:
    """Turned off for somebody whom the office has seen; one's own is on My sign-in."""
    if not line.has_second or line.id == me.person_id:
        return False
    if second_drawn.of_somebody(f"second:{line.id}", locked=not is_fresh(me)):
        submit(f"second:{line.id}", lambda op: reset(me, op, line.id), _("Turned off."))
    return True


def ask_once(me: Me, role: Role) -> None:
    """The password, for all that is locked without it; a coordinator's code has asked already."""
    if role == Role.STUDENT:
        confirmed(me, _("To change who sees this child, please type your password again."))
    elif role != Role.COORDINATOR:
        confirmed(me, _("To change this, please type your password again."))


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
    _("{found} of {all} people. Choose a line to invite or help somebody.").format(
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
        locks = []
        if line.username:
            sign_out(me, line)
            locks += [elsewhere(me, line), second_step(me, line)]
        if role == Role.STUDENT:
            locks.append(child_custody(me, line.id))
        if any(locks):
            ask_once(me, role)
        link("rights.leaving", _("Leaving the school"), icon=":material/logout:")
