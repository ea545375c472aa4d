"""What was read from the sheets: what each holds, what its columns mean, and what is asked."""

from dataclasses import replace

import streamlit as st

from components.text import note, plain
from i18n import _, ngettext
from i18n.dates import format_number
from rules import roster_fields
from rules.problems import Problem
from rules.roster_dates import ORDER_NAMES, Order
from rules.roster_fields import CHOICES, KIND_NAMES, Kind
from rules.roster_mapping import ColumnMapping, SheetMapping
from rules.roster_questions import choice, question, shown_samples
from rules.roster_sheets import Grid
from rules.roster_suggest import could_be_a_class, suggest
from rules.roster_telling import sheet_named

FEW = 6  # answers that are shown side by side


def sheet(grid: Grid, mapping: SheetMapping, month_first: bool, key: str) -> SheetMapping | None:
    """One sheet with its questions; its mapping once somebody answered or corrected it."""
    if mapping.needs_answer:
        kind = _ask_kind(mapping, key)
        if kind is not None:
            return suggest(grid, month_first, kind)
    changed = _sheet_box(grid, mapping, month_first, key)
    for column in mapping.questions:
        changed = changed or _ask_column(grid, mapping, column, month_first, key)
    for column in mapping.unsure_dates if mapping.is_used else ():
        order = _ask_order(column, key)
        if order != column.order:
            changed = changed or mapping.in_order(column.index, order)
    return changed


def _sheet_line(mapping: SheetMapping) -> str:
    """One line on what was read from a sheet."""
    if not mapping.is_used:
        return _("{sheet}: not used").format(sheet=sheet_named(mapping.file, mapping.sheet))
    used = sum(one.field is not None for one in mapping.columns)
    unused = len(mapping.unmapped)
    rows = ngettext("{count} row", "{count} rows", mapping.rows)
    columns = ngettext("{count} column used", "{count} columns used", used)
    line = _("{sheet}: {kind}, {rows}, {columns}").format(
        sheet=sheet_named(mapping.file, mapping.sheet),
        kind=_(KIND_NAMES[mapping.kind]),
        rows=rows.format(count=format_number(mapping.rows)),
        columns=columns.format(count=used),
    )
    return _("{line}, {count} not used").format(line=line, count=unused) if unused else line


def _ask_kind(mapping: SheetMapping, key: str) -> Kind | None:
    """What a sheet holds, where the hub is not sure."""
    st.warning(
        _("Is {sheet} a list of children? Please say what it holds.").format(
            sheet=plain(sheet_named(mapping.file, mapping.sheet))
        ),
        icon=":material/help:",
    )
    for column in mapping.columns[:FEW]:
        note(f"{column.title}: {' · '.join(shown_samples(column))}")
    return _kind_box(_("What does it hold?"), None, f"{key}:kind")


def _kind_box(label: str, chosen: Kind | None, key: str) -> Kind | None:
    kinds = [kind for kind in Kind if kind in CHOICES or kind == chosen]
    return st.selectbox(
        label,
        kinds,
        index=kinds.index(chosen) if chosen else None,
        format_func=lambda kind: _(KIND_NAMES[kind]),
        placeholder=_("Choose"),
        key=key,
    )


def _ask_column(
    grid: Grid, mapping: SheetMapping, column: ColumnMapping, month_first: bool, key: str
) -> SheetMapping | None:
    """What only a person can tell, with three values to tell it by."""
    asked = f"{plain(sheet_named(mapping.file, mapping.sheet))}: {plain(question(column))}"
    name = f"{key}:ask:{column.index}"
    with st.container(gap="xsmall"):
        chosen = _choose(asked, mapping.kind, column, name)
        note(" · ".join(shown_samples(column)))
    if chosen is None:
        return None
    return _assigned(grid, mapping, {column.index: chosen or None}, month_first)


def _assigned(
    grid: Grid, mapping: SheetMapping, wanted: dict[int, str | None], month_first: bool
) -> SheetMapping | None:
    """The mapping with these fields; a sentence instead, when two columns want one."""
    try:
        return mapping.assign(grid, wanted, month_first)
    except Problem as problem:
        st.error(plain(problem.sentence), icon=":material/error:")
        return None


