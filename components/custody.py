"""Custody as the office sees and records it, and what a guardian who only reads is told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

import streamlit as st

from components import text
from i18n import _
from i18n.dates import today
from rules.custody import (
    LIMITS,
    READ_ONLY,
    REFERENCE_LENGTH,
    Custody,
    RestrictionDraft,
    RestrictionLine,
    Right,
)


@dataclass(frozen=True)
class Asked:
    """What was tapped: limit a guardian's rights, or lift one limit."""

    guardian: Custody | None = None
    lift: int = 0


def panel(found: Sequence[Custody], *, locked: bool) -> Asked | None:
    """Every guardian of a child with what they may not do, in plain words."""
    text.heading(_("Parents and guardians"), 3)
    if not found:
        st.text(_("Nobody is recorded as looking after this child."))
        return None
    text.note(
        _("Each of them sees this child's things, writes, and is contacted, unless noted here.")
    )
    acts = [_guardian(one, locked=locked) for one in found]
    return next((act for act in acts if act), None)


def _guardian(one: Custody, *, locked: bool) -> Asked | None:
    with st.container(border=True, gap="small"):
        text.line(one.label)
        acts = [_limit(line, locked=locked) for line in one.limits]
        if not one.limits:
            text.note(_("Nothing is limited."))
        key = f"limit:{one.guardianship_id}"
        if st.button(_("Record a limit"), key=key, icon=":material/gavel:", disabled=locked):
            return Asked(guardian=one)
    return next((act for act in acts if act), None)


def _limit(line: RestrictionLine, *, locked: bool) -> Asked | None:
    with st.container(horizontal=True, vertical_alignment="center"):
        text.block(("line", _(LIMITS[line.right])), ("note", line.sentence))
        key, icon = f"lift:{line.id}", ":material/lock_open:"
        if st.button(_("Lift this limit"), key=key, icon=icon, disabled=locked):
            return Asked(lift=line.id)
    return None


def restriction_form(one: Custody) -> RestrictionDraft | None:
    """What a document limits, from when to when."""
    text.line(one.label)
    text.note(
        _("Write down only what a document says. It counts at once, in every window that is open.")
    )
    with st.form(f"restriction:{one.guardianship_id}", border=False):
        rights = [
            right
            for right in Right
            if st.checkbox(_(LIMITS[right]), key=f"right:{one.guardianship_id}:{right}", wrap=True)
        ]
        reference = st.text_input(
            _("Which document says so?"),
            max_chars=REFERENCE_LENGTH,
            placeholder=_("court order 12/2026"),
        )
        left, right_side = st.columns(2)
        started = left.date_input(_("First day"), value=today(), format=text.DAYS)
        ended = right_side.date_input(
            _("Last day (empty: until lifted)"),
            value=None,
            max_value=today() + timedelta(days=365 * 25),
            format=text.DAYS,
        )
        if not st.form_submit_button(_("Record"), type="primary"):
            return None
    return RestrictionDraft(tuple(rights), started, ended, reference)


def reads_only() -> None:
    """To a guardian who may not write for this child."""
    st.info(_(READ_ONLY), icon=":material/visibility:")
