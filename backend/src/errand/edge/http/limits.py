"""How much a request may carry."""

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from errand.edge.http.problems import problem

BODY_LIMIT_BYTES = 1024 * 1024
# A request of ours has some thousands at most; what forbids each of a million names takes its time.
_MOST_QUOTES = 20_000
_JSON = "application/json"


class BodyLimit:
    """Refuses bodies over 1 MiB: by what they announce, and by what really comes in.

    JSON of very many names or texts is refused, too.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        is_json = Request(scope).headers.get("content-type", "").lower().startswith(_JSON)
        exchange = _Exchange(receive, send, most_quotes=_MOST_QUOTES if is_json else None)
        if announced_bytes(scope) <= BODY_LIMIT_BYTES:
            try:
                await self._app(scope, exchange.receive, exchange.send)
            except Exception:
                if not exchange.is_over:
                    raise
        else:
            exchange.is_over = True
        if exchange.is_over and not exchange.has_answered:
            detail = "A request body may be 1 MiB at most, and hold 10000 names and texts at most."
            await problem(Request(scope), 413, "too_large", detail)(scope, receive, send)


class _Over(Exception):
    """Ends whatever is reading the body; what it then answers is replaced."""


class _Exchange:
    def __init__(self, receive: Receive, send: Send, *, most_quotes: int | None) -> None:
        self._receive, self._send = receive, send
        self._received_bytes = self._quotes = 0
        self._most_quotes = most_quotes
        self.is_over = False
        self.has_answered = False

    async def receive(self) -> Message:
        message = await self._receive()
        body = message.get("body", b"")
        self._received_bytes += len(body)
        if self._most_quotes is not None:
            self._quotes += body.count(b'"') - body.count(b'\\"')
        if self._received_bytes > BODY_LIMIT_BYTES or self._quotes > (self._most_quotes or 0):
            self.is_over = True
            raise _Over
        return message

    async def send(self, message: Message) -> None:
        if self.is_over and not self.has_answered:
            return
        self.has_answered = True
        await self._send(message)


def announced_bytes(scope: Scope) -> int:
    """Return how long the body says it is; 0 where it does not say."""
    announced = Request(scope).headers.get("content-length", "0")
    # The server refuses other spellings before us; should one come through, it is too large.
    is_number = announced.isascii() and announced.isdigit() and len(announced) < 20
    return int(announced) if is_number else BODY_LIMIT_BYTES + 1
