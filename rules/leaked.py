"""Passwords of other places that were stolen and published: 1.4 million of 12 signs or more.

They stand in `leaked.bin` as a Bloom filter, which finds each of them, and takes one in 280 others
for one of them. `leaked.txt` says where they are from and how the file was made.
"""

import unicodedata
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path

FILE = Path(__file__).with_name("leaked.bin")
BITS = 2**24
PLACES = 8  # bits that each password sets


def is_leaked(password: str) -> bool:
    """Whether it was published, in large or small letters."""
    bits = _bits()
    return all(bits[place >> 3] >> (place & 7) & 1 for place in places(password))


def places(password: str) -> Iterator[int]:
    """The bits of a password."""
    written = unicodedata.normalize("NFKC", password).strip().casefold()
    digest = sha256(written.encode()).digest()
    for start in range(0, 3 * PLACES, 3):
        yield int.from_bytes(digest[start : start + 3])


@cache
def _bits() -> bytes:
    return FILE.read_bytes()
