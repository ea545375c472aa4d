"""Make rules/leaked.bin: python -m tools.leaked FOLDER, of text files with a password a line."""

import sys
from collections.abc import Iterator
from pathlib import Path

from rules.accounts import PASSWORD_BYTES, normal
from rules.leaked import BITS, FILE, places


def main(folder: Path) -> None:
    bits = bytearray(BITS // 8)
    for password in set(_passwords(folder)):
        for place in places(password):
            bits[place >> 3] |= 1 << (place & 7)
    FILE.write_bytes(bits)


def _passwords(folder: Path) -> Iterator[str]:
    """Those that somebody could choose here."""
    least, most = PASSWORD_BYTES
    for file in folder.rglob("*.txt"):
        for line in file.read_text("utf-8", errors="ignore").split("\n"):
            if least <= len(normal(line).encode()) <= most:
                yield normal(line).casefold()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
