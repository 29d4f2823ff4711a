"""How long an application's event loop is held at a time."""

import asyncio
import time

from starlette.types import ASGIApp, Receive, Scope, Send

_REST_SECONDS = 0.002


class Heart:
    """Beats in the event loop of the application around which it is put.

    It counts the time that the loop's own thread worked between two beats: what other processes
    of a busy machine take does not count.

    Attributes:
        longest: Seconds of work between two beats; a test may set it back.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self.longest = 0.0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Beat for as long as the application lives."""
        if scope["type"] != "lifespan":
            await self._app(scope, receive, send)
            return
        beating = asyncio.create_task(self._beat())
        try:
            await self._app(scope, receive, send)
        finally:
            beating.cancel()

    async def _beat(self) -> None:
        while True:
            began = time.thread_time()
            await asyncio.sleep(_REST_SECONDS)
            self.longest = max(self.longest, time.thread_time() - began)
