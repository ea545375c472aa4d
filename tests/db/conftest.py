"""A hub full of rows that could leak, behind each wall."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from db.session import forget_engine, writing
from rules.people import SYSTEM
from seed.cast import Cast, build
from tests.cast import Template, copied, quick_hash
from tests.db.full_hub import fill
from tests.db.walls import BOTH_WALLS, standing

Filled = tuple[str, Cast]


@pytest.fixture(scope="module")
def filled(postgres_url: str) -> Filled:
    """The address of a full PostgreSQL hub, and who is in it."""
    with pytest.MonkeyPatch.context() as patch, standing(BOTH_WALLS):
        patch.setenv("DATABASE_URL", postgres_url)
        with writing(SYSTEM) as db:
            cast = build(db, quick_hash)
        fill(cast)
    return postgres_url, cast


@pytest.fixture(scope="module")
def behind(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Cast]:
    """The full hub behind the wall that the test names."""
    if request.param == "sqlite":
        template: Template = request.getfixturevalue("hub_template")
        folder: Path = tmp_path_factory.mktemp("full")
        with copied(template, folder) as cast:
            fill(cast)
            yield cast
        return
    url, cast = request.getfixturevalue("filled")
    with pytest.MonkeyPatch.context() as patch, standing(request.param):
        patch.setenv("DATABASE_URL", url)
        yield cast
    forget_engine()
