"""Streams of a compound file, the container of .xls."""

import struct
from itertools import takewhile

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LAST_SECTOR = 0xFFFFFFFA
HEADER = 512
ENTRY = 128
SMALL = 64  # bytes of a sector of small streams
SMALLEST = 4096  # bytes of a stream that has sectors of its own
STREAM, ROOT = 2, 5


class Ole:
    """The streams by their names; ValueError and struct.error when it is damaged."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.size = 1 << min(struct.unpack_from("<H", data, 30)[0], 12)
        self.table = self._table()
        (directory,) = struct.unpack_from("<I", data, 48)
        entries = self._chain(directory, self.table)
        self.entries = [entries[at : at + ENTRY] for at in range(0, len(entries), ENTRY)]

    def stream(self, *names: str) -> bytes:
        """The first stream of one of these names, or nothing."""
        for entry in self.entries:
            if entry[66] == STREAM and _name(entry) in names:
                return self._content(entry)
        return b""

    def _table(self) -> tuple[int, ...]:
        """Which sector follows which."""
        places = list(struct.unpack_from("<109I", self.data, 76))
        (following,) = struct.unpack_from("<I", self.data, 68)
        for _ in range(len(self.data) // self.size):
            if following >= LAST_SECTOR:
                break
            *more, following = _numbers(self._sector(following))
            places += more
        used = takewhile(lambda place: place < LAST_SECTOR, places)
        return _numbers(b"".join(map(self._sector, used)))

    def _content(self, entry: bytes) -> bytes:
        start, size = struct.unpack_from("<II", entry, 116)
        if size >= SMALLEST:
            return self._chain(start, self.table)[:size]
        root = next(one for one in self.entries if one[66] == ROOT)
        small = self._chain(struct.unpack_from("<I", root, 116)[0], self.table)
        table = _numbers(self._chain(struct.unpack_from("<I", self.data, 60)[0], self.table))
        parts = (small[place * SMALL : (place + 1) * SMALL] for place in _places(start, table))
        return b"".join(parts)[:size]

    def _chain(self, start: int, table: tuple[int, ...]) -> bytes:
        return b"".join(map(self._sector, _places(start, table)))

    def _sector(self, place: int) -> bytes:
        start = HEADER + place * self.size if self.size == HEADER else (place + 1) * self.size
        return self.data[start : start + self.size]


def _places(start: int, table: tuple[int, ...]) -> list[int]:
    """A chain of sectors; ValueError when it never ends."""
    found = []
    while start < LAST_SECTOR:
        found.append(start)
        start = table[start]
        if len(found) > len(table):
            raise ValueError
    return found


def _numbers(data: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4])


def _name(entry: bytes) -> str:
    (length,) = struct.unpack_from("<H", entry, 64)
    return entry[: max(min(length, 64) - 2, 0)].decode("utf-16-le", "replace")
