"""The settings of the demo school."""

from datetime import date

from db import tables as t
from db.session import HubSession
from rules.school import school_year

NAME = "Brook Hill School"
ZONE = "Europe/London"


def keep_settings(db: HubSession, today: date) -> None:
    """A school that says it is a demo."""
    settings = {
        "name": NAME,
        "zone": ZONE,
        "language": "en",
        "year": school_year(today),
        "demo": True,
    }
    db.add_all(t.Setting(key=f"school.{name}", value=value) for name, value in settings.items())
    db.flush()
