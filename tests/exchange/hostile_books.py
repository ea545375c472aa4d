"""Workbooks that are made to do harm."""

from collections.abc import Iterable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from tests.exchange.books import rewritten, xlsx, zipped

HEADER = ("Student ID", "First name", "Last name")
ROW = ("00042", "Ann", "Lee")
GOOD = xlsx(HEADER, ROW)
SHEET, STRINGS, RELATIONS = (
    "xl/worksheets/sheet1.xml",
    "xl/sharedStrings.xml",
    "xl/_rels/workbook.xml.rels",
)
MAIN = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
OFFICE = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def sheet(rows: bytes, parts: dict[str, bytes] | None = None) -> bytes:
    """A workbook whose sheet has these rows."""
    document = b"<worksheet " + MAIN + b"><sheetData>" + rows + b"</sheetData></worksheet>"
    return rewritten(GOOD, {SHEET: document} | (parts or {}))


def with_strings(texts: Iterable[bytes], rows: bytes) -> bytes:
    """A workbook with these shared texts."""
    items = b"".join(b"<si><t>" + text + b"</t></si>" for text in texts)
    with ZipFile(BytesIO(GOOD)) as archive:
        relations = archive.read(RELATIONS)
    own = b'<Relationship Id="own" Target="sharedStrings.xml" Type="' + OFFICE
    relations = relations.replace(b"</Relationships>", own + b'/sharedStrings"/></Relationships>')
    return sheet(rows, {STRINGS: b"<sst " + MAIN + b">" + items + b"</sst>", RELATIONS: relations})


def encrypted(data: bytes) -> bytes:
    """A zip whose parts say that they need a password."""
    changed = bytearray(data)
    place = changed.find(b"PK\x01\x02")
    while place >= 0:
        changed[place + 8] |= 1
        place = changed.find(b"PK\x01\x02", place + 4)
    return bytes(changed)


def lying(content: bytes) -> bytes:
    """A zip that says that its part is far smaller than it is."""
    data = bytearray(zipped({"list.csv": content}))
    for magic, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        place = data.find(magic) + offset
        data[place : place + 4] = (1000).to_bytes(4, "little")
    return bytes(data)


def overlapping() -> bytes:
    """A zip with two hundred names for the same packed bytes."""
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        archive.writestr("0.csv", bytes(9 * 2**20))
        first = archive.infolist()[0]
        for place in range(1, 200):
            copy = type(first)(f"{place}.csv")
            copy.compress_type, copy.CRC = first.compress_type, first.CRC
            copy.compress_size, copy.file_size = first.compress_size, first.file_size
            copy.header_offset = first.header_offset
            archive.filelist.append(copy)
            archive.NameToInfo[copy.filename] = copy
    return file.getvalue()
