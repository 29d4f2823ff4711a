"""The server's addresses: ChatKit's own, and those of files."""

import json
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

from chatkit.server import StreamingResult
from chatkit.store import NotFoundError
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from .attachments import File
from .context import Visit
from .server import StockServer

SECRET_SECONDS = 600
# Pictures are shown, everything else is only ever downloaded: a file may hold a page.
SHOWN = ("image/png", "image/jpeg", "image/gif", "image/webp")


@dataclass(frozen=True, slots=True)
class Arrival:
    """One request that reached the server, before anything was done about it."""

    kind: str
    params: dict[str, Any]
    headers: dict[str, str]
    at: float

    @property
    def text(self) -> str:
        """What the person wrote, "" when this is no message."""
        content = self.params.get("input", {}).get("content", [])
        return "".join(part.get("text", "") for part in content)


@dataclass(slots=True)
class Front:
    """Takes requests and counts them.

    Attributes:
        pace: Factor on every pause of the scripts, see `Visit`.
        origin: Where the files of messages are that nobody has sent.
        sent: How many events, items and updates of each kind were sent.
        secret: The client secret that is good now; the next one replaces it.
    """

    server: StockServer
    pace: float = 1
    arrived: list[Arrival] = field(default_factory=list[Arrival])
    sent: Counter[str] = field(default_factory=Counter[str])
    secret: str = ""
    origin: str = "http://127.0.0.1"
    secrets: int = 0

    def routes(self) -> list[Route]:
        """Return the addresses."""
        return [
            Route("/chatkit", self.chatkit, methods=["POST"]),
            Route("/guarded/chatkit", self.guarded, methods=["POST"]),
            Route("/guarded/secret", self.new_secret, methods=["POST"]),
            Route("/gates/{name}", self.open_gate, methods=["POST"]),
            Route("/files", self.upload, methods=["POST"]),
            Route("/files/{name}", self.second_phase, methods=["PUT", "POST"]),
            Route("/files/{name}", self.download, methods=["GET"]),
        ]

    def visit(self, request: Request) -> Visit:
        """Return the context of a request."""
        return Visit(origin=str(request.base_url).rstrip("/"), pace=self.pace)

    async def chatkit(self, request: Request) -> Response:
        """Hand a request to the SDK, as its documentation does."""
        body = await request.body()
        self._count(body, request)
        visit = self.visit(request)
        try:
            result = await self.server.process(body, visit)
        except NotFoundError as error:
            return JSONResponse({"detail": str(error)}, 404)
        if isinstance(result, StreamingResult):
            return StreamingResponse(self._counted(result), media_type="text/event-stream")
        return Response(result.json, media_type="application/json")

    async def guarded(self, request: Request) -> Response:
        """The same for whoever has a client secret."""
        if request.headers.get("authorization") != f"Bearer {self.secret}" or not self.secret:
            return JSONResponse({"detail": "The client secret is not good any more."}, 401)
        return await self.chatkit(request)

    async def new_secret(self, _request: Request) -> Response:
        """Make a client secret; the one before ends with it."""
        self.secrets += 1
        self.secret = f"secret-{self.secrets}"
        return JSONResponse({"client_secret": self.secret, "expires_after": SECRET_SECONDS})

    async def open_gate(self, request: Request) -> Response:
        """Let a script go on that waits."""
        self.server.gates.open(request.path_params["name"])
        return Response(status_code=204)

    async def upload(self, request: Request) -> Response:
        """Take a file in one step."""
        sent = await _file_of(request)
        if sent is None:
            return JSONResponse({"detail": "There is no field called file."}, 422)
        visit = self.visit(request)
        described = self.server.files.described(self.server.files.keep(sent, visit), visit)
        await self.server.memory.save_attachment(described, visit)
        return Response(
            described.model_dump_json(exclude_none=True, context={"exclude_metadata": True}),
            media_type="application/json",
        )

    async def second_phase(self, request: Request) -> Response:
        """Take the bytes of a file that was described before."""
        known = self.server.files.files.get(request.path_params["name"])
        if known is None or request.headers.get("x-upload") != "second phase":
            return JSONResponse({"detail": "That file was not announced."}, 404)
        sent = await _file_of(request) if request.method == "POST" else None
        data = await request.body() if sent is None else sent.data
        known.data = data
        return Response(status_code=204)

    async def download(self, request: Request) -> Response:
        """Return a file's bytes."""
        known = self.server.files.files.get(request.path_params["name"])
        if known is None or known.data is None:
            return Response(status_code=404)
        shown = known.mime_type in SHOWN
        kind = known.mime_type if shown else "application/octet-stream"
        headers = {} if shown else {"content-disposition": "attachment"}
        return Response(known.data, media_type=kind, headers=headers)

    def seeding(self, thread_id: str) -> Visit:
        """Return the context in which a thread is filled before anybody comes."""
        return Visit(origin=self.origin, pace=0, thread_id=thread_id)

    async def _counted(self, result: StreamingResult) -> AsyncIterator[bytes]:
        """Pass frames on and count what kinds of things are in them."""
        async for frame in result:
            self.sent.update(kinds_in(json.loads(frame.removeprefix(b"data: "))))
            yield frame

    def _count(self, body: bytes, request: Request) -> None:
        try:
            asked: dict[str, Any] = json.loads(body)
        except ValueError:
            asked = {"type": "not JSON", "params": {}}
        headers = {name: value for name, value in request.headers.items() if name != "cookie"}
        self.arrived.append(Arrival(asked["type"], asked["params"], headers, monotonic()))


def kinds_in(event: dict[str, Any]) -> list[str]:
    """Name the event, and the item or the update that it brings."""
    found = [f"event:{event['type']}"]
    if "item" in event:
        found.append(f"item:{event['item']['type']}")
    if "update" in event:
        found.append(f"update:{event['update']['type']}")
    return found


async def _file_of(request: Request) -> File | None:
    async with request.form() as form:
        sent = form.get("file")
        if not isinstance(sent, UploadFile):
            return None
        kind = sent.content_type or "application/octet-stream"
        return File(sent.filename or "file", kind, await sent.read())
