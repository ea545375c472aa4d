"""The family survey as the office runs it: open and close, who has answered, questions."""

from dataclasses import replace
from functools import partial

import streamlit as st

from auth.downloads import offer_list
from auth.looked import EVERYBODY, looked_at_answers
from auth.visit import link, visit
from components import survey_editor as editor
from components import survey_office as office
from components.forms import submit
from components.survey_editor import Act, Wish
from components.survey_state import first_survey, state_line
from components.versions import forget_theirs, save
from db.commands.survey_office import move_question, save_question, set_state
from db.queries import school, survey_office, surveys
from db.session import reading
from i18n import _
from rules.people import Me, Named
from rules.survey_views import Asked, SurveyHead
from rules.surveys import SurveyState

PAGE = "survey.manage"
me = visit(PAGE)


def section(me: Me, head: SurveyHead) -> None:
    shown = office.choose_section()
    SECTIONS[shown](me, head)


def answered(me: Me, head: SurveyHead) -> None:
    with reading(me) as db:
        lines = survey_office.children(db, head.id)
    office.who_answered(lines, partial(offer_list, me, EVERYBODY))


def said(me: Me, head: SurveyHead) -> None:
    with reading(me) as db:
        asked = surveys.asked(db, head.id, hidden=True)
    chosen = office.choose_question(asked)
    if chosen is None:
        return
    with reading(me) as db:
        answers = survey_office.answers(db, chosen.id)
    if answers is not None:
        looked_at_answers(me, head.id)
        office.what_they_say(chosen, answers, partial(offer_list, me, EVERYBODY))


def unused(me: Me, head: SurveyHead) -> None:
    with reading(me) as db:
        told = survey_office.told(db, head.id)
    children = office.unused_children(told, partial(offer_list, me, EVERYBODY))
    if not children:
        return
    looked_at_answers(me, head.id)
    with reading(me) as db:
        words = survey_office.said_for_goals(db, head.id, [child.id for child in children])

    def link_goals(child: Named) -> None:
        link("goals.board", _("Open the goal board"), icon=":material/flag:", child=child.id)

    office.unused_cards(children, words, link_goals)


def questions(me: Me, head: SurveyHead) -> None:
    with reading(me) as db:
        asked = surveys.asked(db, head.id, hidden=True)
    if st.button(_("Add a question"), icon=":material/add:", type="primary"):
        add_dialog(head.version)
    act = editor.question_list(asked)
    if act is not None:
        answer(me, head, act)


def answer(me: Me, head: SurveyHead, act: Act) -> None:
    form = f"question:{act.asked.id}:{head.version}"
    if act.wish is Wish.EDIT:
        forget_theirs(form)
        edit_dialog(act.asked, head.version)
    elif act.wish in (Wish.UP, Wish.DOWN):
        by = -1 if act.wish is Wish.UP else 1
        submit(form, lambda op: move_question(me, op, act.asked.id, by), "")
    else:
        draft = editor.as_draft(act.asked, head.version, active=act.wish is Wish.SHOW)
        submit(form, lambda op: save_question(me, op, draft), _("Saved."))


@st.dialog(_("Edit question"), width="medium", dismissible=False)
def edit_dialog(asked: Asked, version: int) -> None:
    me = visit(PAGE)
    edit(me, asked, version)


@st.dialog(_("Add a question"), width="medium", dismissible=False)
def add_dialog(version: int) -> None:
    me = visit(PAGE)
    edit(me, None, version)


def edit(me: Me, asked: Asked | None, version: int) -> None:
    form = f"question:{asked.id if asked else 0}:{version}"
    draft = editor.question_form(asked, version, form)
    with st.container(horizontal=True):
        pressed = st.button(_("Save question"), type="primary")
        if st.button(_("Close without saving")):
            st.rerun()
    save(
        form,
        lambda op, seen: save_question(me, op, replace(draft, version=seen)),
        version,
        editor.as_words(draft),
        _("Saved."),
        pressed=pressed,
    )


def preview(me: Me, head: SurveyHead) -> None:
    with reading(me) as db:
        asked = surveys.asked(db, head.id)
    editor.preview(asked)


def change_state(me: Me, wanted: SurveyState) -> None:
    submit("survey:state", lambda op: set_state(me, op, wanted), NOTICES[wanted])


SECTIONS = {
    "answered": answered,
    "said": said,
    "unused": unused,
    "questions": questions,
    "preview": preview,
}
NOTICES = {
    SurveyState.DRAFT: _("The questions are ready for you to look at."),
    SurveyState.OPEN: _("The survey is open. Families find it on their home page."),
    SurveyState.CLOSED: _("The survey is closed. Nothing that families sent is lost."),
}

with reading(me) as db:
    head = surveys.head(db)
    year = school.setting(db, "school.year") or ""
st.title(_("Family survey {year}").format(year=year), anchor=False)
wanted = state_line(head) if head else first_survey(year)
if wanted is not None:
    change_state(me, wanted)
if head is not None:
    section(me, head)
