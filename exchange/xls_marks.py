"""Formats and errors of .xls, record by record."""

import struct
from collections.abc import Iterator

from exchange.marks import Marks, error, mark, masks_of
from exchange.ole import Ole

STREAMS = ("Workbook", "Book")
END, FILE_PASS, FORMULA, BOUND_SHEET, MANY_RK, XF = 0x0A, 0x2F, 0x06, 0x85, 0xBD, 0xE0
NUMBER, BOOL_OR_ERROR, RK, FORMAT = 0x203, 0x205, 0x27E, 0x41E
SHORT_TEXTS = 0x500  # Excel 95 writes the length of a format in one byte

Record = tuple[int, bytes]


def password_records(data: bytes) -> list[bytes]:
    """The records that say that the workbook needs a password; mostly none."""
    head = _records(Ole(data).stream(*STREAMS))
    return [body for kind, body in head if kind == FILE_PASS]


def xls_marks(data: bytes) -> list[Marks]:
    """The marks of each sheet, in the order of the workbook."""
    stream = Ole(data).stream(*STREAMS)
    head = list(_records(stream))
    (version,) = struct.unpack_from("<H", head[0][1])
    own = dict(_format(body, version) for kind, body in head if kind == FORMAT)
    styles = [struct.unpack_from("<H", body, 2)[0] for kind, body in head if kind == XF]
    masks = masks_of(styles, own)
    starts = [struct.unpack_from("<I", body)[0] for kind, body in head if kind == BOUND_SHEET]
    return [_sheet(stream, start, masks) for start in starts]


def _records(stream: bytes, at: int = 0) -> Iterator[Record]:
    """Kind and body of each record, up to the end of the sheet or of what stands before them."""
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        yield kind, stream[at + 4 : at + 4 + length]
        if kind == END:
            return
        at += 4 + length


def _format(body: bytes, version: int) -> tuple[int, str]:
    (number,) = struct.unpack_from("<H", body)
    if version <= SHORT_TEXTS:
        return number, body[3:].decode("latin-1")
    return number, body[5:].decode("utf-16-le" if body[4] & 1 else "latin-1", "replace")


def _sheet(stream: bytes, start: int, masks: list[str]) -> Marks:
    found: Marks = {}
    for kind, body in _records(stream, start):
        if kind in (NUMBER, RK, FORMULA):
            row, column, style = struct.unpack_from("<HHH", body)
            if mask := mark(masks, style):
                found[row, column] = mask
            if kind == FORMULA and body[6] == 2 and body[12:14] == b"\xff\xff":
                found[row, column] = error(body[8])
        elif kind == MANY_RK:
            row, first = struct.unpack_from("<HH", body)
            for place in range((len(body) - 6) // 6):
                if mask := mark(masks, struct.unpack_from("<H", body, 4 + place * 6)[0]):
                    found[row, first + place] = mask
        elif kind == BOOL_OR_ERROR and body[7]:
            row, column = struct.unpack_from("<HH", body)
            found[row, column] = error(body[6])
    return found
