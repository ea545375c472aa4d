"""The cast in tests: a fresh hub with everybody in it, their eyes, and the app as one of them."""

import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from html import unescape
from itertools import count
from pathlib import Path
from re import sub

import bcrypt
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from auth import identity
from db import tables as t
from db.session import engine, forget_engine, writing
from db.tables.base import utc_now
from i18n import SOURCE, use
from rules.accounts import fingerprint
from rules.menu import BY_KEY
from rules.people import SYSTEM, Me, full_name
from seed.cast import BY_KEY as MEMBERS
from seed.cast import Cast, build
from tests.fixtures.databases import BOTH

MAIN = Path(__file__).parents[1] / "pages" / "main.py"
STAYS = "test_token"
SECONDS = 20
_numbers = count(1)


def quick_hash(password: str) -> str:
    """The cheapest hash that the sign-in form takes."""
    return bcrypt.hashpw(password.encode(), bcrypt.gensalt(4)).decode()


@dataclass(frozen=True)
class Template:
    """A hub's file with the cast in it, copied for each test."""

    file: Path
    cast: Cast


@pytest.fixture(scope="session")
def hub_template(tmp_path_factory: pytest.TempPathFactory) -> Template:
    """The cast, written once."""
    folder = tmp_path_factory.mktemp("cast")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HUB_DATA", str(folder))
        patch.delenv("DATABASE_URL", raising=False)
        forget_engine()
        t.metadata.create_all(engine())
        with writing(SYSTEM) as db:
            cast = build(db, quick_hash)
        forget_engine()
    return Template(folder / "hub.sqlite3", cast)


@contextmanager
def copied(template: Template, folder: Path) -> Iterator[Cast]:
    """A copy of the hub with the cast, for as long as it is open."""
    shutil.copy(template.file, folder / "hub.sqlite3")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HUB_DATA", str(folder))
        patch.delenv("DATABASE_URL", raising=False)
        forget_engine()
        use(SOURCE)
        yield template.cast
    forget_engine()


@pytest.fixture
def hub(hub_template: Template, tmp_path: Path) -> Iterator[Cast]:
    """A hub of this test's own, with the cast."""
    with copied(hub_template, tmp_path) as cast:
        yield cast


@pytest.fixture(params=BOTH)
def any_hub(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Cast]:
    """A hub of this test's own, with the cast, once in a database of each kind."""
    if request.param == "sqlite":
        shutil.copy(request.getfixturevalue("sqlite_template"), tmp_path / "hub.sqlite3")
        url = f"sqlite:///{tmp_path / 'hub.sqlite3'}"
    else:
        template = request.getfixturevalue("postgres_template")
        url = request.getfixturevalue("cluster").database(f"any_{next(_numbers)}", template)
    monkeypatch.setenv("DATABASE_URL", url)
    forget_engine()
    with writing(SYSTEM) as db:
        cast = build(db, quick_hash)
    yield cast
    forget_engine()


def me_of(cast: Cast, key: str) -> Me:
    """The eyes of a member: me_of(hub, "teacher")."""
    member = MEMBERS[key]
    return Me(
        person_id=cast.person(key),
        role=member.role,
        name=full_name(member.given, member.family),
        language=member.language or "",
        account_id=cast.accounts.get(key, 0),
        session_id=0,
        seen_at=utc_now(),
        confirmed_at=utc_now(),
    )


def session_of(cast: Cast, key: str) -> str:
    """The token of a new session of this member."""
    token = secrets.token_urlsafe(32)
    with writing(SYSTEM) as db:
        db.add(
            t.WebSession(
                account_id=cast.accounts[key],
                token_hash=fingerprint(token),
                idle_until=utc_now() + timedelta(hours=1),
                expires_at=utc_now() + timedelta(hours=1),
                confirmed_at=utc_now(),
            )
        )
    return token


AppAs = Callable[[str | None], AppTest]


@pytest.fixture
def app_as(hub: Cast, monkeypatch: pytest.MonkeyPatch) -> AppAs:
    """The app at its home as a member of the cast; app_as(None) has not signed in."""
    monkeypatch.setattr(identity, "token", lambda: st.session_state.get(STAYS))
    monkeypatch.setattr(identity, "mark", lambda: "this browser")
    st.set_option("client.showErrorDetails", "full")

    def start(key: str | None) -> AppTest:
        st.cache_data.clear()
        at = AppTest.from_file(MAIN, default_timeout=SECONDS)
        if key is not None:
            at.session_state[STAYS] = session_of(hub, key)
        return sound(at.run())

    return start


def open_page(at: AppTest, key: str, **params: str | int) -> AppTest:
    """Go to a page of the menu by its address, whoever it is for."""
    page = BY_KEY[key]
    at.query_params = {name: str(value) for name, value in params.items()}
    at._page_hash = _hash_of(at, page.url)
    return sound(at.run())


def _hash_of(at: AppTest, url: str) -> str:
    """The hash of the page registered there; the home has no address of its own."""
    found = [mark for mark, page in at._registered_pages.items() if page.get("url_pathname") == url]
    return found[0] if found else calc_hash(url)


def sound(at: AppTest) -> AppTest:
    """The app, unless its run broke."""
    assert not at.exception, at.exception[0].stack_trace or at.exception[0].message
    return at


def words(at: AppTest) -> str:
    """Everything a reader sees, in one text."""
    kinds = (at.title, at.header, at.subheader, at.markdown, at.text, at.caption)
    boxes = (at.error, at.warning, at.info, at.success, at.toast)
    shown = [str(element.value) for kind in (*kinds, *boxes) for element in kind]
    drawn = [unescape(sub("<style.*?</style>|<[^>]+>", " ", box.value)) for box in at.html]
    return "\n".join([*shown, *drawn, *(str(button.label) for button in at.button)])
