"""Pages to compare with."""

from pathlib import Path

EMPTY = Path(__file__).parent / "empty.py"
NAIVE = Path(__file__).parent / "naive.py"
