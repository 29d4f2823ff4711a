"""One origin: our API, the chat component, the pages' static files, and the pages themselves."""

import hashlib
import mimetypes
from pathlib import Path

import anyio.to_thread
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send

from errand.edge.http.paths import SCRIPT, STATIC, is_api

_FOREVER = "public, max-age=31536000, immutable"
_ASK_EACH_TIME = "public, no-cache"
_READING = frozenset({"GET", "HEAD"})
mimetypes.add_type("font/woff2", ".woff2")  # Python 3.11 does not know it by itself
mimetypes.add_type("text/javascript", ".js")


class FrontDoor:
    """Hands each request to the part that answers it.

    Args:
        api: Our API; it also gets the lifespan events.
        pages: The page server; None where a proxy in front reaches it, then our API answers 404.
        script: The built chat component.
        static: Folder of the pages' immutable files; None leaves them to the page server.
    """

    def __init__(
        self, api: ASGIApp, *, pages: ASGIApp | None, script: Path, static: Path | None
    ) -> None:
        self._api, self._pages = api, pages or api
        self._script = _Script(script)
        self._static = _Static(static) if static is not None else self._pages

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand one connection on."""
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1000})
            return
        await self._part(scope)(scope, receive, send)

    def _part(self, scope: Scope) -> ASGIApp:
        if scope["type"] != "http" or is_api(scope["path"]):
            return self._api
        if scope["path"] == SCRIPT:
            return self._script
        if scope["path"].startswith(STATIC):
            return self._static
        return self._pages


class _Script:
    """One file, read again when it changes, with its digest as ETag."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._seen: tuple[int, int] | None = None
        self._content, self._etag = b"", ""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        answer = await self._answer(scope["method"], Headers(scope=scope))
        await answer(scope, receive, send)

    async def _answer(self, method: str, headers: Headers) -> Response:
        if method not in _READING:
            return PlainTextResponse("Method Not Allowed", 405, {"allow": "GET, HEAD"})
        try:
            await anyio.to_thread.run_sync(self._read)
        except FileNotFoundError:
            return PlainTextResponse("The chat component is not built yet.", 404)
        caching = {
            "etag": self._etag,
            "cache-control": _ASK_EACH_TIME,
            "x-content-type-options": "nosniff",
        }
        if self._etag in [each.strip() for each in headers.get("if-none-match", "").split(",")]:
            return Response(status_code=304, headers=caching)
        return Response(self._content, headers=caching, media_type="text/javascript")

    def _read(self) -> None:
        found = self._path.stat()
        seen = (found.st_mtime_ns, found.st_size)
        if seen != self._seen:
            content = self._path.read_bytes()
            etag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
            self._content, self._etag, self._seen = content, etag, seen


class _Static:
    """The files of a build: their names change with their content, so they are kept forever."""

    def __init__(self, folder: Path) -> None:
        self._files = StaticFiles(directory=folder, check_dir=False)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        answer = await self._answer(scope)
        answer.headers["x-content-type-options"] = "nosniff"
        await answer(scope, receive, send)

    async def _answer(self, scope: Scope) -> Response:
        path = scope["path"].removeprefix(STATIC)
        try:
            answer = await self._files.get_response(path, scope)
        except HTTPException as refused:
            return PlainTextResponse(refused.detail, refused.status_code)
        answer.headers["cache-control"] = _FOREVER
        return answer
