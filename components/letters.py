"""The page that makes letters, as it is drawn."""

from collections.abc import Sequence

import streamlit as st

from components.text import line, note
from i18n import _, ngettext
from i18n.dates import format_number
from rules.letters import WHY_WORDS, LetterPlan, Without, leads_nowhere
from rules.lists import Column, Listed
from rules.people import Named

WHOLE_SCHOOL = 0


def whose(classes: Sequence[Named]) -> tuple[int | None, bool]:
    """The class whose families get letters, none for the school; and who may keep their code."""
    names = {WHOLE_SCHOOL: _("The whole school")} | {room.id: room.name for room in classes}
    chosen = st.selectbox(
        _("Letters for"), list(names), format_func=names.__getitem__, key="letters_for", width=320
    )
    keep = st.toggle(_("Leave out families who have a code that still works"), key="letters_keep")
    return chosen or None, keep


def summary(plan: LetterPlan) -> None:
    """How many letters there would be, and what else would happen."""
    count = len(plan.letters)
    if not count:
        st.info(_("Nobody here needs a letter."), icon=":material/mail:")
        return
    told = ngettext("One letter, one page.", "{count} letters, a page each.", count)
    st.subheader(told.format(count=format_number(count)), anchor=False)
    line(
        _(
            "Each parent or guardian who may see a child and has not joined gets their own, in"
            " their language. Brothers and sisters share one; it goes home with the first of them."
        )
    )
    for sentence in _beside(plan):
        st.warning(sentence, icon=":material/info:")


def _beside(plan: LetterPlan) -> list[str]:
    told = []
    if plan.replaced:
        told.append(
            ngettext(
                "One family has a code that still works. It ends: only the new letter counts.",
                "{count} families have a code that still works. Those end: only the new letters"
                " count.",
                plan.replaced,
            ).format(count=format_number(plan.replaced))
        )
    if plan.by_hand:
        told.append(
            ngettext(
                "One letter has an empty line: we can't print the letters of a name. Please write"
                " it by hand.",
                "{count} letters have an empty line: we can't print the letters of a name. Please"
                " write it by hand.",
                plan.by_hand,
            ).format(count=format_number(plan.by_hand))
        )
    return told


def address(found: str) -> None:
    """Where the letters would lead; not every address is one that families can open."""
    line(_("The letters lead to {address}").format(address=f"{found}/join"))
    if leads_nowhere(found):
        st.warning(
            _(
                "Only this computer can open that address. Open the hub by the address that"
                " families will use, and make the letters there."
            ),
            icon=":material/link_off:",
        )


def wanted(plan: LetterPlan) -> bool:
    """Whether the letters are to be made now."""
    count = len(plan.letters)
    label = ngettext("Make one letter", "Make {count} letters", count)
    return st.button(
        label.format(count=format_number(count)), type="primary", icon=":material/mail:"
    )


def made(count: int) -> None:
    """What is to be done with them."""
    told = ngettext("One letter is ready.", "{count} letters are ready.", count)
    st.success(told.format(count=format_number(count)), icon=":material/check_circle:")
    line(
        _(
            "Download and print them now: the codes are written nowhere else. Each letter says at"
            " the top whom it is for. Hand it to that person or put it in the child's bag."
        )
    )


def begin_anew() -> bool:
    return st.button(_("I have them. Make others"), icon=":material/arrow_back:")


def without(rows: Sequence[Without]) -> Listed:
    """Who gets no letter, and why."""
    columns = tuple(map(Column, (_("Parent or guardian"), _("Child"), _("Class"), _("Why"))))
    told = [(one.name, one.child, one.class_name, _(WHY_WORDS[one.why])) for one in rows]
    return Listed(_("No letter for"), columns, told)


def staying(allowed: bool) -> bool:
    """Whether families may come in without a password, as chosen just now."""
    st.subheader(_("Without a password"), anchor=False)
    chosen = st.toggle(
        _("Families may stay signed in on their own device for the school year"),
        value=allowed,
        key=f"stay:{allowed}",
    )
    note(
        _(
            "Easier for families, and less safe: whoever has the unlocked phone sees the child."
            " They can choose a password later. You sign a lost phone out on the page People."
        )
    )
    return chosen
