"""A TCP proxy that cuts and delays what goes through it, and chooses among several servers."""

import asyncio
import contextlib
import itertools
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import asynccontextmanager

CHUNK = 64 * 1024


class Proxy:
    """Takes connections on one port; each goes to the next of `servers` that takes it."""

    def __init__(self, servers: Callable[[], Sequence[int]]) -> None:
        """`servers`: ports on the loopback, asked for anew with each connection."""
        self._servers, self._next = servers, itertools.count()
        self._open: dict[asyncio.Task[None], tuple[asyncio.StreamWriter, ...]] = {}
        self._server: asyncio.Server | None = None
        self.port = 0
        self.delay_seconds = 0.0
        """So much later each piece arrives, in both directions."""

    @asynccontextmanager
    async def serving(self) -> AsyncGenerator["Proxy"]:
        """Take connections for as long as the context is open."""
        self._server = await asyncio.start_server(self._take, "127.0.0.1", 0, backlog=1024)
        self.port = self._server.sockets[0].getsockname()[1]
        try:
            yield self
        finally:
            self._server.close()
            self.cut()
            await asyncio.gather(*self._open, return_exceptions=True)

    @property
    def connections(self) -> int:
        """How many go through it now."""
        return len(self._open)

    def cut(self, share: int = 1) -> int:
        """Reset every `share`-th connection on both sides; return how many that were."""
        chosen = list(self._open.values())[::share]
        for writers in chosen:
            for writer in writers:
                writer.transport.abort()
        return len(chosen)

    async def _take(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._open[task] = (writer,)
        try:
            there = await self._connect()
            if there is None:
                return
            self._open[task] = (writer, there[1])
            await self._both(reader, writer, *there)
        finally:
            for each in self._open.pop(task):
                each.transport.abort()

    async def _connect(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter] | None:
        ports = list(self._servers())
        start = next(self._next)
        for number in range(len(ports)):
            with contextlib.suppress(OSError):
                return await asyncio.open_connection(
                    "127.0.0.1", ports[(start + number) % len(ports)]
                )
        return None

    async def _both(
        self,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        there_reader: asyncio.StreamReader,
        there_writer: asyncio.StreamWriter,
    ) -> None:
        ways = [
            asyncio.create_task(self._pump(reader, there_writer)),
            asyncio.create_task(self._pump(there_reader, writer)),
        ]
        try:
            # Neither protocol here lives on with one way closed.
            await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for way in ways:
                way.cancel()
            await asyncio.gather(*ways, return_exceptions=True)

    async def _pump(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError):
            while data := await reader.read(CHUNK):
                if self.delay_seconds:
                    await asyncio.sleep(self.delay_seconds)
                writer.write(data)
                await writer.drain()
            # What was written last must go out before the connection is torn down.
            writer.write_eof()
            await writer.drain()
