"""The theme that is kept is the one that Streamlit works out."""

import pytest
from streamlit import config
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session

from components.theme import PART, keep_theme

SECTIONS = ("theme", *(f"theme.{part.value}" for part in config.CustomThemeCategories))


def told(section: str) -> CustomThemeConfig:
    theme = CustomThemeConfig()
    getattr(app_session, PART)(theme, section)
    return theme


def test_each_part_is_the_same_the_first_and_the_second_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    worked_out = [told(section) for section in SECTIONS]
    monkeypatch.setattr(app_session, PART, getattr(app_session, PART))  # put back afterwards
    keep_theme()
    for _ in range(2):
        assert [told(section) for section in SECTIONS] == worked_out
    assert len(SECTIONS) == 6
    assert all(part.ByteSize() for part in worked_out)


def test_it_is_worked_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(app_session, PART, lambda _theme, section: asked.append(section))
    keep_theme()
    for _ in range(3):
        told("theme.dark")
    assert asked == ["theme.dark"]


def test_a_streamlit_without_that_part_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(app_session, PART)
    keep_theme()
    assert not hasattr(app_session, PART)
