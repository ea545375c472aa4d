"""Processor time of the server for one rerun of a page."""

import asyncio
from statistics import median

from benchmarks.client import browse
from benchmarks.server import Server

WARM, ROUNDS, RERUNS = 8, 5, 40


async def _measure(server: Server, page: str, query: str, token: str) -> tuple[float, int]:
    async with browse(server.url, page, query, token) as browser:
        faults: list[str] = []
        for _ in range(WARM):
            faults += (await browser.rerun()).faults
        rounds = []
        for _ in range(ROUNDS):
            before = server.cpu_seconds()
            for _ in range(RERUNS):
                reply = await browser.rerun()
                faults += reply.faults
            rounds.append((server.cpu_seconds() - before) * 1000 / RERUNS)
    if faults:
        raise SystemExit(f"/{page}?{query} broke: {faults[0]}")
    return median(rounds), reply.elements


def cpu_per_rerun(server: Server, page: str, query: str = "", token: str = "") -> tuple[float, int]:
    """Milliseconds of processor time (median of five rounds), and how many elements were drawn."""
    return asyncio.run(_measure(server, page, query, token))
