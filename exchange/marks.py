"""What calamine leaves out of a cell: the zeros its format shows, and that it is an error."""

from collections.abc import Iterable, Mapping

from exchange.zeros import mask_of, with_zeros
from rules.roster_sheets import Cell, CellError

Mark = str | CellError  # a mask such as 00000, or an error
Marks = dict[tuple[int, int], Mark]  # by row and column, from 0

ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}


def error(code: int) -> CellError:
    return CellError(ERRORS.get(code, "#N/A"))


def masks_of(styles: Iterable[int], own: Mapping[int, str]) -> list[str]:
    """The mask of each style; only formats that are the workbook's own have one."""
    return [mask_of(own.get(number, "")) for number in styles]


def mark(masks: list[str], style: int) -> str:
    return masks[style] if style < len(masks) else ""


def marked(value: Cell, one: Mark | None) -> Cell:
    """The cell as a person sees it."""
    if isinstance(one, CellError):
        return one
    if one and isinstance(value, int | float) and not isinstance(value, bool):
        return with_zeros(value, one)
    return value
