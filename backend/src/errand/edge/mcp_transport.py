"""How programs reach `/mcp`: streamable HTTP under our own name, opened by personal tokens."""

from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from mcp.server.context import ServerRequestContext
from mcp.server.lowlevel import Server
from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
from mcp.server.transport_security import TransportSecuritySettings
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import Receive, Scope, Send

from errand.edge.http.deps import MissingAuthorization, bearer_token
from errand.edge.http.problems import problem, problem_of
from errand.errors import AppError, Kind
from errand.identity import Actor

PATH = "/mcp"
METADATA_PATH = f"/.well-known/oauth-protected-resource{PATH}"
LARGEST_BODY = 1024 * 1024
_ACTOR = "errand.actor"
_LOOPBACK = ("localhost", "127.0.0.1", "[::1]")


@dataclass(frozen=True)
class Mcp:
    """The endpoint: its routes, and what has to run while they are served."""

    routes: list[BaseRoute]
    manager: StreamableHTTPSessionManager

    @asynccontextmanager
    async def running(self) -> AsyncGenerator[None]:
        """Serve for as long as the context is open; once per process."""
        async with self.manager.run():
            yield


def mount(
    server: Server[Any],
    *,
    verify: Callable[[str], Actor],
    alive: Callable[[Actor], Awaitable[None]],
    public_url: str,
    streaming: bool = False,
) -> Mcp:
    """Return the endpoint of this server.

    Args:
        server: What answers.
        verify: Returns whose personal token this is; raises AppError for anything else.
        alive: Raises SignedOut once the token is revoked.
        public_url: The origin under which people reach this installation.
        streaming: Answer as an event stream, for a server that tells of its progress.
    """
    manager = StreamableHTTPSessionManager(
        server,
        stateless=True,
        json_response=not streaming,
        security_settings=_only_from(public_url),
        max_request_body_size=LARGEST_BODY,
    )
    guarded = _Guarded(manager, verify=verify, alive=alive, public_url=public_url)
    metadata = JSONResponse(
        {
            "resource": f"{public_url}{PATH}",
            "resource_name": "Errand",
            "bearer_methods_supported": ["header"],
        },
        headers={"Access-Control-Allow-Origin": "*", "Cache-Control": "public, max-age=3600"},
    )
    return Mcp([Route(PATH, guarded), Route(METADATA_PATH, metadata, methods=["GET"])], manager)


def actor_of(context: ServerRequestContext[Any]) -> Actor:
    """Return whose token came with this request."""
    request: Request | None = context.request
    if request is None:
        raise RuntimeError("a tool was called outside of a request")
    return request.scope[_ACTOR]


def _only_from(public_url: str) -> TransportSecuritySettings:
    """Answer under our own name alone: another site's name may be made to lead here (rebinding)."""
    parts = urlsplit(public_url)
    names = [parts.netloc.lower()]
    if f"[{parts.hostname}]" in _LOOPBACK or parts.hostname in _LOOPBACK:
        port = "" if parts.port is None else f":{parts.port}"
        names = [f"{name}{port}" for name in _LOOPBACK]
    return TransportSecuritySettings(
        allowed_hosts=names, allowed_origins=[f"{parts.scheme}://{name}" for name in names]
    )


class _Guarded:
    """Lets a request reach the protocol only with a living personal token.

    A status can be sent only before the protocol begins, so the token is looked at first.
    """

    def __init__(
        self,
        manager: StreamableHTTPSessionManager,
        *,
        verify: Callable[[str], Actor],
        alive: Callable[[Actor], Awaitable[None]],
        public_url: str,
    ) -> None:
        self._manager, self._verify, self._alive = manager, verify, alive
        self._metadata_url = f"{public_url}{METADATA_PATH}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        refusal = await self._refusal(request)
        if refusal is None:
            await self._manager.handle_request(scope, receive, send)
        else:
            await refusal(scope, receive, send)

    async def _refusal(self, request: Request) -> Response | None:
        try:
            actor = self._verify(await bearer_token(request))
            await self._alive(actor)
        except AppError as error:
            return self._refused(request, error)
        if request.method != "POST":
            # Nothing is ever sent unasked, so there is no stream to GET and no session to DELETE.
            message = "MCP messages come by POST."
            return problem(request, 405, "method_not_allowed", message, headers={"Allow": "POST"})
        request.scope[_ACTOR] = request.state.actor = actor
        return None

    def _refused(self, request: Request, error: AppError) -> Response:
        answer = problem_of(request, error)
        if error.kind is Kind.UNAUTHENTICATED:
            # RFC 6750: no error code where no token was given.
            given = "" if isinstance(error, MissingAuthorization) else 'error="invalid_token", '
            challenge = f'Bearer {given}resource_metadata="{self._metadata_url}"'
            answer.headers["WWW-Authenticate"] = challenge
        return answer
