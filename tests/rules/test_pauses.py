"""Long work that nobody has to wait for."""

import gc
import os
import sys

import pytest

from rules.pauses import SHORT, USUAL, give_way, in_short_turns, without_pauses


def test_a_system_without_turns_works_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "nice", raising=False)
    give_way()


def test_the_collector_comes_back() -> None:
    with without_pauses():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_turns_are_short_for_as_long_as_anybody_works() -> None:
    with in_short_turns():
        with pytest.raises(ValueError, match="broken off"), in_short_turns():
            raise ValueError("broken off")
        assert sys.getswitchinterval() == pytest.approx(SHORT)
    assert sys.getswitchinterval() == pytest.approx(USUAL)
    assert SHORT < USUAL
