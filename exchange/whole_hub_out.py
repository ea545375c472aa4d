"""The whole hub, or all of one child, as a workbook: a sheet a table, explained on the first.

The first sheet says what each sheet and column is; the hub reads the others by it, so they may be
written in any language.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from exchange.whole_hub_cells import column_type, rows_of
from exchange.workbooks_out import sheet_names
from i18n import N_, _
from rules.lists import Column, Listed
from rules.whole_hub import PASSWORD, Shape, TableOut
from rules.whole_hub_words import KINDS, label, meaning, sheet_meaning, sheet_name

CONTENTS = N_("Contents")
NOTES = (
    N_("An empty cell holds nothing. A text in quotation marks is written as JSON."),
    N_("A row without a key goes on with the long texts of the row above it."),
    N_("Passwords, sessions and invitation codes are not here."),
)


class Line(NamedTuple):
    """A line of the contents."""

    sheet: str = ""
    column: str = ""
    kind: str = ""
    points_to: str = ""
    meaning: str = ""
    table: str = ""
    field: str = ""


def whole_hub(tables: Iterable[TableOut]) -> list[Listed]:
    """The sheets of these tables, the contents first."""
    listed = list(tables)
    first, *names = sheet_names([_(CONTENTS), *(sheet_name(one.shape.name) for one in listed)])
    named = {one.shape.name: name for one, name in zip(listed, names, strict=True)}
    shapes = [one.shape for one in listed]
    return [
        Listed(first, _head(), list(_contents(shapes, named))),
        *(_sheet(named[one.shape.name], one) for one in listed),
    ]


def _head() -> tuple[Column, ...]:
    names = (_("Sheet"), _("Column"), _("Kind"), _("Points to"), _("What it is"))
    return (*map(Column, names), Column(_("Table")), Column(_("Field")))


def _contents(shapes: Sequence[Shape], named: Mapping[str, str]) -> Iterator[Line]:
    for note in NOTES if _has_no_passwords(shapes) else NOTES[:-1]:
        yield Line(meaning=_(note))
    for shape in shapes:
        name = named[shape.name]
        yield Line(sheet=name, meaning=sheet_meaning(shape.name), table=shape.name)
        for field in shape.fields:
            yield Line(
                name,
                label(field),
                _(KINDS[field.kind]),
                named.get(field.points_to or "", ""),
                meaning(shape.name, field),
                shape.name,
                field.name,
            )


def _has_no_passwords(shapes: Iterable[Shape]) -> bool:
    return PASSWORD not in ((shape.name, field.name) for shape in shapes for field in shape.fields)


def _sheet(name: str, table: TableOut) -> Listed:
    fields = table.shape.fields
    columns = tuple(Column(label(field), column_type(field)) for field in fields)
    rows = (cells for values in table.rows for cells in rows_of(fields, values))
    return Listed(name, columns, rows)
