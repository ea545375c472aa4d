"""Processes that read uploads, watched: whatever a file does, the hub gets an answer in time."""

import atexit
import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from threading import BoundedSemaphore, Event, Lock, Thread
from time import monotonic
from typing import Self

from exchange.reader_frames import LARGEST, Ended, Job, Told, receive, send, unpacked
from exchange.sheets import beyond_us, too_much
from i18n import ngettext
from i18n.dates import format_number
from rules.limits import Limits
from rules.pauses import in_short_turns
from rules.problems import Problem

ROOT = Path(__file__).parents[1]
COMMAND = (sys.executable, "-m", "exchange.reader_process")
AT_ONCE = 2
LOOK = 0.1  # seconds
SECRETS = ("URL", "SECRET", "PASSWORD", "TOKEN", "KEY", "HUB_")
DONE, PROBLEM, FAILED = "done", "problem", "failed"
LAST, HEALTHY = (DONE, PROBLEM, FAILED), (DONE, PROBLEM)

_idle: list["Reader"] = []
_lock = Lock()
_turns = BoundedSemaphore(AT_ONCE)


class Reader:
    """A process that reads one file after another."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            COMMAND,
            cwd=ROOT,
            env={name: value for name, value in os.environ.items() if not _is_secret(name)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        assert self.process.stdin
        assert self.process.stdout
        self.to, self.back = self.process.stdin, self.process.stdout

    def begin(self, job: Job, data: bytes) -> bool:
        """Hand a file over; whether the process was there to take it."""
        try:
            send(self.to, pickle.dumps(job), data)
            return unpacked(receive(self.back, LARGEST)) == ("started",)
        except (OSError, Ended):
            return False

    def answers(self) -> Iterator[Told]:
        """What is told of the file, up to the last word; Ended when that never comes."""
        told: Told = ("",)
        while told[0] not in LAST:
            told = unpacked(receive(self.back, LARGEST))
            yield told

    def memory(self) -> int:
        """Megabytes in use, where the system tells."""
        if sys.platform == "win32":
            return 0
        asked = ("ps", "-o", "rss=", "-p", str(self.process.pid))
        said = subprocess.run(asked, capture_output=True, text=True, check=False).stdout
        return int(said.strip() or 0) // 1024

    def end(self) -> None:
        self.process.kill()
        self.process.wait()
        for pipe in (self.to, self.back):
            with suppress(OSError):
                pipe.close()


class Watch:
    """Ends a process that takes too long or too much, and knows which it was."""

    def __init__(self, reader: Reader, limits: Limits) -> None:
        self.reader, self.limits = reader, limits
        self.reason: Callable[[Job], Problem] = _crashed
        self.over = Event()
        self.thread = Thread(target=self.look, daemon=True)

    def __enter__(self) -> Self:
        self.thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self.over.set()
        self.thread.join()

    def look(self) -> None:
        end = monotonic() + self.limits.seconds
        while not self.over.wait(LOOK):
            if monotonic() > end:
                return self.stop(_too_slow)
            if sys.platform != "linux" and self.reader.memory() > self.limits.memory:
                return self.stop(_too_much)
        return None

    def stop(self, reason: Callable[[Job], Problem]) -> None:
        self.reason = reason
        self.reader.process.kill()


def read(job: Job, data: bytes) -> list[Told]:
    """What a file holds, as the process tells it; Problem when that is beyond the limits."""
    with _turns, in_short_turns():
        told = _tell(_take(), job, data) or _tell(Reader(), job, data)
    if not told:
        raise _crashed(job)
    if told[-1][0] != DONE:
        raise Problem(told[-1][1])
    return told[:-1]


def waiting() -> int | None:
    """The number of the process that waits for a file."""
    with _lock:
        return _idle[0].process.pid if _idle else None


def _tell(reader: Reader, job: Job, data: bytes) -> list[Told]:
    """What the process told; nothing when it had ended before it was asked."""
    told: list[Told] = []
    try:
        with Watch(reader, job.limits) as watch:
            if reader.begin(job, data):
                told += reader.answers()
            elif watch.reason is not _crashed:
                raise Ended
    except Ended:
        raise watch.reason(job) from None
    finally:
        if told and told[-1][0] in HEALTHY:
            _keep(reader)
        else:
            reader.end()
    return told


def _take() -> Reader:
    with _lock:
        return _idle.pop() if _idle else Reader()


def _keep(reader: Reader) -> None:
    """The process for the next file; one is enough while nobody reads."""
    with _lock:
        if not _idle:
            _idle.append(reader)
            return
    reader.end()


@atexit.register
def end() -> None:
    """Let go of the process that waits."""
    while _idle:
        _idle.pop().end()


def _is_secret(name: str) -> bool:
    return any(word in name.upper() for word in SECRETS)


def _crashed(job: Job) -> Problem:
    return beyond_us(job.file)


def _too_much(job: Job) -> Problem:
    return too_much(job.file)


def _too_slow(job: Job) -> Problem:
    return Problem(
        ngettext(
            "{file} could not be read within {limit} second. Please keep only the sheet with the"
            " list, save it as .xlsx, and upload that.",
            "{file} could not be read within {limit} seconds. Please keep only the sheet with the"
            " list, save it as .xlsx, and upload that.",
            job.limits.seconds,
        ).format(file=job.file, limit=format_number(job.limits.seconds))
    )
