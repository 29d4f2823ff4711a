"""A bare ASGI application that tells many readers the same words: the floor of transport.

`python -m bench.raw_asgi PORT SECONDS`, in a process of its own: nothing but uvicorn, as the
product is served.
"""

import asyncio
import subprocess
import sys
from collections.abc import Awaitable, Callable, MutableMapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import uvicorn

from errand.local.ports import free_port

from .processes import worked
from .reader import Reader

ROOT = Path(__file__).resolve().parent.parent
_START = {
    "type": "http.response.start",
    "status": 200,
    "headers": [(b"content-type", b"text/event-stream")],
}
_REQUEST = b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n"

Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]


def frame(number: int) -> bytes:
    """Return a word as the product sends it, ids and all."""
    return (
        f"id: 01a2093e-44ec-7c95-ac56-95ea9f324f34:{number}\n"
        'data: {"type":"thread.item.updated","item_id":"01a2093e-44ec-76f3-9a76-6cbfa78c5b24",'
        '"update":{"type":"assistant_message.content_part.text_delta","content_index":0,'
        f'"delta":"word{number} "}}}}\n\n'
    ).encode()


class Told:
    """The application; a task beside it counts."""

    def __init__(self, between: float) -> None:
        self._between = between
        self._readers = set[asyncio.Queue[bytes]]()
        self._counting: asyncio.Task[None] | None = None

    async def __call__(self, scope: dict[str, Any], receive: object, send: Send) -> None:
        """Tell one reader for as long as they stay."""
        del scope, receive
        self._counting = self._counting or asyncio.create_task(self._count())
        queue = asyncio.Queue[bytes]()
        self._readers.add(queue)
        await send(_START)
        with suppress(OSError):
            while True:
                await send(
                    {"type": "http.response.body", "body": await queue.get(), "more_body": True}
                )

    async def _count(self) -> None:
        clock, number = asyncio.get_running_loop().time, 0
        started = clock()
        while True:
            number += 1
            await asyncio.sleep(max(0.0, started + number * self._between - clock()))
            for queue in self._readers:
                queue.put_nowait(frame(number))


async def cost(count: int, *, seconds: float, between: float) -> float:
    """Return the microseconds of the processor that one write to one of so many readers takes."""
    port = free_port()
    command = [sys.executable, "-m", "bench.raw_asgi", str(port), str(between)]
    process = subprocess.Popen(command, cwd=ROOT)  # noqa: ASYNC220  it is there at once
    try:
        readers = [await _reader(port) for _ in range(count)]
        await asyncio.sleep(1)
        before, told = worked(process.pid), sum(one.told.writes for one in readers)
        await asyncio.sleep(seconds)
        used = worked(process.pid) - before
        writes = sum(one.told.writes for one in readers) - told
        for one in readers:
            one.close()
    finally:
        process.kill()
        process.wait()
    return 1e6 * used / max(1, writes)


async def _reader(port: int) -> Reader:
    loop = asyncio.get_running_loop()
    async with asyncio.timeout(20):
        while True:
            with suppress(OSError):
                made = await loop.create_connection(lambda: Reader(_REQUEST), "127.0.0.1", port)
                return made[1]
            await asyncio.sleep(0.1)


if __name__ == "__main__":
    uvicorn.run(
        Told(float(sys.argv[2])),
        port=int(sys.argv[1]),
        loop="uvloop",
        http="httptools",
        lifespan="off",
        access_log=False,
        log_level="error",
    )
