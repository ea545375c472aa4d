"""Figures with their targets, and the table of them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from operator import ge, le

COMPARE: dict[str, Callable[[float, float], bool]] = {"≤": le, "≥": ge}


@dataclass(frozen=True)
class Figure:
    """Something measured; without a target it is there to be compared with."""

    name: str
    value: float
    unit: str
    target: float | None = None
    compare: str = "≤"
    note: str = ""

    @property
    def met(self) -> bool:
        return self.target is None or COMPARE[self.compare](self.value, self.target)

    @property
    def row(self) -> tuple[str, str, str, str, str]:
        target = "" if self.target is None else f"{self.compare} {_said(self.target)} {self.unit}"
        verdict = "" if self.target is None else "yes" if self.met else "NO"
        return self.name, target, f"{_said(self.value)} {self.unit}".strip(), verdict, self.note


HEAD = ("figure", "target", "measured", "met", "")


def table(figures: Iterable[Figure]) -> str:
    """Columns that line up."""
    rows = [HEAD, *(figure.row for figure in figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEAD))]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]
    return "\n".join([lines[0], "  ".join("-" * width for width in widths[:4]), *lines[1:]])


def _said(value: float) -> str:
    if value == int(value) or value >= 100:
        return f"{value:.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}"
