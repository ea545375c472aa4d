"""A new school year: chosen class by class, previewed, begun once, and taken back if need be."""

import streamlit as st

from auth.identity import arrival
from auth.visit import link, visit
from components import text
from components import years as drawn
from components.forms import problems, submit
from db.commands.years import begin_year
from db.queries.years import year_now
from db.session import reading
from i18n import _
from rules.year_now import YearNow
from rules.years import YearDraft, make_plan

me = visit("school.year")
with reading(me) as db:
    now = year_now(db, arrival().school.year)


def offer(now: YearNow, draft: YearDraft) -> None:
    """The preview, and the button that does what it says."""
    with problems():
        plan = make_plan(now, draft)
        agreed = drawn.preview(plan, now)
        label = _("Begin {year}").format(year=text.plain(draft.year))
        if st.button(label, type="primary", disabled=not agreed, icon=":material/event_upcoming:"):
            submit(
                "year",
                lambda op: begin_year(me, op, draft, now.fingerprint),
                _("The new school year has begun."),
            )


st.title(_("New school year"), anchor=False)
text.line(
    _("{year} is running. Look through the classes; nothing changes until you confirm.").format(
        year=now.year
    )
)
offer(now, drawn.choices(now))
text.note(
    _(
        "Is next year's list in a file? Let every class stay, begin the year, then import."
        " A year that was begun by mistake is undone like an import."
    )
)
with st.container(horizontal=True):
    link("roster.upload", _("Import roster"), icon=":material/upload_file:")
    link("roster.history", _("Earlier imports"), icon=":material/history:")
