"""A provider that lies, or an answer of another one, at a real hub: nobody comes in."""

import base64
import hmac
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from joserfc.jwk import RSAKey
from sqlalchemy import select
from streamlit import auth_util
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value

from auth.cookies import OF_PROVIDER
from auth.provider_routes import FAILED
from components import providers as drawn
from db import tables as t
from db.session import reading
from rules.people import SYSTEM
from rules.providers import CALLBACK, METADATA
from tests.fixtures.provider import ACCESS, KEY, LONG, IdP, identity_provider, signed
from tests.fixtures.served import Served, serving_cast
from tests.fixtures.tab import Tab

SAID = drawn.TOLD[drawn.FAILED]
MARIAMA = ("of mariama", "mariama@example.org")
AIGUL = ("of aigul", "aigul@example.org")
OTHER = RSAKey.generate_key(2048, {"kid": "tests", "use": "sig", "alg": "RS256"})
Lie = Callable[[dict[str, Any]], str]


@pytest.fixture(scope="module")
def school() -> Iterator[IdP]:
    with identity_provider() as idp:
        yield idp


@pytest.fixture(scope="module")
def liar() -> Iterator[IdP]:
    with identity_provider() as idp:
        yield idp


@pytest.fixture(scope="module")
def hub(
    sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory, school: IdP, liar: IdP
) -> Iterator[Served]:
    """A hub that two providers lead to."""
    data = tmp_path_factory.mktemp("lies")
    secrets = school.secrets(data, closed=liar.url + METADATA)
    with serving_cast(sqlite_template, data, STREAMLIT_SECRETS_FILES=str(secrets)) as served:
        yield served


