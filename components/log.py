"""The log, as it is drawn: by day to a family, as a list to the office."""

from collections.abc import Iterable, Mapping, Sequence

import streamlit as st

from components import text
from i18n import _
from i18n.dates import format_day, format_number, format_time, format_when
from rules.lists import Column, Listed, Type
from rules.log_readers import AGES, EVERY, NO
from rules.log_views import Filter, LogLine, Told, by_day, concerned, sentence
from rules.log_words import CHILDREN, KINDS
from rules.people import Role, Viewer

KEY = "log"


def days(lines: Iterable[LogLine], reader: Viewer) -> None:
    """Each day with what was done on it, in one piece."""
    for day, told in by_day(lines, reader):
        text.block(("h3", format_day(day)), *(("line", _line(one)) for one in told))


def _line(told: Told) -> str:
    first, last = format_time(told.first), format_time(told.last)
    if told.count == 1:
        return f"{last} · {told.sentence}"
    times = _("{count} times").format(count=format_number(told.count))
    return f"{first if first == last else f'{first}–{last}'} · {told.sentence} · {times}"


def about(child: str, reader: Viewer) -> None:
    """What stands here, and what doesn't."""
    if reader.role is Role.STUDENT:
        text.line(_("Who of the school opened your page, and what was changed."))
    else:
        words = _("Who of the school opened the page of {child}, and what was changed.")
        text.line(words.format(child=child))
    text.note(_("Your own visits are not written down. Nobody can change or delete these lines."))


def nothing_yet() -> None:
    text.line(_("Nothing was written down yet. As soon as somebody looks, it stands here."))


def too_young(age: int) -> None:
    """Why a student finds nothing here."""
    if age == NO:
        text.line(_("Your family can read here who has looked at your page."))
        return
    words = _("From the age of {age} you can read here who has looked. Your family can already.")
    text.line(words.format(age=age))


def filters(people: Mapping[int, str], children: Mapping[int, str]) -> Filter:
    """What of the log is wanted."""
    with st.grid(min_column_width=220):
        actor = _choice(_("Who"), people, "who")
        student = _choice(_("Child"), children, "child")
        kind = st.selectbox(
            _("What"),
            [CHILDREN, *KINDS, None],
            format_func=_kind,
            key=f"{KEY}:what",
        )
        since = st.date_input(_("Since"), value=None, format=text.DAYS, key=f"{KEY}:from")
        until = st.date_input(_("Until"), value=None, format=text.DAYS, key=f"{KEY}:to")
    return Filter(actor, student, kind, since, until)


def _kind(key: str | None) -> str:
    names = {CHILDREN: _("All about children"), None: _("Everything")}
    return names.get(key) or _(KINDS[str(key)][0])


def _choice(label: str, names: Mapping[int, str], key: str) -> int | None:
    chosen: int | None = st.selectbox(
        label,
        list(names),
        index=None,
        format_func=names.__getitem__,
        placeholder=_("Everybody"),
        key=f"{KEY}:{key}",
    )
    return chosen


def listed(lines: Sequence[LogLine], reader: Viewer) -> Listed:
    """The entries as rows: when, who, what."""
    columns = (Column(_("When")), Column(_("What was done"), Type.LONG), Column(_("Child")))
    rows = [(format_when(one.at), sentence(one, reader), concerned(one)) for one in lines]
    return Listed(_("Log"), columns, rows)


def age_box(age: int) -> int | None:
    """From which age students read their own log, once somebody has changed it."""
    box = st.expander(_("Who reads it"), key=f"{KEY}:box", on_change="rerun")
    if not box.open:
        return None
    with box, st.form(f"{KEY}:age", border=False):
        text.line(
            _("Guardians read the log of their child. Students read their own from this age:")
        )
        chosen = st.selectbox(
            _("Age"),
            AGES,
            index=AGES.index(age),
            format_func=_age,
            label_visibility="collapsed",
            width=240,
        )
        text.note(_("Of a student whose birth date is missing, the hub can't tell the age."))
        return int(chosen) if st.form_submit_button(_("Save"), icon=":material/check:") else None


def _age(age: int) -> str:
    return {EVERY: _("Every student"), NO: _("No student")}.get(age) or format_number(age)
