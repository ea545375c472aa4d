"""Formats known by the shape of their files: nobody has to say what their columns hold."""

from collections.abc import Iterable, Sequence
from functools import cache

from i18n import LANGUAGES, current, use
from rules import roster_fields, roster_labels
from rules.roster_fields import Kind
from rules.roster_headers import compact
from rules.roster_shapes import MANIFEST, SHAPES, Shape
from rules.roster_sheets import Grid, Row

OWN = "Hub"
OWN_LEAST = 3  # headers of the hub's own that make a sheet one of its own


def shape_of(headers: Sequence[str], hinted: Kind | None) -> Shape | None:
    """The known file with the most of these headers; `hinted` is what its name speaks of."""
    found = {compact(header) for header in headers}
    fitting = [
        shape
        for shape, needs in _needs().items()
        if needs <= found and shape.title in (None, hinted)
    ]
    return max(fitting, key=lambda shape: len(_needs()[shape]), default=None)


def fields_of(shape: Shape, headers: Sequence[str]) -> dict[int, str]:
    """The field of each column the shape names, by place; "" for one that is not used."""
    known = _columns(shape)
    found: dict[int, str] = {}
    taken: set[str] = set()
    for place, header in sorted(enumerate(headers), key=lambda one: _rank(known, one[1])):
        field = known.get(compact(header))
        if field is None:
            continue
        several = roster_fields.takes_several(shape.kind, field)
        found[place] = "" if field in taken and not several else field
        taken.add(field)
    return found


def is_own(headers: Sequence[str]) -> bool:
    """Whether the hub wrote this sheet: every column has a header of its own, in one language."""
    said = {compact(header) for header in headers if header}
    return len(said) >= OWN_LEAST and any(said <= own for own in _own_headers())


def holds_changes_only(grids: Iterable[Grid]) -> bool:
    """Whether the manifest of OneRoster says that the files hold what changed, not everybody."""
    for grid in grids:
        if (
            shape_of([str(cell) for cell in grid.rows[0].cells] if grid.rows else [], None)
            == MANIFEST
        ):
            return any(_says_delta(row) for row in grid.rows)
    return False


def _says_delta(row: Row) -> bool:
    name, value = str(row.cell(0) or ""), str(row.cell(1) or "")
    return name.startswith("file.") and value.strip().casefold() == "delta"


@cache
def _needs() -> dict[Shape, frozenset[str]]:
    return {
        shape: frozenset(compact(header) for header in shape.needs.split(",")) for shape in SHAPES
    }


@cache
def _columns(shape: Shape) -> dict[str, str]:
    pairs = (part.partition("=") for part in shape.columns.split(",") if "=" in part)
    return {compact(header): field.strip() for field, _equals, header in pairs}


def _rank(known: dict[str, str], header: str) -> int:
    """The columns in the order of the shape, wherever they stand in the file."""
    places = list(known)
    name = compact(header)
    return places.index(name) if name in known else len(places)


@cache
def _own_headers() -> tuple[frozenset[str], ...]:
    before = current()
    found: list[frozenset[str]] = []
    for language in LANGUAGES:
        use(language)
        found.append(
            frozenset(compact(roster_labels.header(*key)) for key in roster_labels.HEADERS)
        )
    use(before)
    return tuple(found)
