"""What was imported, when and by whom, and what each import changed."""

from datetime import datetime

from sqlmodel import Field

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
    undone_by_id: int | None = link("person.id", default=None)


class ImportChange(Table, table=True):
    """One row of the hub that an import changed, field by field: what an undo takes back."""

    __tablename__ = "import_change"

    id: int = key()
    batch_id: int = link("import_batch.id")
    subject: str
    row_id: int
    what: str
    name: str = ""
    fields: str = Field(default="{}")  # {"grade": ["3", "4"]}, read only where it is asked for
    stayed: bool = False  # kept when the import was undone
