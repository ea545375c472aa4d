"""Schema changes: Alembic, run at every start."""

import sqlite3
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine
from sqlalchemy.engine import make_url

from db.engine import configured_url
from migrations.policies import keep_policies

HERE = Path(__file__).parent


def config(url: str) -> Config:
    settings = Config()
    settings.set_main_option("script_location", str(HERE))
    settings.attributes["url"] = url
    return settings


def upgrade(url: str | None = None) -> None:
    """Bring the database to the newest schema; a SQLite file is copied first."""
    url = url or configured_url()
    if not is_current(url):
        _back_up(url)
        command.upgrade(config(url), "head")
    keep_policies(url)


def is_current(url: str) -> bool:
    engine = create_engine(url)
    with engine.connect() as connection:
        found = MigrationContext.configure(connection).get_current_revision()
    engine.dispose()
    return found == ScriptDirectory.from_config(config(url)).get_current_head()


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
