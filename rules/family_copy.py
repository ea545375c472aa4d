"""A family's own copy of everything about a child: what its reader may see, and the log."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from rules.log_views import LogLine
from rules.people import Named, Viewer, full_name
from rules.survey_words import question_text
from rules.whole_hub import Plain, Shape, TableOut

LOG = frozenset(("audit_child", "audit_entry"))  # told in words, by the lines of the log
BEHIND = frozenset(("question", "survey"))  # told beside each answer
DRAFT = "draft"

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Reader:
    """Somebody of the family who may have a copy."""

    viewer: Viewer
    label: str
    language: str = ""


@dataclass(frozen=True)
class Table:
    """The rows of one table, by the names of their fields."""

    shape: Shape
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Copy:
    """Everything about a child that one reader may see."""

    school: str
    child: Named
    reader: Reader
    made: datetime
    tables: Mapping[str, Table]
    log: tuple[LogLine, ...] = ()
    unsent: bool = True  # whether what the reader has begun to write is in it

    def rows(self, table: str, **wanted: Plain) -> Iterator[Row]:
        """The rows of a table with these values."""
        found = self.tables[table].rows if table in self.tables else ()
        return (row for row in found if all(row[key] == one for key, one in wanted.items()))

    def name(self, table: str, key: Plain) -> str:
        """What a row is called that others point to."""
        return self._names.get((table, key), "")

    @cached_property
    def _names(self) -> dict[tuple[str, Plain], str]:
        return dict(self._called())

    def _called(self) -> Iterator[tuple[tuple[str, Plain], str]]:
        for row in self.rows("person"):
            called = full_name(row["given_name"], row["family_name"], row["preferred_name"])
            yield ("person", row["id"]), called
        for table, field in (("goal", "title"), ("class", "name"), ("survey", "title")):
            for row in self.rows(table):
                yield (table, row["id"]), row[field]
        asked = {}
        for row in self.rows("question"):
            asked[row["id"]] = question_text(row["key"], row["text"], self.child.name)
            yield ("question", row["id"]), asked[row["id"]]
        for row in self.rows("answer"):
            yield ("answer", row["id"]), asked.get(row["question_id"], "")


def read_tables(tables: Iterable[TableOut], *, unsent: bool) -> dict[str, Table]:
    """Tables as they were read; what a guardian has not sent yet, only for themselves."""
    found = {one.shape.name: Table(one.shape, tuple(_rows(one))) for one in tables}
    if unsent or "response" not in found:
        return found
    drafts = {row["id"] for row in found["response"].rows if row["state"] == DRAFT}
    without = {"response": "id", "answer": "response_id"}
    for name in found.keys() & without.keys():
        kept = (row for row in found[name].rows if row[without[name]] not in drafts)
        found[name] = Table(found[name].shape, tuple(kept))
    return found


def _rows(table: TableOut) -> Iterator[Row]:
    names: Sequence[str] = [field.name for field in table.shape.fields]
    return (dict(zip(names, row, strict=True)) for row in table.rows)
