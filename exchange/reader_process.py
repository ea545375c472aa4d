"""The process that opens uploads: what a file does to its parser, it does here and not in the hub.

It takes one file after another, ends itself when nothing comes, and after anything unusual.
"""

import os
import pickle
import signal
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import IO

from exchange.files_in import sheets_of
from exchange.reader_frames import LARGEST, Ended, Job, Told, packed, receive, send
from exchange.sheets import Counter, Guessed, LeftOut, beyond_us, too_much
from exchange.zips import broken
from i18n import use
from rules.limits import Limits
from rules.pauses import give_way
from rules.problems import Problem

IDLE = 300  # seconds
GRACE = 5  # seconds that the hub has to end it first
LINES = 500  # in one frame: the hub is never busy for long with one
MOST = 2**30
ALL_TOLD = 48 * 2**20  # bytes of one file: the hub holds it all
WORN = 120 * 2**20  # bytes of memory after which a new process is better
STATM = Path("/proc/self/statm")


def serve(jobs: IO[bytes], replies: IO[bytes]) -> None:
    """Answer one job after another until there is no more."""
    give_way()
    while True:
        _wake_after(IDLE)
        try:
            job: Job = pickle.loads(receive(jobs, MOST))
            data = receive(jobs, MOST)
        except Ended:
            return
        _wake_after(job.limits.seconds + GRACE)
        _limit_memory(job.limits)
        send(replies, packed(("started",)))
        for told in answer(job, data):
            send(replies, told)
        if _memory()[1] > WORN:
            return


def answer(job: Job, data: bytes) -> Iterator[bytes]:
    """The sheets of a file, frame by frame; at the end whether all went well."""
    use(job.language)
    try:
        yield from _frames(job, data)
        yield packed(("done",))
    except Problem as problem:
        yield packed(("problem", problem.sentence))
    except MemoryError:
        yield packed(("failed", too_much(job.file).sentence))
    except Exception:  # whatever a damaged file makes of the parser, it is the file
        yield packed(("problem", broken(job.file).sentence))
    except BaseException:  # a panic in calamine is no Exception
        yield packed(("failed", beyond_us(job.file).sentence))


def _frames(job: Job, data: bytes) -> Iterator[bytes]:
    told = 0
    for one in _read(job, data):
        frame = packed(one)
        told += len(frame)
        if len(frame) > LARGEST or told > ALL_TOLD:
            raise too_much(job.file)
        yield frame


def _read(job: Job, data: bytes) -> Iterator[Told]:
    counter = Counter(job.file, job.limits)
    for found in sheets_of(job.file, data, job.limits, job.encodings):
        if isinstance(found, Guessed):
            yield ("guessed", found.file, found.codes)
        elif isinstance(found, LeftOut):
            yield ("left out", found.names)
        else:
            yield ("sheet", found.file, found.name, found.hidden)
            lines = counter.counted(found.lines)
            while some := tuple(islice(lines, LINES)):
                yield ("rows", *zip(*some, strict=True))


def _memory() -> tuple[int, int]:
    """Bytes reserved and bytes used, where the system tells."""
    if not STATM.exists():
        return 0, 0
    reserved, used = STATM.read_text().split()[:2]
    page = os.sysconf("SC_PAGE_SIZE")
    return int(reserved) * page, int(used) * page


def _limit_memory(limits: Limits) -> None:
    """A request for more memory fails here; elsewhere the hub looks on and ends the process."""
    reserved, used = _memory()
    if reserved:
        import resource

        most = reserved - used + limits.memory * 2**20
        resource.setrlimit(resource.RLIMIT_AS, (most, resource.RLIM_INFINITY))


def _wake_after(seconds: int) -> None:
    if hasattr(signal, "alarm"):
        signal.alarm(seconds)  # nobody catches it: the process ends


def _own_output() -> IO[bytes]:
    """The pipe to the hub, out of reach of anything that prints."""
    pipe = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return pipe


if __name__ == "__main__":
    sys.modules["numpy"] = None  # type: ignore[assignment]  # openpyxl would load it, for nothing
    serve(sys.stdin.buffer, _own_output())
