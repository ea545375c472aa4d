"""Names: split into given and family, and compared without case and spacing."""

import unicodedata
from functools import lru_cache

from rules.roster_headers import words

TITLES = "mr mrs ms miss mx dr prof sir rev sr sra srta don dona d"
PARTICLES = (
    "de del la las los da das do dos di du van von der den ter ten le el al bin bint ibn abu af av"
    " zu zur san st st. mac y e"
)


def split_name(whole: str) -> tuple[str, str]:
    """Given and family name: 'Smith, John', 'John Smith', 'Ludwig van Beethoven'."""
    before, comma, after = whole.partition(",")
    if comma and before.strip() and after.strip():
        return without_title(after.strip()), before.strip()
    parts = without_title(whole).split()
    if len(parts) < 2:
        return " ".join(parts), ""
    start = _family_start(parts)
    return " ".join(parts[:start]), " ".join(parts[start:])


def _family_start(parts: list[str]) -> int:
    """Where the family name begins: the last word, with the particles before it."""
    start = len(parts) - 1
    while start > 1 and parts[start - 1].casefold() in PARTICLES.split():
        start -= 1
    return start


def without_title(name: str) -> str:
    """'Mr Conor Jones' is Conor Jones; a lone title stays."""
    first, _space, rest = name.partition(" ")
    return rest.strip() if rest and words(first) in TITLES.split() else name


@lru_cache(maxsize=131072)
def fold(text: str) -> str:
    """A name for comparing: case, width and spacing do not matter, accents do."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def fold_postcode(text: str | None) -> str:
    return "".join((text or "").split()).casefold()


def fold_phone(text: str | None) -> str:
    """The digits that matter: the last nine, so that +44 and 0 are one number."""
    return "".join(letter for letter in text or "" if letter.isdigit())[-9:]


def fold_email(text: str | None) -> str:
    return (text or "").strip().casefold()


def same_given(one: str, other: str) -> bool:
    """Whether two given names can be one person's: equal, an initial, or one left out."""
    first, second = fold(one).rstrip("."), fold(other).rstrip(".")
    if not first or not second or first == second:
        return True
    shorter, longer = sorted((first, second), key=len)
    return len(shorter) == 1 and longer.startswith(shorter)
