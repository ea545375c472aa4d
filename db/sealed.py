"""Secrets that the hub must read again, sealed with keys that are not in the database."""

import os
from base64 import urlsafe_b64encode
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from secrets import token_bytes, token_hex
from typing import TYPE_CHECKING

from db.engine import data_folder

if TYPE_CHECKING:
    from cryptography.fernet import MultiFernet

GIVEN = ("HUB_KEY", "HUB_KEY_BEFORE")  # newest first


def seal(secret: str) -> str:
    return _keys().encrypt(secret.encode()).decode()


def unseal(sealed: str) -> str | None:
    """The secret, or None when no key that is known has sealed it."""
    from cryptography.fernet import InvalidToken

    try:
        return _keys().decrypt(sealed.encode()).decode()
    except InvalidToken:
        return None


def is_given() -> bool:
    """Whether the host keeps the key, in the environment."""
    return bool(os.environ.get(GIVEN[0]))


def add_key() -> None:
    """From now on a new key of the file seals; the older ones still open."""
    _replace([_new(), *_of_file()])


def keep_newest() -> None:
    """Destroy all keys of the file but the one that seals."""
    _replace(_of_file()[:1])


def _keys() -> "MultiFernet":
    """The first one seals, all of them open."""
    from cryptography.fernet import Fernet, MultiFernet  # 30 ms that most starts save

    given = [os.environ[name] for name in GIVEN if os.environ.get(name)] if is_given() else []
    if not given and not _file().exists():
        _make()
    stretched = [urlsafe_b64encode(sha256(key.encode()).digest()) for key in given]
    return MultiFernet([Fernet(key) for key in (*stretched, *_of_file())])


def _file() -> Path:
    """Beside the database, for its owner alone: a key a line, newest first."""
    return data_folder() / "hub.key"


def _of_file() -> list[bytes]:
    return _file().read_bytes().split() if _file().exists() else []


def _new() -> bytes:
    return urlsafe_b64encode(token_bytes(32))


def _make() -> None:
    """Whole or not at all, and once: whoever is second takes the key of the first."""
    own = _written([_new()])
    with suppress(FileExistsError):
        os.link(own, _file())
    own.unlink()


def _replace(keys: list[bytes]) -> None:
    _written(keys).replace(_file())


def _written(keys: list[bytes]) -> Path:
    own = _file().with_suffix(f".{token_hex(8)}")
    own.touch(mode=0o600)
    own.write_bytes(b"\n".join(keys))
    return own
