"""The theme of .streamlit/config.toml, worked out once.

Streamlit reads its 367 options anew for each event: 2 ms of a page's processor time, and the theme
of a running hub never changes.
"""

from functools import cache

from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session

PART = "_populate_theme_msg"


def keep_theme() -> None:
    """From now on; a Streamlit that does it otherwise goes on as it likes."""
    made = getattr(app_session, PART, None)
    if made is None:
        return

    @cache
    def kept(section: str) -> CustomThemeConfig:
        theme = CustomThemeConfig()
        made(theme, section)
        return theme

    def fill(theme: CustomThemeConfig, section: str = "theme") -> None:
        theme.MergeFrom(kept(section))

    setattr(app_session, PART, fill)
