"""How a text file's letters are written: told by the file, or guessed from its names."""

import codecs
import re
import unicodedata
from functools import cache
from itertools import pairwise

from rules.roster_encodings import ENCODINGS

BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\0\0", "utf-32"),
    (b"\0\0\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
WORDS = re.compile(rb"[A-Za-z\x80-\xff]*[\x80-\xff][A-Za-z\x80-\xff]*")
BROKEN = "utf-8"  # but for some letters
WESTERN = "western"
LOOKED_AT = 400  # words
STRAY = 0.05  # of the words: a typing error, not another alphabet
INSIDE = "'’‘`´·"  # a word
AROUND = "“”„«»‹›…–—º°ª"


def told_by(data: bytes) -> str:
    """The encoding that the file itself gives away, or nothing."""
    code = next((code for bom, code in BOMS if data.startswith(bom)), "") or _utf16(data)
    if code.startswith(("utf-16", "utf-32")):
        return code
    return (code or "utf-8") if _readable(data, "utf-8") else ""


def decoded(data: bytes, code: str) -> str:
    """The text; single letters of another encoding, as copied lines have them, are Western."""
    return data.removeprefix(codecs.BOM_UTF8).decode(code, WESTERN if code == BROKEN else "replace")


def guesses(data: bytes) -> list[str]:
    """The encodings in which the file's words make sense, the likeliest first; never none."""
    words = _foreign_words(data)
    possible = [BROKEN, *(code for code in ENCODINGS if code != BROKEN and _readable(data, code))]
    oddness = {code: _oddness(words, code) for code in possible}
    likely = sorted(oddness, key=oddness.__getitem__)
    sense = [code for code in likely if oddness[code] <= oddness[likely[0]] + STRAY]
    return _distinct(words, sense)


def _utf16(data: bytes) -> str:
    """UTF-16 without a mark shows by the zeros between its letters."""
    head = data[:200]
    if len(head) < 4 or head.count(0) < len(head) // 4:
        return ""
    return "utf-16-le" if head[1::2].count(0) > head[0::2].count(0) else "utf-16-be"


def _foreign_words(data: bytes) -> list[bytes]:
    """The first different words with a letter beyond ASCII."""
    found: dict[bytes, None] = {}
    for match in WORDS.finditer(data):
        found.setdefault(match[0])
        if len(found) == LOOKED_AT:
            break
    return list(found)


def _readable(data: bytes, code: str) -> bool:
    try:
        data.decode(code)
    except UnicodeDecodeError:
        return False
    return True


def _oddness(words: list[bytes], code: str) -> float:
    """The share of words that nobody would write."""
    odd = sum(not _makes_sense(word.decode(code, "replace")) for word in words)
    return odd / max(len(words), 1)


def _makes_sense(word: str) -> bool:
    """Letters of one alphabet, capitals first, and no word of accents alone."""
    word = word.strip(AROUND)
    letters = [letter for letter in word if letter not in INSIDE]
    alphabets = {*map(_alphabet, letters)}
    if not all(map(str.isalpha, letters)) or len(alphabets) > 1:
        return False
    if len(letters) > 2 and alphabets == {"LATIN"} and not any(map(str.isascii, letters)):
        return False
    return not any(
        after.isupper() and before.islower() and not (after.isascii() and before.isascii())
        for before, after in pairwise(word)
    )


@cache
def _alphabet(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0]


def _distinct(words: list[bytes], codes: list[str]) -> list[str]:
    """One encoding for each way in which the words read."""
    ways: dict[tuple[str, ...], str] = {}
    for code in codes:
        ways.setdefault(tuple(word.decode(code, "replace") for word in words), code)
    return list(ways.values())


def _western(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error(WESTERN, _western)
