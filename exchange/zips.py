"""A look at a workbook's zip before anything in it is unpacked."""

import zlib
from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from exchange import limits
from i18n import _
from rules.problems import Problem

HEAD = 4096
ENCRYPTED = 0x1


def check_zip(name: str, data: bytes) -> None:
    """Raise Problem for a zip that is broken, locked, too large or made to do harm."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
            _check_parts(name, parts)
            _check_sizes(name, parts, len(data))
            _check_documents(name, archive, parts)
    except (BadZipFile, EOFError, OSError, ValueError, NotImplementedError, zlib.error) as error:
        raise broken(name) from error


def broken(name: str) -> Problem:
    return Problem(
        _(
            "{file} is damaged or not complete. Please open it in your spreadsheet program, save it"
            " again as .xlsx, and upload that."
        ).format(file=name)
    )


def locked(name: str) -> Problem:
    return Problem(
        _(
            "{file} is locked with a password. Please save it without the password and upload it"
            " again."
        ).format(file=name)
    )


def _check_parts(name: str, parts: list[ZipInfo]) -> None:
    names = [part.filename for part in parts]
    if any(part.flag_bits & ENCRYPTED for part in parts):
        raise locked(name)
    if len(names) > limits.PARTS or len(set(names)) < len(names) or any(map(_escapes, names)):
        raise Problem(
            _("{file} is not built like a workbook, so the hub does not open it.").format(file=name)
        )


def _escapes(part: str) -> bool:
    """Whether a part would be written outside its folder."""
    pieces = part.replace("\\", "/").split("/")
    return part.startswith(("/", "\\")) or ".." in pieces or ":" in part


def _check_sizes(name: str, parts: list[ZipInfo], packed: int) -> None:
    unpacked = sum(part.file_size for part in parts)
    swollen = unpacked > limits.RATIO_FROM and unpacked > limits.RATIO * packed
    if unpacked > limits.UNPACKED_BYTES or swollen:
        raise Problem(
            _(
                "{file} unpacks to far more than a school's list holds, so the hub does not"
                " open it."
            ).format(file=name)
        )


def _check_documents(name: str, archive: ZipFile, parts: list[ZipInfo]) -> None:
    """Entities in XML can grow without end; no spreadsheet program writes them."""
    for part in parts:
        if not part.filename.endswith((".xml", ".rels")):
            continue
        with archive.open(part) as stream:
            head = stream.read(HEAD).replace(b"\0", b"").upper()
        if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
            raise Problem(
                _(
                    "{file} holds instructions that no workbook needs, so the hub does not open it."
                ).format(file=name)
            )
