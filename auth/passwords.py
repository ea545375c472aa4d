"""Password hashes: bcrypt, as streamlit-authenticator checks them."""

import bcrypt

from rules.accounts import PASSWORD_BYTES, normal

COST = 12
MOST = PASSWORD_BYTES[1]


def hashed(password: str) -> str:
    """The hash of a password, however the device wrote its accents."""
    return bcrypt.hashpw(normal(password).encode(), bcrypt.gensalt(COST)).decode()


def matches(password: str, stored: str) -> bool:
    """Whether this is the password; also as it was typed, for the hashes of older hubs."""
    written = dict.fromkeys((normal(password), password.strip()))
    return any([_is(one.encode(), stored.encode()) for one in written])  # noqa: C419 every name alike


def _is(password: bytes, stored: bytes) -> bool:
    """One that is too long takes as long as any other, and is wrong."""
    return bcrypt.checkpw(password[:MOST], stored) and len(password) <= MOST


# Nobody's password, of the same cost: an unknown name takes as long as a known one.
NOBODY = bcrypt.hashpw(bcrypt.gensalt(), bcrypt.gensalt(COST)).decode()
