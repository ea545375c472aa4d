"""The survey a guardian answers about a child, step by step; read again once it is sent."""

import streamlit as st

from auth.asked import own
from auth.visit import link, visit
from components import survey, survey_reading, text
from components.custody import reads_only
from components.forms import submit
from components.survey_draft import keep
from db.commands.surveys import save_answer, send
from db.queries.readers import answer_sight
from db.queries.surveys import family_page
from db.session import reading
from i18n import _
from rules.people import Me, Named
from rules.survey_views import FamilyPage, Sheet, UsedIn

me = visit("survey.answer")


def answer(me: Me, page: FamilyPage, child: Named, sheet: Sheet, *, just_kept: bool) -> None:
    survey_id = page.survey_id
    if survey.answering(page, child, sheet, just_kept=just_kept) and survey_id is not None:

        def hand_in(op: str) -> None:
            send(me, op, survey_id, child.id)
            survey.stop(child)

        submit(f"survey:{survey_id}:{child.id}", hand_in, _("Sent. Thank you!"))


def own_answers(me: Me, page: FamilyPage, child: Named, sheet: Sheet) -> None:
    def show_goal(use: UsedIn) -> None:
        link(
            "goals.board",
            _("Open this goal"),
            icon=":material/flag:",
            child=child.id,
            goal=use.goal_id,
        )

    with reading(me) as db:
        seen_by = answer_sight(db, child)
    survey_reading.own_answers(page, child, sheet, seen_by, show_goal)


def read_again(me: Me, page: FamilyPage, child: Named, sheet: Sheet) -> None:
    if page.is_open:
        survey_reading.thanks(child, sheet, survey.change)
    else:
        survey_reading.not_kept(page, child)
        survey_reading.not_open(page, sheet)
    own_answers(me, page, child, sheet)


kept = keep(lambda one: save_answer(me, one.op, one.survey_id, one.student_id, one.given))
with reading(me) as db:
    page = family_page(db)

with st.container(width=720):
    child = survey.choose_child(page, own("child", page.children))
    if child is None:
        st.info(_("No child is linked to your account yet. Please ask the school office."))
        st.stop()
    sheet = page.sheets.get(child.id, Sheet())
    text.heading(_("About {child}").format(child=child.name))
    if child.id in page.read_only:
        reads_only()
        own_answers(me, page, child, sheet)
    elif page.is_open and survey.is_answering(child, sheet):
        answer(me, page, child, sheet, just_kept=kept)
    else:
        read_again(me, page, child, sheet)
