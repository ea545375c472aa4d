"""Forget forms, codes, guesses, hand-offs and sessions that are over: python -m jobs.prune, daily.

`python -m jobs.retention` does the same and more, and says first what would go.
"""

from datetime import datetime

from db.commands.retention import forget
from db.session import writing
from db.tables.base import utc_now
from rules.people import SYSTEM


def prune(now: datetime) -> int:
    """How many rows were forgotten: those that were over 30 days before `now`."""
    with writing(SYSTEM) as db:
        return forget(db, now)


if __name__ == "__main__":
    print(f"{prune(utc_now())} rows forgotten.")
