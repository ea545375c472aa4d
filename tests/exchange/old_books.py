"""Workbooks of other kinds that tests make themselves: .xls, .xlsb and .ods, byte by byte.

A table is a list of rows; a cell is a text, a number, a bool, or None.
A number may come with a format: (42, "00000").
"""

import struct
from collections.abc import Iterable, Sequence
from typing import Any
from xml.sax.saxutils import escape

from tests.exchange.books import zipped

Table = Sequence[Sequence[Any]]
SECTOR, LAST, FREE = 512, 0xFFFFFFFE, 0xFFFFFFFF
OWN_FORMAT = 164  # the first number of a format that is the workbook's own
ERROR = {"#DIV/0!": 0x07, "#REF!": 0x17, "#N/A": 0x2A}


def xls(
    table: Table,
    name: str = "Students",
    *,
    hidden: bool = False,
    mac_dates: bool = False,
    locked: bool = False,
) -> bytes:
    """A workbook of Excel 97 with one sheet."""
    formats = _formats(table)
    head = _biff(0x0809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0))
    if locked:
        head += _biff(0x2F, struct.pack("<HHH", 1, 1, 1) + bytes(48))
    head += _biff(0x22, struct.pack("<H", mac_dates))
    for place, code in enumerate(formats[1:]):
        head += _biff(0x41E, struct.pack("<H", OWN_FORMAT + place) + _biff_text(code))
    for place in range(len(formats)):
        number = OWN_FORMAT + place - 1 if place else 0
        head += _biff(0xE0, struct.pack("<HHHBBBBIIH", 0, number, 0, 0, 0, 0, 0, 0, 0, 0))
    title = name.encode("utf-16-le")
    bound = struct.pack("<BBBB", hidden, 0, len(name), 1) + title
    start = len(head) + 4 + 4 + len(bound) + 4
    head += _biff(0x85, struct.pack("<I", start) + bound) + _biff(0x0A, b"")
    body = _biff(0x0809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0))
    for row, cells in enumerate(table):
        for column, cell in enumerate(cells):
            body += _biff_cell(row, column, cell, formats)
    return ole(head + body + _biff(0x0A, b""), "Workbook")


def xlsb(table: Table, name: str = "Students", *, hidden: bool = False) -> bytes:
    """A binary workbook of Excel 2007 with one sheet."""
    formats = _formats(table)
    return zipped(
        {
            "[Content_Types].xml": b"<Types xmlns='http://schemas.openxmlformats.org/package/2006/"
            b"content-types'><Default Extension='bin' ContentType='application/vnd.ms-excel."
            b"sheet.binary.macroEnabled.main'/></Types>",
            "xl/_rels/workbook.bin.rels": _relation("worksheet", "worksheets/sheet1.bin"),
            "xl/workbook.bin": _xlsb_book(name, hidden),
            "xl/styles.bin": _xlsb_styles(formats),
            "xl/worksheets/sheet1.bin": _xlsb_sheet(table, formats),
        }
    )


def ods(table: Table, name: str = "Students", *, hidden: bool = False, extra: str = "") -> bytes:
    """An OpenDocument spreadsheet with one sheet; `extra` stands below its rows."""
    shown = "false" if hidden else "true"
    rows = "".join(
        f"<table:table-row>{''.join(map(_ods_cell, cells))}</table:table-row>" for cells in table
    )
    return ods_of(
        f'<office:automatic-styles><style:style style:name="t" style:family="table">'
        f'<style:table-properties table:display="{shown}"/></style:style>'
        f"</office:automatic-styles><office:body><office:spreadsheet>"
        f'<table:table table:name="{escape(name)}" table:style-name="t">{rows}{extra}'
        f"</table:table></office:spreadsheet></office:body>"
    )


def ods_of(content: str, manifest: bytes = b"<manifest/>") -> bytes:
    names = ("office", "table", "text", "style")
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in names
    )
    document = f"<office:document-content {spaces}>{content}</office:document-content>"
    return zipped(
        {
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": manifest,
            "content.xml": document.encode(),
        }
    )


