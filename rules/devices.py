"""Which browser on which device somebody signed in with, as people say it."""

from dataclasses import dataclass
from datetime import datetime

# The first that a browser names itself with: most also claim to be Chrome and Safari.
BROWSERS = {
    "Edg": "Edge",
    "OPR/": "Opera",
    "SamsungBrowser": "Samsung Internet",
    "Firefox": "Firefox",
    "FxiOS": "Firefox",
    "CriOS": "Chrome",
    "Chrome": "Chrome",
    "Safari": "Safari",
}
SYSTEMS = {
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Android": "Android",
    "CrOS": "Chromebook",
    "Windows": "Windows",
    "Mac OS X": "Mac",
    "Linux": "Linux",
}


@dataclass(frozen=True)
class SignedIn:
    """A browser that is signed in; an unknown device is ""."""

    id: int
    device: str
    since: datetime
    seen: datetime


def device(user_agent: str) -> str:
    """Browser and system in their own names; "" for what nobody knows."""
    found = (
        next((name for sign, name in names.items() if sign in user_agent), "")
        for names in (BROWSERS, SYSTEMS)
    )
    return " · ".join(filter(None, found))
