"""Uploaded files in: bytes become sheets of typed cells, or one sentence that says why not.

What a file is is told by its content, never by its ending.
"""

from collections.abc import Iterable

from exchange import limits
from exchange.csv_in import not_a_workbook, read_csv
from exchange.xlsx_in import read_xlsx
from exchange.zips import locked
from i18n import _
from rules.problems import Problem
from rules.roster_mapping import forget_secrets, unreadable
from rules.roster_sheets import Grid, Reading

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
PICTURES = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8")
MARKUP = (b"{\\RTF", b"<!DOCTYPE", b"<HTML", b"<?XML")

Upload = tuple[str, bytes]


def read_files(uploads: Iterable[Upload]) -> Reading:
    """Every sheet of every file, without passwords; Problem when a file can't be opened."""
    named = list(uploads)
    _check_count(named)
    grids: list[Grid] = []
    notes: list[str] = []
    for name, data in named:
        found, told = _read(name, data)
        if not found:
            raise _empty(name)
        grids += [forget_secrets(grid) for grid in found]
        notes += told
    reasons = unreadable(grids)
    if len(reasons) == len(named):
        raise Problem(next(iter(reasons.values()), _("Please choose a file first.")))
    return Reading(tuple(grids), (*notes, *reasons.values()))


def _check_count(uploads: list[Upload]) -> None:
    if len(uploads) > limits.FILES:
        raise Problem(_("Please upload at most {limit} files at once.").format(limit=limits.FILES))
    names = [name for name, _data in uploads]
    if len(set(names)) < len(names):
        raise Problem(_("Two of these files have the same name. Please rename one of them."))


def _read(name: str, data: bytes) -> tuple[list[Grid], list[str]]:
    if not data.strip():
        raise _empty(name)
    if len(data) > limits.FILE_BYTES:
        raise Problem(
            _("{file} is larger than {limit} MB. Please keep only the sheets you need.").format(
                file=name, limit=limits.FILE_BYTES // 2**20
            )
        )
    if data.startswith(ZIP):
        return read_xlsx(name, data)
    if data.startswith(OLE):
        raise locked(name) if ENCRYPTED_PACKAGE in data else _older_format(name)
    if data.lstrip()[:9].upper().startswith(PICTURES + MARKUP):
        raise not_a_workbook(name)
    grid, note = read_csv(name, data)
    return [grid], [note] if note else []


def _empty(name: str) -> Problem:
    return Problem(_("{file} is empty: it has no rows at all.").format(file=name))


def _older_format(name: str) -> Problem:
    return Problem(
        _("{file} is in an older format. Please save it as .xlsx and upload that.").format(
            file=name
        )
    )
