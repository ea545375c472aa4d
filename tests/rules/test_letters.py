"""Who gets a letter, in which language, and who gets none and why."""

from dataclasses import fields
from string import Formatter
from typing import Any

import pytest

from rules.letter_words import LETTERS, LetterWords
from rules.letters import (
    Adult,
    Families,
    Pupil,
    Tie,
    Why,
    is_printable,
    leads_nowhere,
    letter_language,
    plan_letters,
)
from rules.people import Named

ROOM, NEXT = Named(1, "3B"), Named(2, "5A")
AMARA = Pupil(11, "Amara Diallo", "Amara", "fr", (ROOM,))
JOSE = Pupil(12, "José Álvarez", "José", "es", (ROOM,))
CARMEN = Pupil(13, "Carmen Álvarez", "Carmen", "es", (NEXT,))
MARIAMA, IBRAHIM, LUCIA = 21, 22, 23


def adult(key: int, languages: tuple[str, ...] = (), **known: bool) -> Adult:
    return Adult(key, f"Adult {key}", languages, **{"joined": False, "invited": False} | known)


def families(*adults: Adult, **changed: Any) -> Families:
    """Two parents of one child, and a mother of two."""
    known = {one.id: one for one in (adult(MARIAMA), adult(IBRAHIM), adult(LUCIA))}
    ties = (
        Tie(MARIAMA, AMARA.id, True),
        Tie(IBRAHIM, AMARA.id, changed.get("ibrahim", True)),
        Tie(LUCIA, JOSE.id, True),
        Tie(LUCIA, CARMEN.id, True),
    )
    children = (AMARA, JOSE, CARMEN)
    return Families(children, known | {one.id: one for one in adults}, changed.get("ties", ties))


def test_two_homes_get_two_letters_and_siblings_share_one() -> None:
    plan = plan_letters(families(), None, "en")
    assert [(one.guardian_id, one.child, one.class_name) for one in plan.letters] == [
        (MARIAMA, "Amara", "3B"),
        (IBRAHIM, "Amara", "3B"),
        (LUCIA, "José", "3B"),
    ]
    assert [one.siblings for one in plan.letters] == [False, False, True]
    assert plan.without == ()


def test_the_letter_of_a_class_speaks_of_a_child_of_that_class() -> None:
    (letter,) = plan_letters(families(), NEXT.id, "en").letters
    assert (letter.guardian_id, letter.child, letter.siblings) == (LUCIA, "Carmen", True)


def test_whoever_may_not_see_the_child_gets_none() -> None:
    plan = plan_letters(families(ibrahim=False), ROOM.id, "en")
    assert IBRAHIM not in [one.guardian_id for one in plan.letters]
    assert [(one.name, one.child, one.why) for one in plan.without] == [
        ("Adult 22", "Amara Diallo", Why.NO_ACCESS)
    ]


def test_whoever_has_joined_gets_none() -> None:
    plan = plan_letters(families(adult(LUCIA, joined=True)), None, "en")
    assert [one.guardian_id for one in plan.letters] == [MARIAMA, IBRAHIM]
    assert [(one.child, one.why) for one in plan.without] == [
        ("José Álvarez", Why.JOINED),
        ("Carmen Álvarez", Why.JOINED),
    ]


def test_a_code_that_still_works_is_replaced_or_kept_as_the_office_wants() -> None:
    known = families(adult(MARIAMA, invited=True))
    assert plan_letters(known, None, "en").replaced == 1
    kept = plan_letters(known, None, "en", leave_invited=True)
    assert kept.replaced == 0
    assert [one.why for one in kept.without] == [Why.INVITED]


def test_a_child_without_anybody_is_named() -> None:
    plan = plan_letters(families(ties=()), ROOM.id, "en")
    assert plan.letters == ()
    assert [(one.child, one.why) for one in plan.without] == [
        ("Amara Diallo", Why.NOBODY),
        ("José Álvarez", Why.NOBODY),
    ]


@pytest.mark.parametrize(
    ("wishes", "language"),
    [
        (("", "fr", "en"), "fr"),
        (("uk", "fr"), "uk"),
        (("pt-BR", "en"), "pt"),
        (("AR_eg", "en"), "ar"),
        (("zh", "yo", "es"), "es"),
        (("zh", "Klingon", "kk"), "en"),
    ],
)
def test_the_family_is_written_to_in_the_first_language_that_there_is(
    wishes: tuple[str, ...], language: str
) -> None:
    assert letter_language(*wishes) == language


def test_the_guardian_s_own_language_comes_before_the_child_s() -> None:
    plan = plan_letters(families(adult(MARIAMA, ("", "ar"))), ROOM.id, "en")
    assert [one.language for one in plan.letters] == ["ar", "fr", "es"]


def test_a_name_of_other_signs_gets_a_line_for_a_pen() -> None:
    names = ("Zoë O’Brien-Łuk", "Oluwaṣeun Ọ̀ṣọ́", "Софія", "مريم", "فاطمہ", "Nguyễn Bảo")
    assert all(map(is_printable, names))
    assert not is_printable("梓涵")
    strange = Pupil(11, "王 梓涵", "梓涵", "zh", (ROOM,))
    known = families()
    plan = plan_letters(Families((strange,), known.adults, known.ties), None, "en")
    assert plan.by_hand == len(plan.letters) == 2


@pytest.mark.parametrize(
    ("address", "nowhere"),
    [
        ("http://localhost:8501", True),
        ("http://127.0.0.1:8501", True),
        ("https://hub.example.org", False),
        ("http://192.168.1.20:8501", False),
    ],
)
def test_an_address_of_this_computer_alone_is_known(address: str, nowhere: bool) -> None:
    assert leads_nowhere(address) is nowhere


@pytest.mark.parametrize("language", LETTERS)
def test_every_letter_says_everything_in_signs_that_can_be_printed(language: str) -> None:
    words, wanted = LETTERS[language], LETTERS["en"]
    for field in fields(LetterWords):
        if field.type is bool or field.name == "rtl":
            continue
        said = getattr(words, field.name)
        assert said.strip() == said != ""
        assert is_printable(said)
        assert _places(said) == _places(getattr(wanted, field.name)), field.name
        assert len(said) < 190
        assert language == "en" or said != getattr(wanted, field.name)
    assert words.rtl is (language in ("ar", "ur"))


def test_there_are_letters_in_ten_languages() -> None:
    assert set(LETTERS) == {"en", "es", "fr", "pt", "pl", "uk", "ar", "ur", "so", "tr"}


def _places(said: str) -> list[str]:
    return [field for _before, field, _format, _how in Formatter().parse(said) if field]
