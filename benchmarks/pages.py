"""Processor time of the server for one rerun of a page."""

import asyncio
from statistics import median

from benchmarks.client import browse
from benchmarks.server import Server

WARM, ROUNDS, RERUNS = 8, 5, 30


def cpu_per_rerun(
    server: Server, page: str, query: str = "", token: str = "", reruns: int = RERUNS
) -> tuple[float, int]:
    """Milliseconds of processor time (median of five rounds), and how many elements were drawn."""
    return asyncio.run(_measure(server, page, query, token, reruns))


async def _measure(
    server: Server, page: str, query: str, token: str, reruns: int
) -> tuple[float, int]:
    async with browse(server.url, page, query, token) as browser:
        replies = [await browser.rerun() for _ in range(WARM)]
        rounds = []
        for _ in range(ROUNDS):
            before = server.cpu_seconds()
            replies += [await browser.rerun() for _ in range(reruns)]
            rounds.append((server.cpu_seconds() - before) * 1000 / reruns)
    faults = [fault for reply in replies for fault in reply.faults]
    if faults:
        raise SystemExit(f"/{page}?{query} broke: {faults[0]}")
    return median(rounds), replies[-1].elements
