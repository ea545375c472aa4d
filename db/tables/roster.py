"""What was imported, when and by whom."""

from datetime import datetime

from db.tables.base import Table, json_list, json_map, key, later, link, moment


class ImportBatch(Table, table=True):
    __tablename__ = "import_batch"

    id: int = key()
    at: datetime = moment()
    by_id: int = link("person.id")
    files: list[str] = json_list()
    counts: dict[str, int] = json_map()
    fingerprint: str = ""
    undone_at: datetime | None = later()
