"""A new table or column can't be forgotten: it leaves with the whole hub, explained, or stays."""

from collections import Counter

import pytest
from sqlalchemy import LargeBinary

from db import tables as t
from db.queries.one_child import NOT_TOLD, TOLD
from db.queries.whole_hub import BY_NAME, shapes
from i18n import LANGUAGES, use
from rules.whole_hub import STAYS, Kind
from rules.whole_hub_words import KINDS, LABELS, MEANINGS, SHEETS, label, meaning

SHAPES = shapes()
FIELDS = [(shape.name, field) for shape in SHAPES for field in shape.fields]


def test_every_table_leaves_or_is_said_to_stay() -> None:
    everything = {table.name for table in t.metadata.sorted_tables}
    assert {shape.name for shape in SHAPES} | STAYS == everything == set(BY_NAME)
    assert len(SHAPES) >= 21


def test_every_column_leaves() -> None:
    for shape in SHAPES:
        columns = BY_NAME[shape.name].__table__.columns.keys()
        assert [field.name for field in shape.fields] == columns


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sheet_and_column_is_explained(language: str) -> None:
    use(language)
    try:
        told = [(label(field), meaning(table, field)) for table, field in FIELDS]
        heads = Counter((table, label(field)) for table, field in FIELDS)
    finally:
        use(None)
    assert all(map(all, told))
    assert [head for head, count in heads.items() if count > 1] == []
    assert {shape.name for shape in SHAPES} == set(SHEETS)
    assert set(KINDS) == set(Kind)


def test_no_word_is_left_over() -> None:
    names = {field.name for _table, field in FIELDS}
    plain = {field.name for _table, field in FIELDS if not field.points_to}
    assert set(LABELS) == names
    told = {name.rpartition(".")[2] for name in MEANINGS}
    assert told <= plain
    assert {name.partition(".")[0] for name in MEANINGS if "." in name} <= set(SHEETS)


def test_of_every_table_it_is_said_what_belongs_to_a_child() -> None:
    """One with a column for the child belongs to them by itself."""
    others = {
        shape.name for shape in SHAPES if "student_id" not in [field.name for field in shape.fields]
    }
    assert others == TOLD | NOT_TOLD
    assert not TOLD & NOT_TOLD


def test_nothing_is_a_file() -> None:
    """Whoever keeps files beside the rows also writes them beside the workbook."""
    kinds = {type(column.type) for table in t.metadata.sorted_tables for column in table.columns}
    assert LargeBinary not in kinds
