"""What a file is, told by its content and never by its ending; then its sheets.

Who reads workbooks is imported when there is one: a process for a text file starts without them.
"""

import re
from collections.abc import Iterator, Mapping
from io import BytesIO
from zipfile import ZipFile

from exchange.csv_in import read_csv
from exchange.sheets import Found, Guessed, LeftOut, check_sheets, not_a_workbook
from exchange.zips import checked_parts, locked
from i18n import _
from rules.limits import Limits
from rules.problems import Problem

ZIP = (b"PK\x03\x04", b"PK\x05\x06")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OLDEST = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00")  # Excel 2, 3 and 4
TYPES = "[Content_Types].xml"
MAIN_PART = re.compile(rb"(?:spreadsheetml|ms-excel)\.(?:sheet|template)[.\w]*\.main\+xml")
MANIFEST = "META-INF/manifest.xml"  # of an OpenDocument file
ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
OLE_BOOKS = tuple(name.encode("utf-16-le") for name in ("Workbook", "Book"))
OTHERS = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"{\\RTF", b"7Z\xbc\xaf", b"RAR!")
TABLES = (b"<!DOCTYPE", b"<HTML", b"<?XML", b"<TABLE", b"<META")
NOT_LOOKED_AT = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")


def sheets_of(
    file: str, data: bytes, limits: Limits, encodings: Mapping[str, str]
) -> Iterator[Found]:
    """The sheets of any file; Problem when it has none that can be read."""
    if data.startswith(ZIP):
        yield from _zip(file, data, limits, encodings)
    elif data.startswith(OLE):
        yield from _ole(file, data, limits)
    elif data.startswith(OLDEST):
        raise _oldest(file)
    else:
        yield from _text(file, data, encodings)


def _zip(file: str, data: bytes, limits: Limits, encodings: Mapping[str, str]) -> Iterator[Found]:
    parts = checked_parts(file, data)
    if "xl/workbook.bin" in parts:
        from exchange.calamine_in import xlsb_sheets

        yield from xlsb_sheets(file, data, limits)
    elif _is_excel(data, parts):
        from exchange.xlsx_in import xlsx_sheets

        yield from xlsx_sheets(file, data, limits)
    elif "content.xml" in parts:
        yield from _open_document(file, data, limits)
    elif any(part.endswith(".iwa") or part == "Index.zip" for part in parts):
        raise _numbers(file)
    elif TYPES in parts or "mimetype" in parts:
        raise not_a_workbook(file)
    else:
        yield from _folder(file, data, limits, encodings, parts)


def _is_excel(data: bytes, parts: list[str]) -> bool:
    """Whether the zip is a workbook of Excel's, which mostly lies in xl/ but need not."""
    if any(part.startswith("xl/") for part in parts):
        return True
    with ZipFile(BytesIO(data)) as archive:
        return TYPES in parts and bool(MAIN_PART.search(archive.read(TYPES)))


def _ole(file: str, data: bytes, limits: Limits) -> Iterator[Found]:
    if ENCRYPTED_PACKAGE in data:
        raise locked(file)
    if not any(name in data for name in OLE_BOOKS):
        raise not_a_workbook(file)
    from exchange.calamine_in import xls_sheets

    yield from xls_sheets(file, data, limits)


def _open_document(file: str, data: bytes, limits: Limits) -> Iterator[Found]:
    with ZipFile(BytesIO(data)) as archive:
        names = archive.namelist()
        manifest = archive.read(MANIFEST) if MANIFEST in names else b""
        kind = archive.read("mimetype") if "mimetype" in names else manifest
    if b"encryption-data" in manifest:
        raise locked(file)
    if b"spreadsheet" not in kind:
        raise not_a_workbook(file)
    from exchange.calamine_in import ods_sheets

    yield from ods_sheets(file, data, limits)


def _folder(
    file: str, data: bytes, limits: Limits, encodings: Mapping[str, str], parts: list[str]
) -> Iterator[Found]:
    """The files of a zip, which an office's program exports all at once."""
    wanted = [part for part in parts if not any(name in part for name in NOT_LOOKED_AT)]
    check_sheets(file, len(wanted), limits)
    left_out = []
    with ZipFile(BytesIO(data)) as archive:
        for part in wanted:
            content = archive.read(part)
            if _is_of_another_kind(content):
                left_out.append(part)
            elif content.strip():
                check_size(f"{file}/{part}", len(content), limits)
                yield from sheets_of(f"{file}/{part}", content, limits, encodings)
    if left_out:
        yield LeftOut(tuple(left_out))
    if len(left_out) == len(wanted):
        raise not_a_workbook(file)


def _is_of_another_kind(data: bytes) -> bool:
    head = data.lstrip()[:9].upper()
    inner = data.startswith(ZIP) and not any(one in data for one in (b"xl/", b"content.xml"))
    return inner or head.startswith(OTHERS + TABLES)


def _text(file: str, data: bytes, encodings: Mapping[str, str]) -> Iterator[Found]:
    head = data.removeprefix(b"\xef\xbb\xbf").lstrip()[:9].upper()
    if head.startswith(TABLES):
        raise _saved_as_a_page(file)
    if head.startswith(OTHERS):
        raise not_a_workbook(file)
    sheet, codes = read_csv(file, data, encodings.get(file, ""))
    if codes:
        yield Guessed(file, tuple(codes))
    yield sheet


def check_size(file: str, size: int, limits: Limits) -> None:
    """Raise Problem when a file is larger than the hub reads."""
    if size > limits.file_bytes:
        raise Problem(
            _("{file} is larger than {limit} MB. Please keep only the sheets you need.").format(
                file=file, limit=limits.megabytes
            )
        )


def _oldest(file: str) -> Problem:
    return Problem(
        _("{file} is in a very old format. Please save it as .xlsx and upload that.").format(
            file=file
        )
    )


def _numbers(file: str) -> Problem:
    return Problem(
        _("{file} is a Numbers document. Please export it as Excel and upload that.").format(
            file=file
        )
    )


def _saved_as_a_page(file: str) -> Problem:
    return Problem(
        _(
            "{file} is not a workbook but a web page, whatever its name says. Please open it in"
            " your spreadsheet program, save it as .xlsx, and upload that."
        ).format(file=file)
    )
