"""Thirty letters: a page each, every code readable by a phone, every script shaped."""

import unicodedata
from datetime import date
from random import Random
from typing import Any

import pytest
import zxingcpp
from PIL import Image
from pypdfium2 import PdfDocument

from exchange.letters_out import letters_pdf
from rules.accounts import grouped, new_code
from rules.letter_words import LETTERS
from rules.letters import Letter, Sender

SENDER = Sender("Brook Hill", "https://hub.brook-hill.example.org", date(2026, 11, 23))
LANGUAGES = list(LETTERS)
NAMES = {"ar": "مريم الحداد", "ur": "فاطمہ خان", "uk": "Софія Шевченко", "pl": "Łucja Wójcik"}
LONG = "Anastasia-Philippa Wolfeschlegelstein"


def address(code: str) -> str:
    return f"https://hub.brook-hill.example.org/join?code={code}"


def a_letter(number: int, **changed: Any) -> Letter:
    language = LANGUAGES[number % len(LANGUAGES)]
    name = NAMES.get(language, "José Álvarez")
    known = {"to": name, "child": name.split()[0], "class_name": "3B", "language": language}
    return Letter(number, number, **known | {"siblings": number % 2 == 0} | changed)


class Printed:
    """Letters with their codes, and what came out."""

    def __init__(self, *letters: Letter, sender: Sender = SENDER) -> None:
        self.letters = letters
        self.codes = [new_code() for _letter in letters]
        self.pages = PdfDocument(letters_pdf(letters, self.codes, sender))

    def image(self, number: int) -> Image.Image:
        drawn: Image.Image = self.pages[number].render(scale=2, grayscale=True).to_pil()
        return drawn

    def text(self, number: int) -> str:
        """The words of a page in one line; shaped letters are told as the plain ones they are."""
        words = self.pages[number].get_textpage().get_text_range()
        plain = unicodedata.normalize("NFKC", words)
        return " ".join("".join(c for c in plain if unicodedata.category(c) != "Cf").split())


@pytest.fixture(scope="module")
def thirty() -> Printed:
    return Printed(*map(a_letter, range(30)))


def test_every_letter_is_one_page(thirty: Printed) -> None:
    assert len(thirty.pages) == 30


def test_a_phone_reads_every_code(thirty: Printed) -> None:
    read = [zxingcpp.read_barcodes(thirty.image(number)) for number in range(30)]
    found = [[one.text for one in codes] for codes in read]
    assert found == [[address(code)] for code in thirty.codes]
    assert len(set(thirty.codes)) == 30


def test_a_bad_copier_leaves_a_code_that_can_be_read(thirty: Printed) -> None:
    image = thirty.image(0)
    worn, rng = image.copy(), Random(1)
    for _spot in range(150):
        at = rng.randrange(image.width), rng.randrange(image.height)
        worn.paste(255, (*at, at[0] + 6, at[1] + 6))
    (code,) = zxingcpp.read_barcodes(worn.rotate(3, fillcolor=255))
    assert code.text == address(thirty.codes[0])


def test_what_is_typed_by_hand_is_printed_in_groups_of_four(thirty: Printed) -> None:
    for number, code in enumerate(thirty.codes):
        words = thirty.text(number)
        assert grouped(code).replace("-", " ") in words
        assert "hub.brook-hill.example.org/join" in words
        assert {"Brook", "Hill", "3B"} <= set(words.split())


@pytest.mark.parametrize("language", [one for one in LANGUAGES if one != "ur"])
def test_the_words_can_be_read_out_and_searched(thirty: Printed, language: str) -> None:
    """A shaped script keeps its letters: a reader aloud and a search find them."""
    words, text = LETTERS[language], thirty.text(LANGUAGES.index(language))
    wanted = {part.strip("،,.:؟?!۔«»()") for part in f"{words.what} {words.choose}".split()}
    found = [part for part in wanted if part in text]
    assert len(found) >= 0.9 * len(wanted), wanted - set(found)
    assert NAMES.get(language, "José").split()[0] in text


def test_slanting_urdu_keeps_every_letter(thirty: Printed) -> None:
    """Each stands higher than the next, so what reads by place alone finds no whole words."""
    letters = {letter for letter in LETTERS["ur"].what if letter.isalpha()}
    assert letters <= set(thirty.text(LANGUAGES.index("ur")))


def test_the_day_is_written_as_the_family_writes_it(thirty: Printed) -> None:
    assert "until 6 December 2026" in thirty.text(LANGUAGES.index("en"))
    assert "hasta el 6 de diciembre de 2026" in thirty.text(LANGUAGES.index("es"))
    assert "6 грудня 2026" in thirty.text(LANGUAGES.index("uk"))


def test_arabic_letters_are_joined(thirty: Printed) -> None:
    """Set letter by letter, the same word would be wider."""
    alone = Printed(a_letter(6, child="م ر ي م", siblings=False))
    joined = Printed(a_letter(6, child="مريم", siblings=False))
    assert _width_of_name(joined) < 0.8 * _width_of_name(alone)


def _width_of_name(printed: Printed) -> int:
    """Of the ink in the band where the child's name stands, from the right edge."""
    image = printed.image(0).crop((0, 190, 1190, 300)).point(lambda value: 255 * (value < 128))
    box = image.convert("L").getbbox()
    assert box is not None
    return box[2] - box[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_long_names_stay_on_the_page(language: str) -> None:
    school = Sender(
        "Sir Ebenezer Fotheringay Memorial Community Primary", SENDER.address, SENDER.made
    )
    letter = a_letter(0, language=language, to=f"{LONG} {LONG}", child=LONG, siblings=True)
    assert len(Printed(letter, sender=school).pages) == 1


def test_names_are_never_read_as_markup() -> None:
    evil = "#panic() $x$ *b* \\u{41} @a <l> [z]"
    printed = Printed(a_letter(0, to=evil, child=evil, class_name=evil))
    assert printed.text(0).count("#panic() $x$ *b*") == 3


def test_a_name_without_signs_to_print_leaves_a_line() -> None:
    text = Printed(a_letter(0, child="梓涵", to="王 梓涵")).text(0)
    assert "梓" not in text
    assert "\ufffd" not in text
