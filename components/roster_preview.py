"""What an import would do, as it is drawn: in a sentence, in numbers, and line by line."""

from collections.abc import Sequence
from itertools import islice

import streamlit as st

from components import tables
from components.find import find
from components.text import block, note
from i18n import _, ngettext
from i18n.dates import format_number
from rules.roster import SUBJECT_NAMES, WHAT_NAMES, Change, RosterPlan, Subject, What
from rules.roster_decisions import Agreed
from rules.roster_telling import matching, place_of, say_change, would

SHOWN_LINES = 200


def summary(plan: RosterPlan) -> None:
    """What would happen: a sentence, then how many of each kind."""
    st.subheader(_("What would happen"), anchor=False)
    if not plan.changes_anything:
        _nothing(plan)
    elif not plan.findings and not plan.proposals:
        st.success(_("No problems found."), icon=":material/check_circle:")
    if plan.changes:
        block(("line", _("In all: {what}").format(what=would(plan.totals))))
        _counts(plan)


def _nothing(plan: RosterPlan) -> None:
    """Why there is nothing to confirm."""
    if plan.changes:
        said = _("Nothing to change: the hub already has all of this.")
        if plan.stops:
            said = _("Nothing to change: the hub already has all the other rows.")
        st.success(said, icon=":material/done_all:")
    elif plan.stops:
        st.info(_("No row can be brought in yet."), icon=":material/info:")
    else:
        st.info(_("There is nobody in these files yet."), icon=":material/info:")


def _counts(plan: RosterPlan) -> None:
    """How many of each kind are added, changed, left and the same; only what there is."""
    happens = [what for what in What if plan.totals[what.value]]
    header = ("", *(_(WHAT_NAMES[what]) for what in happens))
    rows = tuple(
        (
            _(SUBJECT_NAMES[subject]),
            *(format_number(found[what]) if found[what] else "–" for what in happens),
        )
        for subject, found in plan.counts.items()
        if found
    )
    tables.draw(tables.Table(_("What this import would do"), header, rows))


def leave_out(plan: RosterPlan, key: str) -> bool:
    """Whether rows with a problem are to be left out; true when there are none."""
    if not plan.stopped_rows:
        return True
    told = ngettext(
        "Leave out the {count} row that still waits and bring in the rest",
        "Leave out the {count} rows that still wait and bring in the rest",
        plan.stopped_rows,
    )
    label = told.format(count=format_number(plan.stopped_rows))
    return st.checkbox(label, key=f"{key}:leave_out:{plan.stopped_rows}")


def lines(plan: RosterPlan, key: str) -> None:
    """Every line of the plan, to look through and to filter."""
    box = st.expander(
        _("Every change"),
        expanded=True,
        key=f"{key}:lines",
        on_change="rerun",
        icon=":material/list:",
    )
    if not box.open:
        return
    with box:
        what, subjects, wanted = _filters(plan, key)
        found = matching(plan, what, subjects, wanted)
        shown = [plan.changes[place] for place in islice(found, SHOWN_LINES)]
        if wanted:
            count = len(shown) + sum(1 for _place in found)
        else:  # known without looking at forty thousand names
            count = sum(plan.counts[subject][one] for subject in subjects for one in what)
        _lines(shown, count)


def _filters(plan: RosterPlan, key: str) -> tuple[Sequence[What], Sequence[Subject], str]:
    happens = [one for one in What if plan.totals[one.value]]
    there = [one for one, found in plan.counts.items() if found]
    totals = plan.totals
    what = st.pills(
        _("What happens"),
        happens,
        format_func=lambda one: f"{_(WHAT_NAMES[one])} {format_number(totals[one.value])}",
        selection_mode="multi",
        key=f"{key}:what",
    )
    subjects = st.pills(
        _("To whom or what"),
        there,
        format_func=lambda one: _(SUBJECT_NAMES[one]),
        selection_mode="multi",
        key=f"{key}:subject",
    )
    wanted = find(_("Find a name"), key=f"{key}:find")
    return what or [one for one in happens if one != What.SAME], subjects or there, wanted


def _lines(shown: Sequence[Change], count: int) -> None:
    """The first lines of so many."""
    if not shown:
        note(_("No line fits."))
        return
    sheets = {(one.source.file, one.source.sheet) for one in shown if one.source}
    several = [_("Sheet")] if len(sheets) > 1 else []
    header = (_("Name"), _("What"), _("Details"), _("Who or what"), _("Row"), *several)
    rows = tuple(_line(one)[: len(header)] for one in shown)
    tables.draw(tables.Table(_("Every change of this import"), header, rows))
    if count > SHOWN_LINES:
        told = _("The first {shown} of {all} lines. Find a name to see others.")
        note(told.format(shown=format_number(SHOWN_LINES), all=format_number(count)))


def _line(one: Change) -> tuple[str, ...]:
    return (
        one.name,
        _(WHAT_NAMES[one.what]),
        say_change(one),
        _(SUBJECT_NAMES[one.subject]),
        str(one.source.row) if one.source else "",
        place_of(one.source) if one.source else "",
    )


def still_to_do(agreed: Agreed) -> None:
    """Why the button waits."""
    wanted = (
        (agreed.sight, _("check who may see a child")),
        (agreed.leavers, _("confirm who has left")),
        (agreed.leave_out, _("mend the rows with a problem, or leave them out")),
    )
    waits = [words for done, words in wanted if not done]
    if waits:
        note(_("Before you can bring this in: {todo}.").format(todo="; ".join(waits)))
