"""PostgreSQL on another machine is spoken to by TLS, also where its address says nothing of it."""

import os
from functools import cache

from sqlalchemy import URL
from sqlalchemy.engine import make_url

from rules.hosts import is_here

READABLE = ("disable", "allow", "prefer")  # the last two are content without TLS
CHECKED = "verify-full"
OPEN = (
    "sslmode={mode} lets whoever is on the way to the database read along. Please use it on a "
    "network of your own alone, or say sslmode={checked} in DATABASE_URL."
)
UNCHECKED = (
    "The database is asked for TLS (sslmode={mode}), but not whose certificate it shows: "
    "sslmode={checked} in DATABASE_URL checks it. Without TLS, on a network of your own, it needs "
    "sslmode=disable."
)


@cache
def with_tls(address: str) -> str:
    """The address of a database, with sslmode where it is needed and nobody has said another."""
    url = make_url(address)
    if mode_of(url) or not _leaves(url):
        return address
    mode = CHECKED if "sslrootcert" in url.query else "require"
    return url.update_query_dict({"sslmode": mode}).render_as_string(hide_password=False)


def warning(address: str) -> str:
    """What whoever runs the hub should know of the way to the database; "" for a safe one."""
    url = make_url(address)
    mode = mode_of(url)
    if not _leaves(url) or mode == CHECKED:
        return ""
    if mode in READABLE:
        return OPEN.format(mode=mode, checked=CHECKED)
    return UNCHECKED.format(mode=mode, checked=CHECKED)


def mode_of(url: URL) -> str:
    """What was said of TLS; of the environment, PostgreSQL's own words count."""
    return str(url.query.get("sslmode") or os.environ.get("PGSSLMODE", ""))


def _leaves(url: URL) -> bool:
    """Whether what is said to the database goes over a network; of several, to one of them."""
    if url.get_backend_name() != "postgresql":
        return False
    given = url.get_dialect()().create_connect_args(url)[1]
    known = os.environ.get("PGHOSTADDR") or os.environ.get("PGHOST", "")
    hosts = given.get("hostaddr") or given.get("host") or known
    return not all(map(is_here, str(hosts).split(",")))
