"""Six digits as RFC 6238 says, each of them once."""

from base64 import b32encode
from datetime import UTC, datetime, timedelta

import pytest

from rules.school import School
from rules.second_factor import (
    RECOVERY_CODES,
    RECOVERY_LENGTH,
    address,
    is_digits,
    is_due,
    new_recovery_codes,
    new_secret,
    step_of,
)
from seed.cast import Cast
from tests.cast import me_of

SECRET = b32encode(b"12345678901234567890").decode()  # of the RFC's appendix B
NOW = datetime(2005, 3, 18, 1, 58, 29, tzinfo=UTC)
DIGITS = "081804"
STEP = 1111111109 // 30


@pytest.mark.parametrize(
    ("seconds", "digits"),
    [(59, "287082"), (1111111109, "081804"), (1234567890, "005924"), (20000000000, "353130")],
)
def test_the_digits_are_those_of_the_rfc(seconds: int, digits: str) -> None:
    assert step_of(SECRET, digits, datetime.fromtimestamp(seconds, UTC), 0) == seconds // 30


@pytest.mark.parametrize(
    ("off", "found"), [(-60, None), (-30, STEP), (0, STEP), (30, STEP), (60, None)]
)
def test_a_clock_may_be_one_step_off(off: int, found: int | None) -> None:
    assert step_of(SECRET, DIGITS, NOW + timedelta(seconds=off), 0) == found


def test_no_digits_count_twice_nor_those_before_them() -> None:
    assert step_of(SECRET, DIGITS, NOW, STEP - 1) == STEP
    assert step_of(SECRET, DIGITS, NOW, STEP) is None
    assert step_of(SECRET, DIGITS, NOW, STEP + 1) is None


@pytest.mark.parametrize("typed", ["081 804", " 081804", "081-804"])
def test_digits_are_typed_as_the_app_shows_them(typed: str) -> None:
    assert is_digits(typed)
    assert step_of(SECRET, typed, NOW, 0) == STEP


@pytest.mark.parametrize("typed", ["", "08180", "0818041", "QM9X-JADG-942W-DZ2F", "٠٨١٨٠٤"])
def test_anything_else_is_no_digits(typed: str) -> None:
    assert not is_digits(typed)
    assert step_of(SECRET, typed, NOW, 0) is None


def test_an_app_is_told_whose_and_where() -> None:
    told = address(SECRET, "ms.kaya", "Brook Hill & Söhne")
    assert told.startswith("otpauth://totp/Brook%20Hill%20%26%20S%C3%B6hne:ms.kaya?secret=")


def test_secrets_and_codes_are_long_and_never_the_same() -> None:
    assert len(new_secret()) == 32
    codes = [*new_recovery_codes(), *new_recovery_codes()]
    assert len(set(codes)) == 2 * RECOVERY_CODES
    assert {len(code) for code in codes} == {RECOVERY_LENGTH}


def test_it_is_due_for_coordinators_of_a_school_that_asks(hub: Cast) -> None:
    asks, asks_not = School("A", second_factor=True), School("A")
    assert is_due(asks, me_of(hub, "coordinator"))
    assert not is_due(asks_not, me_of(hub, "coordinator"))
    assert not is_due(asks, me_of(hub, "teacher"))
    assert not is_due(asks, None)
