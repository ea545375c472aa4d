"""What sheets seem to hold, told by their format, their names, their columns and their values."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice
from pathlib import PurePath

from rules import roster_fields
from rules.roster_cells import is_blank
from rules.roster_fields import Kind
from rules.roster_formats import OWN, fields_of, is_own, shape_of
from rules.roster_headers import Meaning, meaning, words
from rules.roster_kinds import is_own_title, kind_of, titled
from rules.roster_layout import ALL_DATA, Head, below, find_head
from rules.roster_mapping import ColumnMapping, SheetMapping, dated, samples
from rules.roster_memory import NOTHING_KNOWN, Memory, recall
from rules.roster_questions import ask
from rules.roster_shapes import KIN, ONE_ROSTER, Shape
from rules.roster_sheets import Grid
from rules.roster_values import LOOKED_AT, filled, is_role, mostly

SHEETS_OF_CLASSES = 2  # at least, where every class has a sheet
UNNAMED = re.compile(  # as spreadsheet programs call a sheet until somebody names it
    r"(sheet|hoja|feuille?|feuil|tabelle|blatt|arkusz|planilha|folha|página|ورقة|工作表|شیٹ)\s?\d*",
    re.IGNORECASE,
)
SPARSE = 0.5  # of a column's cells are empty: another one of the same meaning is better
TELLING_ROLES = (Kind.MEMBERS, Kind.DETAILS, Kind.GUARDIANS)

Gaps = dict[int, float]


def suggest_all(
    grids: Sequence[Grid], month_first: bool = False, memory: Memory = NOTHING_KNOWN
) -> list[SheetMapping]:
    """What all the sheets of an upload seem to hold, taken together."""
    found = [suggest(grid, month_first, memory=memory) for grid in grids]
    return _with_class_sheets(_of_one_format(_with_roles(found, grids, month_first)))


def suggest(
    grid: Grid,
    month_first: bool = False,
    kind: Kind | None = None,
    memory: Memory = NOTHING_KNOWN,
) -> SheetMapping:
    """What a sheet seems to hold; `kind` when a person has said it."""
    head = find_head(grid)
    blank = SheetMapping(
        grid.file, grid.name, Kind.NOTHING, False, None, rows=len(grid.rows), hidden=grid.hidden
    )
    if head is None:
        return blank
    mapping = _told(grid, head, blank, kind)
    mapping = replace(mapping, columns=tuple(_columns(mapping, grid, head)))
    mapping = recall(memory, mapping, kind)
    columns = (dated(one, grid, mapping.header_row, month_first) for one in mapping.columns)
    return replace(mapping, columns=tuple(columns))


def _told(grid: Grid, head: Head, blank: SheetMapping, kind: Kind | None) -> SheetMapping:
    """What the sheet as a whole holds."""
    titles = (grid.name, PurePath(grid.file).stem)
    shape = shape_of(head.headers, _hinted(titles))
    if shape and kind in (None, shape.kind):
        found, sure = shape.kind, True
    else:
        meanings = _meanings(grid, head)
        found, sure = kind_of(titles, filter(None, meanings), _names_roles(grid, head, meanings))
    if head.number == ALL_DATA:
        hinted = _hinted(titles)
        sure = hinted in (Kind.STUDENTS, Kind.TEACHERS)
        found = hinted if hinted and sure else Kind.STUDENTS
    own = is_own_title(grid.name) and is_own(head.headers)
    return replace(
        blank,
        kind=Kind.NOTHING if grid.hidden and not kind else kind or found,
        sure=sure or kind is not None or grid.hidden,
        header_row=head.number,
        rows=sum(row.number > head.number for row in grid.rows),
        format=shape.format if shape else OWN if own else "",
    )


def _hinted(titles: Sequence[str]) -> Kind | None:
    return next((hint for title in titles if (hint := titled(title))), None)


def _meanings(grid: Grid, head: Head) -> list[Meaning | None]:
    """What each header says; a role that is a relation to a child is one."""
    found = [meaning(header) if header else None for header in head.headers]
    if any(one and one.subject == "student" for one in found):
        return [
            replace(one, attribute="relation") if one and one.attribute == "role" else one
            for one in found
        ]
    return found


def _names_roles(grid: Grid, head: Head, meanings: Sequence[Meaning | None]) -> bool:
    """Whether a column says of each row whether it is a child, a parent or a teacher."""
    rows = list(below(grid, head.number))
    return any(
        mostly(filled(rows, index), is_role)
        for index, one in enumerate(meanings)
        if one and one.subject is None and one.attribute == "role"
    )


def _columns(mapping: SheetMapping, grid: Grid, head: Head) -> list[ColumnMapping]:
    meanings = _meanings(grid, head)
    width = max(grid.width, len(head.headers))
    shape = shape_of(head.headers, _hinted((grid.name, PurePath(grid.file).stem)))
    fields = _fields(mapping, shape, head.headers, meanings, _gaps(grid, head))
    columns: list[ColumnMapping] = []
    for index in range(width):
        header = head.headers[index] if index < len(head.headers) else ""
        said = meanings[index] if index < len(meanings) else None
        secret = bool(said and said.is_secret)
        shown = () if secret else samples(grid, mapping.header_row, index)
        if header or shown:
            field, place = fields.get(index, ("", 0))
            columns.append(ColumnMapping(index, header, field or None, shown, secret, place=place))
    return columns if mapping.format else ask(mapping.kind, columns, meanings, grid, head.number)


def _fields(
    mapping: SheetMapping,
    shape: Shape | None,
    headers: Sequence[str],
    meanings: Sequence[Meaning | None],
    gaps: Gaps,
) -> dict[int, tuple[str, int]]:
    """The field of each column and its place among those of one field.

    Of two columns for one field the fuller, then the one with the better name, is taken, wherever
    it stands.
    """
    known = fields_of(shape, headers) if shape and mapping.format == shape.format else {}
    allowed = set(roster_fields.all_fields(mapping.kind))
    found = {
        index: (field, place)
        for place, (index, field) in enumerate(known.items())
        if field in allowed or not field
    }
    taken = {field for field, _place in found.values() if field}

    def order(place: int) -> tuple[bool, int, str, int]:
        said = meanings[place]
        return (gaps.get(place, 0) > SPARSE, said.rank if said else 0, words(headers[place]), place)

    for index in sorted(range(len(headers)), key=order):
        said = meanings[index]
        if index in found or said is None or said.is_secret:
            continue
        full = [one for place, one in enumerate(meanings) if gaps.get(place, 0) <= SPARSE]
        field = roster_fields.field_of(mapping.kind, said, _beside(said, full))
        if field and (field not in taken or roster_fields.takes_several(mapping.kind, field)):
            found[index] = (field, len(found))
            taken.add(field)
    return {
        index: ("" if _is_split(field, found, gaps) else field, place)
        for index, (field, place) in found.items()
    }


def _is_split(field: str, found: dict[int, tuple[str, int]], gaps: Gaps) -> bool:
    """Whether a whole name stands in two other columns, split, for everybody."""
    before, name = roster_fields.prefix(field), roster_fields.attribute(field)
    full = {other for index, (other, _place) in found.items() if index not in gaps}
    parts = {roster_fields.joined(before, one) for one in ("given", "family")}
    return name in roster_fields.WHOLE_NAMES and parts <= full


def _gaps(grid: Grid, head: Head) -> Gaps:
    """The share of empty cells of each column that has any."""
    rows = list(islice(below(grid, head.number), LOOKED_AT))
    empty = (
        (index, sum(is_blank(row.cell(index)) for row in rows))
        for index in range(len(head.headers))
    )
    return {index: count / len(rows) for index, count in empty if count}


def _beside(said: Meaning, meanings: Sequence[Meaning | None]) -> frozenset[str]:
    """The parts of the same person's name that other columns hold."""
    return frozenset(
        one.attribute
        for one in meanings
        if one and (one.subject, one.slot) == (said.subject, said.slot)
        if one.attribute in ("given", "family")
    )


