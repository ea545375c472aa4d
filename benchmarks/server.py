"""A server to measure: started as it is run, watched by what the system knows of its process."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
TICK = os.sysconf("SC_CLK_TCK")
PATIENCE = 60


@dataclass(frozen=True)
class Server:
    """A server that answers."""

    url: str
    pid: int
    start_seconds: float

    def cpu_seconds(self) -> float:
        """Processor time of all its threads so far."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICK

    def memory_mb(self) -> float:
        """Memory that it holds just now."""
        status = Path(f"/proc/{self.pid}/status").read_text()
        line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
        return int(line.split()[1]) / 1024


@contextmanager
def serving(script: Path, data: Path, *, folder: Path = ROOT, health: str) -> Iterator[Server]:
    """Serve a script with this data; `folder` decides whose settings it reads."""
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment |= {"HUB_DATA": str(data), "PYTHONPATH": str(ROOT), "HUB_PACE": "1000000"}
    url = f"http://127.0.0.1:{_free_port()}"
    with (data / "server.log").open("wb") as log:
        start = time.perf_counter()
        process = subprocess.Popen(
            _command(script, url), cwd=folder, env=environment, stdout=log, stderr=log
        )
        try:
            _wait(process, url + health, data / "server.log")
            yield Server(url, process.pid, time.perf_counter() - start)
        finally:
            process.terminate()
            process.wait(timeout=30)


def _command(script: Path, url: str) -> list[str]:
    options = {
        "server.address": "127.0.0.1",
        "server.port": url.rpartition(":")[2],
        "server.headless": "true",
        "browser.gatherUsageStats": "false",
        "browser.serverAddress": "localhost",
    }
    words = [f"--{name}={value}" for name, value in options.items()]
    return [sys.executable, "-m", "streamlit", "run", str(script), *words]


def _wait(process: subprocess.Popen[bytes], url: str, log: Path) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=2):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.02)
    raise SystemExit(f"The server did not start:\n{log.read_text('utf-8', 'replace')[-2000:]}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
