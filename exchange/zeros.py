"""Ids with their zeros back: a number as a format such as 00000, or "S"0000, shows it."""

import re
from collections.abc import Iterator

COLOURS_AND_PLACES = re.compile(r"\[[^]]*\]")
LETTERS_BEFORE = re.compile(r'"([A-Za-z][^"0]*)"|\\([A-Za-z])')
ZEROS = re.compile(r"[0\- ]*0[0\- ]*0[0\- ]*")

Masks = dict[str, str]  # by the style's name in the cells


def mask_of(code: str) -> str:
    """The part of a number format that shows leading zeros, or nothing."""
    code = COLOURS_AND_PLACES.sub("", code.split(";")[0])
    before = LETTERS_BEFORE.match(code)
    letters = (before[1] or before[2]) if before else ""
    zeros = re.sub(r'["\\]', "", code[before.end() if before else 0 :])
    return letters + zeros if ZEROS.fullmatch(zeros) else ""


def with_zeros(value: float, mask: str) -> str | float:
    """The number as its format shows it: 42 in 00000 is 00042."""
    if value != value // 1 or value < 0:
        return value
    first, wanted = mask.index("0"), mask.count("0")
    digits = str(int(value)).rjust(wanted, "0")
    more, numbers = digits[: len(digits) - wanted], iter(digits[len(digits) - wanted :])
    return mask[:first] + more + "".join(_filled(mask[first:], numbers))


def _filled(mask: str, numbers: Iterator[str]) -> Iterator[str]:
    return (next(numbers) if letter == "0" else letter for letter in mask)
