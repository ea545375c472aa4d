"""A new school year as it is drawn: the choices, and what they would change."""

from collections.abc import Iterable

import streamlit as st

from components import text
from components.tables import Table, draw
from i18n import _, ngettext
from i18n.dates import format_number
from rules.year_now import ClassNow, YearNow
from rules.years import (
    GOALS_NAMES,
    TEACHERS_NAMES,
    WAY_NAMES,
    ClassStep,
    Goals,
    Teachers,
    Way,
    YearDraft,
    YearPlan,
    propose,
)


def choices(now: YearNow) -> YearDraft:
    """What the coordinator chose, class by class; everything is proposed already."""
    proposed = propose(now)
    year = st.text_input(_("New school year"), value=proposed.year, key="year:name", width=280)
    text.heading(_("Classes"), 2)
    text.note(_("Classes that get the same name come together. A class may also stay, or leave."))
    with st.grid(min_column_width=320):
        steps = [_step(one, step) for one, step in zip(now.classes, proposed.steps, strict=True)]
    text.heading(_("Teachers and goals"), 2)
    teachers = st.radio(
        _("Who teaches next year?"),
        list(TEACHERS_NAMES),
        format_func=lambda one: _(TEACHERS_NAMES[one]),
        key="year:teachers",
    )
    goals = st.radio(
        _("What becomes of goals that are not reached yet?"),
        list(GOALS_NAMES),
        format_func=lambda one: _(GOALS_NAMES[one]),
        key="year:goals",
    )
    return YearDraft(year.strip(), tuple(steps), teachers or Teachers.FOLLOW, goals or Goals.GO_ON)


def _step(one: ClassNow, proposed: ClassStep) -> ClassStep:
    with st.container(border=True, gap="small"):
        text.block(("h3", one.name), ("note", _children(len(one.children))))
        way = st.segmented_control(
            _("What class {name} does").format(name=text.plain(one.name)),
            list(Way),
            format_func=lambda way: _(WAY_NAMES[way]),
            default=proposed.way,
            required=True,
            label_visibility="collapsed",
            key=f"year:way:{one.id}",
        )
        name = ""
        if way == Way.UP:
            name = st.text_input(
                _("Its name next year"), value=proposed.name, key=f"year:class:{one.id}"
            )
    return ClassStep(one.id, Way(way or proposed.way), name.strip())


def _children(count: int) -> str:
    return ngettext("{count} child", "{count} children", count).format(count=format_number(count))


def preview(plan: YearPlan, now: YearNow) -> bool:
    """Everything that would change; whether nobody leaves, or it was confirmed that they do."""
    text.heading(_("What will happen"), 2)
    text.block(*(("line", sentence) for sentence in _sentences(plan)))
    if plan.classes:
        draw(_table(plan, now))
    if not plan.leaving:
        return True
    with st.container(border=True):
        text.block(
            ("h3", _("These children leave the school")),
            ("line", ", ".join(child.name for child in plan.leaving)),
            ("note", _("They can no longer sign in. All that was written about them is kept.")),
        )
        label = ngettext(
            "Yes, {count} child leaves", "Yes, {count} children leave", len(plan.leaving)
        )
        return st.checkbox(
            label.format(count=format_number(len(plan.leaving))),
            key=f"year:leave:{plan.fingerprint[:8]}:{len(plan.leaving)}",
        )


def _sentences(plan: YearPlan) -> Iterable[str]:
    yield _("The school year {year} begins.").format(year=plan.draft.year)
    if plan.moving:
        moving = ngettext("{count} child moves up.", "{count} children move up.", plan.moving)
        yield moving.format(count=format_number(plan.moving))
    if plan.staying:
        names = ", ".join(one.name for one in plan.staying)
        yield _("As they are: {classes}.").format(classes=names)
    if plan.closing:
        closing = ngettext(
            "{count} goal closes: it moves to “Let go”, with all that was written.",
            "{count} goals close: they move to “Let go”, with all that was written.",
            len(plan.closing),
        )
        yield closing.format(count=format_number(len(plan.closing)))
    if plan.going_on:
        going = ngettext("{count} goal carries on.", "{count} goals carry on.", plan.going_on)
        yield going.format(count=format_number(plan.going_on))
    if plan.survey:
        yield _("“{survey}” closes. You can open a new one for the new year.").format(
            survey=plan.survey.name
        )


def _table(plan: YearPlan, now: YearNow) -> Table:
    known = {one.id: one for one in now.classes}
    rows = tuple(
        (
            new.name,
            ", ".join(known[key].name for key in new.sources),
            format_number(sum(len(known[key].children) for key in new.sources)),
            format_number(len(new.teachers)),
        )
        for new in plan.classes
    )
    header = (_("Class"), _("From"), _("Children"), _("Teachers"))
    return Table(_("Classes of the new year"), header, rows)
