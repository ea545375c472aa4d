"""Which providers are offered, and which of their words is believed."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from rules.providers import (
    AHEAD,
    LASTS,
    METADATA,
    Provider,
    Token,
    faults,
    label_of,
    providers,
    speaks_for_itself,
    token_of,
)

GOOGLE = "https://accounts.google.com"
TENANT = "f7c1a0d2-0000-4000-8000-000000000001"
MICROSOFT = f"https://login.microsoftonline.com/{TENANT}/v2.0"
SHARED = {"redirect_uri": "https://hub.example/oauth2callback", "cookie_secret": "x"}
SECTION = {
    "client_id": "a",
    "client_secret": "b",
    "server_metadata_url": f"{GOOGLE}/.well-known/openid-configuration",
}
NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


def user(**changed: Any) -> dict[str, Any]:
    """What Streamlit says of somebody, right but for what is changed."""
    return {
        "is_logged_in": True,
        "iss": GOOGLE,
        "sub": "1",
        "iat": int(NOW.timestamp()),
        "email": "Mariama@Example.org",
        "email_verified": True,
    } | changed


def email_of(**changed: Any) -> str:
    token = token_of(user(**changed))
    assert token is not None
    return token.email


def microsoft(**changed: Any) -> str:
    return email_of(**{"iss": MICROSOFT, "tid": TENANT, "email_verified": None} | changed)


def test_what_a_provider_says_is_read() -> None:
    assert token_of(user()) == Token(GOOGLE, "1", "mariama@example.org", NOW)


@pytest.mark.parametrize(
    "changed",
    [
        {"is_logged_in": False},
        {"iss": None},
        {"iss": ""},
        {"sub": None},
        {"sub": ""},
        {"iat": None},
        {"iat": "soon"},
    ],
)
def test_who_says_too_little_is_nobody(changed: dict[str, Any]) -> None:
    assert token_of(user(**changed)) is None
    assert token_of({}) is None


@pytest.mark.parametrize("said", [True, "true"])
def test_a_confirmed_address_counts(said: object) -> None:
    assert email_of(email_verified=said) == "mariama@example.org"


@pytest.mark.parametrize("said", [False, None, "false", "no", 0, "", {}])
def test_an_address_that_nobody_confirmed_does_not(said: object) -> None:
    assert email_of(email_verified=said) == ""


@pytest.mark.parametrize("email", [None, 7, "", "no sign", "mari\u212ama@example.org", "é@x.org"])
def test_an_address_that_could_be_taken_for_another_does_not(email: object) -> None:
    """The Kelvin sign, made small, is the letter k."""
    assert email_of(email=email) == ""


def test_of_microsoft_only_the_owner_of_the_domain_confirms() -> None:
    assert microsoft() == ""
    assert microsoft(email_verified=True) == ""  # anybody's tenant can be made to say so
    assert microsoft(xms_edov=True) == microsoft(xms_edov="1") == "mariama@example.org"
    for said in (False, "0", 0, None):
        assert microsoft(xms_edov=said) == ""


def test_microsofts_word_is_its_tenants() -> None:
    assert microsoft(xms_edov=True, tid="another") == ""
    assert microsoft(xms_edov=True, tid=None) == ""
    assert email_of(xms_edov=True, email_verified=None) == ""  # not Microsoft


@pytest.mark.parametrize(
    ("named", "issuer", "own"),
    [
        (GOOGLE, GOOGLE, True),
        (GOOGLE, f"{GOOGLE}/", True),
        (GOOGLE, f"{GOOGLE}.evil.example", False),
        (GOOGLE, MICROSOFT, False),
        ("https://id.example/realms/hill", "https://id.example/realms/brook", False),
        (MICROSOFT, MICROSOFT, True),
        ("https://login.microsoftonline.com/hill.example/v2.0", MICROSOFT, True),
        (MICROSOFT, GOOGLE, False),
    ],
)
def test_a_provider_speaks_in_its_own_name(named: str, issuer: str, own: bool) -> None:
    auth = SHARED | {"hill": SECTION | {"server_metadata_url": named + METADATA}}
    assert speaks_for_itself(auth, user(iss=issuer, provider="hill")) == own
    assert not speaks_for_itself(auth, user(iss=issuer, provider="another"))


@pytest.mark.parametrize(
    ("age", "late"),
    [
        (timedelta(0), False),
        (LASTS, False),
        (LASTS + timedelta(seconds=1), True),
        (-AHEAD, False),
        (-AHEAD - timedelta(seconds=1), True),
        (timedelta(days=29), True),
    ],
)
def test_an_answer_is_good_for_minutes(age: timedelta, late: bool) -> None:
    assert Token(GOOGLE, "1", "", NOW - age).is_late(NOW) == late


def test_each_section_is_a_way_in() -> None:
    school = SECTION | {"server_metadata_url": "https://id.hill.example/x", "label": "Hill ID"}
    plain = SECTION | {"server_metadata_url": "https://id.hill.example/x"}
    auth = SHARED | {"google": SECTION, "hill": school, "okta": plain}
    assert providers(auth) == (
        Provider("google", "Google", "accounts.google.com"),
        Provider("hill", "Hill ID", "id.hill.example"),
        Provider("okta", "Okta", "id.hill.example"),
    )
    assert list(faults(auth)) == []


def test_one_provider_needs_no_section() -> None:
    auth = SHARED | SECTION | {"client_kwargs": {"prompt": "login"}}
    assert providers(auth) == (Provider("default", "Google", "accounts.google.com"),)
    own = auth | {"server_metadata_url": "https://id.hill.example/x"}
    assert providers(own)[0].label == "id.hill.example"


@pytest.mark.parametrize(
    ("auth", "fault"),
    [
        (SECTION | {"cookie_secret": "x"}, "[auth] lacks redirect_uri"),
        (SHARED | {"redirect_uri": "https://hub.example/"} | SECTION, "must end with"),
        (SHARED | {"google": SECTION | {"client_secret": ""}}, "[auth.google] lacks client_secret"),
        (SHARED | {"my_id": SECTION}, "without _"),
        (SHARED | SECTION | {"server_metadata_url": "http://id.hill.example/x"}, "https://"),
        (SHARED | {"client_id": "a"}, "lacks client_secret, server_metadata_url"),
    ],
)
def test_what_is_half_set_up_is_not_offered_and_said(auth: dict[str, Any], fault: str) -> None:
    assert providers(auth) == ()
    told = list(faults(auth))
    assert len(told) == 1
    assert fault in told[0]


def test_nothing_set_up_is_no_fault() -> None:
    assert providers({}) == ()
    assert list(faults({})) == []


def test_a_provider_is_called_as_people_call_it() -> None:
    assert label_of(MICROSOFT) == "Microsoft"
    assert label_of("https://id.hill.example/realm") == "id.hill.example"
