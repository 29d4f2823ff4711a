"""How an ASGI application is served here: one process, fast parsers, bounded stopping."""

import asyncio
import socket
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from types import FrameType
from typing import Any

from errand.memory import settle_memory
from errand.turns.leaving import Leaving

_BACKLOG = 2048


def serve(
    app: Callable[..., Awaitable[Any]], doors: Sequence[socket.socket], leaving: Leaving
) -> None:
    """Serve until SIGTERM or Ctrl-C, and then as long as what is being said takes."""
    import uvicorn  # noqa: PLC0415 - the other commands need not wait for it

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            settle_memory()

        def handle_exit(self, sig: int, frame: FrameType | None) -> None:
            super().handle_exit(sig, frame)
            with suppress(RuntimeError):  # asked before the loop runs
                asyncio.get_running_loop().call_soon_threadsafe(leaving.ask)

    config = uvicorn.Config(
        app,
        loop="uvloop",
        http="httptools",
        ws="none",
        lifespan="on",
        log_config=None,  # the application's own structured log
        access_log=False,
        server_header=False,
        proxy_headers=False,  # TRUSTED_PROXIES is the application's to judge
        backlog=_BACKLOG,
        # Idle streams end when asked to; those of running answers as soon as these are whole.
        timeout_graceful_shutdown=max(1, round(leaving.seconds)),
        timeout_keep_alive=65,
    )
    Server(config).run(sockets=list(doors))
