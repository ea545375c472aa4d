"""Whether the family survey is open, since when, and the button that changes it."""

import streamlit as st

from components import text
from i18n import N_, _
from i18n.dates import day_of, format_day
from rules.survey_views import SurveyHead
from rules.surveys import STATE_NAMES, SurveyState

COLOURS = {
    SurveyState.DRAFT: "gray",
    SurveyState.OPEN: "green",
    SurveyState.CLOSED: "orange",
}


def first_survey(year: str) -> SurveyState | None:
    """Nothing has been made for this year yet: look first, or open at once."""
    st.markdown(
        _(
            "There is no survey for {year} yet. It begins with the hub's own questions, or those "
            "of last year, and you can change each of them before any family sees one."
        ).format(year=text.plain(year))
    )
    with st.container(horizontal=True):
        if st.button(_("Look at the questions first"), type="primary"):
            return SurveyState.DRAFT
        if st.button(_("Open it for families now")):
            return SurveyState.OPEN
    return None


def state_line(head: SurveyHead) -> SurveyState | None:
    """The state since when, and the one button that changes it."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.badge(_(STATE_NAMES[head.state]), color=COLOURS[head.state])  # type: ignore[arg-type]
        st.text(_history(head))
        st.space("stretch")
        if head.state is SurveyState.OPEN:
            if st.button(_("Close the survey"), icon=":material/lock:"):
                return SurveyState.CLOSED
        elif st.button(
            _("Open it for families") if head.state is SurveyState.DRAFT else _("Open it again"),
            type="primary",
            icon=":material/lock_open:",
        ):
            return SurveyState.OPEN
    return None


def _history(head: SurveyHead) -> str:
    if head.state is SurveyState.DRAFT:
        return _("No family sees it yet.")
    sentences = {SurveyState.OPEN: N_("Opened on {day}"), SurveyState.CLOSED: N_("Closed on {day}")}
    told = [
        _(sentences[change.state]).format(day=format_day(day_of(change.at)))
        for change in head.changes
        if change.state in sentences
    ]
    return " · ".join(told[-3:])
