"""A password is the same on every device, however it writes its accents, and too long is wrong."""

import unicodedata
from typing import Literal

import bcrypt
import pytest

from auth.passwords import hashed, matches
from rules.accounts import check_password
from rules.problems import Problem

Form = Literal["NFC", "NFD", "NFKC", "NFKD"]
TYPED = "Grüße vom Ärger über Öl"


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKC", "NFKD"])
def test_an_umlaut_is_an_umlaut_on_every_device(form: Form) -> None:
    stored = hashed(unicodedata.normalize("NFD", TYPED))
    assert matches(unicodedata.normalize(form, TYPED), stored)
    assert not matches(TYPED.replace("ü", "u"), stored)


def test_letters_that_look_alike_on_a_wide_keyboard_are_the_same() -> None:
    assert matches("three small words", hashed("ｔｈｒｅｅ　ｓｍａｌｌ　ｗｏｒｄｓ"))


def test_a_password_costs_as_much_as_is_written() -> None:
    assert hashed("green table river").startswith("$2b$12$")


def test_a_hash_from_before_still_opens() -> None:
    typed = unicodedata.normalize("NFD", TYPED)
    assert matches(typed, bcrypt.hashpw(typed.encode(), bcrypt.gensalt(4)).decode())


def test_a_password_that_is_too_long_is_wrong_and_not_cut() -> None:
    assert not matches("x" * 73, hashed("x" * 72))
    assert matches("x" * 72, hashed("x" * 72))


def test_both_spellings_are_the_same_password_typed_twice() -> None:
    composed, apart = (unicodedata.normalize(form, TYPED) for form in ("NFC", "NFD"))
    check_password(composed, apart)


def test_length_is_counted_as_it_is_hashed() -> None:
    """72 bytes of composed letters, written apart they would be more."""
    words = "äöüß hof zug" * 3
    apart = unicodedata.normalize("NFD", "ä" * 10 + words)
    assert len(apart.encode()) > 72
    check_password(apart, apart)
    with pytest.raises(Problem, match="too long"):
        check_password("ä" * 37, "ä" * 37)
