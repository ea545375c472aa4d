"""What the hub and the process that reads uploads say to each other: lengths, then pickles.

The hub takes nothing but plain values from the other side.
"""

import pickle
import struct
from dataclasses import dataclass
from io import BytesIO
from typing import IO, Any

from rules.limits import Limits

LENGTH = struct.Struct(">I")
LARGEST = 8 * 2**20  # one frame of rows
PLAIN = {
    ("datetime", "date"),
    ("datetime", "datetime"),
    ("datetime", "time"),
    ("rules.roster_sheets", "Formula"),
    ("rules.roster_sheets", "CellError"),
}


@dataclass(frozen=True, slots=True)
class Job:
    """A file to read; its bytes follow in a frame of their own."""

    file: str
    limits: Limits
    language: str
    encodings: dict[str, str]


Told = tuple[Any, ...]  # its kind, then what it tells


class Ended(Exception):
    """The other side is gone, or speaks nonsense."""


class _Plain(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        if (module, name) not in PLAIN:
            raise pickle.UnpicklingError(name)
        return super().find_class(module, name)


def send(pipe: IO[bytes], *frames: bytes) -> None:
    for frame in frames:
        pipe.write(LENGTH.pack(len(frame)))
        pipe.write(frame)
    pipe.flush()


def receive(pipe: IO[bytes], most: int) -> bytes:
    """The next frame; Ended when there is none."""
    head = pipe.read(LENGTH.size)
    if len(head) < LENGTH.size:
        raise Ended
    (length,) = LENGTH.unpack(head)
    if length > most:
        raise Ended
    frame = pipe.read(length)
    if len(frame) < length:
        raise Ended
    return frame


def packed(told: Told) -> bytes:
    return pickle.dumps(told, pickle.HIGHEST_PROTOCOL)


def unpacked(frame: bytes) -> Told:
    """What the reading process told; Ended for anything but plain values."""
    try:
        told = _Plain(BytesIO(frame)).load()
    except Exception as error:
        raise Ended from error
    if not isinstance(told, tuple) or not told:
        raise Ended
    return told
