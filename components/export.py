"""The export page, as it is drawn."""

import streamlit as st

from components import tables
from components.text import note
from i18n import _


def contents(*, whole_school: bool) -> None:
    """What the workbook holds, and whose."""
    if whole_school:
        st.text(_("Everything the hub knows of your school, in one Excel workbook."))
    else:
        st.text(_("Everything you may see of the children you teach, in one Excel workbook."))
    header = (_("Sheet"), _("What it holds"))
    rows = (
        (
            ", ".join((_("Students"), _("Parents and guardians"), _("Classes"), _("Teachers"))),
            _("The roster. The import takes these sheets back as they are."),
        ),
        (_("Goals"), _("Each goal with the words of the child, the family and the teacher.")),
        (_("Check-ins"), _("Every value with its day, its note and where it was.")),
        (_("Survey answers"), _("What families have sent, and who may see each answer.")),
    )
    tables.draw(tables.Table(_("What is in it"), header, rows))
    note(_("It holds personal data of children. Please keep it where only those who need it can."))
