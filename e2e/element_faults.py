"""The faults that the proxy can play: each is something that happens between people and servers."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from .element_fault_proxy import Serve, Wire

Place = Callable[[bytes], int]
"""Where a frame is cut, in bytes from its beginning."""


def at_the_start(_frame: bytes) -> int:
    """Before the frame."""
    return 0


def half(frame: bytes) -> int:
    """In the middle of the frame."""
    return len(frame) // 2


def after(part: bytes, more: int = 0) -> Place:
    """Behind the first occurrence of some bytes, and so many bytes further."""

    def place(frame: bytes) -> int:
        return frame.index(part) + len(part) + more

    return place


@dataclass(frozen=True, slots=True)
class Cut:
    """The connection ends in the middle of a stream.

    Attributes:
        frames: So many whole frames get through.
        place: Where the next one is cut.
        clean: Whether it ends as a complete answer does, as behind many proxies.
        line_end: What the lines of the stream end with.
        read: Awaited before the end, if given: a page that did not read what got through until
            then loses it with the connection.
    """

    frames: int
    place: Place = at_the_start
    clean: bool = False
    line_end: bytes = b"\n"
    read: asyncio.Event | None = None

    async def play(self, wire: Wire, serve: Serve) -> None:
        """Pass on as much as gets through."""
        served = await serve()
        await wire.raw(served.head)
        count = 0
        async for frame in served.frames():
            sent = frame.replace(b"\n", self.line_end)
            if count == self.frames:
                if self.read is not None:
                    await self.read.wait()
                await wire.chunk(sent[: self.place(sent)])
                break
            await wire.chunk(sent)
            count += 1
        if self.clean:
            await wire.end()


@dataclass(frozen=True, slots=True)
class Answers:
    """The server, or something before it, answers otherwise; the request gets no further."""

    status: int
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict[str, str])

    async def play(self, wire: Wire, serve: Serve) -> None:
        """Answer at once."""
        lines = {"connection": "close", "content-length": str(len(self.body)), **self.headers}
        head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
        await wire.raw(f"HTTP/1.1 {self.status} Fault\r\n{head}\r\n".encode() + self.body)


class Unanswered:
    """The server gets the request, and its answer is lost to the last byte."""

    async def play(self, wire: Wire, serve: Serve) -> None:
        """Wait for the answer, and hang up."""
        async for _ in (await serve()).rest():
            pass


class Unheard:
    """The connection is lost before the server hears anything."""

    async def play(self, wire: Wire, serve: Serve) -> None:
        """Hang up."""


@dataclass(frozen=True, slots=True)
class Stalls:
    """The stream falls silent, and the connection stays."""

    frames: int
    go_on: asyncio.Event = field(default_factory=asyncio.Event)

    async def play(self, wire: Wire, serve: Serve) -> None:
        """Hold everything back after so many frames, until told to go on."""
        served = await serve()
        await wire.raw(served.head)
        count = 0
        async for frame in served.frames():
            if count == self.frames:
                await self.go_on.wait()
            await wire.chunk(frame)
            count += 1
        await wire.end()


@dataclass(frozen=True, slots=True)
class Slow:
    """Not even the first byte comes, until it may."""

    go_on: asyncio.Event = field(default_factory=asyncio.Event)

    async def play(self, wire: Wire, serve: Serve) -> None:
        """Hold everything back."""
        served = await serve()
        await self.go_on.wait()
        await wire.raw(served.head)
        async for data in served.rest():
            await wire.raw(data)


@dataclass(frozen=True, slots=True)
class Garbles:
    """One frame holds something else."""

    frame: int
    data: bytes

    async def play(self, wire: Wire, serve: Serve) -> None:
        """Pass on everything but that frame."""
        served = await serve()
        await wire.raw(served.head)
        count = 0
        async for frame in served.frames():
            await wire.chunk(b"data: %s\n\n" % self.data if count == self.frame else frame)
            count += 1
        await wire.end()
