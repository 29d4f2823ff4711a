"""One origin: our API, the chat component, the pages' static files, and the pages themselves."""

import mimetypes
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send

from errand.edge.http.component import Component
from errand.edge.http.paths import PARTS, SCRIPT, STATIC, is_api

_FOREVER = "public, max-age=31536000, immutable"
mimetypes.add_type("font/woff2", ".woff2")  # Python 3.11 does not know it by itself
mimetypes.add_type("text/javascript", ".js")


class FrontDoor:
    """Hands each request to the part that answers it.

    Args:
        api: Our API; it also gets the lifespan events.
        pages: The page server; None where a proxy in front reaches it, then our API answers 404.
        script: The built chat component; its lazy parts lie beside it.
        static: Folder of the pages' immutable files; None leaves them to the page server.
    """

    def __init__(
        self, api: ASGIApp, *, pages: ASGIApp | None, script: Path, static: Path | None
    ) -> None:
        self._api, self._pages = api, pages or api
        self._component = Component(script)
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
        if scope["path"] == SCRIPT or scope["path"].startswith(PARTS):
            return self._component
        if scope["path"].startswith(STATIC):
            return self._static
        return self._pages


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
