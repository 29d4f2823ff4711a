"""The connection to a model's server: no redirects, no endless lines, no endless bodies."""

from collections.abc import AsyncGenerator, AsyncIterator
from typing import Any, cast

import httpx2
import openai

from errand.assistant.faults import TOO_MUCH, ModelFault
from errand.assistant.gathering import gathered

LINE_BYTES = 2 * 1024 * 1024
"""So long may one line of a stream be; the client holds a whole line in memory."""
BODY_BYTES = 64 * 1024 * 1024
CONNECT_SECONDS = 10
BEARER = "authorization"


class BoundedClient(openai.DefaultAsyncHttpxClient):
    """Breaks a response off that is larger than an answer can be.

    Args:
        silence_seconds: A server that sends no byte for so long is taken to be gone.
        key_header: What carries the key, where it is not `authorization`.
    """

    def __init__(self, silence_seconds: float, *, key_header: str = BEARER) -> None:
        # A redirect would take the key to another server.
        super().__init__(
            timeout=httpx2.Timeout(silence_seconds, connect=min(CONNECT_SECONDS, silence_seconds)),
            follow_redirects=False,
        )
        self._key_header = key_header.lower()

    async def send(self, request: httpx2.Request, **options: Any) -> httpx2.Response:
        """Send the request; the body of its answer is bounded as it is read."""
        # A compressed line could be of any length once it is unpacked.
        request.headers["accept-encoding"] = "identity"
        if self._key_header != BEARER:
            bearer = request.headers.pop(BEARER, "")
            request.headers[self._key_header] = bearer.removeprefix("Bearer ")
        answer = await super().send(request, **options)
        if not answer.is_closed:
            body = cast("httpx2.AsyncByteStream", answer.stream)
            streams = answer.headers.get("content-type", "").startswith("text/event-stream")
            answer.stream = _Bounded(body, joined=streams)
        return answer


class _Bounded(httpx2.AsyncByteStream):
    def __init__(self, stream: httpx2.AsyncByteStream, *, joined: bool) -> None:
        self._stream, self._joined = stream, joined
        self._given: AsyncGenerator[bytes] | None = None

    def __aiter__(self) -> AsyncIterator[bytes]:
        # Whoever comes back for the rest, as the client does after the last event, goes on with it:
        # what is read ahead must not be read by two.
        if self._given is None:
            self._given = gathered(self._bounded()) if self._joined else self._bounded()
        return self._given

    async def _bounded(self) -> AsyncGenerator[bytes]:
        line = body = 0
        async for chunk in self._stream:
            body += len(chunk)
            newline = chunk.rfind(b"\n")
            line = line + len(chunk) if newline < 0 else len(chunk) - newline - 1
            if line > LINE_BYTES or body > BODY_BYTES:
                raise ModelFault(TOO_MUCH)
            yield chunk

    async def aclose(self) -> None:
        """Give the connection back, or close it; nothing is read of it any more."""
        try:
            if self._given is not None:
                # The client leaves it where it stands, for the garbage collector to close.
                await self._given.aclose()
        finally:
            await self._stream.aclose()
