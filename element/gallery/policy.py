"""The strictest content security policy for a page with the element, and what broke it."""

import json
from typing import Any

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "connect-src 'self'",
        # Pictures that are being uploaded are shown from memory.
        "img-src 'self' blob:",
        "font-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'self'",
        "require-trusted-types-for 'script'",
        "trusted-types chatkit",
        "report-uri /reports",
    )
)


class Reports:
    """What browsers reported; nothing, when all is well."""

    def __init__(self) -> None:
        self.found: list[dict[str, Any]] = []

    async def take(self, request: Request) -> Response:
        """Keep one report."""
        self.found.append(json.loads(await request.body()))
        return Response(status_code=204)


class Policy:
    """Sends the policy with every answer."""

    def __init__(self, app: ASGIApp, reports: Reports) -> None:
        self.app, self.reports = app, reports

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["content-security-policy"] = POLICY
                headers["x-content-type-options"] = "nosniff"
                headers["referrer-policy"] = "no-referrer"
                headers.setdefault("cache-control", "no-cache")
            await send(message)

        await self.app(scope, receive, guarded)
