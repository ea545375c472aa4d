"""Names: split into given and family, and compared without case and spacing."""

import re
import unicodedata
from enum import StrEnum
from functools import cache, lru_cache

from rules.roster_headers import words

TITLES = (
    "mr mrs ms miss mx dr prof sir rev sr sra srta don dona d mme mlle monsieur madame herr frau"
    " pan pani senhor senhora dna"
)
PARTICLES = (
    "de del la las los da das do dos di du van von der den ter ten le el al bin bint ibn abu af av"
    " zu zur san st st. mac y e dos des dalla della vom zum بن ابن بنت آل أبو ابو"
)
SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv"))
TWO_CHARACTERS = "欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 慕容 令狐 司徒 夏侯 端木 南宫"
HAN = re.compile(r"[\u3400-\u9fff·]{2,}")
BETWEEN_PEOPLE = re.compile(r"\s*[;/&\n]\s*|\s+(?:and|et|und|اور)\s+")
CAPITALS = 3  # letters a word in capitals must have to be a family name


class Style(StrEnum):
    """How a column writes whole names."""

    GIVEN_FIRST = "name"
    FAMILY_FIRST = "reversed"
    TWO_FAMILY = "two_names"
    TWO_FAMILY_FIRST = "two_reversed"


def split_name(whole: str, style: Style = Style.GIVEN_FIRST) -> tuple[str, str]:
    """Given and family name: 'Smith, John', 'John Smith', 'DUPONT Jean', 'Ludwig van Beethoven'."""
    before, comma, after = whole.partition(",")
    if comma and before.strip() and after.strip():
        return without_title(after.strip()), before.strip()
    if HAN.fullmatch(whole):
        length = 2 if len(whole) > 2 and whole[:2] in TWO_CHARACTERS.split() else 1
        return whole[length:], whole[:length]
    parts = without_title(whole).split()
    if len(parts) < 2:
        return " ".join(parts), ""
    return _by_capitals(parts) or _by_style(parts, style)


def people_in(whole: str) -> list[str]:
    """Each of several people in one cell, where each has a whole name."""
    parts = [part.strip() for part in BETWEEN_PEOPLE.split(whole)]
    return parts if all(len(part.split()) > 1 for part in parts) else [whole]


def tells_its_order(whole: str) -> bool:
    """Whether anybody can see which part of a whole name is the family's."""
    parts = whole.split()
    return "," in whole or bool(HAN.fullmatch(whole)) or bool(_by_capitals(parts))


def _by_capitals(parts: list[str]) -> tuple[str, str] | None:
    """The family name is what stands in capitals, where the rest does not."""
    loud = [part.isupper() and part.casefold() not in SUFFIXES for part in parts]
    shouted = [part for part, is_loud in zip(parts, loud, strict=True) if is_loud]
    if all(loud) or not any(len(part) >= CAPITALS for part in shouted):
        return None
    count = len(shouted)
    if all(loud[:count]):
        return " ".join(parts[count:]), " ".join(parts[:count])
    if all(loud[-count:]):
        return " ".join(parts[:-count]), " ".join(parts[-count:])
    return None


def _by_style(parts: list[str], style: Style) -> tuple[str, str]:
    family_first = style in (Style.FAMILY_FIRST, Style.TWO_FAMILY_FIRST)
    units = _units(parts, 0 if family_first else 1)
    two = style in (Style.TWO_FAMILY, Style.TWO_FAMILY_FIRST) and len(units) > 2
    count = 2 if two else 1
    if family_first:
        return " ".join(units[count:]), " ".join(units[:count])
    return " ".join(units[:-count]), " ".join(units[-count:])


def _units(parts: list[str], start: int) -> list[str]:
    """Words with the particles before them, which may stand from `start` on."""
    units: list[str] = []
    open_particles: list[str] = []
    for place, part in enumerate(parts):
        if part.casefold() in _particles() and start <= place < len(parts) - 1:
            open_particles.append(part)
            continue
        units.append(" ".join((*open_particles, part)))
        open_particles = []
    return units if len(units) > 1 else parts


@cache
def _particles() -> frozenset[str]:
    return frozenset(PARTICLES.split())


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
