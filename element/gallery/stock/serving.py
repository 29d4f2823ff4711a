"""Run the stock server on a free port, in a thread with a loop of its own."""

import asyncio
import json
import mimetypes
import socket
import threading
from collections.abc import Coroutine, Generator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import uvicorn
from chatkit.server import StreamingResult
from starlette.applications import Starlette
from starlette.routing import BaseRoute
from starlette.types import ASGIApp

from .attachments import File
from .context import Visit
from .http import Arrival, Front
from .server import StockServer

_PICTURE = Path(__file__).parents[1] / "pages" / "pictures" / "thumb.png"
STOP_SECONDS = 10
FILL_SECONDS = 60
HOST = "127.0.0.1"


class Stock:
    """A running server; what it keeps stays when it is stopped and started again."""

    def __init__(self, *, pace: float = 1, port: int = 0) -> None:
        self.server = StockServer()
        self.front = Front(self.server, pace)
        self.app: ASGIApp = Starlette(routes=self.front.routes())
        self.port = port
        self._uvicorn: uvicorn.Server | None = None
        self._thread: threading.Thread | None = None
        self._loop: asyncio.AbstractEventLoop | None = None

    @property
    def origin(self) -> str:
        """Where it can be reached."""
        return f"http://{HOST}:{self.port}"

    @property
    def arrived(self) -> list[Arrival]:
        """Every request that reached it, oldest first."""
        return self.front.arrived

    def texts(self) -> list[str]:
        """Return the words of every message that arrived, however often."""
        return [one.text for one in self.arrived if one.text]

    def start(self) -> None:
        """Listen; whoever connects before the loop runs waits in the socket's queue."""
        listening = socket.create_server((HOST, self.port))
        self.port = listening.getsockname()[1]
        config = uvicorn.Config(
            self.app,
            log_level="critical",
            lifespan="off",
            timeout_graceful_shutdown=1,
            server_header=False,
        )
        server = self._uvicorn = uvicorn.Server(config)
        begun = threading.Event()

        def run() -> None:
            with asyncio.Runner(loop_factory=config.get_loop_factory()) as runner:
                self._loop = runner.get_loop()
                begun.set()
                runner.run(server.serve([listening]))

        self._thread = threading.Thread(target=run, name="stock", daemon=True)
        self._thread.start()
        begun.wait(STOP_SECONDS)

    def stop(self) -> None:
        """End every connection and stop listening."""
        if self._uvicorn is None or self._thread is None:
            return
        self._uvicorn.should_exit = True
        self._thread.join(STOP_SECONDS)
        self._uvicorn = self._thread = self._loop = None

    def do(self, work: Coroutine[Any, Any, None]) -> None:
        """Have the server do something between its requests, and wait until it is done."""
        if self._loop is None:
            raise RuntimeError("The server does not run.")
        asyncio.run_coroutine_threadsafe(work, self._loop).result(FILL_SECONDS)

    def open_gate(self, name: str) -> None:
        """Let a script go on that waits at a gate."""
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self.server.gates.open, name)

    def shut_gate(self, name: str) -> None:
        """Make scripts wait at a gate again."""
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self.server.gates.shut, name)


async def fill(
    front: Front, thread_id: str, words: str, more: dict[str, Any] | None = None
) -> None:
    """Say something to the server before anybody else does, and hear the answer.

    Args:
        front: The server.
        thread_id: What the conversation is called; it may have begun already.
        words: What is said in it.
        more: Fields that the message has beside, or instead of, its words; attachments by name.
    """
    more, visit = more or {}, front.seeding(thread_id)
    said: dict[str, Any] = {
        "content": [{"type": "input_text", "text": words}],
        "inference_options": {},
        **more,
        "attachments": [await _kept(front, name, visit) for name in more.get("attachments", [])],
    }
    known = thread_id in front.server.memory.threads
    params: dict[str, Any] = {"input": said, **({"thread_id": thread_id} if known else {})}
    kind = "threads.add_user_message" if known else "threads.create"
    result = await front.server.process(json.dumps({"type": kind, "params": params}), visit)
    if isinstance(result, StreamingResult):
        async for _ in result:
            pass


async def _kept(front: Front, name: str, visit: Visit) -> str:
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    file_id = front.server.files.keep(File(name, kind, data=_PICTURE.read_bytes()), visit)
    described = front.server.files.described(file_id, visit)
    await front.server.memory.save_attachment(described, visit)
    return file_id


@contextmanager
def serve(*, pace: float = 1, routes: Sequence[BaseRoute] = (), port: int = 0) -> Generator[Stock]:
    """Run a server of its own for as long as it is entered."""
    stock = Stock(pace=pace, port=port)
    if routes:
        stock.app = Starlette(routes=[*stock.front.routes(), *routes])
    stock.start()
    try:
        yield stock
    finally:
        stock.stop()
