"""A real hub whose database goes away: it waits, says so without any secret, then goes on."""

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
from tests.journeys.test_break_in import ask
from tests.journeys.test_canaries import SECRET

pytestmark = pytest.mark.postgres
AWAY = 3.0
SAID = "can't reach its data"


@pytest.fixture
def served(postgres_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A hub on PostgreSQL."""
    url = postgres_url.replace("hub@", f"hub:{SECRET}@")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATABASE_URL", url)
        forget_engine()
        with writing(SYSTEM) as db:
            cast = build(db, quick_hash)
        with serving(tmp_path_factory.mktemp("away"), DATABASE_URL=url) as hub:
            yield Served(hub, cast)
        forget_engine()


def _health(served: Served) -> tuple[int, str]:
    status, _headers, body = ask(served.url, "/healthz")
    return status, body.decode()


def test_a_page_waits_then_says_so_then_goes_on(served: Served, cluster: Cluster) -> None:
    with served.tab("parent") as tab:
        assert "Amara" in tab.open("")
        cluster.stop()
        back = Timer(AWAY, cluster.start)
        back.start()
        assert "Amara" in tab.open("")
        back.join()
        status, told = _health(served)
        assert (status, '"ok"' in told) == (200, True)
        cluster.stop()
        try:
            assert SAID in tab.open("")
            assert "Amara" not in tab.text
            assert SECRET not in tab.text
            status, told = _health(served)
            assert (status, '"away"' in told, SECRET in told) == (503, True, False)
        finally:
            cluster.start()
        assert "Amara" in tab.open("")
    log = served.hub.log.read_text("utf-8", errors="replace")
    assert [word for word in ("Amara", SECRET) if word in log] == []
    assert "OperationalError" in log
