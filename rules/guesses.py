"""How often one may guess: per account, per code, per address, and how long one then waits."""

from datetime import timedelta
from enum import StrEnum
from ipaddress import ip_address, ip_network

from i18n import ngettext
from i18n.dates import format_number

WINDOW = timedelta(minutes=15)
IPV6_HOME = 64  # bits that name a household; the others are its own to change


class Guess(StrEnum):
    PASSWORD = "account"
    SECOND = "second"  # the six digits after the password
    CODE = "code"  # of an invitation, or of the set-up
    PROVIDER = "provider"  # an account elsewhere that opens none here


# Wrong ones within the window. A whole school sits behind one address, so that one is high.
MOST = {Guess.PASSWORD: 8, Guess.SECOND: 5, Guess.CODE: 20, Guess.PROVIDER: 8}
MOST_OF_A_BROWSER = 20
MOST_OF_AN_ADDRESS = 300


def home(address: str) -> str:
    """The address that guesses are counted for: of IPv6 the network, as a household owns it."""
    try:
        known = ip_address(address)
    except ValueError:
        return ""
    known = getattr(known, "ipv4_mapped", None) or known  # else all of IPv4 were one network
    if known.version == 4:
        return str(known)
    return str(ip_network((known.packed, IPV6_HOME), strict=False))


def too_many(seconds: int) -> str:
    """What somebody is told who has to wait."""
    minutes = -(-seconds // 60)
    return ngettext(
        "Too many tries. Please wait {count} minute, or ask the school office.",
        "Too many tries. Please wait {count} minutes, or ask the school office.",
        minutes,
    ).format(count=format_number(minutes))
