"""What a guardian allows, as they answer it; and what counts, as the school reads it."""

from collections.abc import Callable, Sequence

import streamlit as st

from components import text
from components.forms import submit
from components.pager import few
from i18n import _
from rules.consents import QUESTIONS, TITLES, Asked, ChildConsents, Subject, line_of, yes_or_no
from rules.lists import Column, Listed, Type
from rules.people import Named

AT_ONCE = 20
Say = Callable[[str, int, str, bool], object]


def questions(found: Sequence[Asked], child: Named, seen_by: str, say: Say | None) -> None:
    """Each question with what was said; without a way to say, for somebody who only reads."""
    text.heading(_("What may the school do?"), 2)
    text.line(_("You decide, and you can change your mind at any time. Without a yes, it is a no."))
    text.note(seen_by)
    with st.grid(min_column_width=300):
        for one in found:
            _question(one, child, say)


def _question(one: Asked, child: Named, say: Say | None) -> None:
    with st.container(border=True, height="stretch", gap="small"):
        text.block(
            ("h3", _(TITLES[one.subject])),
            ("line", _(QUESTIONS[one.subject]).format(child=child.name)),
            ("note", "" if one.said else yes_or_no(None)),
            *(("note", line_of(one.said, place)) for place in range(len(one.said))),
            ("line", _overruled(child) if one.overruled else ""),
        )
        if say is not None:
            with st.container(horizontal=True, gap="small"):
                for agreed in (True, False):
                    _answer(one, child, agreed=agreed, say=say)


def _overruled(child: Named) -> str:
    return _(
        "This counts as a no: not everybody who answers for {child} has said yes, and then the "
        "careful answer counts."
    ).format(child=child.name)


def _answer(one: Asked, child: Named, *, agreed: bool, say: Say) -> None:
    key = f"consent:{child.id}:{one.subject}:{agreed}"
    chosen = one.now is agreed
    pressed = st.button(
        yes_or_no(agreed),
        key=key,
        type="primary" if chosen else "secondary",
        icon=":material/check:" if chosen else None,
        width=110,
    )
    if pressed and not chosen:
        submit(
            f"consent:{child.id}:{one.subject}",
            lambda op: say(op, child.id, one.subject, agreed),
            _("Saved. You can change it here."),
        )


def listed(found: Sequence[ChildConsents]) -> Listed:
    """What counts for each child, and who said it when."""
    columns = (
        Column(_("Child")),
        Column(_("Class")),
        *(Column(_(TITLES[one])) for one in Subject),
        Column(_("Who said it, and when"), Type.LONG),
    )
    rows = [
        (
            one.child.name,
            one.class_name,
            *(yes_or_no(one.counts[subject]) for subject in Subject),
            one.told,
        )
        for one in found
    ]
    return Listed(_("Consents"), columns, rows)


def short(whole: Listed) -> Listed:
    """The list as a page has room for it; who said it stands below, once it is opened."""
    return Listed(whole.name, whole.columns[:-1], [row[:-1] for row in whole.rows])


def who_said_it(found: Sequence[ChildConsents]) -> None:
    """Each guardian's last answer, child by child."""
    box = st.expander(_("Who said it, and when"), key="consents-who", on_change="rerun")
    if box.open:
        with box:
            for one in few([one for one in found if one.told], "consents-told", AT_ONCE):
                text.block(("h3", one.child.name), ("line", one.told.replace(" · ", "\n")))


def explained() -> None:
    """What the list means, and what the hub itself does with it."""
    text.line(_("What guardians allow the school for each child. Without a yes, it is a no."))
    text.note(
        _(
            "Where guardians disagree, the no counts. Only those count who may see the child and "
            "write here. The hub itself shows no photos, has no directory and sends nothing to a "
            "translation service: this list is for what the school does."
        )
    )
