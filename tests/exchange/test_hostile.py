"""Files that are broken, odd, or made to do harm: each gets a sentence, and the hub goes on.

Bounds of time and memory are those that people are promised, not what is usual.
"""

import subprocess
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from random import Random
from time import monotonic
from zipfile import ZipFile, ZipInfo

import pytest
from openpyxl import Workbook
from openpyxl.drawing.image import Image as Picture
from PIL import Image

from exchange import zips
from exchange.workbooks_in import read_files
from rules.limits import MB, STANDARD
from rules.problems import Problem
from tests.exchange.books import ROOT, csv, rewritten, saved, xlsx, zipped
from tests.exchange.hostile_books import (
    GOOD,
    HEADER,
    ROW,
    SHEET,
    STRINGS,
    encrypted,
    lying,
    overlapping,
    sheet,
    with_strings,
)
from tests.exchange.old_books import ods, ods_of, ole, xls, xlsb

SECONDS, MEMORY = 10, 300  # promised for any file
TABLE = (HEADER, ROW)

Make = Callable[[], bytes]

DAMAGED = "is damaged"
NO_BOOK = "is not a workbook"
EMPTY = "is empty"
LOCKED = "locked with a password"
NOT_BUILT = "not built like a workbook"
INSTRUCTIONS = "instructions that no workbook needs"
SWOLLEN = "unpacks to far more"
TOO_MUCH = "holds"  # more than can be read at once, or far more than a list
NO_NAMES = "no column names"
COLUMNS = "columns on one sheet"
QUOTATION = "quotation mark"

LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    b'<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><x>&c;</x>'
)
OUTSIDE = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'
FAR_DOWN = b"<!--" + b"x" * 5_000 + b"-->" + LAUGHS[21:]
REPEATED = (
    '<table:table-row table:number-rows-repeated="1048576"><table:table-cell office:value-type='
    '"string" table:number-columns-repeated="16384"><text:p>x</text:p></table:table-cell>'
    "</table:table-row>"
)

