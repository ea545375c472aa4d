"""A form's key is renewed with its save: nothing between the two may end the run."""

from types import SimpleNamespace
from typing import Any

import pytest

from components import forms
from rules.problems import Problem


class Tab(dict[str, Any]):
    """A session state that ends the run when it is touched after a commit, as Streamlit may."""

    committed = False

    def setdefault(self, key: str, default: Any = None) -> Any:
        assert not self.committed, "this could have ended the run"
        return super().setdefault(key, default)

    def pop(self, *_: Any) -> Any:
        raise AssertionError("this could have ended the run")


@pytest.fixture
def tab(monkeypatch: pytest.MonkeyPatch) -> Tab:
    found = Tab()
    monkeypatch.setattr(
        forms, "st", SimpleNamespace(session_state=found, rerun=lambda: None, error=print)
    )
    return found


def test_a_save_renews_its_key_before_anything_can_end_the_run(tab: Tab) -> None:
    keys: list[str] = []

    def commit(op: str) -> None:
        keys.append(op)
        tab.committed = True

    forms.submit("goal:1", commit, "Saved.")
    tab.committed = False
    assert forms.operation("goal:1") != keys[0]


def test_a_refused_save_keeps_its_key(tab: Tab) -> None:
    before = forms.operation("goal:1")

    def refuse(op: str) -> None:
        raise Problem("Please write a name.")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(forms, "sentence", str)
        forms.submit("goal:1", refuse, "Saved.")
    assert forms.operation("goal:1") == before
