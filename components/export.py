"""The export page, as it is drawn."""

from collections.abc import Sequence

import streamlit as st

from components import tables
from components.find import choose_child
from components.text import note
from i18n import _
from rules.people import Named


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


def one_child(children: Sequence[Named]) -> Named | None:
    """Whose story is wanted."""
    st.subheader(_("One child"), anchor=False)
    st.text(
        _(
            "Everything you may see about one child, with a first sheet that explains it. Of other"
            " people it holds only their names."
        )
    )
    return choose_child(children, key="export-child")


def whole_hub(*, locked: bool) -> None:
    """What the workbook to move with is for."""
    st.subheader(_("The whole hub"), anchor=False)
    st.text(
        _(
            "To keep, or to move the hub to another machine: a sheet for each table, with the keys"
            " that link them, and a first sheet that explains every column. Whoever runs the hub"
            " can fill an empty hub from it."
        )
    )
    note(_("Passwords and answers that families have not sent yet are not in it."))
    if locked:
        note(_("To download it, please type your password above."))