BROKEN: dict[str, tuple[Make, str]] = {
    "nothing": (lambda: b"", EMPTY),
    "blank lines": (lambda: b"\r\n \t\r\n", EMPTY),
    "only a mark": (lambda: b"\xef\xbb\xbf", EMPTY),
    "zeros": (lambda: bytes(MB), NO_BOOK),
    "noise": (lambda: Random(1).randbytes(300_000), NO_BOOK),
    "xlsx cut in half": (lambda: GOOD[: len(GOOD) // 2], DAMAGED),
    "xlsx without its end": (lambda: GOOD[:-40], DAMAGED),
    "xls cut": (lambda: xls(TABLE)[:-700], DAMAGED),
    "xlsb cut": (lambda: xlsb(TABLE)[:600], DAMAGED),
    "ods cut": (lambda: ods(TABLE)[:400], DAMAGED),
    "ods of half a document": (lambda: ods_of("<office:body><office:spreadsheet>"), EMPTY),
    "a byte changed": (lambda: GOOD.replace(b"PK\x01\x02", b"PK\x01\x09", 1), DAMAGED),
    "no workbook part": (lambda: rewritten(GOOD, {"[Content_Types].xml": b"<Types/>"}), DAMAGED),
    "half a sheet": (lambda: rewritten(GOOD, {SHEET: b"<worksheet><sheetData><row"}), DAMAGED),
    "styles of noise": (lambda: rewritten(GOOD, {"xl/styles.xml": b"\0\1"}), DAMAGED),
    "a text that is not there": (lambda: sheet(b'<row><c t="s"><v>7</v></c></row>'), DAMAGED),
    "a column of no spreadsheet": (
        lambda: sheet(b'<row><c r="ZZZZZ1"><v>1</v></c></row>'),
        DAMAGED,
    ),
    "a row number without end": (
        lambda: sheet(b'<row r="' + b"9" * 6_000 + b'"><c><v>1</v></c></row>'),
        DAMAGED,
    ),
    "ole of noise": (lambda: ole(Random(2).randbytes(9_000), "Workbook"), DAMAGED),
    "ole that goes in circles": (lambda: xls(TABLE)[:48] + b"\0" * 4 + xls(TABLE)[52:], DAMAGED),
    "a part that is missing": (lambda: rewritten(GOOD, {SHEET: b""}), DAMAGED),
}

OTHERS: dict[str, tuple[Make, str]] = {
    "picture": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(500), NO_BOOK),
    "pdf": (lambda: b"%PDF-1.7\n%\xe2\xe3", NO_BOOK),
    "program": (lambda: b"MZ\x90\x00\x03" + bytes(2_000), NO_BOOK),
    "packed with gzip": (lambda: b"\x1f\x8b\x08\0\0\0\0\0" + Random(3).randbytes(900), NO_BOOK),
    "web page": (lambda: b"<html><body><table><tr><td>Ann</td></tr></table>", "web page"),
    "old xml": (lambda: b"<?xml version='1.0'?><Workbook/>", "web page"),
    "letter": (
        lambda: zipped({"word/document.xml": b"<w/>", "[Content_Types].xml": b"<T/>"}),
        NO_BOOK,
    ),
    "letter of OpenOffice": (
        lambda: zipped(
            {"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<x/>"}
        ),
        NO_BOOK,
    ),
    "old letter": (lambda: ole(bytes(5_000), "WordDocument"), NO_BOOK),
    "Numbers": (lambda: zipped({"Index/Document.iwa": b"x"}), "Numbers document"),
    "Excel 4": (lambda: b"\x09\x04\x06\x00\0\0\x10\0" + bytes(600), "very old format"),
    "zip of pictures": (lambda: zipped({"a.png": b"\x89PNG", "b.png": b"\x89PNG"}), NO_BOOK),
    "zip of nothing": (lambda: zipped({}), NO_BOOK),
    "locked xlsx": (
        lambda: ole("EncryptedPackage".encode("utf-16-le"), "EncryptedPackage"),
        LOCKED,
    ),
    "locked xls": (lambda: xls(TABLE, locked=True), LOCKED),
    "locked ods": (lambda: ods_of("", b"<manifest:encryption-data/>"), LOCKED),
    "locked zip": (lambda: encrypted(GOOD), LOCKED),
    "pictures only": (lambda: with_picture(), EMPTY),
    "only empty sheets": (lambda: xlsx(), EMPTY),
    "charts and no sheet": (lambda: rewritten(GOOD, {"xl/workbook.xml": b"<nothing/>"}), EMPTY),
    "a letter as text": (lambda: csv("Dear parents,", "school is closed."), NO_NAMES),
    "a quotation without end": (lambda: csv("Student ID,First name", '1,"Ann'), QUOTATION),
}

HARMFUL: dict[str, tuple[Make, str]] = {
    "out of its folder": (lambda: rewritten(GOOD, {"../evil.xml": b"x"}), NOT_BUILT),
    "out by another bar": (lambda: rewritten(GOOD, {"xl\\..\\..\\evil": b"x"}), NOT_BUILT),
    "from the root": (lambda: rewritten(GOOD, {"/etc/passwd": b"x"}), NOT_BUILT),
    "from a drive": (lambda: rewritten(GOOD, {"C:/evil.xml": b"x"}), NOT_BUILT),
    "one part twice": (lambda: twice(), NOT_BUILT),
    "one part in two cases": (lambda: rewritten(GOOD, {"xl/WORKBOOK.xml": b"x"}), NOT_BUILT),
    "thousands of parts": (
        lambda: rewritten(GOOD, {f"xl/media/{place}": b"" for place in range(zips.PARTS + 1)}),
        NOT_BUILT,
    ),
    "entities": (lambda: rewritten(GOOD, {STRINGS: LAUGHS}), INSTRUCTIONS),
    "entities in two bytes": (
        lambda: rewritten(GOOD, {"xl/styles.xml": LAUGHS.decode().encode("utf-16")}),
        INSTRUCTIONS,
    ),
    "entities far down": (lambda: rewritten(GOOD, {STRINGS: FAR_DOWN}), INSTRUCTIONS),
    "entities in a part of another name": (
        lambda: rewritten(GOOD, {"xl/data.bin": LAUGHS}),
        INSTRUCTIONS,
    ),
    "a file of the server": (lambda: rewritten(GOOD, {"xl/workbook.xml": OUTSIDE}), INSTRUCTIONS),
    "ods with entities": (
        lambda: rewritten(ods(TABLE), {"content.xml": LAUGHS}),
        INSTRUCTIONS,
    ),
    "zip bomb": (lambda: rewritten(GOOD, {"xl/worksheets/sheet2.xml": bytes(60 * MB)}), SWOLLEN),
    "bomb of many parts": (
        lambda: zipped({f"{place}.csv": bytes(9 * MB) for place in range(20)}),
        SWOLLEN,
    ),
    "parts that overlap": (lambda: overlapping(), ""),
    "a size that is not true": (lambda: lying(bytes(90 * MB)), DAMAGED),
    "bomb in a bomb": (
        lambda: zipped({"inner.zip": zipped({"a.csv": bytes(50 * MB)})}),
        NO_BOOK,
    ),
    "a million columns": (lambda: b"x," * 1_000_000 + b"\n1", COLUMNS),
    "a far column": (lambda: sheet(b'<row><c r="XFD1"><v>1</v></c></row>'), COLUMNS),
    "millions of separators": (lambda: b"," * 15 * MB, ""),
    "one endless line": (lambda: b"a" * 15 * MB, ""),
    "a quotation over everything": (
        lambda: b'Student ID,First name\n1,"' + b"x\n" * 6_000_000,
        QUOTATION,
    ),
    "elements in elements": (
        lambda: sheet(b"<row>" + b"<c>" * 500_000 + b"</c>" * 500_000 + b"</row>"),
        "",
    ),
    "one text in every cell": (
        lambda: with_strings(
            [b"a" * 5_000_000], b'<row><c t="s"><v>0</v></c><c t="s"><v>0</v></c></row>' * 15_000
        ),
        TOO_MUCH,
    ),
    "millions of texts": (
        lambda: with_strings((b"%d" % place for place in range(4_000_000)), b""),
        "",
    ),
    "ods repeated without end": (lambda: ods(TABLE, extra=REPEATED), DAMAGED),
    "xls with a far cell": (lambda: xls([*TABLE, *[[]] * 65_533, [None] * 255 + [1]]), ""),
    "xlsb with a far cell": (lambda: xlsb([*TABLE, *[[]] * 200_000, [None] * 16_383 + [1]]), ""),
    "a million empty rows": (lambda: sheet(b"<row/>" * 1_048_576), ""),
    "a million rows with formats": (
        lambda: sheet(b'<row s="1"><c s="1"/><c s="1"/></row>' * 1_048_576),
        "",
    ),
    "50 MB": (lambda: b"1,Ann,Lee\n" * (5 * MB), "larger than 20 MB"),
    "too many rows": (lambda: b"1,Ann\n" * (STANDARD.rows + 1), "rows on one sheet"),
    "too many sheets": (lambda: many_sheets(), "sheets"),
}


def with_picture() -> bytes:
    book = Workbook()
    file = BytesIO()
    Image.new("RGB", (20, 20)).save(file, "PNG")
    assert book.active
    book.active.add_image(Picture(BytesIO(file.getvalue())), "A1")
    return saved(book)


def twice() -> bytes:
    file = BytesIO(GOOD)
    with ZipFile(file, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr(ZipInfo("xl/workbook.xml"), b"<x/>")
    return file.getvalue()


def many_sheets() -> bytes:
    book = Workbook(write_only=True)
    for _place in range(STANDARD.sheets + 1):
        book.create_sheet().append(HEADER)
    return saved(book)


def answer(data: bytes) -> tuple[str, float]:
    """The sentence and how long it took."""
    start = monotonic()
    with pytest.raises(Problem) as caught:
        read_files([("list.xlsx", data)])
    return caught.value.sentence, monotonic() - start


@pytest.mark.parametrize(("make", "told"), BROKEN.values(), ids=BROKEN.keys())
def test_broken(make: Make, told: str) -> None:
    assert told in answer(make())[0]


@pytest.mark.parametrize(("make", "told"), OTHERS.values(), ids=OTHERS.keys())
def test_other_files(make: Make, told: str) -> None:
    assert told in answer(make())[0]


@pytest.mark.parametrize(("make", "told"), HARMFUL.values(), ids=HARMFUL.keys())
def test_harmful(make: Make, told: str) -> None:
    sentence, seconds = answer(make())
    assert told in sentence
    assert sentence.count("list.xlsx") == 1
    assert seconds < SECONDS
    assert read_files([("good.xlsx", GOOD)]).grids[0].rows[1].cells == ROW


MEASURE = """
import resource, sys
from pathlib import Path
from exchange import reader_pool
from exchange.workbooks_in import read_files
from rules.problems import Problem
for path in sys.argv[1:]:
    try:
        read_files([("list.xlsx", Path(path).read_bytes())])
    except Problem:
        pass
reader_pool.end()
own = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(int(own.split()[1]) // 1024, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the hub looks on from outside")
def test_memory_stays_within_what_is_promised(tmp_path: Path) -> None:
    greedy = ("one text in every cell", "millions of texts", "ods repeated without end")
    for name in (*greedy, "xlsb with a far cell", "a million empty rows", "millions of separators"):
        (tmp_path / name).write_bytes(HARMFUL[name][0]())
    command = (sys.executable, "-c", MEASURE, *map(str, tmp_path.iterdir()))
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    hub, reader = map(int, said.split())
    assert hub < MEMORY
    assert reader < MEMORY


def test_there_are_enough_of_them() -> None:
    assert len(BROKEN | OTHERS | HARMFUL) >= 60
