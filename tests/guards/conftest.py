"""A served hub with the cast in it, and a tab for any of them."""

import secrets
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from auth.cookies import BROWSER, SESSION
from db import tables as t
from db.session import forget_engine, writing
from db.tables.base import utc_now
from rules.accounts import fingerprint
from rules.people import SYSTEM
from seed.cast import Cast, build
from tests.cast import quick_hash
from tests.fixtures.hub import Hub, serving
from tests.guards.tab import Tab


@dataclass(frozen=True)
class Served:
    """A hub that is being served to the cast."""

    hub: Hub
    cast: Cast

    @property
    def url(self) -> str:
        return self.hub.url

    def token(self, key: str, hours: float = 1) -> str:
        """A session of a member of the cast."""
        token = secrets.token_urlsafe(32)
        with writing(SYSTEM) as db:
            db.add(
                t.WebSession(
                    account_id=self.cast.accounts[key],
                    token_hash=fingerprint(token),
                    expires_at=utc_now() + timedelta(hours=hours),
                )
            )
        return token

    def cookies(self, key: str | None) -> dict[str, str]:
        mark = {BROWSER: f"browser of {key}".replace(" ", "-")}
        return mark | ({SESSION: self.token(key)} if key else {})

    def tab(self, key: str | None, resume: str | None = None) -> Tab:
        """A tab of somebody who has just signed in, or of nobody."""
        return Tab(self.url, self.cookies(key), resume=resume)


@pytest.fixture(scope="module")
def served(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    data = tmp_path_factory.mktemp("served")
    shutil.copy(sqlite_template, data / "hub.sqlite3")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HUB_DATA", str(data))
        patch.delenv("DATABASE_URL", raising=False)
        forget_engine()
        with writing(SYSTEM) as db:
            cast = build(db, quick_hash)
        with serving(data) as hub:
            yield Served(hub, cast)
        forget_engine()
