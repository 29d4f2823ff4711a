"""A proxy between a browser and a server that goes wrong as it is told, to the byte."""

import asyncio
import json
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any, Protocol

HEAD_BYTES = 64 * 1024
LINE_ENDS = b"\n"
LAST_CHUNK = b"0\r\n\r\n"


class Gone(Exception):
    """One of both sides has hung up."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One request as the browser sent it."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes
    head: bytes

    @property
    def kind(self) -> str:
        """The operation of the protocol, else method and path."""
        with suppress(ValueError, TypeError, KeyError):
            return str(json.loads(self.body)["type"])
        return f"{self.method} {self.path}"

    @property
    def params(self) -> dict[str, Any]:
        """The parameters of the operation."""
        with suppress(ValueError, TypeError, KeyError):
            return json.loads(self.body)["params"]
        return {}


class Wire:
    """The browser's end of one answer."""

    def __init__(self, writer: asyncio.StreamWriter) -> None:
        self._writer = writer

    async def raw(self, data: bytes) -> None:
        """Send bytes as they are."""
        try:
            self._writer.write(data)
            await self._writer.drain()
        except ConnectionError as error:
            raise Gone from error

    async def chunk(self, payload: bytes) -> None:
        """Send some of a body whose length nobody knows."""
        if payload:
            await self.raw(b"%x\r\n%s\r\n" % (len(payload), payload))

    async def end(self) -> None:
        """End such a body as one that is complete."""
        await self.raw(LAST_CHUNK)


class Served:
    """The server's answer to one request."""

    def __init__(self, head: bytes, reader: asyncio.StreamReader) -> None:
        self.head = head
        self._reader = reader

    @property
    def streams(self) -> bool:
        """Whether the body comes in chunks."""
        return b"transfer-encoding: chunked" in self.head.lower()

    async def rest(self) -> AsyncIterator[bytes]:
        """Give what follows the head, as it comes."""
        while data := await self._reader.read(HEAD_BYTES):
            yield data

    async def frames(self) -> AsyncIterator[bytes]:
        """Give the events of the body one by one, whatever chunks they came in."""
        held = b""
        async for payload in self._chunks():
            held += payload
            while (end := held.find(b"\n\n")) >= 0:
                yield held[: end + 2]
                held = held[end + 2 :]
        if held:
            yield held

    async def _chunks(self) -> AsyncIterator[bytes]:
        while size := int(await self._reader.readuntil(b"\r\n"), 16):
            yield (await self._reader.readexactly(size + 2))[:-2]


Serve = Callable[[], Awaitable[Served]]


class Fault(Protocol):
    """What goes wrong with one request."""

    async def play(self, wire: Wire, serve: Serve) -> None:
        """Answer the browser; `serve` asks the server, if it is to be asked."""
        ...


class Nothing:
    """What the server says reaches the browser as it is."""

    async def play(self, wire: Wire, serve: Serve) -> None:
        """Pass everything on."""
        served = await serve()
        await wire.raw(served.head)
        async for data in served.rest():
            await wire.raw(data)


@dataclass(slots=True)
class Plan:
    """A fault, and the requests that it is for."""

    kind: str
    fault: Fault
    times: int
    when: Callable[[Asked], bool]


