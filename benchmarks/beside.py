"""What others wait for while a coordinator brings ten thousand rows in, in a browser."""

import asyncio
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory

from playwright.sync_api import Page, expect, sync_playwright

from auth.cookies import BROWSER, SESSION
from benchmarks import roster_large
from benchmarks.client import browse
from benchmarks.figures import Figure
from benchmarks.school import Visitor
from benchmarks.server import Server
from rules.pauses import LATER

IDLE_SECONDS, PAUSE = 15.0, 0.1
PATIENCE = 180_000  # milliseconds
QUIET = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")


def beside(server: Server, visitor: Visitor, token: str) -> Iterator[Figure]:
    """The p95 of somebody else's page, idle and during the import; only where Chromium is."""
    if shutil.which("chromium") is None:
        return
    office = _Office(server, token)
    office.start()
    office.ready.wait()
    idle = _waits(server, visitor, _after(IDLE_SECONDS))
    with _counting():
        counting = _waits(server, visitor, _after(IDLE_SECONDS))
    office.go.set()
    busy = _waits(server, visitor, lambda: not office.is_alive())
    if office.fault:
        raise SystemExit(f"The import broke: {office.fault}")
    note = (
        f"idle {_p95(idle):.0f} ms, then {_p95(busy):.0f} ms in {len(busy)} reruns;"
        f" beside a process that only counts {_p95(counting):.0f} ms"
    )
    name = f"another's page while {roster_large.ROWS} rows come in: p95 beside idle"
    yield Figure(name, _p95(busy) / _p95(idle), "×", 2, note=note)


@contextmanager
def _counting() -> Iterator[None]:
    """A process as low in turn as the import's: what two processors that share one core lose."""
    line = ("nice", "-n", str(LATER), sys.executable, "-c", "while True: sum(range(10_000))")
    with subprocess.Popen(line) as process:
        try:
            yield
        finally:
            process.kill()


class _Office(threading.Thread):
    """A coordinator's browser: open at the import page, then at work."""

    def __init__(self, server: Server, token: str) -> None:
        super().__init__(daemon=True)
        self.server, self.token, self.fault = server, token, ""
        self.ready, self.go = threading.Event(), threading.Event()

    def run(self) -> None:
        try:
            with TemporaryDirectory() as folder, sync_playwright() as player:
                chromium = player.chromium.launch(
                    executable_path=_last_in_turn(Path(folder)), args=list(QUIET)
                )
                self._work(chromium.new_page())
                chromium.close()
        except Exception as error:  # told by the thread that waits
            self.fault = str(error)
        self.ready.set()

    def _work(self, page: Page) -> None:
        page.set_default_timeout(PATIENCE)
        sent = ((SESSION, self.token), (BROWSER, "office"))
        cookies = [{"name": name, "value": value, "url": self.server.url} for name, value in sent]
        page.context.add_cookies(cookies)  # type: ignore[arg-type]
        page.goto(f"{self.server.url}/import")
        chosen = page.get_by_test_id("stFileUploaderDropzoneInput")
        chosen.wait_for(state="attached")
        data = roster_large.workbook()
        self.ready.set()
        self.go.wait()
        chosen.set_input_files({"name": "r.xlsx", "mimeType": "", "buffer": data})
        bring = page.get_by_role("button", name="Bring this in")
        expect(bring).to_be_enabled(timeout=PATIENCE)
        bring.click()
        page.get_by_text("Done.").wait_for()


def _last_in_turn(folder: Path) -> Path:
    """Chromium as if it ran elsewhere: here it would take its time from the hub it waits for."""
    script = folder / "chromium"
    script.write_text('#!/bin/sh\nexec nice -n 19 chromium "$@"\n')
    script.chmod(0o700)
    return script


def _after(seconds: float) -> Callable[[], bool]:
    end = time.perf_counter() + seconds
    return lambda: time.perf_counter() > end


def _waits(server: Server, visitor: Visitor, over: Callable[[], bool]) -> list[float]:
    """Milliseconds of one rerun after another of a child's page, until it is over."""
    return asyncio.run(_clicks(server, visitor, over))


async def _clicks(server: Server, visitor: Visitor, over: Callable[[], bool]) -> list[float]:
    waits = []
    async with browse(server.url, "child", f"child={visitor.child}", visitor.token) as browser:
        await browser.rerun()
        while not over():
            reply = await browser.rerun()
            waits.append(reply.seconds * 1000)
            await asyncio.sleep(PAUSE)
    return waits


def _p95(waits: list[float]) -> float:
    return quantiles(waits, n=100)[94]