def ole(stream: bytes, name: str) -> bytes:
    """A compound file with one stream."""
    stream = stream.ljust(8 * SECTOR, b"\0")
    sectors = -(-len(stream) // SECTOR)
    tables = -(-(sectors + 1) // (SECTOR // 4 - 1))
    chain = [place + 1 for place in range(sectors - 1)] + [LAST, LAST] + [0xFFFFFFFD] * tables
    chain += [FREE] * (tables * SECTOR // 4 - len(chain))
    places = [sectors + 1 + place for place in range(tables)]
    header = struct.pack(
        "<8s16sHHHHH6xIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        bytes(16),
        0x3E,
        3,
        0xFFFE,
        9,
        6,
        0,
        tables,
        sectors,
        0,
        4096,
        LAST,
        0,
        LAST,
        0,
    )
    header += struct.pack("<109I", *places, *[FREE] * (109 - tables))
    directory = _entry("Root Entry", 5, LAST, 0, child=1) + _entry(name, 2, 0, len(stream))
    directory += _entry("", 0, 0, 0) * 2
    fat = struct.pack(f"<{len(chain)}I", *chain)
    return header + stream.ljust(sectors * SECTOR, b"\0") + directory + fat


def _entry(name: str, kind: int, start: int, size: int, child: int = FREE) -> bytes:
    text = (name + "\0").encode("utf-16-le") if name else b""
    return (
        text.ljust(64, b"\0")
        + struct.pack("<HBBIII", len(text), kind, 1, FREE, FREE, child)
        + bytes(36)
        + struct.pack("<IQ", start, size)
    )


def _formats(table: Table) -> list[str]:
    cells = (cell for row in table for cell in row if isinstance(cell, tuple))
    return ["General", *dict.fromkeys(code for _value, code in cells)]


def _styled(cell: Any, formats: list[str]) -> tuple[Any, int]:
    return (cell[0], formats.index(cell[1])) if isinstance(cell, tuple) else (cell, 0)


def _biff(kind: int, data: bytes) -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def _biff_text(text: str) -> bytes:
    units = text.encode("utf-16-le")
    return struct.pack("<HB", len(units) // 2, 1) + units


def _biff_cell(row: int, column: int, cell: Any, formats: list[str]) -> bytes:
    value, style = _styled(cell, formats)
    place = struct.pack("<HHH", row, column, style)
    if value is None:
        return b""
    if isinstance(value, bool):
        return _biff(0x205, place + struct.pack("<BB", value, 0))
    if value in ERROR:
        return _biff(0x205, place + struct.pack("<BB", ERROR[value], 1))
    if isinstance(value, str):
        return _biff(0x204, place + _biff_text(value))
    return _biff(0x203, place + struct.pack("<d", value))


def _relation(kind: str, target: str) -> bytes:
    base = "http://schemas.openxmlformats.org"
    return (
        f"<Relationships xmlns='{base}/package/2006/relationships'><Relationship Id='r1' "
        f"Type='{base}/officeDocument/2006/relationships/{kind}' Target='{target}'/>"
        "</Relationships>"
    ).encode()


def _record(kind: int, data: bytes = b"") -> bytes:
    """A record of .xlsb: kind and length are written in groups of seven bits."""
    head = bytes((kind,)) if kind < 128 else bytes((kind & 0x7F | 0x80, kind >> 7))
    length = len(data)
    while length > 0x7F:
        head += bytes((length & 0x7F | 0x80,))
        length >>= 7
    return head + bytes((length,)) + data


def _wide(text: str) -> bytes:
    units = text.encode("utf-16-le")
    return struct.pack("<I", len(units) // 2) + units


def _xlsb_book(name: str, hidden: bool) -> bytes:
    sheet = struct.pack("<II", hidden, 1) + _wide("r1") + _wide(name)
    return b"".join((_record(131), _record(143), _record(156, sheet), _record(144), _record(132)))


def _xlsb_styles(formats: list[str]) -> bytes:
    own = [
        _record(44, struct.pack("<H", OWN_FORMAT + place) + _wide(code))
        for place, code in enumerate(formats[1:])
    ]
    styles = [
        _record(
            47, struct.pack("<HHHHHHI", 0, OWN_FORMAT + place - 1 if place else 0, 0, 0, 0, 0, 0)
        )
        for place in range(len(formats))
    ]
    parts: Iterable[bytes] = (
        _record(278),
        _record(615, struct.pack("<I", len(own))),
        *own,
        _record(616),
        _record(617, struct.pack("<I", len(styles))),
        *styles,
        _record(618),
        _record(279),
    )
    return b"".join(parts)


def _xlsb_sheet(table: Table, formats: list[str]) -> bytes:
    width = max((len(row) for row in table), default=1)
    parts = [
        _record(129),
        _record(148, struct.pack("<IIII", 0, len(table) - 1, 0, width - 1)),
        _record(145),
    ]
    for row, cells in enumerate(table):
        parts.append(_record(0, struct.pack("<IIHHBI", row, 0, 300, 0, 0, 0)))
        parts += [_xlsb_cell(column, cell, formats) for column, cell in enumerate(cells)]
    return b"".join((*parts, _record(146), _record(130)))


def _xlsb_cell(column: int, cell: Any, formats: list[str]) -> bytes:
    value, style = _styled(cell, formats)
    place = struct.pack("<II", column, style)
    if value is None:
        return b""
    if isinstance(value, bool):
        return _record(4, place + bytes((value,)))
    if value in ERROR:
        return _record(3, place + bytes((ERROR[value],)))
    if isinstance(value, str):
        return _record(6, place + _wide(value))
    return _record(5, place + struct.pack("<d", value))


def _ods_cell(cell: Any) -> str:
    if cell is None:
        return "<table:table-cell/>"
    if isinstance(cell, bool):
        value = str(cell).lower()
        return f'<table:table-cell office:value-type="boolean" office:boolean-value="{value}"/>'
    if isinstance(cell, str):
        text = escape(cell)
        return (
            f'<table:table-cell office:value-type="string"><text:p>{text}</text:p>'
            "</table:table-cell>"
        )
    value, shown = (
        (cell[0], f"{cell[0]:0{len(cell[1])}d}") if isinstance(cell, tuple) else (cell, cell)
    )
    return (
        f'<table:table-cell office:value-type="float" office:value="{value}">'
        f"<text:p>{shown}</text:p></table:table-cell>"
    )