def _choose(asked: str, kind: Kind, column: ColumnMapping, key: str) -> str | None:
    def label(field: str) -> str:
        return plain(choice(kind, column, field))

    if len(column.choices) <= FEW:
        return st.radio(asked, column.choices, None, label, key=key, horizontal=True)
    return st.selectbox(asked, column.choices, None, label, key=key, placeholder=_("Choose"))


def _ask_order(column: ColumnMapping, key: str) -> Order:
    """How dates that fit both ways are to be read."""
    orders = list(Order)
    chosen = st.radio(
        _("How are the dates in {column} written, such as {sample}?").format(
            column=plain(column.title), sample=plain(column.order_example)
        ),
        orders,
        index=orders.index(column.order or Order.DAY_FIRST),
        format_func=lambda order: _(ORDER_NAMES[order]),
        horizontal=True,
        key=f"{key}:order:{column.index}",
    )
    return Order(chosen)


def _sheet_box(
    grid: Grid, mapping: SheetMapping, month_first: bool, key: str
) -> SheetMapping | None:
    """A closed box on one sheet; its mapping once somebody corrected it."""
    box = st.expander(plain(_sheet_line(mapping)), key=f"{key}:box", on_change="rerun")
    if not box.open:
        return None
    with box:
        _tell(mapping)
        if mapping.header_row is None:
            return None
        kind = _kind_box(_("What does this sheet hold?"), mapping.kind, f"{key}:is:{mapping.kind}")
        if kind is not None and kind != mapping.kind:
            return suggest(grid, month_first, kind)
        if mapping.kind == Kind.NOTHING:
            return None
        return _class_box(mapping, key) or _columns_form(grid, mapping, month_first, key)


def _tell(mapping: SheetMapping) -> None:
    if mapping.format:
        note(_("The hub knows these columns: {format}.").format(format=mapping.format))
    if mapping.hidden:
        note(_("This sheet is hidden in the file."))
    if mapping.secrets:
        names = ", ".join(one.title for one in mapping.secrets)
        note(_("Never read, because they hold passwords: {columns}").format(columns=names))
    if mapping.unmapped and mapping.is_used:
        names = ", ".join(one.title for one in mapping.unmapped)
        note(_("Not used: {columns}").format(columns=names))


def _class_box(mapping: SheetMapping, key: str) -> SheetMapping | None:
    """Whether a sheet without a class column is itself a class."""
    if not could_be_a_class(mapping):
        return None
    label = _("Everybody on this sheet is in the class {name}").format(name=plain(mapping.sheet))
    said = st.checkbox(label, bool(mapping.class_name), key=f"{key}:class")
    if said == bool(mapping.class_name):
        return None
    return replace(mapping, class_name=mapping.sheet if said else "")


def _columns_form(
    grid: Grid, mapping: SheetMapping, month_first: bool, key: str
) -> SheetMapping | None:
    with st.form(f"{key}:columns:{mapping.kind}", border=False):
        with st.grid(min_column_width=260):
            chosen = {
                column.index: _column_box(mapping, column, key)
                for column in mapping.columns
                if not column.secret and not column.choices
            }
        if not st.form_submit_button(_("Use these columns"), icon=":material/check:"):
            return None
    return _assigned(grid, mapping, chosen, month_first)


def _column_box(mapping: SheetMapping, column: ColumnMapping, key: str) -> str | None:
    offered = roster_fields.choices(mapping.kind)
    kept = (column.field,) if column.field and column.field not in offered else ()
    fields = [None, *kept, *offered]
    with st.container(gap="xsmall"):
        chosen: str | None = st.selectbox(
            plain(column.title),
            fields,
            index=fields.index(column.field),
            format_func=lambda field: (
                roster_fields.label(mapping.kind, field) if field else _("Do not use")
            ),
            key=f"{key}:{mapping.kind}:{column.index}",
        )
        note(" · ".join(shown_samples(column)))
    return chosen
