"""How an ASGI application is served here: one process, fast parsers, bounded stopping."""

import socket
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

_BACKLOG = 2048
# Open streams end themselves when asked to; this is for those that do not.
_GRACE_SECONDS = 5


def serve(app: Callable[..., Awaitable[Any]], doors: Sequence[socket.socket]) -> None:
    """Serve until SIGTERM or Ctrl-C."""
    import uvicorn  # noqa: PLC0415 - the other commands need not wait for it

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
        timeout_graceful_shutdown=_GRACE_SECONDS,
        timeout_keep_alive=65,
    )
    uvicorn.Server(config).run(sockets=list(doors))
