"""Many people at once: how long a click takes, how many clicks a second, and what breaks."""

import asyncio
import time
from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack
from dataclasses import dataclass
from statistics import quantiles

from benchmarks.client import Browser, browse
from benchmarks.school import Visitor
from benchmarks.server import Server

SECONDS = 10.0
THINK = 5.0


@dataclass(frozen=True)
class Load:
    """What so many sessions met."""

    sessions: int
    waits: Sequence[float]
    faults: Sequence[str]
    seconds: float
    cpu_seconds: float

    @property
    def p50(self) -> float:
        return quantiles(self.waits, n=100)[49] * 1000

    @property
    def p95(self) -> float:
        return quantiles(self.waits, n=100)[94] * 1000

    @property
    def a_second(self) -> float:
        return len(self.waits) / self.seconds

    @property
    def cpu(self) -> float:
        """Milliseconds of processor time for each rerun."""
        return self.cpu_seconds * 1000 / len(self.waits)


def load(server: Server, visitors: Sequence[Visitor], sessions: int, pause: float = 0.0) -> Load:
    """Sessions of teachers who open children and their class, one click after another."""
    return asyncio.run(_load(server, visitors, sessions, pause))


async def _load(server: Server, visitors: Sequence[Visitor], sessions: int, pause: float) -> Load:
    waits: list[float] = []
    faults: list[str] = []
    async with AsyncExitStack() as stack:
        browsers = [
            await stack.enter_async_context(_open(server, visitors, number))
            for number in range(sessions)
        ]
        for browser in browsers:  # the first draw is another figure
            faults += (await browser.rerun()).faults
        start, cpu = time.perf_counter(), server.cpu_seconds()
        end = start + SECONDS * (2 if pause else 1)
        await asyncio.gather(
            *(
                _click(browser, end, pause, pause * number / sessions, waits, faults)
                for number, browser in enumerate(browsers)
            )
        )
        spent, cpu = time.perf_counter() - start, server.cpu_seconds() - cpu
    return Load(sessions, waits, faults, spent, cpu)


def _open(
    server: Server, visitors: Sequence[Visitor], number: int
) -> AbstractAsyncContextManager[Browser]:
    visitor = visitors[number % len(visitors)]
    if number % 4 == 3:
        return browse(server.url, "class", f"class={visitor.class_id}", visitor.token)
    return browse(server.url, "child", f"child={visitor.child}", visitor.token)


async def _click(
    browser: Browser,
    end: float,
    pause: float,
    first: float,
    waits: list[float],
    faults: list[str],
) -> None:
    await asyncio.sleep(first)
    while time.perf_counter() < end:
        reply = await browser.rerun()
        waits.append(reply.seconds)
        faults += reply.faults
        if pause:
            await asyncio.sleep(pause)
