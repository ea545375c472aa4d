"""The settings of the demo school."""

from db import tables as t
from db.session import HubSession

NAME = "Brook Hill School"
ZONE = "Europe/London"


def keep_settings(db: HubSession, year: str) -> None:
    """A school that says it is a demo."""
    settings = {
        "name": NAME,
        "zone": ZONE,
        "language": "en",
        "year": year,
        "demo": True,
    }
    db.add_all(t.Setting(key=f"school.{name}", value=value) for name, value in settings.items())
    db.flush()
