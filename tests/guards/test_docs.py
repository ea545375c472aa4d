"""What the pages for people say is true: their links lead somewhere, their commands exist."""

import re
from pathlib import Path

import pytest

from tests.fixtures.needs import ROOT

PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]
LINK = re.compile(r"\]\((?!https?://)([^)#]+)")
CODE = re.compile(r"`[^`]+`|^```.*?^```", re.MULTILINE | re.DOTALL)
MAKE = re.compile(r"\bmake (\w+)")
MODULE = re.compile(r"python -m ([\w.]+)")
TARGETS = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))


@pytest.fixture(params=PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def page(request: pytest.FixtureRequest) -> Path:
    assert isinstance(request.param, Path)
    return request.param


def test_links_lead_somewhere(page: Path) -> None:
    missing = [
        to for to in LINK.findall(page.read_text("utf-8")) if not (page.parent / to).exists()
    ]
    assert missing == []


def test_commands_exist(page: Path) -> None:
    code = "\n".join(
        re.findall(r"`[^`]+`|^```.*?^```", page.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    )
    assert set(MAKE.findall(code)) <= TARGETS
    assert [name for name in MODULE.findall(code) if not _is_module(name)] == []


def _is_module(name: str) -> bool:
    place = ROOT / name.replace(".", "/")
    return (
        name in ("venv", "pip", "streamlit") or place.is_dir() or place.with_suffix(".py").exists()
    )


def test_every_room_is_explained() -> None:
    told = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
    rooms = {path.parent.name for path in ROOT.glob("*/*.py")} - {"tools"}
    assert [room for room in sorted(rooms) if f"`{room}/" not in told] == []
