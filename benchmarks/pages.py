"""Processor time of the server for one rerun of a page."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

from benchmarks.client import browse
from benchmarks.server import Server

WARM, ROUNDS, RERUNS = 8, 5, 30


@dataclass(frozen=True)
class Look:
    """A page as somebody opens it, again and again."""

    page: str = ""
    query: str = ""
    token: str = ""
    reruns: int = RERUNS
    before: Callable[[], object] = lambda: None  # each rerun


def cpu_per_rerun(server: Server, look: Look) -> tuple[float, int]:
    """Milliseconds of processor time (median of five rounds), and how many elements were drawn."""
    return asyncio.run(_measure(server, look))


async def _measure(server: Server, look: Look) -> tuple[float, int]:
    async with browse(server.url, look.page, look.query, look.token) as browser:
        replies = [await browser.rerun() for _ in range(WARM)]
        rounds = []
        for _ in range(ROUNDS):
            before = server.cpu_seconds()
            for _ in range(look.reruns):
                look.before()
                replies.append(await browser.rerun())
            rounds.append((server.cpu_seconds() - before) * 1000 / look.reruns)
    faults = [fault for reply in replies for fault in reply.faults]
    if faults:
        raise SystemExit(f"/{look.page}?{look.query} broke: {faults[0]}")
    return median(rounds), replies[-1].elements
