"""Notes about a child for staff alone."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class NoteLine:
    """One note as staff read it."""

    id: int
    text: str
    author: str
    created_at: datetime
    mine: bool
    seen_by: str


@dataclass(frozen=True)
class Notes:
    """The notes about a child, the last first, and who will read the next one."""

    lines: tuple[NoteLine, ...]
    seen_by: str
