"""python -m benchmarks: the figures the hub has to reach, measured on this machine."""

import logging
import os
import platform
import sys
import tempfile
import time
from argparse import ArgumentParser
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from benchmarks.apps import EMPTY, NAIVE
from benchmarks.beside import beside
from benchmarks.figures import Figure, table
from benchmarks.letters import letters
from benchmarks.pages import Look, cpu_per_rerun
from benchmarks.queries import FEW, MANY, queries
from benchmarks.reading import reading
from benchmarks.roster import roster
from benchmarks.school import Visitor, changes, coordinator, seed, using, visitors
from benchmarks.server import ROOT, Server, serving
from benchmarks.sessions import THINK, load
from benchmarks.workbooks import workbooks

STUDENTS = 500
STARTS = 3
NAIVE_RERUNS = 6
PARTS = ("queries", "reading", "roster", "workbooks", "letters", "pages", "sessions", "beside")


def main() -> int:
    """Measure, print the table; 1 when a target was missed."""
    asked = _parser().parse_args()
    logging.disable(logging.WARNING)
    print(f"Python {platform.python_version()}, {os.cpu_count()} processors, ", end="")
    print(f"load {os.getloadavg()[0]:.1f}; a million multiplications: {_yardstick():.0f} ms.")
    figures = []
    with tempfile.TemporaryDirectory(prefix="hub-bench-") as folder:
        for figure in _all(Path(folder), asked.parts):
            print(f"  {figure.name}: {figure.row[2]}", file=sys.stderr, flush=True)
            figures.append(figure)
    print(table(figures))
    return 0 if all(figure.met for figure in figures) else 1


def _yardstick() -> float:
    """Milliseconds of a fixed piece of work, to compare one machine and hour with another."""
    start = time.thread_time()
    sum(number * number for number in range(1_000_000))
    return (time.thread_time() - start) * 1000


def _parser() -> ArgumentParser:
    parser = ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument(
        "parts",
        nargs="*",
        choices=[[], *PARTS],
        help="measure only these",
    )
    return parser


def _all(folder: Path, parts: list[str]) -> Iterator[Figure]:
    wanted = set(parts or PARTS)
    alone: dict[str, Callable[[Path], Iterable[Figure]]] = {
        "queries": _queries,
        "reading": lambda _folder: reading(),
        "roster": roster,
        "workbooks": workbooks,
        "letters": letters,
    }
    for part, measure in alone.items():
        if part in wanted:
            yield from measure(folder)
    if wanted & {"pages", "sessions", "beside"}:
        data = folder / "school"
        data.mkdir()
        seconds, cpu = seed(data, STUDENTS)
        used = f"{cpu:.1f} s of processor time"
        yield Figure(f"seed of {STUDENTS} children", seconds, "s", 20, note=used)
        with using(data):
            people, office = visitors(), coordinator()
        if "pages" in wanted:
            yield from _compared(data, people[0])
        with serving(ROOT / "app.py", data, health="/healthz") as hub:
            if "pages" in wanted:
                yield from _pages(data, hub, people[0])
            if "sessions" in wanted:
                yield from _sessions(hub, people)
            if "beside" in wanted:
                yield from beside(hub, people[0], office)


def _queries(folder: Path) -> Iterator[Figure]:
    found = queries(folder)
    few, many = found[FEW], found[MANY]
    who, page = max(many, key=lambda key: many[key])
    yield Figure("queries of the busiest page", many[who, page], "", 10, note=f"{page}, {who}")
    grown = [f"{page} ({few[who, page]} → {many[who, page]})" for who, page in many]
    grown = [text for text, key in zip(grown, many, strict=True) if few[key] < many[key]]
    yield Figure(
        f"pages with more queries for {MANY} children than for {FEW}",
        len(grown),
        "",
        0,
        note=", ".join(grown),
    )


def _compared(data: Path, visitor: Visitor) -> Iterator[Figure]:
    """An empty page with the hub's settings; the naive pages as Streamlit comes."""
    with serving(EMPTY, data, health="/_stcore/health") as server:
        yield Figure("CPU of an empty page", cpu_per_rerun(server, Look())[0], "ms")
    with (
        tempfile.TemporaryDirectory() as nowhere,
        serving(NAIVE, data, folder=Path(nowhere), health="/_stcore/health") as server,
    ):
        for name, query in _looks(visitor).items():
            value, elements = cpu_per_rerun(server, Look(query=query, reruns=NAIVE_RERUNS))
            yield Figure(f"CPU of a naive {name}", value, "ms", note=f"{elements} elements")


def _looks(visitor: Visitor) -> dict[str, str]:
    return {"child's page": f"child={visitor.child}", "class board": f"class={visitor.class_id}"}


def _pages(data: Path, hub: Server, visitor: Visitor) -> Iterator[Figure]:
    targets = {"child": 20, "class": 30}
    for name, query in _looks(visitor).items():
        page = query.partition("=")[0]
        look = Look(page, query, visitor.token)
        value, elements = cpu_per_rerun(hub, look)
        note = f"{elements} elements"
        yield Figure(f"CPU of a {name}", value, "ms", targets[page], note=note)
        yield _after_changes(data, hub, look)
    home = Look(token=visitor.token)
    yield Figure("CPU of a teacher's home", cpu_per_rerun(hub, home)[0], "ms")
    yield _after_changes(data, hub, home)
    starts = [hub.start_seconds]
    for _ in range(STARTS - 1):
        with serving(ROOT / "app.py", data, health="/healthz") as again:
            starts.append(again.start_seconds)
    yield Figure("start to healthy", sorted(starts)[STARTS // 2], "s", 4)


def _after_changes(data: Path, hub: Server, look: Look) -> Figure:
    """The same where somebody changed something before each rerun, so that all is asked anew."""
    with using(data):
        value, _elements = cpu_per_rerun(hub, replace(look, before=changes()))
    return Figure("  the same after somebody's change", value, "ms")


def _sessions(hub: Server, people: list[Visitor]) -> Iterator[Figure]:
    for count in (1, 10, 50):
        yield from _load_figures(hub, people, count, 0.0, f"{count} at once")
    yield Figure("memory with 50 sessions", hub.memory_mb(), "MB", 250)
    said = f"50, a click each {THINK:.0f} s"
    yield from _load_figures(hub, people, 50, THINK, said)


def _load_figures(
    hub: Server, people: list[Visitor], count: int, pause: float, said: str
) -> Iterator[Figure]:
    met = load(hub, people, count, pause)
    yield Figure(f"{said}: p50", met.p50, "ms")
    yield Figure(f"{said}: p95", met.p95, "ms")
    yield Figure(f"{said}: reruns a second", met.a_second, "", note=f"{met.cpu:.1f} ms CPU each")
    yield Figure(f"{said}: errors", len(met.faults), "", 0, note="; ".join(met.faults[:1]))


if __name__ == "__main__":
    sys.exit(main())
