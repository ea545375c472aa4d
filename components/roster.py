"""The import page, as it is drawn: what to upload, what was read, what it would do."""

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from components import tables
from components.downloads import download
from components.text import note, plain
from i18n import _, ngettext
from i18n.dates import format_number, format_when
from rules import roster_fields
from rules.roster import PastImport, Scope
from rules.roster_dates import ORDER_NAMES, Order
from rules.roster_fields import KIND_NAMES, Kind
from rules.roster_labels import header
from rules.roster_mapping import ColumnMapping, SheetMapping

Uploaded = Any  # Streamlit's uploaded file


def sample() -> tables.Table:
    """Three rows of what a file may look like."""
    columns = (
        header("student", "ref"),
        header(None, "given"),
        header(None, "family"),
        header(None, "birth"),
        header("class", "self"),
        roster_fields.label(Kind.STUDENTS, "parent1.name"),
        roster_fields.label(Kind.STUDENTS, "parent1.email"),
    )
    rows = (
        ("00417", "Amina", "García", "2016-03-31", "3B", "Lucía García", "lucia@example.org"),
        ("00418", "Tom", "Hill", "2016-11-02", "3B", "Robin Hill", "robin@example.org"),
        ("00502", "Yusuf", "Demir", "2014-07-19", "5A", "Elif Demir", "elif@example.org"),
    )
    return tables.Table(_("A file may look like this; other columns are fine"), columns, rows)


