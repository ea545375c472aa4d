"""What an import did, as a workbook: every field as it was and as it is."""

from collections.abc import Iterable, Iterator

from exchange.workbooks_out import workbook
from i18n import _
from i18n.dates import format_when
from rules.lists import Column, Listed, Type, Value
from rules.roster import FIELD_NAMES, SUBJECT_NAMES, WHAT_NAMES, PastImport
from rules.roster_labels import own_note
from rules.roster_telling import did, say_value
from rules.roster_undo import Done


def result(past: PastImport, done: Iterable[Done]) -> bytes:
    """A sheet that says who and when, and one with a line for every field."""
    columns = (
        Column(_("What")),
        Column(_("Who or what")),
        Column(_("Name")),
        Column(_("Field")),
        Column(_("Before"), Type.ID),
        Column(_("After"), Type.ID),
        *([Column(_("After the undo"))] if past.undone_at else []),
    )
    return workbook(
        [
            Listed(own_note("changes"), columns, _lines(done, past.undone_at is not None)),
            Listed(
                own_note("summary"),
                (Column(_("About this import")), Column("", Type.LONG)),
                _about(past),
            ),
        ]
    )


def _lines(done: Iterable[Done], undone: bool) -> Iterator[list[Value]]:
    for one in done:
        head: list[Value] = [_(WHAT_NAMES[one.what]), _(SUBJECT_NAMES[one.subject]), one.name]
        tail: list[Value] = [_("stayed") if one.stayed else _("taken back")] if undone else []
        for field in one.fields:
            old = say_value(field.field, field.old, one.subject)
            new = say_value(field.field, field.new, one.subject)
            yield [*head, _(FIELD_NAMES[field.field]), old or None, new or None, *tail]
        if not one.fields:
            yield [*head, None, None, None, *tail]


def _about(past: PastImport) -> Iterator[list[Value]]:
    yield [_("When"), format_when(past.at)]
    yield [_("Who"), past.by]
    for file in past.files:
        yield [_("File"), file]
    yield [_("What was done"), did(past.counts)]
    if past.undone_at:
        yield [_("Undone on"), format_when(past.undone_at)]
        yield [_("Undone by"), past.undone_by]
