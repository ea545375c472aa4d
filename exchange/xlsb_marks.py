"""Formats and errors of .xlsb, record by record."""

import posixpath
import struct
from collections.abc import Iterator
from io import BytesIO
from xml.etree.ElementTree import fromstring
from zipfile import ZipFile

from exchange.marks import Marks, error, mark, masks_of

BOOK, RELATIONS, STYLES = "xl/workbook.bin", "xl/_rels/workbook.bin.rels", "xl/styles.bin"
ROW, RK, ERROR, NUMBER, COMPUTED, COMPUTED_ERROR = 0, 2, 3, 5, 9, 11
FORMAT, XF, SHEET, CELL_STYLES, CELL_STYLES_END = 44, 47, 156, 617, 618


def xlsb_marks(data: bytes) -> list[Marks]:
    """The marks of each sheet, in the order of the workbook."""
    with ZipFile(BytesIO(data)) as archive:
        masks = _masks(archive.read(STYLES))
        return [_sheet(archive.read(part), masks) for part in _parts(archive)]


def _records(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Kind and body of each record; both kind and length are in groups of seven bits."""
    at = 0
    while at < len(data):
        kind = data[at]
        at += 1
        if kind & 0x80:
            kind = kind & 0x7F | data[at] << 7
            at += 1
        length = shift = 0
        while True:
            length |= (data[at] & 0x7F) << shift
            shift += 7
            at += 1
            if not data[at - 1] & 0x80:
                break
        yield kind, data[at : at + length]
        at += length


def _parts(archive: ZipFile) -> list[str]:
    """The part of each sheet."""
    targets = {one.get("Id"): one.get("Target", "") for one in fromstring(archive.read(RELATIONS))}
    ids = (_text(body, 8) for kind, body in _records(archive.read(BOOK)) if kind == SHEET)
    return [posixpath.normpath(posixpath.join("xl", targets[one])).lstrip("/") for one in ids]


def _text(body: bytes, at: int) -> str:
    (length,) = struct.unpack_from("<I", body, at)
    return body[at + 4 : at + 4 + 2 * length].decode("utf-16-le")


def _masks(styles: bytes) -> list[str]:
    own: dict[int, str] = {}
    numbers: list[int] = []
    of_cells = False
    for kind, body in _records(styles):
        of_cells = kind == CELL_STYLES or (of_cells and kind != CELL_STYLES_END)
        if kind == FORMAT:
            own[struct.unpack_from("<H", body)[0]] = _text(body, 2)
        elif kind == XF and of_cells:
            numbers.append(struct.unpack_from("<H", body, 2)[0])
    return masks_of(numbers, own)


def _sheet(data: bytes, masks: list[str]) -> Marks:
    found: Marks = {}
    row = 0
    for kind, body in _records(data):
        if kind == ROW:
            (row,) = struct.unpack_from("<I", body)
        elif kind in (ERROR, COMPUTED_ERROR):
            found[row, struct.unpack_from("<I", body)[0]] = error(body[8])
        elif kind in (RK, NUMBER, COMPUTED):
            column, style = struct.unpack_from("<II", body)
            if mask := mark(masks, style & 0xFFFFFF):
                found[row, column] = mask
    return found
