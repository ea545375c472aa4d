"""Which passwords are taken, and what is said of the others."""

import pytest

from rules.accounts import check_password
from rules.problems import Problem


def refusal(password: str, *known: str) -> str:
    try:
        check_password(password, password, *known)
    except Problem as problem:
        return problem.sentence
    return ""


@pytest.mark.parametrize(
    "password",
    [
        "password1234",
        "passwordpassword",
        "P@ssw0rd2026",
        "123456789012",
        "qwertyuiop12",
        "aaaaaaaaaaaa",
        "iloveyou2015",
        "liverpool1234",
        "a" * 72,
    ],
)
def test_what_is_tried_first_is_refused(password: str) -> None:
    assert "easy to guess" in refusal(password)


@pytest.mark.parametrize("password", ["mariama-diallo", "brookhill2026", "Brook Hill 3B"])
def test_so_is_what_a_neighbour_knows(password: str) -> None:
    assert "easy to guess" in refusal(password, "mariama", "Mariama Diallo", "Brook Hill School")


@pytest.mark.parametrize(
    "password",
    [
        "green table river",
        "mañana llueve",
        "Tres palabras bastan",
        "الله أكبر كبيرا",
        "tK8#vR2!qLz9",
        "amara-brook-hill",
    ],
)
def test_words_that_do_not_belong_together_are_taken(password: str) -> None:
    assert refusal(password) == ""


def test_sixty_four_letters_are_taken() -> None:
    long = "seven green tables stand beside a river where nobody swims today"
    assert len(long) == 64
    assert refusal(long) == ""


def test_length_and_repetition_are_told_first() -> None:
    assert "longer password" in refusal("short")
    assert "too long" in refusal("ä" * 37)
    with pytest.raises(Problem, match="not the same"):
        check_password("green table river", "green table rivers")
