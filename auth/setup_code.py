"""The one-time code that unlocks an empty hub: HUB_SETUP_CODE, or one printed in the log."""

import logging
import os
from functools import cache
from hmac import compare_digest

from rules.accounts import grouped, new_code, plain_code

log = logging.getLogger("hub")


@cache
def _code() -> str:
    return os.environ.get("HUB_SETUP_CODE") or new_code()


def announce() -> None:
    """Print the code where only the person who started the hub can read it."""
    if not os.environ.get("HUB_SETUP_CODE"):
        log.warning("This hub is empty. Set it up with the code %s", grouped(_code()))


def matches(typed: str) -> bool:
    return compare_digest(plain_code(typed).encode(), plain_code(_code()).encode())
