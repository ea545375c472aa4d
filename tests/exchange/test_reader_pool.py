"""The process that opens uploads: watched, let go, and trusted with nothing."""

import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from time import monotonic, sleep

import pytest

from exchange import reader_pool
from exchange.reader_frames import Ended, Job, unpacked
from exchange.reader_pool import Reader
from exchange.workbooks_in import read_files
from rules.limits import STANDARD, Limits
from rules.problems import Problem
from rules.roster_sheets import CellError, Formula
from tests.exchange.books import ROOT, csv
from tests.exchange.hostile_books import sheet

GOOD = csv("Student ID,First name,Last name", "1,Ann,Lee")
JOB = Job("a.csv", STANDARD, "en", {})


@pytest.fixture(autouse=True)
def no_process_before() -> Iterator[None]:
    reader_pool.end()
    yield
    reader_pool.end()


def good() -> None:
    assert read_files([("a.csv", GOOD)]).grids[0].rows[1].cells == ("1", "Ann", "Lee")


def instead(monkeypatch: pytest.MonkeyPatch, program: str) -> None:
    """Readers that run this program."""
    monkeypatch.setattr(reader_pool, "COMMAND", (sys.executable, "-c", program))


STARTS = """
import sys, time
from exchange.reader_frames import packed, receive, send
for _ in range(2):
    receive(sys.stdin.buffer, 2**30)
out = sys.stdout.buffer
send(out, packed(("started",)))
"""


def test_one_process_reads_one_file_after_another() -> None:
    good()
    first = reader_pool._idle[0].process.pid
    good()
    assert [one.process.pid for one in reader_pool._idle] == [first]


def test_a_process_that_ended_meanwhile_is_replaced() -> None:
    good()
    waiting = reader_pool._idle[0].process
    waiting.kill()
    waiting.wait()
    good()


def test_a_file_that_ends_its_process_gets_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        instead(patched, STARTS + "import os; os.abort()")
        with pytest.raises(Problem, match=r"a\.csv could not be read: it is damaged, or holds far"):
            good()
    good()


def test_a_file_that_never_ends_gets_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        instead(patched, STARTS + "time.sleep(60)")
        start = monotonic()
        with pytest.raises(Problem, match=r"a\.csv could not be read within 1 second"):
            read_files([("a.csv", GOOD)], Limits(seconds=1))
        assert monotonic() - start < 5
    good()


def test_a_process_that_never_answers_gets_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    instead(monkeypatch, "import time; time.sleep(60)")
    with pytest.raises(Problem):
        read_files([("a.csv", GOOD)], Limits(seconds=1))


@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="no such signal here")
def test_a_process_that_stands_still_gets_a_sentence() -> None:
    good()
    os.kill(reader_pool._idle[0].process.pid, signal.SIGSTOP)
    with pytest.raises(Problem):
        read_files([("a.csv", GOOD)], Limits(seconds=1))
    good()


def test_memory_is_watched_from_outside_where_the_system_sets_no_limit(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    instead(monkeypatch, STARTS + "much = b'x' * 200_000_000; time.sleep(60)")
    with pytest.raises(Problem, match="holds more than the hub can read at once"):
        read_files([("a.csv", GOOD)], Limits(memory=100))


def test_memory_is_limited_within() -> None:
    rows = b'<row><c t="inlineStr"><is><t>' + b"x" * 60_000_000 + b"</t></is></c></row>"
    with pytest.raises(Problem, match="holds"):
        read_files([("a.xlsx", sheet(rows))], Limits(memory=80))
    good()


@pytest.mark.skipif(not Path("/proc").exists(), reason="only where processes are files")
def test_nothing_secret_is_handed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://owner:hunter2@db/hub")
    monkeypatch.setenv("HUB_DATA", "/somewhere")
    reader = Reader()
    try:
        assert reader.begin(JOB, GOOD)
        known = Path(f"/proc/{reader.process.pid}/environ").read_bytes()
        loaded = Path(f"/proc/{reader.process.pid}/maps").read_text()
    finally:
        reader.end()
    assert b"hunter2" not in known
    assert b"HUB_DATA" not in known
    assert "sqlalchemy" not in loaded


def test_the_process_loads_no_more_than_it_needs() -> None:
    tell = "import sys, exchange.reader_process; print(*sys.modules)"
    command = (sys.executable, "-c", tell)
    loaded = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for heavy in ("streamlit", "sqlalchemy", "openpyxl", "numpy", "pandas"):
        assert heavy not in loaded.split()


@pytest.mark.skipif(not hasattr(os, "kill"), reason="no signals here")
def test_the_process_goes_when_the_hub_goes() -> None:
    reader = Reader()
    assert reader.begin(JOB, GOOD)
    list(reader.answers())
    reader.to.close()
    assert reader.process.wait(timeout=10) == 0
    reader.back.close()


def test_only_plain_values_are_taken_from_it() -> None:
    cells = (date(2016, 3, 31), Formula("=1", 1), CellError("#REF!"), "Ann", 1, 2.5, None, True)
    assert unpacked(pickle.dumps(("rows", (1,), (cells,)))) == ("rows", (1,), (cells,))
    for harmful in (os.system, Path("/"), JOB, print):
        with pytest.raises(Ended):
            unpacked(pickle.dumps(("rows", harmful)))
    for nonsense in (b"", b"noise", pickle.dumps("rows"), pickle.dumps(())):
        with pytest.raises(Ended):
            unpacked(nonsense)


def test_several_people_at_once() -> None:
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(lambda _turn: good(), range(18)))
    assert len(reader_pool._idle) == 1


def test_others_are_served_while_a_file_is_read() -> None:
    """The hub's own thread is free while the process works."""
    data = sheet(b"".join(b"<row><c><v>%d</v></c></row>" % place for place in range(300_000)))
    longest, before = 0.0, monotonic()
    with ThreadPoolExecutor(1) as pool:
        reading = pool.submit(read_files, [("a.xlsx", data)], Limits(rows=100_000))
        while not reading.done():
            sleep(0.005)
            longest, before = max(longest, monotonic() - before), monotonic()
        assert isinstance(reading.exception(), Problem)
    assert longest < 1
