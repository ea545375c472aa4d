"""That somebody was erased: how much went, and what shows that nothing is left; never who."""

from datetime import datetime
from typing import Any

from db.tables.base import Table, json_map, key, later, moment


class Erasure(Table, table=True):
    id: int = key()
    erased_id: int  # of a row that has nothing left but this number
    role: str
    actor_id: int
    at: datetime = moment()
    counts: dict[str, int] = json_map()
    texts_left: int = 0  # texts of others that hold the name, and somebody chose to leave
    proved_at: datetime | None = later()
    proof: dict[str, Any] = json_map()