def _of_one_format(found: list[SheetMapping]) -> list[SheetMapping]:
    """Files that look alike in several formats are of the one their neighbours tell."""
    told = {one.format for one in found if one.format != ONE_ROSTER and one.format in KIN}
    if len(told) != 1:
        return found
    (name,) = told
    return [replace(one, format=name) if one.format == ONE_ROSTER else one for one in found]


def _with_roles(
    found: list[SheetMapping], grids: Sequence[Grid], month_first: bool
) -> list[SheetMapping]:
    """People whose role no column and no other sheet tells are asked about."""
    told = any(one.kind in TELLING_ROLES and one.is_used for one in found)
    return [
        replace(suggest(grid, month_first, Kind.STUDENTS), sure=False)
        if one.kind == Kind.PEOPLE and one.is_used and not (told or _has_roles(one, grid))
        else one
        for one, grid in zip(found, grids, strict=True)
    ]


def _has_roles(mapping: SheetMapping, grid: Grid) -> bool:
    places = [one.index for one in mapping.columns if one.field == "role"]
    rows = list(below(grid, mapping.header_row))
    return any(is_role(cell) for place in places for cell in filled(rows, place))


def _with_class_sheets(found: list[SheetMapping]) -> list[SheetMapping]:
    """Sheets of one workbook with the same columns and no class are each a class."""
    alike = Counter(_sign(one) for one in found if could_be_a_class(one))
    return [
        replace(one, class_name=one.sheet)
        if could_be_a_class(one) and alike[_sign(one)] >= SHEETS_OF_CLASSES
        else one
        for one in found
    ]


def could_be_a_class(mapping: SheetMapping) -> bool:
    """Whether a sheet of children without a class may be named after theirs."""
    fields = {one.field for one in mapping.columns}
    return (
        mapping.kind == Kind.STUDENTS
        and mapping.sure
        and not mapping.file.startswith(mapping.sheet)
        and not UNNAMED.fullmatch(mapping.sheet)
        and not fields & {"class.name", "class.ref"}
        and titled(mapping.sheet) in (None, Kind.CLASSES)
    )


def _sign(mapping: SheetMapping) -> tuple[str, tuple[str, ...]]:
    together = mapping.file.rpartition("/")[0] or mapping.file  # the files of one zip
    return together, tuple(sorted(one.field or "" for one in mapping.columns))
