"""Which names and addresses of machines are this one's own."""

from ipaddress import ip_address


def is_here(host: str) -> bool:
    """Whether nothing leaves this machine on its way there; a path is a socket's."""
    if not host or host.startswith(("/", "@")) or host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
