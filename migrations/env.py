"""How Alembic reaches the database. On SQLite foreign keys are off while tables are rebuilt
(with them on, rebuilding a parent table deleted its children) and checked before the commit."""

from typing import Literal

from alembic import context
from sqlalchemy import create_engine

from db.engine import KEEPER
from db.tables import metadata

PLAIN = {"AutoString": "sa.String()", "UtcDateTime": "sa.DateTime()"}


def plain_type(kind: str, item: object, _context: object) -> str | Literal[False]:
    """A revision names the database's own types, whatever becomes of ours."""
    return PLAIN.get(type(item).__name__, False) if kind == "type" else False


url = context.config.attributes["url"]
engine = create_engine(url)
sqlite = engine.dialect.name == "sqlite"

with engine.connect() as connection:
    if sqlite:
        connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
        connection.commit()
    context.configure(
        connection=connection,
        target_metadata=metadata,
        render_as_batch=sqlite,
        render_item=plain_type,
        compare_type=True,
    )
    with context.begin_transaction():
        if not sqlite:
            connection.exec_driver_sql(KEEPER)
        context.run_migrations()
        if sqlite and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
            raise RuntimeError("a row would point to nothing after this upgrade; nothing changed")
engine.dispose()
