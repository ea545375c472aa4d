"""Cells of the whole hub: every value comes back as the one that went out.

A text that a cell can't hold as it is stands in quotation marks, as JSON. One that is too long for
a cell goes on in rows of its own below, which have no key.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime
from typing import Any, cast

from exchange.xlsx_out import UNPRINTABLE
from rules.lists import Type, Value
from rules.whole_hub import Field, Kind, Plain

PIECE = 16_000  # letters, each of which Excel may count twice
QUOTE = '"'
TYPES = {Kind.WHOLE: Type.NUMBER, Kind.NUMBER: Type.NUMBER, Kind.DAY: Type.DATE}


class Unreadable(ValueError):
    """A cell that is not what its column holds."""


def column_type(field: Field) -> Type:
    return TYPES.get(field.kind, Type.ID)


def rows_of(fields: Sequence[Field], values: Sequence[Plain]) -> Iterator[list[Value]]:
    """The row, and below it those in which its long texts go on."""
    cells = [written(value, field) for value, field in zip(values, fields, strict=True)]
    rest = [_rest(cell) for cell in cells]
    yield [cell[:PIECE] if isinstance(cell, str) else cell for cell in cells]
    for number in range(max(map(len, rest))):
        yield [pieces[number] if number < len(pieces) else None for pieces in rest]


def _rest(cell: Value) -> list[str]:
    """Pieces beyond the first."""
    if not isinstance(cell, str):
        return []
    return [cell[at : at + PIECE] for at in range(PIECE, len(cell), PIECE)]


def written(value: Plain, field: Field) -> Value:
    """A value as its cell holds it."""
    if field.kind is Kind.JSON:
        text = json.dumps(value, ensure_ascii=False)
        return json.dumps(value) if UNPRINTABLE.search(text) else text
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return _held(value, field) if isinstance(value, str) else cast(Value, value)


def _held(text: str, field: Field) -> str:
    is_lost = field.nullable and not text
    if is_lost or text.startswith(QUOTE) or UNPRINTABLE.search(text):
        return json.dumps(text)
    return text


def read(cell: Any, field: Field) -> Plain:
    """The value of a cell; Unreadable when it is not what the column holds."""
    if cell is None:
        return _nothing(field)
    try:
        return READERS[field.kind](cell)
    except (ValueError, TypeError, OverflowError, RecursionError) as error:
        raise Unreadable from error


def _nothing(field: Field) -> Plain:
    if field.nullable:
        return None
    if field.kind is Kind.TEXT and not field.key:
        return ""
    raise Unreadable


def _text(cell: Any) -> str:
    if isinstance(cell, str):
        return str(json.loads(cell)) if cell.startswith(QUOTE) else cell
    if isinstance(cell, int) and not isinstance(cell, bool):
        return str(cell)
    raise Unreadable


def _whole(cell: Any) -> int:
    if isinstance(cell, bool) or int(cell) != float(cell):
        raise Unreadable
    return int(cell)


def _number(cell: Any) -> float:
    if isinstance(cell, bool):
        raise Unreadable
    return float(cell)


def _yes_no(cell: Any) -> bool:
    if isinstance(cell, bool) or cell in (0, 1):
        return bool(cell)
    raise Unreadable


def _day(cell: Any) -> date:
    if isinstance(cell, datetime):
        return cell.date()
    return date.fromisoformat(cell)


def _moment(cell: Any) -> datetime:
    moment = cell if isinstance(cell, datetime) else datetime.fromisoformat(cell)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _json(cell: Any) -> Plain:
    return cast(Plain, json.loads(cell) if isinstance(cell, str) else cell)


READERS: dict[Kind, Callable[[Any], Plain]] = {
    Kind.TEXT: _text,
    Kind.WHOLE: _whole,
    Kind.NUMBER: _number,
    Kind.YES_NO: _yes_no,
    Kind.DAY: _day,
    Kind.MOMENT: _moment,
    Kind.JSON: _json,
}
