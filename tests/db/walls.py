"""Both walls between a viewer and rows of others, and how to take one of them away."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from db import engine, session
from db.session import forget_engine
from tests.db import matrix

SESSION, POLICIES, BOTH_WALLS = "session alone", "policies alone", "both"
WALLS = (
    "sqlite",
    *(pytest.param(wall, marks=pytest.mark.postgres) for wall in (SESSION, POLICIES, BOTH_WALLS)),
)


@contextmanager
def standing(wall: str) -> Iterator[None]:
    """This wall alone: a superuser meets no policy, a rule that nobody asks filters nothing."""
    with pytest.MonkeyPatch.context() as patch:
        if wall == SESSION:
            patch.setattr(engine, "BECOME_GUEST", "SELECT NULL WHERE false")
        if wall == POLICIES:
            patch.setattr(session, "_ruled", lambda statement, *_: statement)
            patch.setattr(matrix, "check_written", lambda *_: None)
        forget_engine()
        yield
    forget_engine()
