"""Secrets that the hub must read again, sealed with a key that is not in the database."""

import os
from base64 import urlsafe_b64encode
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from secrets import token_bytes, token_hex

from db.engine import data_folder


def seal(secret: str) -> str:
    from cryptography.fernet import Fernet  # 30 ms that a start without second steps saves

    return Fernet(_key()).encrypt(secret.encode()).decode()


def unseal(sealed: str) -> str | None:
    """The secret, or None when it was sealed with another key."""
    from cryptography.fernet import Fernet, InvalidToken

    try:
        return Fernet(_key()).decrypt(sealed.encode()).decode()
    except InvalidToken:
        return None


def _key() -> bytes:
    """HUB_KEY, or a file beside the database, made for its owner alone when it is first needed."""
    given = os.environ.get("HUB_KEY", "")
    if given:
        return urlsafe_b64encode(sha256(given.encode()).digest())
    file = data_folder() / "hub.key"
    if not file.exists():
        _make(file)
    return file.read_bytes()


def _make(file: Path) -> None:
    """Whole or not at all, and once: whoever is second takes the key of the first."""
    own = file.with_suffix(f".{token_hex(8)}")
    own.touch(mode=0o600)
    own.write_bytes(urlsafe_b64encode(token_bytes(32)))
    with suppress(FileExistsError):
        os.link(own, file)
    own.unlink()
