"""Whom this process talks to: every connection and every name that is looked up."""

import sys
from collections.abc import Generator
from contextlib import contextmanager
from ipaddress import ip_address

_watching: list[set[str]] = []


def _heard(event: str, args: tuple[object, ...]) -> None:
    if not _watching:
        return
    if event == "socket.connect" and isinstance(args[1], tuple):
        _note(str(args[1][0]))  # pyright: ignore[reportUnknownArgumentType]
    elif event in {"socket.getaddrinfo", "socket.gethostbyname"}:
        _note(args[0].decode() if isinstance(args[0], bytes) else str(args[0]))


def _note(host: str) -> None:
    for seen in _watching:
        seen.add(host)


# A hook cannot be taken away again.
sys.addaudithook(_heard)


@contextmanager
def watched() -> Generator[set[str]]:
    """Collect the hosts that the process turns to meanwhile, whichever library does it."""
    seen: set[str] = set()
    _watching.append(seen)
    try:
        yield seen
    finally:
        # By identity: another watch may have seen the same.
        _watching[:] = [each for each in _watching if each is not seen]


def foreign(hosts: set[str]) -> set[str]:
    """Return those that are not this machine."""
    return {host for host in hosts if host != "localhost" and not _is_ours(host)}


def _is_ours(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
