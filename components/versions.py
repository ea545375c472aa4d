"""Saving over a version: when somebody was first, both versions are shown and nothing is lost."""

from collections.abc import Callable, Mapping
from typing import Literal

import streamlit as st

from components import text
from components.forms import submit
from i18n import _
from rules.goal_checks import Difference, differences
from rules.problems import Stale

Save = Callable[[str, int], object]


def forget_theirs(form: str) -> None:
    """A form that is opened anew knows of nobody else."""
    st.session_state.pop(f"theirs:{form}", None)


def save(
    form: str, command: Save, version: int, mine: Mapping[str, str], notice: str, *, pressed: bool
) -> None:
    """Save when the button was pressed; choose between two versions when somebody was first."""
    if pressed:
        _try(form, command, version, notice)
    theirs = st.session_state.get(f"theirs:{form}")
    if theirs is None:
        return
    choice = two_versions(differences(mine, _without_version(theirs)))
    if choice == "mine":
        _try(form, command, int(theirs["version"]), notice)
    elif choice == "theirs":
        forget_theirs(form)
        st.rerun()


def two_versions(fields: tuple[Difference, ...]) -> Literal["mine", "theirs"] | None:
    """Mine beside theirs, and the choice between them."""
    text.heading(_("Two versions"), 3)
    if not fields:
        st.text(_("What you wrote is the same as what is saved now."))
    for field in fields:
        text.note(field.label)
        left, right = st.columns(2, border=True)
        with left:
            text.note(_("You wrote"))
            text.line(field.mine or "–")
        with right:
            text.note(_("Saved by somebody else"))
            text.line(field.theirs or "–")
    with st.container(horizontal=True):
        if st.button(_("Save mine over it"), type="primary"):
            return "mine"
        if st.button(_("Keep theirs")):
            return "theirs"
    return None


def _try(form: str, command: Save, version: int, notice: str) -> None:
    def run(op: str) -> None:
        try:
            command(op, version)
        except Stale as stale:
            st.session_state[f"theirs:{form}"] = stale.theirs
            raise
        forget_theirs(form)

    submit(form, run, notice)


def _without_version(theirs: Mapping[str, str]) -> dict[str, str]:
    return {label: words for label, words in theirs.items() if label != "version"}
