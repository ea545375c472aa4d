"""What a column's header means: whose, what, and which of several."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import combinations
from typing import TypeVar

from i18n import LANGUAGES, _, current, use
from rules import roster_labels, roster_words

Key = TypeVar("Key")

ORDINALS = {"primary": "1", "first": "1", "1st": "1", "secondary": "2", "second": "2", "2nd": "2"}
RELATIONS = frozenset(("mother", "father"))
PRECEDENCE = ("guardian", "teacher", "class", "student")
MOST_SUBJECTS = 3


@dataclass(frozen=True, slots=True)
class Meaning:
    """Whose column it is (None: the row's own person), what it holds, and which parent's."""

    subject: str | None
    attribute: str
    slot: str = ""

    @property
    def is_secret(self) -> bool:
        return self.attribute == "secret"


def words(text: str) -> str:
    """A text without case, accents, punctuation and camelCase, its words between single spaces."""
    split = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Za-z])(?=\d)", " ", text)
    plain = unicodedata.normalize("NFKD", split).casefold()
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return " ".join(re.findall(r"[^\W_]+", bare))


def key_words(text: str) -> str:
    """The words without those that carry nothing; all of them when nothing else is left."""
    found = words(text).split()
    return " ".join(word for word in found if word not in _stopwords()) or " ".join(found)


def listed(text: str) -> tuple[str, ...]:
    """The phrases of a comma-separated list, ready to compare."""
    return tuple(key_words(part) for part in text.split(","))


def contains(text: str, phrase: str) -> bool:
    """Whether a phrase stands in a text as whole words."""
    return f" {phrase} " in f" {text} "


@lru_cache(maxsize=4096)
def meaning(header: str) -> Meaning | None:
    """What a header says, or None when the hub does not know the words."""
    phrase = key_words(header)
    if not phrase:
        return None
    if any(contains(phrase, secret) for secret in _secrets()):
        return Meaning(None, "secret")
    if phrase in roster_words.WHOLE:
        return Meaning(*roster_words.WHOLE[phrase])
    return _composed(phrase) or _own().get(words(header))


def _composed(phrase: str) -> Meaning | None:
    tokens, slot = _take_number(phrase.split())
    for rest, subjects in _without_subjects(tokens):
        if "other" in subjects:
            return None
        found = _read(rest, subjects, slot)
        if found:
            return found
    return None


def _take_number(tokens: list[str]) -> tuple[list[str], str]:
    numbers = [token for token in tokens if token.isdigit()]
    return [token for token in tokens if not token.isdigit()], numbers[0] if numbers else ""


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
        for length in (2, 1)
        for start in range(len(tokens) - length + 1)
        if (phrase := " ".join(tokens[start : start + length])) in _subjects()
    ]


def _read(rest: list[str], subjects: frozenset[str], slot: str) -> Meaning | None:
    family = subjects & {"guardian", *RELATIONS}
    if family and not slot:
        rest, slot = _take_ordinal(rest)
    attribute = _attributes().get(" ".join(rest)) if rest else "self"
    if attribute is None or (attribute == "self" and not subjects):
        return None
    if family:
        return Meaning("guardian", attribute, slot or _relation_slot(family))
    return Meaning(next((name for name in PRECEDENCE if name in subjects), None), attribute)


def _take_ordinal(rest: list[str]) -> tuple[list[str], str]:
    whole_attribute = rest[:1] == ["first"] and " ".join(rest) in _attributes()
    if not rest or whole_attribute or rest[0] not in ORDINALS:
        return rest, ""
    return rest[1:], ORDINALS[rest[0]]


def _relation_slot(family: frozenset[str]) -> str:
    return next(iter(family)) if len(family) == 1 and family <= RELATIONS else ""


def _table(source: dict[str, dict[str, str]]) -> dict[str, str]:
    return {
        phrase: name
        for language in source.values()
        for name, text in language.items()
        for phrase in listed(text)
    }


@cache
def _stopwords() -> frozenset[str]:
    return frozenset(roster_words.STOPWORDS.split())


@cache
def _subjects() -> dict[str, str]:
    return _table(roster_words.SUBJECTS)


@cache
def _attributes() -> dict[str, str]:
    return _table(roster_words.ATTRIBUTES)


@cache
def _secrets() -> tuple[str, ...]:
    return listed(roster_words.SECRETS)


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
