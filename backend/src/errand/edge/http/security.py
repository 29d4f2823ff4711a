"""What every request must be before it reaches a route: for us, from us, and in our language."""

from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from errand.edge.http.limits import announced_bytes
from errand.edge.http.paths import is_api, is_health
from errand.edge.http.problems import problem

_LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})
_CHANGING = frozenset({"POST", "PUT", "PATCH", "DELETE"})
_JSON = frozenset({"application/json"})
_FILES = {
    "/api/import": frozenset({"text/calendar", "application/ics", "text/csv", "application/csv"})
}
"""Files that a path takes; a page of another origin can send none of these unasked."""
_API_HEADERS = {
    "cache-control": "no-store",
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
}


class Guard:
    """Refuses requests for other hosts, from other origins, or not of the kind that the path takes.

    Args:
        app: What is guarded.
        public_url: Where people reach Errand. Where that is this machine, its other names are
            good too.
    """

    def __init__(self, app: ASGIApp, *, public_url: str) -> None:
        self._app = app
        public = urlsplit(public_url)
        host = (public.hostname or "").lower()
        self._hosts = _LOCAL if host in _LOCAL else frozenset({host})
        self._public = public_url
        self._scheme, self._netloc = public.scheme, public.netloc.lower()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        if is_api(scope["path"]):
            send = _with_api_headers(send)
        refusal = self._refusal(Request(scope))
        if refusal is None:
            await self._app(scope, receive, send)
        else:
            await refusal(scope, receive, send)

    def _refusal(self, request: Request) -> Response | None:
        path = request.scope["path"]
        if not is_health(path) and _host(request.headers) not in self._hosts:
            detail = f"This address is not served here: use {self._public}."
            return problem(request, 421, "misdirected_request", detail)
        if is_api(path) and request.method in _CHANGING:
            if not self._is_from_us(request.headers):
                detail = "This request comes from another site."
                return problem(request, 403, "foreign_origin", detail)
            kinds = _FILES.get(path, _JSON)
            if _has_body(request) and _kind(request.headers) not in kinds:
                detail = f"The body should be of another kind: {', '.join(sorted(kinds))}."
                if kinds is _JSON:
                    detail = "The body should be JSON: send Content-Type: application/json."
                return problem(request, 415, "unsupported_media_type", detail)
        return None

    def _is_from_us(self, headers: Headers) -> bool:
        """Whether no page of another origin sent this; programs say no origin at all."""
        given = headers.getlist("origin")
        if not given:
            return True
        scheme, _, host = given[0].lower().partition("://")
        if len(given) > 1 or scheme != self._scheme:
            return False
        # The second: our own page behind a forwarded port. The browser wrote both, and a host
        # that is not ours was refused before.
        return host in {self._netloc, headers.get("host", "").lower()}


def _host(headers: Headers) -> str | None:
    given = headers.getlist("host")
    if len(given) != 1:
        return None
    try:
        return urlsplit(f"//{given[0]}").hostname
    except ValueError:
        return None


def _has_body(request: Request) -> bool:
    return "transfer-encoding" in request.headers or announced_bytes(request.scope) > 0


def _kind(headers: Headers) -> str:
    return headers.get("content-type", "").partition(";")[0].strip().lower()


def _with_api_headers(send: Send) -> Send:
    async def send_with_headers(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _API_HEADERS.items():
                headers.setdefault(name, value)
        await send(message)

    return send_with_headers
