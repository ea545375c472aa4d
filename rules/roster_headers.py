"""What a column's header means: whose, what, and which of several."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import combinations
from typing import TypeVar

from i18n import LANGUAGES, _, current, use
from rules import roster_labels, roster_words

Key = TypeVar("Key")

RELATIONS = frozenset(("mother", "father"))
PRECEDENCE = ("guardian", "teacher", "class", "student")
MOST_SUBJECTS = 3
BESIDE_IT = re.compile(  # what stands in brackets, a star, how a date is to be written
    r"[(\[（【].*?[)\]）】]|\*|\b[dmyjtar]{1,4}([/.-])[dmyjtar]{1,4}\1[dmyjtar]{2,4}\b",
    re.IGNORECASE,
)
ALIKE = str.maketrans("ىیکہۃةٱ", "ييكههها")  # letters that keyboards interchange
HAN = re.compile(r"[\u3400-\u9fff]+")
LETTER_DIGIT = re.compile(r"(?<=[^\W\d_a-z])(?=\d)|(?<=\d)(?=[^\W\d_a-z])")
LONG_ENOUGH = 6  # letters of a compound such as motheremail
SHORTEST_PART = 3
LONGEST = 300  # letters of a header; longer is somebody's text
UNCLEAR = ("some_name", "some_grade", "some_email", "home_phone", "pin")
DOUBTFUL = 500
LAST = 900  # the rank of a column that only stands in for a better one


@dataclass(frozen=True, slots=True)
class Meaning:
    """Whose column it is (None: the row's own person), what it holds, and which parent's."""

    subject: str | None
    attribute: str
    slot: str = ""
    rank: int = field(default=0, compare=False)  # of two columns for one field the lower is taken

    @property
    def is_secret(self) -> bool:
        return self.attribute == "secret"


@lru_cache(maxsize=16384)
def words(text: str) -> str:
    """A text without case, accents, punctuation and camelCase, its words between single spaces."""
    split = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Za-z])(?=\d)", " ", text)
    plain = unicodedata.normalize("NFKD", split).casefold()
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return " ".join(re.findall(r"[^\W_]+", bare))


def compact(text: str) -> str:
    """A header as formats are compared: only its letters and digits."""
    return words(text).replace(" ", "")


def key_words(text: str) -> str:
    """The words without those that carry nothing; all of them when nothing else is left."""
    found = [_bare(word) for word in LETTER_DIGIT.sub(" ", words(text)).split()]
    return " ".join(word for word in found if word not in _stopwords()) or " ".join(found)


def _bare(word: str) -> str:
    """A word without the Arabic article, its letters as any keyboard writes them."""
    plain = word.translate(ALIKE)
    return plain[2:] if plain.startswith("ال") and len(plain) > 3 else plain


def listed(text: str) -> tuple[str, ...]:
    """The phrases of a comma-separated list, ready to compare."""
    return tuple(key_words(part) for part in text.split(","))


def contains(text: str, phrase: str) -> bool:
    """Whether a phrase stands in a text as whole words; Chinese has no spaces between them."""
    return f" {phrase} " in f" {text} " or bool(HAN.fullmatch(phrase) and phrase in text)


def learn() -> None:
    """Read the words of all languages now, so that nobody waits for them later."""
    meaning("words nobody knows")


@lru_cache(maxsize=4096)
def meaning(header: str) -> Meaning | None:
    """What a header says, or None when the hub does not know the words."""
    phrase = key_words(header)
    if any(contains(phrase, secret) for secret in _secrets()):
        return Meaning(None, "secret")
    return _meaning(header) or _meaning(BESIDE_IT.sub(" ", header))


def _meaning(header: str) -> Meaning | None:
    phrase = key_words(header)
    if not phrase or len(phrase) > LONGEST:
        return None
    if phrase in _whole():
        return _whole()[phrase]
    tokens = phrase.split()
    return _composed(tokens) or _own().get(words(header)) or _from_compounds(tokens)


def _from_compounds(tokens: list[str]) -> Meaning | None:
    """The meaning once words written together are told apart: motheremail, 学生姓名."""
    parted = [part for token in tokens for part in _parts(token)]
    return _composed(parted) if parted != tokens else None


def _composed(tokens: list[str]) -> Meaning | None:
    rest_of_all, slot = _take_number(tokens)
    for rest, subjects in _without_subjects(rest_of_all):
        if "other" in subjects:
            return None
        found = _read(rest, subjects, slot)
        if found:
            return found
    return None


def _take_number(tokens: list[str]) -> tuple[list[str], str]:
    numbers = [token for token in tokens if token.isdigit()]
    slot = str(int(numbers[0])) if numbers else ""
    return [token for token in tokens if not token.isdigit()], slot


def _without_subjects(tokens: list[str]) -> Iterator[tuple[list[str], frozenset[str]]]:
    """The tokens without none, one, two … of the subjects they name."""
    spans = _spans(tokens)
    for count in range(min(len(spans), MOST_SUBJECTS) + 1):
        for taken in combinations(spans, count):
            gone = {place for start, end, _name in taken for place in range(start, end)}
            if len(gone) < sum(end - start for start, end, _name in taken):
                continue
            rest = [token for place, token in enumerate(tokens) if place not in gone]
            yield rest, frozenset(name for _start, _end, name in taken)


def _spans(tokens: list[str]) -> list[tuple[int, int, str]]:
    """Where subjects are named, longest phrase first."""
    return [
        (start, start + length, _subjects()[phrase])
        for length in (3, 2, 1)
        for start in range(len(tokens) - length + 1)
        if (phrase := " ".join(tokens[start : start + length])) in _subjects()
    ]


def _read(rest: list[str], subjects: frozenset[str], slot: str) -> Meaning | None:
    family = subjects & {"guardian", *RELATIONS}
    if family and not slot:
        rest, slot = _take_ordinal(rest)
    attribute, rank = _attributes().get(" ".join(rest), ("", 0)) if rest else ("self", 0)
    if not attribute or (attribute == "self" and not subjects):
        return None
    rank = rank * 10 + int(slot or 0) + (DOUBTFUL if attribute in UNCLEAR else 0)
    if family:
        return Meaning("guardian", attribute, slot or _relation_slot(family), rank)
    owner = next((name for name in PRECEDENCE if name in subjects), None)
    return Meaning(owner, attribute, "", rank)


def _take_ordinal(rest: list[str]) -> tuple[list[str], str]:
    """The number of a parent that stands as a word, before or after what is said of them."""
    for place in (-1, 0):
        whole_attribute = " ".join(rest) in _attributes()
        if rest and not whole_attribute and rest[place] in _ordinals():
            left = rest[1:] if place == 0 else rest[:-1]
            return left, _ordinals()[rest[place]]
    return rest, ""


def _relation_slot(family: frozenset[str]) -> str:
    return next(iter(family)) if len(family) == 1 and family <= RELATIONS else ""


@lru_cache(maxsize=4096)
def _parts(token: str) -> tuple[str, ...]:
    """The known words a token is made of, as few as can be; itself when there is none."""
    shortest = 1 if HAN.fullmatch(token) else SHORTEST_PART
    if token in _vocabulary() or (shortest > 1 and len(token) < LONG_ENOUGH):
        return (token,)
    best: dict[int, tuple[str, ...]] = {0: ()}
    for end in range(1, len(token) + 1):
        found = [
            (*best[start], part)
            for start in range(end)
            if start in best and end - start >= shortest
            if (part := token[start:end]) in _vocabulary()
        ]
        if found:
            best[end] = min(found, key=len)
    parts = best.get(len(token), (token,))
    return tuple(part for part in parts if part not in _stopwords())


@cache
def _vocabulary() -> frozenset[str]:
    phrases = (*_subjects(), *_attributes(), *_ordinals(), *_stopwords())
    return frozenset(word for phrase in phrases for word in phrase.split())


@cache
def _stopwords() -> frozenset[str]:
    return frozenset(
        _bare(words(word)) for line in roster_words.more("stop") for word in line.split()
    )


@cache
def _subjects() -> dict[str, str]:
    found: dict[str, str] = {}
    for name, text in roster_words.lists("subjects"):
        for phrase in listed(text):
            found.setdefault(phrase, name)
    return found


@cache
def _attributes() -> dict[str, tuple[str, int]]:
    """Every phrase with what it stands for and how good it is among its like."""
    found: dict[str, tuple[str, int]] = {}
    for name, text in roster_words.lists("attributes"):
        for rank, phrase in enumerate(listed(text)):
            found.setdefault(phrase, (name, rank))
    return found


@cache
def _whole() -> dict[str, Meaning]:
    """Whole headers that mean something else than their words one by one."""
    found: dict[str, Meaning] = {}
    for phrase, said in roster_words.lists("whole"):
        subject, _dot, attribute = said.partition(".")
        found[key_words(phrase)] = Meaning(subject or None, attribute, rank=LAST)
    return found


@cache
def _ordinals() -> dict[str, str]:
    numbers = (("1", "first"), ("2", "second"))
    return {
        phrase: number
        for number, key in numbers
        for line in roster_words.more(key)
        for phrase in listed(line)
    }


@cache
def _secrets() -> tuple[str, ...]:
    return tuple(phrase for line in roster_words.more("secret") for phrase in listed(line))


@cache
def _own() -> dict[str, Meaning]:
    """The hub's own headers in every language it speaks."""
    return {text: Meaning(*key) for text, key in in_every_language(roster_labels.HEADERS).items()}


def in_every_language(names: Mapping[Key, str]) -> dict[str, Key]:
    """Every translation of marked texts, as words, with what it stands for."""
    before = current()
    found: dict[str, Key] = {}
    for language in LANGUAGES:
        use(language)
        found |= {words(_(text)): key for key, text in names.items()}
    use(before)
    return found
