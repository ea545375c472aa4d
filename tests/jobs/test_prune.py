"""What is over is forgotten, and nothing else."""

from datetime import timedelta

from sqlalchemy import func, select

from db import tables as t
from db.session import reading, writing
from db.tables.base import utc_now
from jobs.prune import prune
from rules.people import SYSTEM
from seed.cast import Cast
from tests.cast import session_of


def test_only_what_is_long_over_goes(hub: Cast) -> None:
    session_of(hub, "parent")
    now = utc_now()
    with writing(SYSTEM) as db:
        db.add_all(
            t.Attempt(subject="account:x", at=now - timedelta(days=days)) for days in (0, 29, 31)
        )
    assert prune(now) == 1
    with reading(SYSTEM) as db:
        assert db.scalar(select(func.count()).select_from(t.Attempt)) == 2
        assert db.scalar(select(func.count()).select_from(t.WebSession)) == 1
    assert prune(now + timedelta(days=60)) == 3
