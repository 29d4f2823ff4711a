"""Requests over connections that stay open, for next to nothing: the server is what is measured."""

import asyncio
import json
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from typing import Any, Self
from urllib.parse import urlsplit


class Connection:
    """One connection; one request at a time."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader, self._writer = reader, writer

    @classmethod
    async def to(cls, url: str) -> Self:
        """Connect."""
        place = urlsplit(url)
        return cls(*await asyncio.open_connection(place.hostname, place.port))

    async def ask(self, request: bytes) -> None:
        """Send a request and read its answer.

        Raises:
            AssertionError: It was not 200.
        """
        self._writer.write(request)
        head = await self._reader.readuntil(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 200"), head[:200]
        length = head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0]
        await self._reader.readexactly(int(length))

    def close(self) -> None:
        """Close it."""
        self._writer.close()


class Connections:
    """As many as are needed at once."""

    def __init__(self, url: str) -> None:
        self._url, self._free = url, list[Connection]()

    async def ask(self, request: bytes) -> None:
        """Send a request over a connection that nobody uses."""
        connection = self._free.pop() if self._free else await Connection.to(self._url)
        await connection.ask(request)
        self._free.append(connection)

    def close(self) -> None:
        """Close all of them."""
        for connection in self._free:
            connection.close()


@asynccontextmanager
async def connected(url: str) -> AsyncGenerator[Connections]:
    """Give connections to the server of this address."""
    connections = Connections(url)
    try:
        yield connections
    finally:
        connections.close()


def post(url: str, path: str, headers: Mapping[str, str], body: Any) -> bytes:
    """Return a request of JSON, as it goes over the wire."""
    content = json.dumps(body).encode()
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    return (
        f"POST {path} HTTP/1.1\r\nHost: {urlsplit(url).netloc}\r\n{lines}"
        f"Content-Type: application/json\r\nContent-Length: {len(content)}\r\n\r\n"
    ).encode() + content
