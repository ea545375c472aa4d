"""A family's copy as a workbook: a sheet for each subject, in words."""

from collections.abc import Iterator

from i18n import _
from i18n.dates import format_when
from rules.family_copy import BEHIND, LOG, Copy
from rules.family_copy_words import fields_of, value
from rules.lists import Column, Listed, Type
from rules.log_views import sentence
from rules.whole_hub import Field, Kind
from rules.whole_hub_words import label, sheet_meaning, sheet_name

LONG = frozenset(("note", "reason", "text", "words"))
TYPES = {Kind.WHOLE: Type.NUMBER, Kind.NUMBER: Type.NUMBER, Kind.DAY: Type.DATE}


def sheets(copy: Copy) -> list[Listed]:
    """What is in it, each subject, and the log."""
    told = [name for name, table in copy.tables.items() if table.rows and name not in LOG | BEHIND]
    return [_contents(told), *(_sheet(copy, name) for name in told), _log(copy)]


def _contents(told: list[str]) -> Listed:
    columns = (Column(_("Sheet")), Column(_("What it holds"), Type.LONG))
    rows = [(sheet_name(name), sheet_meaning(name)) for name in told]
    return Listed(_("Contents"), columns, [*rows, (_("Log"), _("Who did what, and when."))])


def _sheet(copy: Copy, name: str) -> Listed:
    fields = list(fields_of(copy, name))
    rows = ([value(copy, name, one, row) for one in fields] for row in copy.rows(name))
    return Listed(sheet_name(name), tuple(map(_column, fields)), list(rows))


def _column(field: Field) -> Column:
    kind = Type.LONG if field.name in LONG else TYPES.get(field.kind, Type.TEXT)
    return Column(label(field), Type.TEXT if field.points_to else kind)


def _log(copy: Copy) -> Listed:
    columns = (Column(_("When")), Column(_("What was done"), Type.LONG))
    return Listed(_("Log"), columns, list(_entries(copy)))


def _entries(copy: Copy) -> Iterator[tuple[str, str]]:
    return ((format_when(one.at), sentence(one, copy.reader.viewer)) for one in copy.log)
