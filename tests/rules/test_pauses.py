"""Long work that nobody has to wait for."""

import gc
import os

import pytest

from rules.pauses import give_way, without_pauses


def test_a_system_without_turns_works_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "nice", raising=False)
    give_way()


def test_the_collector_comes_back() -> None:
    with without_pauses():
        assert not gc.isenabled()
    assert gc.isenabled()
