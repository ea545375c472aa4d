"""A look at a zip before anything in it is unpacked."""

import re
import zlib
from collections.abc import Callable
from io import BytesIO
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from i18n import _
from rules.problems import Problem

MB = 2**20
UNPACKED = 150 * MB
RATIO = 200  # of the unpacked to the packed size, for files that unpack to much
RATIO_FROM = 10 * MB
PARTS = 2_000
HEAD = 4096  # of a part, for what it is
PROLOGUE = 65_536  # of an XML part, until its first element
ENCRYPTED = 0x1
XML = (b"<", b"\0<", b"\xff\xfe<", b"\xfe\xff\0<")
COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
ELEMENT = re.compile(rb"<[A-Za-z_]")
PICTURE = (".svg", ".emf", ".wmf", ".png", ".jpeg", ".jpg", ".gif")
DAMAGED = (BadZipFile, EOFError, OSError, ValueError, NotImplementedError, zlib.error)


def checked_parts(file: str, data: bytes) -> list[str]:
    """The names of the parts; Problem for a zip that is broken, locked, or made to do harm."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
            _check_parts(file, parts)
            _check_sizes(file, parts, len(data))
            _check_documents(file, archive, parts)
    except DAMAGED as error:
        raise broken(file) from error
    return [part.filename for part in parts if not part.is_dir()]


def rewritten(archive: ZipFile, change: Callable[[bytes], bytes]) -> bytes:
    """The archive with each of its parts changed."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED, compresslevel=1) as copy:
        for name in archive.namelist():
            copy.writestr(name, change(archive.read(name)))
    return out.getvalue()


def broken(file: str) -> Problem:
    return Problem(
        _(
            "{file} is damaged or not complete. Please open it in your spreadsheet program, save it"
            " again as .xlsx, and upload that."
        ).format(file=file)
    )


def locked(file: str) -> Problem:
    return Problem(
        _(
            "{file} is locked with a password. Please save it without the password and upload it"
            " again."
        ).format(file=file)
    )


def _check_parts(file: str, parts: list[ZipInfo]) -> None:
    names = [part.filename for part in parts]
    if any(part.flag_bits & ENCRYPTED for part in parts):
        raise locked(file)
    if len(names) > PARTS or _doubled(names) or any(map(_escapes, names)):
        raise Problem(
            _("{file} is not built like a workbook, so the hub does not open it.").format(file=file)
        )


def _doubled(names: list[str]) -> bool:
    return len({name.casefold() for name in names}) < len(names)


def _escapes(part: str) -> bool:
    """Whether a part would be written outside its folder."""
    pieces = part.replace("\\", "/").split("/")
    return part.startswith(("/", "\\")) or ".." in pieces or ":" in pieces[0]


def _check_sizes(file: str, parts: list[ZipInfo], packed: int) -> None:
    unpacked = sum(part.file_size for part in parts)
    swollen = unpacked > RATIO_FROM and unpacked > RATIO * packed
    if unpacked > UNPACKED or swollen:
        raise Problem(
            _(
                "{file} unpacks to far more than a school's list holds, so the hub does not"
                " open it."
            ).format(file=file)
        )


def _check_documents(file: str, archive: ZipFile, parts: list[ZipInfo]) -> None:
    """Entities in XML can grow without end; no spreadsheet program writes them."""
    for part in parts:
        if part.filename.lower().endswith(PICTURE):
            continue
        with archive.open(part) as stream:
            head = stream.read(HEAD)
            if _is_xml(head) and _declares(head):
                head += stream.read(PROLOGUE)
        if _is_xml(head) and _declares(head):
            raise Problem(
                _(
                    "{file} holds instructions that no workbook needs, so the hub does not open it."
                ).format(file=file)
            )


def _is_xml(head: bytes) -> bool:
    return head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(XML)


def _declares(head: bytes) -> bool:
    """Whether anything but comments stands before the first element, or nothing ends there."""
    bare = COMMENT.sub(b"", head.replace(b"\0", b""))
    root = ELEMENT.search(bare)
    if root is None:
        return b"<!" in bare
    return b"<!" in bare[: root.start()]
