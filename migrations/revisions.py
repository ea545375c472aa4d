"""What Alembic is asked for."""

from alembic import command
from alembic.config import Config

from migrations import VERSIONS


def config(url: str) -> Config:
    """Alembic's settings for the database at this address."""
    settings = Config()
    settings.set_main_option("script_location", str(VERSIONS.parent))
    settings.attributes["url"] = url
    return settings


def to_newest(url: str) -> None:
    """Every revision that this database has not seen."""
    command.upgrade(config(url), "head")
