"""How the hub speaks to a PostgreSQL on another machine: what its driver is asked for."""

from typing import Any

import pytest
from sqlalchemy import create_engine, event

from db.engine import configured_url
from db.tls import warning, with_tls

ELSEWHERE = "postgresql://hub:a%40b@db.example.org/hub"


@pytest.fixture(autouse=True)
def _nothing_said(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PGSSLMODE", "PGHOST", "PGHOSTADDR"):
        monkeypatch.delenv(name, raising=False)
    with_tls.cache_clear()


def asked(monkeypatch: pytest.MonkeyPatch, address: str) -> dict[str, Any]:
    """What the driver is handed; it is never called."""
    monkeypatch.setenv("DATABASE_URL", address)
    engine, seen = create_engine(configured_url()), {}

    @event.listens_for(engine, "do_connect")
    def _instead(_dialect: object, _record: object, _args: object, given: dict[str, Any]) -> None:
        seen.update(given)
        raise ConnectionError

    with pytest.raises(ConnectionError):
        engine.connect()
    return seen


@pytest.mark.parametrize(
    ("address", "mode"),
    [
        (ELSEWHERE, "require"),
        ("postgres://hub@db/hub", "require"),
        ("postgresql+psycopg://hub@10.0.0.5:5433/hub", "require"),
        ("postgresql://hub@[2001:db8::1]/hub", "require"),
        ("postgresql://hub@/hub?host=127.0.0.1&host=db.example.org", "require"),
        ("postgresql://hub@localhost/hub?hostaddr=192.0.2.1", "require"),
        (f"{ELSEWHERE}?application_name=hub", "require"),
        (f"{ELSEWHERE}?sslrootcert=system", "verify-full"),
        (f"{ELSEWHERE}?sslmode=verify-full&sslrootcert=/ca.pem", "verify-full"),
        (f"{ELSEWHERE}?sslmode=disable", "disable"),
        ("postgresql://hub@localhost/hub", None),
        ("postgresql://hub@127.0.0.1:5433/hub", None),
        ("postgresql://hub@[::1]/hub", None),
        ("postgresql:///hub", None),
        ("postgresql://hub@/hub?host=/var/run/postgresql", None),
    ],
)
def test_another_machine_is_asked_for_tls(
    monkeypatch: pytest.MonkeyPatch, address: str, mode: str | None
) -> None:
    given = asked(monkeypatch, address)
    assert given.get("sslmode") == mode
    assert given.get("password") == ("a@b" if address.startswith(ELSEWHERE) else None)


def test_what_the_environment_says_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PGHOST", "db.example.org")
    assert asked(monkeypatch, "postgresql:///hub")["sslmode"] == "require"
    with_tls.cache_clear()
    monkeypatch.setenv("PGSSLMODE", "verify-full")
    assert "sslmode" not in asked(monkeypatch, "postgresql:///hub")


@pytest.mark.parametrize(
    ("address", "words"),
    [
        (ELSEWHERE, "not whose certificate it shows"),
        (f"{ELSEWHERE}?sslmode=verify-ca", "not whose certificate it shows"),
        (f"{ELSEWHERE}?sslmode=disable", "read along"),
        (f"{ELSEWHERE}?sslmode=prefer", "read along"),
        (f"{ELSEWHERE}?sslmode=verify-full", ""),
        ("postgresql://hub@localhost/hub", ""),
        ("sqlite:///hub.sqlite3", ""),
    ],
)
def test_whoever_runs_the_hub_is_told(
    monkeypatch: pytest.MonkeyPatch, address: str, words: str
) -> None:
    monkeypatch.setenv("DATABASE_URL", address)
    told = warning(configured_url())
    assert words in told
    assert bool(told) is bool(words)
    assert "db.example.org" not in told
    assert "a@b" not in told
