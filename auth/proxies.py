"""What is said of a request on its way: believed of proxies that the host trusts, or has near.

The address in `X-Forwarded-For` was read before, by the server itself: docs/decisions/guesses.md.
"""

import os
from ipaddress import ip_address

from starlette.datastructures import Headers
from starlette.types import Scope

SAID = (b"x-forwarded-", b"forwarded", b"x-real-ip")
PROTO = "x-forwarded-proto"
TRUSTED = "FORWARDED_ALLOW_IPS"


def believed(scope: Scope) -> Scope:
    """The request with nothing that anybody could say of it; one header says how it was spoken."""
    said = Headers(scope=scope).get(PROTO) if _is_near(scope) else None
    spoken = said.split(",")[0].strip() if said else scope["scheme"]  # as the first proxy heard it
    https = spoken in ("https", "wss")
    kept = [one for one in scope["headers"] if not one[0].lower().startswith(SAID)]
    proto = (PROTO.encode(), b"https" if https else b"http")
    plain = "ws" if scope["type"] == "websocket" else "http"
    return {**scope, "scheme": plain + "s" * https, "headers": [*kept, proto]}


def _is_near(scope: Scope) -> bool:
    """Whether it comes from this machine or a private network.

    Where the host names its proxies, the server has believed them already, and nobody else.
    """
    if TRUSTED in os.environ:
        return False
    client = scope.get("client")  # which a server may leave out
    try:
        peer = ip_address(client[0] if client else "")
    except ValueError:
        return False
    return not (getattr(peer, "ipv4_mapped", None) or peer).is_global
