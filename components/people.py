"""The people page, as it is drawn."""

from collections.abc import Sequence
from urllib.parse import quote

import streamlit as st

from components.find import find
from components.text import heading, note, plain
from i18n import N_, _
from i18n.dates import format_day
from rules.accounts import INVITATION_DAYS, RESET_MINUTES, grouped
from rules.lists import Column, Listed, Type
from rules.people import PEOPLE_ROLES, RELATIONS, Named, PersonDraft, PersonLine, Role
from rules.texts import holds

PLURALS = {
    Role.STUDENT: N_("Students"),
    Role.GUARDIAN: N_("Parents and guardians"),
    Role.TEACHER: N_("Teachers"),
    Role.COORDINATOR: N_("Coordinators"),
}
ACCESS = {
    "joined": N_("Joined"),
    "invited": N_("Invited"),
    "none": N_("Not invited"),
}
MANY = 50


def role_choice() -> Role:
    """Whose list is shown."""
    chosen = st.segmented_control(
        _("Who"),
        list(PLURALS),
        format_func=lambda role: _(PLURALS[role]),
        default=Role.STUDENT,
        required=True,
        label_visibility="collapsed",
        key="people_role",
    )
    return Role(chosen or Role.STUDENT)


def plural(role: Role) -> str:
    return _(PLURALS[role])


def search_box() -> str:
    return find(_("Find by name, class or child"), key="people_search")


def matching(lines: Sequence[PersonLine], wanted: str) -> list[PersonLine]:
    """The lines that hold every word looked for."""
    return [line for line in lines if holds(_haystack(line), wanted)]


def _haystack(line: PersonLine) -> str:
    return " ".join((line.name, line.school_ref, *line.classes, *line.children))


def listed(lines: Sequence[PersonLine], role: Role) -> Listed:
    """The list as it is shown, to take away."""
    return Listed(_(PLURALS[role]), _columns(role), [_values(line, role) for line in lines])


def table(lines: Sequence[PersonLine], role: Role) -> int | None:
    """The list; the id of the person whose line was chosen."""
    headers = [column.header for column in _columns(role)]
    rows = [dict(zip(headers, _values(line, role), strict=True)) for line in lines]
    event = st.dataframe(
        rows,
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row",
        key=f"people:{role}",
        alt=_("{count} people in the list").format(count=len(rows)),
    )
    chosen = event["selection"]["rows"]
    return lines[chosen[0]].id if chosen and chosen[0] < len(lines) else None


def _columns(role: Role) -> tuple[Column, ...]:
    linked = {Role.GUARDIAN: _("Children"), Role.COORDINATOR: ""}.get(role, _("Class"))
    return (
        Column(_("Name")),
        *([Column(linked)] if linked else []),
        Column(_("Sign-in")),
        Column(_("Username"), Type.ID),
        Column(_("School id"), Type.ID),
        Column(_("E-mail")),
    )


def _values(line: PersonLine, role: Role) -> tuple[str, ...]:
    linked = line.children if role == Role.GUARDIAN else line.classes
    return (
        line.name,
        *([] if role == Role.COORDINATOR else [", ".join(linked)]),
        _(ACCESS[line.access]),
        line.username,
        line.school_ref,
        line.email,
    )


def invitation(line: PersonLine, code: str, address: str) -> None:
    """The one time a code is shown."""
    name = plain(line.name)
    st.success(_("Here is the code for {name}. It is shown only now.").format(name=name))
    st.code(grouped(code), language=None)
    st.text(_works_for(line))
    st.code(f"{address}/join?code={quote(grouped(code))}", language=None)


def _works_for(line: PersonLine) -> str:
    if line.username:
        return _(
            "It works once, within {minutes} minutes. They type it at the address below."
        ).format(minutes=RESET_MINUTES)
    return _("It works once, within {days} days. They type it at the address below.").format(
        days=INVITATION_DAYS
    )


def invite_line(line: PersonLine, *, locked: bool = False) -> str | None:
    """What the chosen person's sign-in is; 'invite' when a code is wanted, 'end' when it goes."""
    heading(line.name, 2)
    if line.username:
        st.text(_("Signs in as {username}.").format(username=line.username))
        note(_("Make a code when they are with you. A new password signs them out everywhere."))
        label = _("Forgotten password: make a new code")
    elif line.invited_until:
        day = format_day(line.invited_until.date())
        st.text(_("Invited; the code works until {day}.").format(day=day))
        label = _("Make a new code (the old one ends)")
    else:
        st.text(_("Has not been invited yet."))
        label = _("Make an invitation code")
    with st.container(horizontal=True):
        if st.button(label, icon=":material/key:", type="primary", disabled=locked):
            return "invite"
        if line.invited_until and st.button(_("End this code"), icon=":material/block:"):
            return "end"
    return None


def person_form(
    classes: Sequence[Named], children: Sequence[Named], role: Role
) -> PersonDraft | None:
    """What is typed about one new person."""
    with st.form("person", border=False):
        left, right = st.columns(2)
        given = left.text_input(_("Given name"), max_chars=120)
        family = right.text_input(_("Family name"), max_chars=120)
        class_ids: list[Named] = []
        child_ids: list[Named] = []
        relation = "guardian"
        if role in (Role.STUDENT, Role.TEACHER):
            class_ids = st.multiselect(
                _("Classes"), classes, format_func=_name, placeholder=_("Choose")
            )
        if role == Role.GUARDIAN:
            child_ids = st.multiselect(
                _("Children"), children, format_func=_name, placeholder=_("Choose")
            )
            relation = st.selectbox(
                _("Relation"), list(RELATIONS), format_func=lambda key: _(RELATIONS[key])
            )
        left, right = st.columns(2)
        ref = left.text_input(_("School id (if there is one)"), max_chars=60)
        email = right.text_input(_("E-mail (if there is one)"), max_chars=200)
        if not st.form_submit_button(_("Add"), type="primary"):
            return None
    return PersonDraft(
        role=role,
        given_name=given,
        family_name=family,
        school_ref=ref,
        email=email,
        class_ids=tuple(item.id for item in class_ids),
        child_ids=tuple(item.id for item in child_ids),
        relation=relation,
    )


def role_of_new() -> Role:
    """Which kind of person is added."""
    chosen = st.segmented_control(
        _("Add a"),
        list(PEOPLE_ROLES),
        format_func=lambda role: _(NEW[role]),
        default=Role.STUDENT,
        required=True,
        key="new_person_role",
    )
    return Role(chosen or Role.STUDENT)


NEW = {
    Role.STUDENT: N_("student"),
    Role.GUARDIAN: N_("parent or guardian"),
    Role.TEACHER: N_("teacher"),
    Role.COORDINATOR: N_("coordinator"),
}


def _name(item: Named) -> str:
    return item.name
