"""Schema changes: Alembic, at each start that finds the database behind."""

import sqlite3
from pathlib import Path

from sqlalchemy import create_engine, inspect, text
from sqlalchemy.engine import make_url

from db.engine import configured_url
from migrations.policies import keep_policies

VERSIONS = Path(__file__).parent / "versions"
NEWEST = max(file.name for file in VERSIONS.glob("[0-9]*.py"))[:4]


def upgrade(url: str | None = None) -> None:
    """Bring the database to the newest schema; a SQLite file is copied first."""
    url = url or configured_url()
    if not is_current(url):
        _back_up(url)
        from migrations.revisions import to_newest  # a quarter of a second, seldom needed

        to_newest(url)
    keep_policies(url)


def is_current(url: str) -> bool:
    engine = create_engine(url)
    with engine.connect() as connection:
        known = inspect(connection).has_table("alembic_version")
        found = connection.scalar(text("SELECT version_num FROM alembic_version")) if known else ""
    engine.dispose()
    return found == NEWEST


def _back_up(url: str) -> None:
    name = make_url(url).database
    if make_url(url).get_backend_name() != "sqlite" or not name or not Path(name).exists():
        return
    source = sqlite3.connect(name)
    if source.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
        with sqlite3.connect(f"{name}.before-upgrade") as copy:
            source.backup(copy)
        copy.close()
    source.close()
