"""Signing in with an account elsewhere: which providers there are, and what their word is worth."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any
from urllib.parse import urlsplit

from i18n import N_
from rules.hosts import is_here

LASTS = timedelta(minutes=5)  # a provider's answer, from when it was given
AHEAD = timedelta(minutes=2)  # that a provider's clock may be
DEFAULT = "default"  # as Streamlit calls the provider that has no section of its own
SHARED = ("redirect_uri", "cookie_secret")
NEEDED = ("client_id", "client_secret", "server_metadata_url")
CALLBACK = "/oauth2callback"
BACK = "provider"  # in the address, after a way that led nowhere
METADATA = "/.well-known/openid-configuration"
KNOWN = {"accounts.google.com": "Google", "login.microsoftonline.com": "Microsoft"}
MICROSOFT = "https://login.microsoftonline.com/{tid}/v2.0"
YES = (True, 1, "1", "true", "True")
ONLY_WAY = N_("You have no password, so this is your way in. To unlink it, choose one first.")


class Why(StrEnum):
    """Why somebody whom a provider knows is not let in."""

    UNVERIFIED = "unverified"  # nobody has confirmed the address
    UNKNOWN = "unknown"  # nobody here has it, or nobody who may sign in
    SEVERAL = "several"  # two people here have it
    LINKED = "linked"  # their account belongs to another one at the same provider
    ENDED = "ended"  # it was unlinked
    CLOSED = "closed"  # they have left
    USED = "used"  # this answer of the provider has opened the hub already


@dataclass(frozen=True)
class Provider:
    """One that the secrets name."""

    name: str
    label: str
    host: str


@dataclass(frozen=True)
class Token:
    """Whom a provider says somebody is; an address that nobody has confirmed is ""."""

    issuer: str
    subject: str
    email: str
    at: datetime

    def is_late(self, now: datetime) -> bool:
        return not now - LASTS <= self.at <= now + AHEAD


@dataclass(frozen=True)
class Linked:
    """An account elsewhere that opens one here, or did."""

    id: int
    issuer: str
    email: str
    since: datetime
    used: datetime
    ended: datetime | None


def host_of(address: str) -> str:
    return urlsplit(address).netloc.lower()


def label_of(address: str) -> str:
    """What people call the provider of an address."""
    host = host_of(address)
    return KNOWN.get(host, host)


def providers(auth: Mapping[str, Any]) -> tuple[Provider, ...]:
    """Those that somebody can sign in with."""
    if missing(auth, SHARED) or not str(auth["redirect_uri"]).endswith(CALLBACK):
        return ()
    return tuple(
        Provider(name, _label(name, section), host_of(str(section["server_metadata_url"])))
        for name, section in _sections(auth)
        if not missing(section, NEEDED) and _is_private(section) and "_" not in name
    )


def faults(auth: Mapping[str, Any]) -> Iterator[str]:
    """What keeps a provider of the secrets from being offered, for whoever runs the hub."""
    if auth and (lacks := missing(auth, SHARED)):
        yield f"[auth] lacks {', '.join(lacks)}"
    elif auth and not str(auth["redirect_uri"]).endswith(CALLBACK):
        yield f"redirect_uri in [auth] must end with {CALLBACK}"
    for name, section in _sections(auth):
        if lacks := missing(section, NEEDED):
            yield f"[auth.{name}] lacks {', '.join(lacks)}"
        elif not _is_private(section):
            yield f"server_metadata_url in [auth.{name}] must begin with https://"
        if "_" in name:
            yield f"[auth.{name}] must have a name without _"


def _is_private(section: Mapping[str, Any]) -> bool:
    """Whether nobody on the way to the provider can read or answer what it is asked."""
    url = urlsplit(str(section["server_metadata_url"]))
    return url.scheme == "https" or is_here(url.hostname or "")


def missing(section: Mapping[str, Any], keys: tuple[str, ...]) -> list[str]:
    return [key for key in keys if not section.get(key)]


def _sections(auth: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    if any(key in auth for key in NEEDED):
        yield DEFAULT, auth
    for name, section in auth.items():
        if isinstance(section, Mapping) and name != "client_kwargs":
            yield name, section


def _label(name: str, section: Mapping[str, Any]) -> str:
    known = label_of(str(section["server_metadata_url"]))
    if section.get("label"):
        return str(section["label"])
    return known if known in KNOWN.values() or name == DEFAULT else name.capitalize()


def token_of(user: Mapping[str, Any]) -> Token | None:
    """What a provider said of somebody who has just been there; None when it said too little."""
    issuer, subject, at = (user.get(key) for key in ("iss", "sub", "iat"))
    if not user.get("is_logged_in") or not isinstance(at, int | float):
        return None
    if not isinstance(issuer, str) or not isinstance(subject, str) or not issuer or not subject:
        return None
    return Token(issuer, subject, _confirmed(user), datetime.fromtimestamp(at, UTC))


def speaks_for_itself(auth: Mapping[str, Any], user: Mapping[str, Any]) -> bool:
    """Whether its issuer is the one that the secrets name: what it signs may name any other."""
    section = dict(_sections(auth)).get(str(user.get("provider")), {})
    named, issuer = str(section.get("server_metadata_url")), str(user.get("iss"))
    if label_of(named) == "Microsoft":  # a tenant is named by its domain or its number
        return host_of(named) == host_of(issuer)
    return named == issuer.removesuffix("/") + METADATA


def _confirmed(user: Mapping[str, Any]) -> str:
    """The address, if the provider says that it is theirs; docs/decisions/single-sign-on.md."""
    email = user.get("email")
    if not isinstance(email, str) or not email.isascii() or "@" not in email:
        return ""  # letters beyond ASCII can be made to look, or fold, like others
    said = _microsoft(user) if label_of(user["iss"]) == "Microsoft" else user.get("email_verified")
    return email.strip().lower() if said in YES else ""


def _microsoft(user: Mapping[str, Any]) -> object:
    """Whoever runs a tenant writes what they like as an address: its domain must be theirs."""
    of_tenant = user["iss"] == MICROSOFT.format(tid=user.get("tid"))
    return of_tenant and user.get("xms_edov")
