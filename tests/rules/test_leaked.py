"""Passwords that were stolen elsewhere are known, nearly all others are not."""

import math
import time

import pytest

from rules import leaked
from tests.rules.test_passwords import refusal

USUAL = (
    "123qweasdzxc",
    "q1w2e3r4t5y6",
    "leavemealone",
    "sonyericsson",
    "chickenwing101",
    "finalfantasy",
    "administrator",
    "counterstrike",
    "supernatural",
    "transformers",
    "playstation3",
    "philadelphia",
    "cheeseburger",
    "systemofadown",
    "vladimirovna",
    "correcthorsebatterystaple",
)


@pytest.mark.parametrize("password", USUAL)
def test_a_stolen_one_is_refused(password: str) -> None:
    for written in (password, password.capitalize(), f" {password.upper()} "):
        assert leaked.is_leaked(written)
        assert "easy to guess" in refusal(written)


def test_more_than_a_million_are_known() -> None:
    """How many bits are set tells how many passwords set them."""
    ones = sum(map(int.bit_count, leaked._bits()))
    assert len(leaked._bits()) * 8 == leaked.BITS
    known = -leaked.BITS / leaked.PLACES * math.log(1 - ones / leaked.BITS)
    assert 1_400_000 < known < 1_450_000


def test_few_others_are_taken_for_one_and_it_takes_no_time() -> None:
    begun = time.process_time()
    wrong = sum(leaked.is_leaked(f"green table river {number}") for number in range(10_000))
    assert wrong < 60
    assert time.process_time() - begun < 1  # 0.1 ms each; 5 µs on a desk
