"""The one-time code that unlocks an empty hub: HUB_SETUP_CODE, or one printed in the log."""

import logging
import os
from functools import cache
from hmac import compare_digest

from rules.accounts import grouped, new_code, plain_code

SHORTEST = 8  # letters and digits of a code that can't be guessed in time

log = logging.getLogger("hub")


@cache
def _code() -> str:
    given = os.environ.get("HUB_SETUP_CODE", "")
    return given if len(plain_code(given)) >= SHORTEST else new_code()


def announce() -> None:
    """Print the code where only the person who started the hub can read it."""
    if _code() != os.environ.get("HUB_SETUP_CODE"):
        log.warning("This hub is empty. Set it up with the code %s", grouped(_code()))


def matches(typed: str) -> bool:
    return compare_digest(plain_code(typed).encode(), plain_code(_code()).encode())
