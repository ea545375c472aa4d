"""Erasing a person, as it is drawn: a second look, the name once more, and the proof."""

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from components import text
from components.pager import few
from components.tables import Table, draw
from i18n import _, ngettext
from i18n.dates import format_number
from rules.erasure import Erased, LookedAt
from rules.erasure_proof import called, counted, in_one_line, proof_lines
from rules.leaving import Leaver
from rules.traces import Text
from rules.whole_hub_words import SHEETS

KEY = "erase"
AT_ONCE = 15


@dataclass(frozen=True)
class Decided:
    """The name as it was typed, and the texts that stay."""

    typed: str
    leave: frozenset[tuple[str, int | str, str]]


def who(people: Sequence[Leaver]) -> Leaver | None:
    """Somebody who has left."""
    chosen: Leaver | None = st.selectbox(
        _("Somebody who has left"),
        people,
        index=None,
        format_func=lambda one: one.name,
        placeholder=_("Choose"),
        key=f"{KEY}:who:{len(people)}",  # the browser, too, forgets who was chosen
    )
    return chosen


def second_look(found: LookedAt) -> None:
    """What goes, and what stays."""
    text.heading(_("What goes"), 2)
    if found.goes:
        header = (_("What"), _("How many"))
        draw(
            Table(
                _("Everything about {name}").format(name=found.person.name),
                header,
                counted(found.goes),
            )
        )
    text.line(_("Name, contact and everything else that the hub knows of this person."))
    text.heading(_("What stays, and why"), 2)
    text.block(*(("line", line) for line in _staying(found)))


def _staying(found: LookedAt) -> list[str]:
    lines = [_("An empty row with a number, so that nobody else is ever taken for this person.")]
    if found.in_log:
        told = ngettext(
            "{count} entry of the log, with a number instead of a name. The log is sealed.",
            "{count} entries of the log, with a number instead of a name. The log is sealed.",
            found.in_log,
        )
        lines.append(told.format(count=format_number(found.in_log)))
    if found.stays:
        wrote = in_one_line(found.stays)
        told = _("What they wrote about others, from now on without a name: {what}.")
        lines.append(told.format(what=wrote))
    if found.sure:
        lines.append(
            ngettext(
                "{count} text about others stays, without the whole name that stands in it.",
                "{count} texts about others stay, without the whole name that stands in them.",
                len(found.sure),
            ).format(count=format_number(len(found.sure)))
        )
    return lines


def decide(found: LookedAt, *, locked: bool) -> Decided | None:
    """Which texts of others keep the name, and the name typed as a confirmation."""
    leave = _texts(found.asked) if found.asked else frozenset()
    with st.form(f"{KEY}:do:{found.person.id}", border=True):
        told = _("This can't be undone. To erase {name}, type the name once more.")
        text.line(told.format(name=found.person.name))
        typed = st.text_input(_("The whole name"), max_chars=250, width=400)
        pressed = st.form_submit_button(
            _("Erase for good"), type="primary", icon=":material/delete_forever:", disabled=locked
        )
    return Decided(typed, leave) if pressed else None


def _texts(asked: Sequence[Text]) -> frozenset[tuple[str, int | str, str]]:
    """Texts in which a part of the name stands: somebody else may be meant."""
    text.heading(_("Whom do these texts mean?"), 2)
    text.line(
        _(
            "A part of the name stands in texts about others. Tick those that mean somebody else,"
            " or are a common word; in all the others a sign takes the place of the name."
        )
    )
    everything = st.checkbox(_("All of them mean somebody else"), key=f"{KEY}:all")
    if everything:
        return frozenset(one.place for one in asked)
    ticked = st.session_state.setdefault(f"{KEY}:ticked", {})
    for one in few(asked, f"{KEY}:texts", AT_ONCE):
        label = f"{_(SHEETS[one.table][0]) if one.table in SHEETS else one.table}: {one.excerpt}"
        mark = ":".join(map(str, one.place))
        ticked[mark] = st.checkbox(
            text.plain(label), value=ticked.get(mark, False), key=f"{KEY}:text:{mark}"
        )
    return frozenset(one.place for one in asked if ticked.get(":".join(map(str, one.place))))


def listed(erased: Sequence[Erased]) -> Erased | None:
    """Everybody who was erased, by number; the one whose proof is wanted."""
    text.heading(_("Erased"), 2)
    chosen: Erased | None = st.selectbox(
        _("Show the proof of"), erased, index=0, format_func=called, key=f"{KEY}:proof"
    )
    return chosen


def proof(one: Erased, backup_days: int) -> None:
    with st.container(border=True):
        text.block(*proof_lines(one, backup_days))


def look_again(one: Erased) -> str | None:
    """Names to look for once more: the hub has forgotten them."""
    with st.expander(_("Clean up and look again"), expanded=not one.proved_at):
        text.line(
            _(
                "The hub no longer knows whom it erased. Type what to look for, one on each line:"
                " first name, family name, e-mail, phone."
            )
        )
        with st.form(f"{KEY}:again:{one.id}", border=False):
            typed = st.text_area(_("Look for"), height=120, max_chars=2000)
            pressed = st.form_submit_button(_("Look again"), icon=":material/search:")
    return typed if pressed else None
