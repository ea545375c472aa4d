"""What is looked for when somebody is erased, and what counts as found."""

from dataclasses import replace
from random import Random

import pytest

from rules.traces import (
    FileFound,
    Found,
    Identity,
    Search,
    Sought,
    Stands,
    Term,
    in_bytes,
    terms_of,
    typed,
    without,
    words_of,
)

ANA = Identity("Ana María", "Ñuñez", "Ani", "ana@example.org", "600 1", "", "S-12", "ana.n")
TERMS = terms_of(ANA)


def test_everything_that_tells_who_it_was_is_looked_for_once() -> None:
    texts = [one.text for one in TERMS]
    assert {"Ana María Ñuñez", "Ñuñez, Ani", "Ana", "María", "Ani", "ana@example.org"} <= set(texts)
    assert len(texts) == len({text.casefold() for text in texts})
    assert "" not in texts
    assert {one.what for one in TERMS if one.sure} == {Sought.FULL, Sought.EMAIL, Sought.PHONE}
    assert terms_of(Identity()) == ()


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("Ana reads", True),
        ("ANA!", True),
        ("with ana.", True),
        ("Anatomy, banana", False),
        ("Nu\u0301n\u0303ez", False),
        ("N\u0303un\u0303ez", True),  # composed and decomposed
        ("call 600 1 today", True),
        ("", False),
    ],
)
def test_a_name_stands_in_a_text_as_a_word(text: str, stands: bool) -> None:
    assert bool(Search(TERMS).found(text)) is stands


def test_no_text_is_passed_over() -> None:
    """The quick look at words never misses what the pattern finds."""
    rng = Random(7)
    texts = ["".join(rng.choices("aAnNiIıİ .-\u0303\u0307", k=8)) for _ in range(20_000)]
    found = [text for text in texts if words_of(TERMS).search(text)]
    assert len(found) > 20
    search = Search(TERMS)
    assert [text for text in found if not search.found(text)] == []


def test_a_sign_takes_the_place_of_the_name() -> None:
    assert without(TERMS, "Ana and Anatole") == "… and Anatole"
    assert without(TERMS, {"Ani": ["Ana María Ñuñez", 3]}) == {"…": ["…", 3]}
    assert without((), "Ana") == "Ana"


@pytest.mark.parametrize(
    "data", ["Ñuñez", "ñuñez", "ÑUÑEZ", r"\u00d1u\u00f1ez", r"\u00D1u\u00F1ez", "N\u0303un\u0303ez"]
)
def test_bytes_are_searched_in_every_spelling(data: str) -> None:
    terms = (
        Term(Sought.FULL, "Ana Ñuñez"),
        Term(Sought.FAMILY, "Ñuñez"),
        Term(Sought.GIVEN, "Ana"),
    )
    assert in_bytes(terms, f"xx{data}yy".encode().lower()) == (0, 1, 0)
    assert in_bytes(terms, f"Ana {data}".encode().lower()) == (1, 1, 1)


FOUND = Found((Term(Sought.GIVEN, "Ana"),), (Stands(),), files=(FileFound("db", 9, (0,)),))


@pytest.mark.parametrize(
    ("change", "proven"),
    [
        ({"control": (0,)}, True),
        ({"control": (0,), "cleaned": False}, False),
        ({"files": (FileFound("db", 9, (2,)),), "control": (2,)}, True),
        ({"files": (FileFound("db", 9, (2,)),), "control": (1,)}, False),
        ({"files": (FileFound("db", 9, (1,)), FileFound("wal", 9, (1,))), "control": (1,)}, False),
        ({"stands": (Stands(others=3),), "control": (0,)}, True),
        ({"stands": (Stands(texts=1),), "control": (0,)}, False),
        ({"stands": (Stands(texts=1),), "control": (0,), "texts_left": 1}, True),
        ({"stands": (Stands(log=1),), "control": (0,)}, False),
    ],
)
def test_what_is_proven(change: dict[str, object], proven: bool) -> None:
    assert replace(FOUND, **change).proven is proven  # type: ignore[arg-type]


def test_a_whole_name_is_nobody_elses_unless_it_is_shared() -> None:
    whole = Term(Sought.FULL, "Ana Ñuñez")
    left = Found((whole,), (Stands(texts=1),), texts_left=1)
    assert not left.proven
    assert replace(left, terms=(replace(whole, shared=True),)).proven


def test_a_short_name_is_not_looked_for_in_bytes() -> None:
    short = Found((Term(Sought.GIVEN, "Li"),), (Stands(),), files=(FileFound("db", 9, (7,)),))
    assert replace(short, control=(5,)).proven


def test_what_is_typed_is_one_a_line() -> None:
    assert [one.text for one in typed(" Ana \n\nÑuñez")] == ["Ana", "Ñuñez"]
