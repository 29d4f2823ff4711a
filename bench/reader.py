"""Readers that cost next to nothing: what is measured is the server, on the same two processors."""

import asyncio
import json
import re
import time
from dataclasses import dataclass, field
from typing import Any, cast
from urllib.parse import urlsplit

from e2e.person import Person

_NUMBER = re.compile(rb"word(\d+)")
_WORD = b"word"


@dataclass
class Told:
    """When one reader had been told how many words, in seconds of `time.perf_counter`."""

    at: list[tuple[float, int]] = field(default_factory=list[tuple[float, int]])
    writes: int = 0
    status: bytes = b""


class Reader(asyncio.Protocol):
    """Sends one request, and notes the last numbered word of whatever arrives."""

    def __init__(self, request: bytes) -> None:
        self._request = request
        self.told = Told()
        self.ended = asyncio.Event()
        self._transport: asyncio.BaseTransport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ask."""
        self._transport = transport
        cast("asyncio.Transport", transport).write(self._request)

    def data_received(self, data: bytes) -> None:
        """Note how far it came; a word that is cut counts with the next piece."""
        now = time.perf_counter()
        if not self.told.status:
            self.told.status = data[9:12]
        place = data.rfind(_WORD)
        found = _NUMBER.match(data, place) if place >= 0 else None
        if found:
            self.told.writes += 1
            self.told.at.append((now, int(found[1])))
        if b": end\n" in data:
            self.close()

    def connection_lost(self, exc: Exception | None) -> None:
        """Be done."""
        self.ended.set()

    def close(self) -> None:
        """Leave."""
        if self._transport is not None:
            self._transport.close()


async def reading(url: str, person: Person, kind: str, params: dict[str, Any]) -> Reader:
    """Open one stream for this person."""
    place = urlsplit(url)
    body = json.dumps({"type": kind, "params": params}).encode()
    head = "".join(f"{name}: {value}\r\n" for name, value in person.headers().items())
    request = (
        f"POST /api/chatkit HTTP/1.1\r\nHost: {place.netloc}\r\n{head}"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    ).encode() + body
    loop = asyncio.get_running_loop()
    host, port = place.hostname or "", place.port or 80
    _, reader = await loop.create_connection(lambda: Reader(request), host, port)
    return reader


def delays(readers: list[Told], *, between: float, since: float, until: float) -> list[float]:
    """Return by how many seconds each word came later than the fastest word of its answer.

    Args:
        readers: All of one answer.
        between: Seconds between two words of the model.
        since: Only words that came after this moment,
        until: and before this one.
    """
    firsts = [at - number * between for told in readers for at, number in told.at]
    if not firsts:
        return []
    base, found = min(firsts), list[float]()
    for told in readers:
        before = told.at[0][1] - 1 if told.at else 0
        for at, number in told.at:
            if since <= at < until:
                found += [at - word * between - base for word in range(before + 1, number + 1)]
            before = max(before, number)
    return found
