"""What guesses are counted for, and what somebody is told who has to wait."""

import pytest

from rules.guesses import home, too_many


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("", ""),
        ("testclient", ""),
    ],
)
def test_a_household_has_one_address(address: str, counted: str) -> None:
    assert home(address) == counted


@pytest.mark.parametrize(("seconds", "told"), [(1, "1 minute,"), (61, "2 minutes"), (900, "15 m")])
def test_one_is_told_how_long(seconds: int, told: str) -> None:
    assert told in too_many(seconds)
