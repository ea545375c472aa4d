"""What an import would do, as it is drawn: problems, counts, and every line of it."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from components import tables
from components.text import note
from i18n import _, ngettext
from i18n.dates import format_day, format_number
from rules.people import RELATIONS
from rules.roster import (
    FIELD_NAMES,
    LEVEL_NAMES,
    SUBJECT_NAMES,
    WHAT_NAMES,
    Change,
    FieldChange,
    Finding,
    Level,
    RosterPlan,
    Source,
    Subject,
    Value,
    What,
)
from rules.roster_labels import CLASS_STATUS_NAMES, STATUS_NAMES

SHOWN_LINES = 2000
NAMED = 12
READ_ALOUD = 50  # more problems than these are looked through, not read
ROW_HEIGHT, MOST_HEIGHT = 35, 420


def problems(plan: RosterPlan) -> None:
    """Everything wrong, by file, sheet, row and column, with what to do."""
    if not plan.findings:
        st.success(_("No problems found."), icon=":material/check_circle:")
        return
    st.subheader(_("Please look at these"), anchor=False)
    _say_levels(plan)
    rows = [_problem_row(one) for one in plan.findings]
    alt = _("Problems by file, sheet, row and column")
    if len(rows) <= READ_ALOUD:
        cells = tuple(tuple(map(str, row.values())) for row in rows)
        tables.draw(tables.Table(alt, tuple(rows[0]), cells))
    else:
        st.dataframe(rows, hide_index=True, height=MOST_HEIGHT, alt=alt)


def _say_levels(plan: RosterPlan) -> None:
    if plan.stopped_rows:
        told = ngettext(
            "{count} row can't be brought in as it is. Mend it in your file and upload it again,"
            " or leave it out below.",
            "{count} rows can't be brought in as they are. Mend them in your file and upload it"
            " again, or leave them out below.",
            plan.stopped_rows,
        )
        st.error(told.format(count=format_number(plan.stopped_rows)), icon=":material/error:")
    reviews = sum(one.level == Level.REVIEW for one in plan.findings)
    if reviews:
        told = ngettext(
            "{count} guardian is left for the office to decide.",
            "{count} guardians are left for the office to decide.",
            reviews,
        )
        st.warning(told.format(count=format_number(reviews)), icon=":material/shield_person:")


def _problem_row(one: Finding) -> dict[str, str | int]:
    return {
        _("Row"): one.source.row,
        _("Column"): one.column,
        _("Value"): one.value,
        _("What to do"): one.message,
        _("Kind of problem"): _(LEVEL_NAMES[one.level]),
        _("Sheet"): place_of(one.source),
    }


def place_of(source: Source) -> str:
    """File and sheet; a text file's only sheet is the file."""
    return source.file if source.file.startswith(source.sheet) else f"{source.file}: {source.sheet}"


def leave_out(plan: RosterPlan) -> bool:
    """Whether rows with a problem are to be left out; true when there are none."""
    if not plan.stopped_rows:
        return True
    told = ngettext(
        "Leave out the {count} row with a problem and bring in the rest",
        "Leave out the {count} rows with a problem and bring in the rest",
        plan.stopped_rows,
    )
    return st.checkbox(told.format(count=format_number(plan.stopped_rows)), key="roster_leave_out")


def nothing(plan: RosterPlan) -> None:
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


def counts(plan: RosterPlan) -> None:
    """How many of each kind are added, changed, left and the same."""
    header = ("", *(_(WHAT_NAMES[what]) for what in What))
    rows = tuple(
        (
            _(SUBJECT_NAMES[subject]),
            *(format_number(found[what]) if found[what] else "–" for what in What),
        )
        for subject, found in plan.counts.items()
        if found
    )
    tables.draw(tables.Table(_("What this import would do"), header, rows))


