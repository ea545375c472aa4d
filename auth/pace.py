"""How fast anybody may ask: for a page, a file, an upload, a route of the hub's own.

Counted by the minute, in the memory of this process: for each account, and by address for those who
are not signed in. Nobody who reads what they ask for comes near it.
"""

import logging
import os
import time
from collections import Counter

from i18n import _
from rules.guesses import home

MINUTE = 60
MOST = int(os.environ.get("HUB_PACE", "600"))  # a minute, of one account
SCHOOL = 10  # times as many of an address: a whole school signs in behind one
OWN = ("127.0.0.1", "::1")

log = logging.getLogger("hub")

_asked: Counter[str] = Counter()
_minute = [0]


def wait(account: int | None, address: str | None) -> int:
    """Count one more: 0 where it may go on, else the seconds until one may."""
    now = _now()
    if now // MINUTE != _minute[0]:
        _minute[0] = now // MINUTE
        _asked.clear()
    who, most = _who(account, address or "")
    _asked[who] += bool(who)
    if _asked[who] == most + 1:
        log.warning("refused: too fast, %s", f"account {account}" if account else "an address")
    return MINUTE - now % MINUTE if _asked[who] > most else 0


def _now() -> int:
    return int(time.monotonic())


def too_fast() -> str:
    """What a page says to who has to wait."""
    return _("That was more than anybody can read. Please wait a minute, then load the page again.")


def _who(account: int | None, address: str) -> tuple[str, int]:
    """An address that is unknown, or a proxy's that doesn't tell it, is not counted."""
    if account is not None:
        return f"account {account}", MOST
    return "" if address in OWN else home(address), MOST * SCHOOL