@dataclass
class Proxy:
    """Listens for a browser, and passes on to one server or, by the path, to another.

    Attributes:
        asked: Every request of the browser's, oldest first.
        passed: Those of them that reached a server.
        servers: Port by the beginning of the path; the longest counts.
    """

    servers: dict[str, int]
    asked: list[Asked] = field(default_factory=list[Asked])
    passed: list[Asked] = field(default_factory=list[Asked])
    port: int = 0
    _plans: list[Plan] = field(default_factory=list[Plan])
    _listening: asyncio.Server | None = None
    _serving: set[asyncio.Task[None]] = field(default_factory=set[asyncio.Task[None]])

    @property
    def origin(self) -> str:
        """Where the browser finds it."""
        return f"http://localhost:{self.port}"

    def plan(
        self,
        kind: str,
        fault: Fault,
        *,
        times: int = 1,
        when: Callable[[Asked], bool] = lambda _asked: True,
    ) -> None:
        """Let the next requests of a kind go wrong."""
        self._plans.append(Plan(kind, fault, times, when))

    def mend(self) -> None:
        """Let nothing go wrong any more, and forget what was asked."""
        self.heal()
        self.asked.clear()
        self.passed.clear()

    def heal(self) -> None:
        """Let nothing go wrong any more."""
        self._plans.clear()

    def of(self, kind: str) -> list[Asked]:
        """Return the requests of a kind that reached the server."""
        return [one for one in self.passed if one.kind == kind]

    async def listen(self) -> None:
        """Take connections, on the port of the last time."""
        self._listening = await asyncio.start_server(
            self._accept, "127.0.0.1", self.port, limit=HEAD_BYTES
        )
        self.port = self._listening.sockets[0].getsockname()[1]

    async def refuse(self) -> None:
        """Take no connections, and end those there are."""
        if self._listening is not None:
            self._listening.close()
        for task in list(self._serving):
            task.cancel()
        await asyncio.gather(*self._serving, return_exceptions=True)

    def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.create_task(self._serve(reader, writer))
        self._serving.add(task)
        task.add_done_callback(self._serving.discard)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        upstream: list[asyncio.StreamWriter] = []
        try:
            asked = await _request(reader)
            self.asked.append(asked)
            fault = self._take(asked)
            playing = asyncio.create_task(fault.play(Wire(writer), self._ask(asked, upstream)))
            leaving = asyncio.create_task(reader.read(1))
            await asyncio.wait({playing, leaving}, return_when=asyncio.FIRST_COMPLETED)
            for task in (playing, leaving):
                task.cancel()
            await asyncio.gather(playing, leaving, return_exceptions=True)
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            for one in (*upstream, writer):
                one.close()

    def _ask(self, asked: Asked, opened: list[asyncio.StreamWriter]) -> Serve:
        async def serve() -> Served:
            reader, writer = await asyncio.open_connection(
                "127.0.0.1", self._server_for(asked.path), limit=HEAD_BYTES
            )
            opened.append(writer)
            self.passed.append(asked)
            writer.write(_closing(asked.head) + asked.body)
            await writer.drain()
            return Served(await reader.readuntil(b"\r\n\r\n"), reader)

        return serve

    def _server_for(self, path: str) -> int:
        begins = max((way for way in self.servers if path.startswith(way)), key=len)
        return self.servers[begins]

    def _take(self, asked: Asked) -> Fault:
        for plan in self._plans:
            if plan.kind == asked.kind and plan.when(asked):
                plan.times -= 1
                if plan.times == 0:
                    self._plans.remove(plan)
                return plan.fault
        return Nothing()


async def _request(reader: asyncio.StreamReader) -> Asked:
    head = await reader.readuntil(b"\r\n\r\n")
    lines = head.decode("latin-1").split("\r\n")
    method, path, _version = lines[0].split(" ")
    pairs = (line.split(":", 1) for line in lines[1:] if line)
    headers = {name.lower(): value.strip() for name, value in pairs}
    body = await reader.readexactly(int(headers.get("content-length", "0")))
    return Asked(method, path.partition("?")[0], headers, body, head)


def _closing(head: bytes) -> bytes:
    """One connection for one request: its end is the end of the answer."""
    lines = head.split(b"\r\n")
    kept = [line for line in lines if not line.lower().startswith(b"connection:")]
    return b"\r\n".join([kept[0], b"Connection: close", *kept[1:]])


@asynccontextmanager
async def proxying(servers: dict[str, int]) -> AsyncGenerator[Proxy]:
    """Run a proxy for as long as it is entered."""
    proxy = Proxy(servers)
    await proxy.listen()
    try:
        yield proxy
    finally:
        await proxy.refuse()
