"""A real hub whose database goes away: it waits a little, then says so, then goes on."""

import json
import urllib.error
import urllib.request
from collections.abc import Iterator
from threading import Timer

import pytest

from db.session import forget_engine, writing
from rules.people import SYSTEM
from seed.cast import build
from tests.cast import quick_hash
from tests.fixtures.hub import serving
from tests.fixtures.postgres import Cluster
from tests.fixtures.served import Served

pytestmark = pytest.mark.postgres
AWAY = 3.0
SAID = "can't reach its data"


@pytest.fixture
def served(postgres_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A hub on PostgreSQL."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATABASE_URL", postgres_url)
        forget_engine()
        with writing(SYSTEM) as db:
            cast = build(db, quick_hash)
        with serving(tmp_path_factory.mktemp("away"), DATABASE_URL=postgres_url) as hub:
            yield Served(hub, cast)
        forget_engine()


def _health(served: Served) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(f"{served.url}/healthz", timeout=30) as answer:
            return answer.status, json.load(answer)["database"]
    except urllib.error.HTTPError as error:
        return error.code, json.load(error)["database"]


def test_a_page_waits_then_says_so_then_goes_on(served: Served, cluster: Cluster) -> None:
    with served.tab("parent") as tab:
        assert "Amara" in tab.open("")
        cluster.stop()
        back = Timer(AWAY, cluster.start)
        back.start()
        assert "Amara" in tab.open("")
        back.join()
        assert _health(served) == (200, "ok")
        cluster.stop()
        try:
            assert SAID in tab.open("")
            assert "Amara" not in tab.text
            assert _health(served) == (503, "away")
        finally:
            cluster.start()
        assert "Amara" in tab.open("")
    assert "Amara" not in served.hub.log.read_text("utf-8", errors="replace")
