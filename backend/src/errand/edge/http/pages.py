"""The page server behind us: requests go to it over kept connections, as they came."""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from typing import Self
from urllib.parse import urlsplit

import httpx2
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

from errand.edge.http.addresses import Network, client_address
from errand.edge.http.problems import problem
from errand.errors import Unavailable

_TIMEOUT = httpx2.Timeout(connect=5, read=60, write=30, pool=10).as_dict()
_CHECK_TIMEOUT = httpx2.Timeout(2).as_dict()
# Node.js closes a connection that was idle for 5 s; ours are given up before that.
_LIMITS = httpx2.Limits(max_connections=64, max_keepalive_connections=32, keepalive_expiry=4)
_HOP_BY_HOP = frozenset(
    b"connection keep-alive proxy-authenticate proxy-authorization proxy-connection te trailer"
    b" transfer-encoding upgrade".split()
)
# What only we may say: who asked, under which name, and what Next.js tells itself.
_OURS_TO_SAY = (b"x-forwarded-", b"forwarded", b"x-real-ip", b"x-request-id", b"x-middleware-")
_DOWN = "The pages are not reachable just now. Please try again in a moment."

_Headers = list[tuple[bytes, bytes]]


class Pages:
    """Passes requests to the page server and its answers back.

    A bare transport, not a client: a client would follow redirects and keep one jar for
    everybody's cookies.

    Args:
        url: Loopback address of the page server.
        public_url: Where people reach Errand.
        trusted_proxies: Proxies whose word on the client's address is taken.
    """

    def __init__(self, url: str, *, public_url: str, trusted_proxies: Sequence[Network]) -> None:
        self._url, self._trusted = httpx2.URL(url), trusted_proxies
        self._scheme = urlsplit(public_url).scheme.encode()
        self._transport = httpx2.AsyncHTTPTransport(trust_env=False, limits=_LIMITS)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_raised: object) -> None:
        await self._transport.aclose()

    async def check(self) -> None:
        """Return when the page server answers.

        Raises:
            Unavailable: It does not, or only with an error of its own.
        """
        request = httpx2.Request("HEAD", self._url, extensions={"timeout": _CHECK_TIMEOUT})
        try:
            answer = await self._transport.handle_async_request(request)
        except httpx2.TransportError as error:
            raise Unavailable(_DOWN) from error
        await answer.aclose()
        if answer.is_server_error:
            raise Unavailable(_DOWN)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request with the page server's answer."""
        async with aclosing(_body(receive)) as body:
            try:
                answer = await self._transport.handle_async_request(self._request(scope, body))
            except httpx2.TimeoutException:
                await _unreachable(scope, receive, send, status=504)
                return
            except httpx2.TransportError:
                await _unreachable(scope, receive, send, status=502)
                return
            except ClientDisconnect:
                return
            try:
                await _pass_on(answer, send)
            finally:
                # Also when the client's end of the exchange was cancelled.
                await asyncio.shield(answer.aclose())

    def _request(self, scope: Scope, body: AsyncGenerator[bytes]) -> httpx2.Request:
        headers: _Headers = scope["headers"]
        host = next((value for name, value in headers if name == b"host"), b"")
        truth = [
            (b"x-forwarded-for", client_address(scope, self._trusted).encode()),
            (b"x-forwarded-host", host),
            (b"x-forwarded-proto", self._scheme),
            (b"x-request-id", scope["state"]["request_id"].encode()),
        ]
        passed = [each for each in _end_to_end(headers) if not each[0].startswith(_OURS_TO_SAY)]
        names = {name for name, _ in headers}
        has_body = b"content-length" in names or b"transfer-encoding" in names
        return httpx2.Request(
            scope["method"],
            self._url,
            headers=[*passed, *truth],
            content=body if has_body else None,
            # The path exactly as it was written: no decoding, no tidying.
            extensions={"target": _target(scope), "timeout": _TIMEOUT},
        )


def _target(scope: Scope) -> bytes:
    query: bytes = scope["query_string"]
    raw_path: bytes = scope["raw_path"]
    return raw_path + (b"?" + query if query else b"")


async def _body(receive: Receive) -> AsyncGenerator[bytes]:
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientDisconnect
        if message.get("body"):
            yield message["body"]
        if not message.get("more_body", False):
            return


async def _pass_on(answer: httpx2.Response, send: Send) -> None:
    passed = [(name.lower(), value) for name, value in _end_to_end(answer.headers.raw)]
    # Our own server writes these two.
    headers = [each for each in passed if each[0] not in {b"date", b"server"}]
    await send({"type": "http.response.start", "status": answer.status_code, "headers": headers})
    async for part in answer.aiter_raw():
        await send({"type": "http.response.body", "body": part, "more_body": True})
    await send({"type": "http.response.body", "body": b""})


def _end_to_end(headers: _Headers) -> _Headers:
    """Return the headers without those of one connection (RFC 9110, section 7.6.1)."""
    listed = b",".join(value for name, value in headers if name.lower() == b"connection")
    dropped = _HOP_BY_HOP | {name.strip().lower() for name in listed.split(b",")}
    return [(name, value) for name, value in headers if name.lower() not in dropped]


async def _unreachable(scope: Scope, receive: Receive, send: Send, *, status: int) -> None:
    headers = {"retry-after": "2", "cache-control": "no-store"}
    if scope["path"].startswith("/api/"):
        answer = problem(Request(scope), status, "pages_unreachable", _DOWN, headers=headers)
    else:
        answer = PlainTextResponse(_DOWN, status, headers)
    await answer(scope, receive, send)
