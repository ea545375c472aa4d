"""The limiter: exactly so many guesses are tried, and nobody is kept out by a stranger."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from itertools import count

import pytest
from sqlalchemy import func, select

from db import tables as t
from db.commands import guesses
from db.commands.accounts import hand_off, sign_in
from db.commands.guesses import claim_guess, clear_guesses
from db.commands.second_factor import pass_second, reset
from db.session import reading, writing
from db.tables.base import utc_now
from rules.accounts import new_token
from rules.guesses import MOST, MOST_OF_A_BROWSER, MOST_OF_AN_ADDRESS, WINDOW, Guess
from rules.people import SYSTEM
from seed.cast import BY_KEY, Cast, build
from tests.auth.test_second_factor import digits, turned_on
from tests.cast import me_of, quick_hash

THREADS, GUESSES = 20, 200
NAME = BY_KEY["teacher"].username
_numbers = count(1)


@pytest.fixture(scope="module")
def school(database: str) -> Cast:
    """The cast, on SQLite and on PostgreSQL."""
    with writing(SYSTEM) as db:
        return build(db, quick_hash)


@pytest.fixture
def address() -> str:
    return f"192.0.2.{next(_numbers)}"


@pytest.fixture
def most(monkeypatch: pytest.MonkeyPatch) -> int:
    """A lower limit of an address, which is reached sooner."""
    monkeypatch.setattr(guesses, "MOST_OF_AN_ADDRESS", 30)
    return 30


def claim(kind: Guess, subject: str, address: str = "", browser: str = "") -> int:
    return claim_guess(SYSTEM, new_token(), kind, subject, address, browser)


def forgive(kind: Guess, subject: str, address: str = "", browser: str = "") -> None:
    clear_guesses(SYSTEM, new_token(), kind, subject, address, browser)


def tried(guess: Callable[[int], int], many: int = GUESSES) -> int:
    """How many of so many guesses, from many threads at once, were tried."""
    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(guess, range(many))).count(0)


def kept() -> int:
    with reading(SYSTEM) as db:
        return db.scalar(select(func.count()).select_from(t.Attempt)) or 0


def grow_older(by: timedelta) -> None:
    with writing(SYSTEM) as db:
        for row in db.scalars(select(t.Attempt)):
            row.at -= by


@pytest.mark.parametrize("kind", Guess)
def test_of_many_guesses_at_once_exactly_the_allowed_are_tried(school: Cast, kind: Guess) -> None:
    assert tried(lambda number: claim(kind, "at once")) == MOST[kind]


def test_the_same_digits_sent_many_times_at_once_open_once(school: Cast) -> None:
    secret = turned_on(school)
    now = digits(secret)
    handed = [f"handed {number}" for number in range(THREADS)]
    for code in handed:
        hand_off(SYSTEM, new_token(), school.accounts["teacher"], code, "browser")
    with ThreadPoolExecutor(THREADS) as pool:
        found = list(pool.map(lambda code: pass_second(SYSTEM, new_token(), code, now), handed))
    reset(me_of(school, "coordinator"), new_token(), school.teacher)
    assert found.count(True) == 1


def test_an_address_tries_so_many_names_and_no_more(school: Cast, address: str) -> None:
    more = MOST_OF_AN_ADDRESS + 20
    found = tried(lambda n: claim(Guess.PASSWORD, f"{address} {n}", address), more)
    assert found == MOST_OF_AN_ADDRESS


def test_a_browser_tries_so_many_codes_and_no_more(school: Cast, address: str) -> None:
    found = tried(lambda n: claim(Guess.CODE, f"{address} {n}", address, address))
    assert found == MOST_OF_A_BROWSER


def test_one_who_mistypes_keeps_nobody_else_out(school: Cast, address: str, most: int) -> None:
    """A whole school sits behind one address; a refused guess counts for nothing."""
    for _ in range(most):
        claim(Guess.PASSWORD, f"{address} child", address)
    assert claim(Guess.PASSWORD, f"{address} child", address) > 0
    assert claim(Guess.PASSWORD, f"{address} another", address) == 0


def test_a_right_answer_forgives_its_own_and_one_of_the_address(
    school: Cast, address: str, most: int
) -> None:
    name = f"{address} name"
    for number in range(most - 2):
        claim(Guess.PASSWORD, f"{address} {number}", address)
    for _ in range(2):
        assert claim(Guess.PASSWORD, name, address) == 0
    forgive(Guess.PASSWORD, name, address)
    assert claim(Guess.PASSWORD, name, address) == 0
    assert claim(Guess.PASSWORD, name, address) > 0, "the address is at its most"
    assert [claim(Guess.PASSWORD, name) for _ in range(8)].count(0) == 7, "the name was forgiven"


def test_a_stranger_keeps_nobody_from_a_browser_they_know(
    school: Cast, address: str, most: int
) -> None:
    hand_off(SYSTEM, new_token(), school.accounts["teacher"], f"code {address}", "mine")
    sign_in(SYSTEM, new_token(), f"code {address}", "mine", new_token())
    for number in range(most + 1):
        claim(Guess.PASSWORD, NAME if number < 9 else f"{address} {number}", address)
    assert claim(Guess.PASSWORD, NAME, address, "a stranger's") > 0
    found = [claim(Guess.PASSWORD, NAME, address, "mine") for _ in range(9)]
    assert found.count(0) == MOST[Guess.PASSWORD], "which is counted as well, by itself"
    assert claim(Guess.PASSWORD, BY_KEY["parent"].username, address, "mine") > 0


def test_one_waits_as_long_as_is_said_and_no_longer(school: Cast, address: str) -> None:
    for _ in range(MOST[Guess.PASSWORD]):
        claim(Guess.PASSWORD, address)
    assert 890 < claim(Guess.PASSWORD, address) <= 900
    grow_older(timedelta(minutes=10))
    assert 290 < claim(Guess.PASSWORD, address) <= 300
    grow_older(timedelta(minutes=5))
    assert claim(Guess.PASSWORD, address) == 0


def test_what_is_over_is_forgotten_at_the_next_guess(school: Cast, address: str) -> None:
    for number in range(5):
        claim(Guess.PASSWORD, f"{address} {number}", address)
    grow_older(WINDOW)
    assert kept() >= 10
    claim(Guess.PASSWORD, address)
    assert kept() == 1
    with reading(SYSTEM) as db:
        assert db.scalars(select(t.Attempt)).one().at <= utc_now()
