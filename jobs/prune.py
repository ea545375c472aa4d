"""Forget guesses, hand-offs and sessions whose time is over: python -m jobs.prune, once a day."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from db import tables as t
from db.session import writing
from db.tables.base import utc_now
from rules.people import SYSTEM

KEPT = timedelta(days=30)
OVER: dict[type[t.Table], Any] = {
    t.Attempt: t.Attempt.at,
    t.Handoff: t.Handoff.expires_at,
    t.WebSession: t.WebSession.expires_at,
}


def prune(now: datetime) -> int:
    """How many rows were forgotten: those that were over 30 days before `now`."""
    with writing(SYSTEM) as db:
        rows = [
            row
            for table, ended in OVER.items()
            for row in db.scalars(select(table).where(ended < now - KEPT))
        ]
        for row in rows:
            db.delete(row)
    return len(rows)


if __name__ == "__main__":
    print(f"{prune(utc_now())} rows forgotten.")
