"""What this school said of its columns before, by the headers of a sheet."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Any

from rules import roster_fields
from rules.roster_dates import Order
from rules.roster_fields import Kind
from rules.roster_headers import words
from rules.roster_mapping import ColumnMapping, SheetMapping

SETTING = "roster.columns"
MOST_SHEETS = 200


@dataclass(frozen=True, slots=True)
class Remembered:
    """A sheet as a person left it."""

    kind: Kind
    fields: dict[str, str]  # by header; "" for a column that is not used
    orders: dict[str, Order]


@dataclass(frozen=True)
class Memory:
    """The sheets of earlier imports, the latest last, by what tells them again."""

    sheets: dict[str, Remembered] = field(default_factory=dict)


NOTHING_KNOWN = Memory()


def recall(memory: Memory, mapping: SheetMapping, kind: Kind | None = None) -> SheetMapping:
    """The mapping as it was left the last time, if this school brought in such a sheet."""
    known = memory.sheets.get(sign(mapping))
    if known is None or mapping.hidden or kind not in (None, known.kind):
        return mapping
    allowed = {*roster_fields.all_fields(known.kind), ""}
    columns = tuple(
        _recalled(column, known, header, allowed) for column, header in _named(mapping.columns)
    )
    return replace(mapping, kind=known.kind, sure=True, columns=columns)


def _recalled(
    column: ColumnMapping, known: Remembered, header: str, allowed: set[str]
) -> ColumnMapping:
    said = known.fields.get(header)
    if said is None or column.secret or said not in allowed:
        return column
    order = known.orders.get(header, column.order)
    return replace(
        column,
        field=said or None,
        choices=(),
        order=order,
        order_sure=header in known.orders or column.order_sure,
    )


def remember(memory: Memory, mappings: Iterable[SheetMapping]) -> Memory:
    """The memory with how these sheets were read."""
    sheets = dict(memory.sheets)
    for one in mappings:
        if one.is_used and not one.format and not one.questions and one.header_row:
            sheets.pop(sign(one), None)
            sheets[sign(one)] = _kept(one)
    return Memory(dict(list(sheets.items())[-MOST_SHEETS:]))


def _kept(mapping: SheetMapping) -> Remembered:
    named = [(column, header) for column, header in _named(mapping.columns) if not column.secret]
    return Remembered(
        mapping.kind,
        {header: column.field or "" for column, header in named},
        {header: column.order for column, header in named if column.order},
    )


def sign(mapping: SheetMapping) -> str:
    """What tells a sheet again: its headers in any order."""
    headers = sorted(header for _column, header in _named(mapping.columns))
    return sha256("\n".join(headers).encode()).hexdigest()[:16]


def _named(columns: Iterable[ColumnMapping]) -> list[tuple[ColumnMapping, str]]:
    """Each column by its header; the second of a name is counted."""
    seen: dict[str, int] = {}
    found: list[tuple[ColumnMapping, str]] = []
    for column in columns:
        name = words(column.header)
        seen[name] = seen.get(name, 0) + 1
        found.append((column, name if seen[name] == 1 else f"{name} #{seen[name]}"))
    return found


def to_json(memory: Memory) -> dict[str, Any]:
    return {
        key: {"kind": one.kind, "fields": one.fields, "orders": one.orders}
        for key, one in memory.sheets.items()
    }


def from_json(kept: dict[str, Any] | None) -> Memory:
    return Memory(
        {
            key: Remembered(
                Kind(one["kind"]),
                dict(one["fields"]),
                {header: Order(order) for header, order in one["orders"].items()},
            )
            for key, one in (kept or {}).items()
        }
    )
