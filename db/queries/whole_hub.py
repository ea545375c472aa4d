"""Every table as it is stored, as far as the viewer may see it; or all there is about one child."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import JSON, Boolean, ColumnElement, Date, Float, Integer, select
from sqlalchemy import Column as SqlColumn

from db import tables as t
from db.session import HubSession
from db.tables.base import UtcDateTime
from rules.whole_hub import PASSWORD, STAYS, Field, Kind, Plain, Shape, TableOut

AT_ONCE = 2_000  # rows in memory
BY_NAME = {str(table.__table__.name): table for table in t.ALL}
KINDS: tuple[tuple[type[Any], Kind], ...] = (
    (Boolean, Kind.YES_NO),
    (Integer, Kind.WHOLE),
    (Float, Kind.NUMBER),
    (UtcDateTime, Kind.MOMENT),
    (Date, Kind.DAY),
    (JSON, Kind.JSON),
)


def shapes(*, passwords: bool = True) -> tuple[Shape, ...]:
    """Every table that leaves, those before that others point to."""
    return tuple(
        Shape(
            table.name,
            tuple(
                _field(column)
                for column in table.columns
                if passwords or (table.name, column.name) != PASSWORD
            ),
        )
        for table in t.metadata.sorted_tables
        if table.name not in STAYS
    )


def _field(column: SqlColumn[Any]) -> Field:
    kind = next((kind for of, kind in KINDS if isinstance(column.type, of)), Kind.TEXT)
    target = next((one.column.table.name for one in column.foreign_keys), None)
    is_free = column.nullable or column.default is not None
    is_free = is_free or (column.table.name, column.name) == PASSWORD
    return Field(column.name, kind, bool(column.nullable), column.primary_key, target, not is_free)


def tables(db: HubSession, *, passwords: bool = False) -> Iterator[TableOut]:
    """The whole hub, as far as the viewer may see it."""
    gathered = _Gathered()
    for shape in shapes(passwords=passwords):
        yield TableOut(shape, gathered.rows(db, shape))


class _Gathered:
    """Rows as they leave: what points to a row that stays hidden stays behind with it."""

    def __init__(self) -> None:
        fields = (field for shape in shapes() for field in shape.fields)
        self.keys: dict[str, set[Plain]] = {
            field.points_to: set() for field in fields if field.points_to
        }

    def rows(
        self, db: HubSession, shape: Shape, *which: ColumnElement[bool]
    ) -> Iterator[Sequence[Plain]]:
        table = BY_NAME[shape.name]
        columns = [getattr(table, field.name) for field in shape.fields]
        links = [
            (place, self.keys[field.points_to])
            for place, field in enumerate(shape.fields)
            if field.points_to
        ]
        asked = select(*columns).where(*which).order_by(columns[shape.key])
        found = db.execute(asked, execution_options={"yield_per": AT_ONCE})
        keys = self.keys.get(shape.name)
        for row in found:
            if all(row[place] is None or row[place] in known for place, known in links):
                if keys is not None:
                    keys.add(row[shape.key])
                yield row