@pytest.fixture(autouse=True)
def honest(school: IdP, liar: IdP, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both begin each test with the truth; the way there is signed as the hub does it."""
    school.knows(*MARIAMA)
    liar.knows("a liar", MARIAMA[1])
    monkeypatch.setattr(auth_util, "get_signing_secret", lambda: LONG)


@pytest.fixture
def browser(hub: Served) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=hub.url) as browser:
        yield browser


def answer_of(browser: httpx.Client, name: str = "school") -> dict[str, str]:
    """With what a provider sends this browser back to the hub."""
    token = auth_util.encode_provider_token(name)
    there = browser.get("/auth/login", params={"provider": token}).headers["location"]
    return asked_in(httpx.get(there).headers["location"])


def asked_in(address: str) -> dict[str, str]:
    return {key: values[0] for key, values in parse_qs(urlsplit(address).query).items()}


def come_back(browser: httpx.Client, answer: dict[str, str]) -> httpx.Response:
    return browser.get(CALLBACK, params=answer)


def given(response: httpx.Response) -> list[str]:
    """What the browser is given to show who somebody is."""
    cookies = [one.partition(";")[0] for one in response.headers.get_list("set-cookie")]
    return [one for one in cookies if one.startswith(OF_PROVIDER) and one[-2:] not in ("=", '""')]


def leads_nowhere(response: httpx.Response) -> bool:
    return response.headers["location"] == FAILED and given(response) == []


def page_of(browser: httpx.Client) -> str:
    """The page that a tab of this browser shows."""
    browser.get("/", headers={"accept": "text/html"})  # where the hub gives its mark
    browser.get("/_stcore/health")  # and Streamlit its own
    with Tab(str(browser.base_url).rstrip("/"), dict(browser.cookies)) as tab:
        return tab.open("")


def linked() -> list[str]:
    with reading(SYSTEM) as db:
        return list(db.scalars(select(t.Identity.subject)))


def part(said: dict[str, Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(said).encode()).rstrip(b"=").decode()


def unsigned(claims: dict[str, Any]) -> str:
    return f"{part({'alg': 'none'})}.{part(claims)}."


def unsigned_by_its_key(claims: dict[str, Any]) -> str:
    return f"{part({'alg': 'none', 'kid': 'tests'})}.{part(claims)}."


def by_another_key(claims: dict[str, Any]) -> str:
    return signed(claims, OTHER)


def changed_afterwards(claims: dict[str, Any]) -> str:
    header, _body, signature = signed(claims | {"sub": "a liar"}).split(".")
    return f"{header}.{part(claims)}.{signature}"


def by_what_everybody_knows(claims: dict[str, Any]) -> str:
    """The public key, taken for the secret of another algorithm."""
    public = KEY.as_pem(private=False)
    head = f"{part({'alg': 'HS256', 'kid': 'tests'})}.{part(claims)}"
    seal = hmac.digest(public, head.encode(), "sha256")
    return f"{head}.{base64.urlsafe_b64encode(seal).rstrip(b'=').decode()}"


LIES: tuple[Lie, ...] = (
    unsigned,
    unsigned_by_its_key,
    by_another_key,
    changed_afterwards,
    by_what_everybody_knows,
)


@pytest.mark.parametrize("lie", LIES)
def test_what_is_not_signed_by_the_provider_is_not_believed(
    browser: httpx.Client, school: IdP, lie: Lie
) -> None:
    school.sign = lie
    assert leads_nowhere(come_back(browser, answer_of(browser)))
    assert linked() == []


@pytest.mark.parametrize(
    "claim",
    [
        {"iss": "https://accounts.google.com"},
        {"iss": None},
        {"aud": "another hub"},
        {"aud": ["another hub"]},
        {"aud": None},
        {"aud": ["the-hub", "another hub"], "azp": "another hub"},
        {"nonce": "of another question"},
        {"nonce": None},
        {"exp": 1},
        {"exp": None},
    ],
    ids=str,
)
def test_what_was_said_by_or_to_or_for_another_is_not_believed(
    browser: httpx.Client, school: IdP, claim: dict[str, Any]
) -> None:
    school.claims |= claim
    assert leads_nowhere(come_back(browser, answer_of(browser)))
    assert linked() == []


def test_an_answer_belongs_to_the_question_of_its_browser(
    hub: Served, browser: httpx.Client
) -> None:
    """Without a state, with a made-up one, in a browser that asked nothing, or something else."""
    answer = answer_of(browser)
    without = {"code": answer["code"]}
    with httpx.Client(base_url=hub.url) as other:
        assert leads_nowhere(come_back(other, answer))
        theirs = answer_of(other)
        assert leads_nowhere(come_back(other, answer))
        assert leads_nowhere(come_back(other, answer | {"state": theirs["state"]}))
    assert leads_nowhere(come_back(browser, without))
    assert leads_nowhere(come_back(browser, answer | {"state": "made up"}))
    assert linked() == []


def test_an_answer_of_one_provider_is_none_of_another(browser: httpx.Client) -> None:
    for mine, other in (("school", "closed"), ("closed", "school")):
        answer = answer_of(browser, mine)
        state = answer_of(browser, other)["state"]
        assert leads_nowhere(come_back(browser, answer | {"state": state}))
    assert linked() == []


def test_whoever_led_nowhere_is_told_so(hub: Served) -> None:
    with hub.tab(None) as tab:
        assert SAID in tab.open("", **asked_in(FAILED))


def test_the_truth_opens_once_and_its_tokens_stay_here(browser: httpx.Client) -> None:
    answer = answer_of(browser)
    before = dict(browser.cookies)
    response = come_back(browser, answer)
    held = given(response)
    assert [one.partition("=")[0] for one in held] == [OF_PROVIDER]
    said = decode_signed_value(LONG, OF_PROVIDER, response.cookies[OF_PROVIDER].strip('"'))
    assert said is not None
    assert json.loads(said)["sub"] == "of mariama"
    assert ACCESS.encode() not in said
    assert b"id_token" not in said
    assert leads_nowhere(come_back(browser, answer))
    with httpx.Client(base_url=browser.base_url, cookies=before) as copied:
        assert leads_nowhere(come_back(copied, answer))
    browser.cookies.update(response.cookies)
    assert SAID not in page_of(browser)
    assert linked() == ["of mariama"]


def test_a_provider_that_says_it_is_another_one_is_not_believed(
    browser: httpx.Client, school: IdP, liar: IdP
) -> None:
    """It is one that the host trusts, and names the other as the issuer of what it signs itself.

    Not of somebody who came in before: an answer of the same second is spent, and tells nothing.
    """
    liar.knows(*AIGUL)
    liar.metadata = {"issuer": school.url}
    liar.claims |= {"iss": school.url}
    response = come_back(browser, answer_of(browser, "closed"))
    assert given(response) != []
    assert SAID in page_of(browser)
    assert "of aigul" not in linked()
