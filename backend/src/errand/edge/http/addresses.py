"""Who is at the other end: what the connection says, and a proxy only where it is trusted."""

from collections.abc import Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

from starlette.datastructures import Headers
from starlette.types import Scope

Network = IPv4Network | IPv6Network
_Address = IPv4Address | IPv6Address


def client_address(scope: Scope, trusted: Sequence[Network]) -> str:
    """Return the address of the client: the nearest one that no trusted proxy stands for.

    `X-Forwarded-For` is read from its end, and only as far as trusted proxies wrote it.
    """
    peer = scope.get("client")
    address = _address(peer[0]) if peer else None
    if address is None:  # a Unix socket: whoever speaks through it is on this machine
        return "127.0.0.1"
    for hop in reversed(_hops(scope)):
        if not any(address in network for network in trusted):
            break
        before = _address(hop)
        if before is None:
            break
        address = before
    return str(address)


def _hops(scope: Scope) -> list[str]:
    given = Headers(scope=scope).getlist("x-forwarded-for")
    return [hop.strip() for hop in ",".join(given).split(",") if hop.strip()]


def _address(text: str) -> _Address | None:
    try:
        found = ip_address(text)
    except ValueError:
        return None
    # A socket that serves both families reports IPv4 peers inside IPv6.
    return getattr(found, "ipv4_mapped", None) or found
