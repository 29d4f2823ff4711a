"""One line and one id for each request, and the last word when something breaks."""

import time
from collections.abc import Callable, Sequence
from uuid import uuid4

import structlog
from opentelemetry.trace import Span, SpanKind
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from errand.edge.http.addresses import Network
from errand.edge.http.audited import entry_of
from errand.edge.http.paths import route_of
from errand.edge.http.problems import problem
from errand.metrics import REQUESTS
from errand.operation.audit import Entry
from errand.tracing import begun, current, failed

_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
Report = Callable[[BaseException], None]
_log = structlog.stdlib.get_logger("errand.http")


class Observed:
    """Gives each request an id, and logs it by route, status and time; never by content.

    The outermost layer: what goes wrong anywhere below is logged and reported here, once.

    Args:
        app: What is observed.
        report: Takes unexpected errors.
        audit: Takes deeds and denied attempts.
        trusted_proxies: Proxies whose word on the client's address is taken.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        report: Report,
        audit: Callable[[Entry], None],
        trusted_proxies: Sequence[Network] = (),
    ) -> None:
        self._app, self._report = app, report
        self._audit, self._trusted = audit, trusted_proxies

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on and write down what became of it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        # Always ours: an id from outside could be made to look like another request's.
        request_id = str(uuid4())
        scope.setdefault("state", {})["request_id"] = request_id
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=request_id)
        answer = _Answer(send, request_id)
        began = time.perf_counter()
        span = begun(scope["method"], after=Headers(scope=scope), kind=SpanKind.SERVER)
        try:
            with current(span):
                await self._app(scope, receive, answer)
        except Exception as error:  # noqa: BLE001 - the last place where one can be caught
            self._report(error)
            _log.exception("request failed", route=route_of(scope))
            await answer.fail(scope, receive)
        finally:
            self._note(scope, span, answer.status, time.perf_counter() - began)

    def _note(self, scope: Scope, span: Span, status: int, seconds: float) -> None:
        method, route = scope["method"], route_of(scope)
        _log.info("request", method=method, route=route, status=status, ms=round(seconds * 1000, 1))
        REQUESTS.labels(method if method in _METHODS else "other", route, status).observe(seconds)
        span.update_name(f"{method} {route}")
        span.set_attribute("http.route", route)
        span.set_attribute("http.response.status_code", status)
        span.set_attribute("errand.request_id", scope["state"]["request_id"])
        if status >= 500:
            failed(span, str(status))
        span.end()
        entry = entry_of(scope, status, trusted=self._trusted)
        if entry is not None:
            self._audit(entry)


class _Answer:
    """Sends, and remembers with what status."""

    def __init__(self, send: Send, request_id: str) -> None:
        self._send, self._request_id = send, request_id
        self.status = 0
        """0: nothing was answered, the client had gone."""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            MutableHeaders(scope=message)["x-request-id"] = self._request_id
        await self._send(message)

    async def fail(self, scope: Scope, receive: Receive) -> None:
        """Answer 500 where no answer has begun; a begun one stays visibly incomplete."""
        if self.status == 0:
            detail = "Something went wrong on our side. Please try again."
            answer = problem(Request(scope), 500, "internal_error", detail)
            await answer(scope, receive, self)
