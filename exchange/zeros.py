"""Ids with their zeros back: a number as a format such as 00000 shows it."""

import re
from collections.abc import Iterator

ZEROS = re.compile(r"[0\- ]*0[0\- ]*0[0\- ]*")
DECORATION = re.compile(r'\[[^]]*\]|["\\]')

Masks = dict[str, str]  # by the style's name in the cells


def mask_of(code: str) -> str:
    """The part of a number format that shows leading zeros, or nothing."""
    mask = DECORATION.sub("", code.split(";")[0])
    return mask if ZEROS.fullmatch(mask) else ""


def with_zeros(value: float, mask: str) -> str | float:
    """The number as its format shows it: 42 in 00000 is 00042."""
    if value != value // 1 or value < 0:
        return value
    wanted = mask.count("0")
    digits = str(int(value)).rjust(wanted, "0")
    first, tail = digits[: len(digits) - wanted], digits[len(digits) - wanted :]
    numbers: Iterator[str] = iter(tail)
    return first + "".join(next(numbers) if letter == "0" else letter for letter in mask)
