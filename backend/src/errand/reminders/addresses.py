"""Where a webhook may lead: out into the world, never to the machines around us."""

import asyncio
import socket
from collections.abc import Sequence
from dataclasses import dataclass
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)
from urllib.parse import urlsplit

Network = IPv4Network | IPv6Network
Address = IPv4Address | IPv6Address
LONGEST_URL = 2000
RESOLVE_SECONDS = 5
_NAT64 = ip_network("64:ff9b::/96")


class NotAllowed(Exception):
    """An address to which we send nothing; the sentence says why."""


@dataclass(frozen=True)
class Target:
    """A webhook's address, with the one machine that was found for it."""

    url: str
    host: str
    address: Address


class Addresses:
    """Decides where webhooks may lead."""

    def __init__(self, allowed: Sequence[Network] = ()) -> None:
        """`allowed`: Networks that are not public and may be reached all the same."""
        self._allowed = tuple(allowed)

    async def resolved(self, url: str) -> Target:
        """Return where to connect; every address that the name has must be allowed.

        Raises:
            NotAllowed: It is no address for a webhook, leads inside, or leads nowhere.
        """
        host, port, secure = _parts(url)
        found = await _lookup(host, port)
        if not all(self._is_open(each) for each in found):
            raise NotAllowed("This address leads into a private network, which is not allowed.")
        if not secure and not all(each.is_loopback for each in map(plain, found)):
            raise NotAllowed("It must begin with https://.")
        return Target(url, host, found[0])

    def _is_open(self, address: Address) -> bool:
        inner = plain(address)
        if any(inner in network for network in self._allowed):
            return True
        return inner.is_global and not inner.is_multicast


def plain(address: Address) -> Address:
    """Return the IPv4 address that an IPv6 address carries, or itself."""
    if isinstance(address, IPv6Address):
        carried = address.ipv4_mapped or address.sixtofour
        if carried is None and address.teredo is not None:
            carried = address.teredo[1]
        if carried is None and address in _NAT64:
            carried = IPv4Address(int(address) & 0xFFFFFFFF)
        return carried or address
    return address


def _parts(url: str) -> tuple[str, int, bool]:
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise NotAllowed("This is no address.") from error
    if len(url) > LONGEST_URL or not url.isascii() or not url.isprintable() or " " in url:
        raise NotAllowed("This is no address.")
    if parts.scheme not in {"http", "https"} or not host:
        raise NotAllowed("It must begin with https://.")
    if parts.username is not None or parts.password is not None or parts.fragment:
        raise NotAllowed("It must hold no user name, password or fragment.")
    secure = parts.scheme == "https"
    return host, port or (443 if secure else 80), secure


async def _lookup(host: str, port: int) -> list[Address]:
    try:
        async with asyncio.timeout(RESOLVE_SECONDS):
            found = await asyncio.get_running_loop().getaddrinfo(
                host, port, type=socket.SOCK_STREAM
            )
        # Also what getaddrinfo takes for an address and a person may not: 2130706433, 0177.1.
        return [ip_address(str(each[4][0]).partition("%")[0]) for each in found]
    except (OSError, TimeoutError, UnicodeError, ValueError) as error:
        raise NotAllowed("There is no such machine, as far as we can find.") from error