def leavers(plan: RosterPlan) -> bool:
    """Name who would leave; whether that is confirmed where it is many."""
    names = [
        one.name
        for one in plan.changes
        if one.what == What.LEAVE and one.subject in (Subject.STUDENT, Subject.TEACHER)
    ]
    if not names:
        return True
    told = ngettext("{count} person would leave:", "{count} people would leave:", len(names))
    st.warning(told.format(count=format_number(len(names))), icon=":material/logout:")
    more = len(names) - NAMED
    rest = ngettext("and {count} more", "and {count} more", more).format(count=format_number(more))
    note(", ".join([*names[:NAMED], *([rest] if more > 0 else [])]))
    if not plan.alarming:
        return True
    return st.checkbox(_("Yes, all of them have left the school"), key="roster_leavers")


def lines(plan: RosterPlan) -> None:
    """Every line of the plan, to look through and to filter."""
    what = st.segmented_control(
        _("Show"),
        [one for one in What if plan.totals[one.value]],
        format_func=lambda one: f"{_(WHAT_NAMES[one])} ({format_number(plan.totals[one.value])})",
        selection_mode="multi",
        key="roster_what",
    )
    wanted = st.text_input(
        _("Find a name"), key="roster_find", type="search", placeholder=_("Name")
    )
    found = matching(plan.changes, what or [one for one in What if one != What.SAME], wanted)
    if not found:
        note(_("No line fits."))
        return
    st.dataframe(
        [line_row(one) for one in found[:SHOWN_LINES]],
        hide_index=True,
        height=min(ROW_HEIGHT * (len(found) + 1) + 3, MOST_HEIGHT),
        alt=_("Every change of this import"),
    )
    if len(found) > SHOWN_LINES:
        told = _("The first {shown} of {all} lines. Find a name to see others.")
        note(told.format(shown=format_number(SHOWN_LINES), all=format_number(len(found))))


def matching(changes: Sequence[Change], what: Sequence[What], wanted: str) -> list[Change]:
    """The lines of these kinds that hold every word looked for."""
    parts = wanted.casefold().split()
    return [
        one
        for one in changes
        if one.what in what and all(part in one.name.casefold() for part in parts)
    ]


def line_row(one: Change) -> dict[str, str | int | None]:
    return {
        _("What"): _(WHAT_NAMES[one.what]),
        _("Who or what"): _(SUBJECT_NAMES[one.subject]),
        _("Name"): one.name,
        _("Details"): "; ".join(say_field(field, one.subject) for field in told(one)),
        _("Row"): one.source.row if one.source else None,
        _("Sheet"): place_of(one.source) if one.source else "",
    }


def told(one: Change) -> list[FieldChange]:
    """The fields worth telling: that somebody new is there goes without saying."""
    return [field for field in one.fields if one.what != What.ADD or field.field != "status"]


def say_field(change: FieldChange, subject: Subject) -> str:
    """A field as 'Grade: 3 → 4'."""
    old = say_value(change.field, change.old, subject)
    new = say_value(change.field, change.new, subject)
    name = _(FIELD_NAMES[change.field])
    return f"{name}: {old} → {new}" if old else f"{name}: {new or '–'}"


def say_value(field: str, value: Value, subject: Subject) -> str:
    if isinstance(value, date):
        return format_day(value)
    text = value or ""
    if field == "status":
        names = CLASS_STATUS_NAMES if subject == Subject.CLASS else STATUS_NAMES
        return _(names.get(text, text))
    return _(RELATIONS[text]) if field == "relation" and text in RELATIONS else text


def result(counts: dict[str, int]) -> str:
    """One sentence on what was done."""
    parts = (
        ngettext("{count} added", "{count} added", counts["add"]),
        ngettext("{count} changed", "{count} changed", counts["change"]),
        ngettext("{count} left", "{count} left", counts["leave"]),
        ngettext("{count} already the same", "{count} already the same", counts["same"]),
    )
    numbers = (counts["add"], counts["change"], counts["leave"], counts["same"])
    said = [
        part.format(count=format_number(number))
        for part, number in zip(parts, numbers, strict=True)
        if number
    ]
    return _("Done. {what}.").format(what=", ".join(said) or _("Nothing to change"))