def take_files(template: Callable[[], bytes], key: str, limits: str) -> list[Uploaded]:
    """The template, an example, and the files that were chosen."""
    st.text(
        _(
            "Bring in the list your office already has. Any column names will do, in one file or"
            " several. Nothing changes before you have seen every change and confirmed it."
        )
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        download(_("Download the template"), template, _("roster") + ".xlsx", key="template")
        note(_("With an example row and drop-downs. You do not need it if you have a list."))
    example = st.empty()
    _speak(_("Choose files"))
    chosen = st.file_uploader(
        _("Your files (Excel or CSV)"),
        accept_multiple_files=True,
        key=key,
    )
    note(limits)
    if not chosen:
        with example:
            tables.draw(sample())
    return list(chosen or ())


def _speak(label: str) -> None:
    """Streamlit's own words in the box speak English only: put ours in their place."""
    zone = '[data-testid="stFileUploaderDropzone"]'
    words = label.replace("\\", "").replace('"', "").replace("<", "")
    st.html(
        f'<style>{zone} [data-testid="stFileUploaderDropzoneInstructions"],'
        f'{zone} button [data-testid="stMarkdownContainer"] p {{ display: none; }}'
        f'{zone} button [data-testid="stMarkdownContainer"]::after {{ content: "{words}"; }}'
        "</style>"
    )


def refused(sentence: str) -> None:
    """Why the files can't be read; their names are text."""
    st.error(plain(sentence), icon=":material/error:")


def told(notes: Sequence[str]) -> None:
    for sentence in notes:
        st.info(plain(sentence), icon=":material/info:")


def sheet_line(mapping: SheetMapping) -> str:
    """One line on what was read from a sheet."""
    used = sum(one.field is not None for one in mapping.columns)
    if not mapping.is_used:
        return _("{sheet}: not used").format(sheet=_sheet_name(mapping))
    rows = ngettext("{count} row", "{count} rows", mapping.rows)
    columns = ngettext("{count} column used", "{count} columns used", used)
    return _("{sheet}: {kind}, {rows}, {columns}").format(
        sheet=_sheet_name(mapping),
        kind=_(KIND_NAMES[mapping.kind]),
        rows=rows.format(count=format_number(mapping.rows)),
        columns=columns.format(count=used),
    )


def _sheet_name(mapping: SheetMapping) -> str:
    """File and sheet; a text file's only sheet is the file."""
    if mapping.file.startswith(mapping.sheet):
        return mapping.file
    return _("{file}, sheet {sheet}").format(file=mapping.file, sheet=mapping.sheet)


def ask_kind(mapping: SheetMapping, key: str) -> Kind | None:
    """What a sheet holds, where the hub is not sure."""
    st.warning(
        _("Is {sheet} a list of children? Please say what it holds.").format(
            sheet=plain(_sheet_name(mapping))
        ),
        icon=":material/help:",
    )
    return _kind_box(_("What does it hold?"), None, f"{key}:kind")


def _kind_box(label: str, chosen: Kind | None, key: str) -> Kind | None:
    kinds = list(Kind)
    return st.selectbox(
        label,
        kinds,
        index=kinds.index(chosen) if chosen else None,
        format_func=lambda kind: _(KIND_NAMES[kind]),
        placeholder=_("Choose"),
        key=key,
    )


def ask_order(column: ColumnMapping, key: str) -> Order:
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


def sheet_box(mapping: SheetMapping, key: str) -> tuple[Kind, dict[int, str | None]] | None:
    """A closed box on one sheet; the kind and the fields, once somebody corrected them."""
    box = st.expander(plain(sheet_line(mapping)), key=f"{key}:box", on_change="rerun")
    if not box.open:
        return None
    with box:
        _tell_columns(mapping)
        if mapping.header_row is None:
            return None
        return _correct(mapping, key)


def _tell_columns(mapping: SheetMapping) -> None:
    if mapping.hidden:
        note(_("This sheet is hidden in the file."))
    if mapping.secrets:
        names = ", ".join(one.title for one in mapping.secrets)
        note(_("Never read, because they hold passwords: {columns}").format(columns=names))
    if mapping.unmapped and mapping.is_used:
        names = ", ".join(one.title for one in mapping.unmapped)
        note(_("Not used: {columns}").format(columns=names))


def _correct(mapping: SheetMapping, key: str) -> tuple[Kind, dict[int, str | None]] | None:
    kind = _kind_box(_("What does this sheet hold?"), mapping.kind, f"{key}:is:{mapping.kind}")
    if kind is not None and kind != mapping.kind:
        return kind, {}
    if mapping.kind == Kind.NOTHING:
        return None
    with st.form(f"{key}:columns:{mapping.kind}", border=False):
        with st.grid(min_column_width=260):
            chosen = {
                column.index: _column_box(mapping, column, key)
                for column in mapping.columns
                if not column.secret
            }
        if not st.form_submit_button(_("Use these columns"), icon=":material/check:"):
            return None
    return mapping.kind, chosen


def _column_box(mapping: SheetMapping, column: ColumnMapping, key: str) -> str | None:
    fields = [None, *roster_fields.all_fields(mapping.kind)]
    with st.container(gap="xsmall"):
        chosen = st.selectbox(
            plain(column.title),
            fields,
            index=fields.index(column.field),
            format_func=lambda field: (
                roster_fields.label(mapping.kind, field) if field else _("Do not use")
            ),
            key=f"{key}:{mapping.kind}:{column.index}",
        )
        note(" · ".join(column.samples))
    return chosen


def ask_scope() -> Scope:
    """Whether the files hold everybody."""
    labels = {
        Scope.PARTIAL: _("Some people: add them and update them, nobody leaves"),
        Scope.FULL: _("Everybody: who is missing from these lists has left"),
    }
    chosen = st.radio(
        _("What do these files hold?"), list(labels), format_func=labels.__getitem__, key="scope"
    )
    return Scope(chosen)


def past(imports: Sequence[PastImport]) -> None:
    """A closed box with the imports made before."""
    if not imports:
        return
    box = st.expander(_("Earlier imports"), key="past_imports", on_change="rerun")
    if not box.open:
        return
    header_row = (_("When"), _("Who"), _("Files"), _("Added"), _("Changed"), _("Left"))
    rows = tuple(
        (
            format_when(one.at),
            one.by,
            ", ".join(one.files),
            *(format_number(one.counts.get(what, 0)) for what in ("add", "change", "leave")),
        )
        for one in imports
    )
    with box:
        tables.draw(tables.Table(_("The last imports, the newest first"), header_row, rows))
