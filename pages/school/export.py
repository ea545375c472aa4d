"""Everything out: one workbook with what the reader may see."""

import streamlit as st

from auth.identity import still
from auth.visit import visit
from components.downloads import download
from components.export import contents
from db.queries import exports, roster
from db.queries.school import school
from db.session import reading
from exchange.exports import export
from i18n import _
from i18n.dates import today
from rules.lists import file_name
from rules.people import Me, Role

me = visit("school.export")


def make(me: Me) -> bytes:
    """The workbook, read at the click."""
    with reading(me) as db:
        known, more = roster.snapshot(db), exports.export(db)
    return export(known, more)


st.title(_("Export"), anchor=False)
with reading(me) as db:
    name = school(db).name
contents(whole_school=me.role == Role.COORDINATOR)
download(
    _("Download the workbook"),
    lambda: make(still(me)),
    file_name(name, today().isoformat()),
    key="export",
    kind="primary",
)
