"""Usernames, passwords, codes and how often one may guess."""

import re
import secrets
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from itertools import combinations

from i18n import _
from rules.leaked import is_leaked
from rules.people import Role
from rules.problems import Problem

PASSWORD_BYTES = (12, 72)  # bcrypt reads no more than 72
LOOKED_AT = 32  # letters of a password: more would take seconds where every sign may be a letter
GUESSED = 10**8  # tries; an easier password is refused
CODE_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # none that two people read differently
CODE_LENGTH = 16
INVITATION_DAYS = 14
RESET_MINUTES = 30
HANDOFF = timedelta(seconds=30)
SEPARATORS = re.compile(r"[\W_]+")
USERNAME = re.compile(r"[a-z0-9][a-z0-9._@+-]{2,63}")


@dataclass(frozen=True)
class Lasts:
    """How long somebody stays signed in: without doing anything, and at the longest."""

    idle: timedelta
    longest: timedelta

    @property
    def noted(self) -> timedelta:
        """How often it is written down that somebody is there."""
        return min(self.idle / 12, timedelta(hours=1))


SESSIONS = {
    Role.COORDINATOR: Lasts(timedelta(hours=1), timedelta(hours=12)),
    Role.TEACHER: Lasts(timedelta(hours=3), timedelta(hours=12)),
    Role.STUDENT: Lasts(timedelta(hours=12), timedelta(days=14)),
    Role.GUARDIAN: Lasts(timedelta(days=14), timedelta(days=30)),
}


def fingerprint(secret: str) -> str:
    """What is stored in place of a secret of 256 bits or a code of 79."""
    return sha256(secret.encode()).hexdigest()


def new_token() -> str:
    return secrets.token_urlsafe(32)


def new_code(length: int = CODE_LENGTH) -> str:
    """A code that can be read out over the telephone."""
    return "".join(secrets.choice(CODE_LETTERS) for _ in range(length))


def grouped(code: str) -> str:
    """ABCD-EFGH-JKMN-PQRS"""
    return "-".join(code[i : i + 4] for i in range(0, len(code), 4))


def plain_code(typed: str) -> str:
    """A typed code without spaces, dashes and small letters."""
    return re.sub(r"[^A-Z0-9]", "", typed.upper())


def check_username(username: str) -> str:
    """The username in small letters, or Problem."""
    name = username.strip().lower()
    if not USERNAME.fullmatch(name):
        raise Problem(
            _("A username has at least three letters or digits, without spaces or accents.")
        )
    return name


def normal(password: str) -> str:
    """A password as it is hashed: one device composes an ü, the next writes u and two dots."""
    return unicodedata.normalize("NFKC", password).strip()


def check_password(password: str, again: str, *known: str) -> None:
    """Raise Problem unless a password is typed twice, kept whole, and not tried first.

    `known` is what a stranger would put into it: the name, the username, the school.
    """
    size = len(normal(password).encode())
    if normal(password) != normal(again):
        raise Problem(_("The two passwords are not the same. Please type them again."))
    if size < PASSWORD_BYTES[0]:
        raise Problem(_("Please choose a longer password: at least 12 letters. Three words do."))
    if size > PASSWORD_BYTES[1]:
        raise Problem(_("This password is too long: at most 72 letters, fewer with accents."))
    if is_leaked(password) or _is_easy(password, known):
        raise Problem(
            _(
                "This password is easy to guess. Please choose another: three words that have"
                " nothing to do with each other are good."
            )
        )


def _is_easy(password: str, known: Iterable[str]) -> bool:
    """Whether some way of writing it is soon guessed, by somebody who knows so much."""
    from zxcvbn import zxcvbn  # 14 MB, only where somebody chooses a password

    words = [word for text in known for word in _pieces(text)]
    return any(
        zxcvbn(written[:LOOKED_AT], user_inputs=words)["guesses"] < GUESSED
        for written in (password, SEPARATORS.sub("", password))
    )


def _pieces(text: str) -> Iterator[str]:
    """The words of a text, and those that stand side by side written as one."""
    words = [word for word in SEPARATORS.split(text) if word]
    for start, end in combinations(range(len(words) + 1), 2):
        yield "".join(words[start:end])
