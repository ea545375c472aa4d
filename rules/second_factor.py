"""The second step of a sign-in: six digits from a telephone (RFC 6238), or a recovery code."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from hmac import compare_digest

import pyotp

from rules.accounts import new_code, plain_code
from rules.people import Me, Role
from rules.school import School

SECONDS = 30  # that six digits last
SKEW = 1  # such steps that a telephone's clock may be off, either way
DIGITS = 6
RECOVERY_CODES = 10
RECOVERY_LENGTH = 24  # 118 bits: of so many a plain fingerprint may be stored
TYPED_WITHIN = timedelta(minutes=10)  # after the password


@dataclass(frozen=True)
class Second:
    """Off, begun with a secret that is still shown, or on."""

    secret: str = ""
    on_since: datetime | None = None
    codes_left: int = 0


def new_secret() -> str:
    """What the telephone and the hub know: 160 bits, in letters that can be typed."""
    return pyotp.random_base32()


def address(secret: str, username: str, school: str) -> str:
    """What the square picture says to an authenticator app."""
    return pyotp.TOTP(secret).provisioning_uri(name=username, issuer_name=school)


def new_recovery_codes() -> tuple[str, ...]:
    return tuple(new_code(RECOVERY_LENGTH) for _ in range(RECOVERY_CODES))


def is_digits(typed: str) -> bool:
    """Whether this is meant as the six digits, and not as a recovery code."""
    code = plain_code(typed)
    return code.isdigit() and len(code) == DIGITS


def step_of(secret: str, typed: str, now: datetime, last: int) -> int | None:
    """The step whose digits these are, later than the last one used; None when they are wrong."""
    here, code = int(now.timestamp()) // SECONDS, plain_code(typed)
    clock = pyotp.HOTP(secret)
    steps = range(max(here - SKEW, last + 1), here + SKEW + 1)
    return next((step for step in steps if compare_digest(clock.at(step), code)), None)


def is_asked(school: School, me: Me | None) -> bool:
    """Whether the school wants it of this person."""
    return school.second_factor and me is not None and me.role == Role.COORDINATOR


def is_due(school: School, me: Me | None) -> bool:
    """Whether they set it up before anything else."""
    return is_asked(school, me) and me is not None and not me.has_second
