"""The layers of the front door around two small servers of ours, as app.py puts them together."""

from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager, nullcontext
from ipaddress import ip_network
from pathlib import Path

from fastapi import FastAPI, Request
from starlette.types import Receive, Scope, Send

from errand.edge.http import problems
from errand.edge.http.front_door import FrontDoor
from errand.edge.http.limits import BodyLimit
from errand.edge.http.observability import Observed
from errand.edge.http.pages import Pages
from errand.edge.http.security import Guard
from serving import Server

PUBLIC_URL = "http://localhost:3000"


def small_api(pages: Pages | None = None) -> FastAPI:
    """Return an API that says what reached it, and closes the pages in the end."""

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncGenerator[None]:
        async with pages or nullcontext():
            yield

    api = FastAPI(openapi_url=None, lifespan=lifespan)
    problems.install(api)

    @api.post("/api/things/{name}")
    async def take(name: str, request: Request) -> dict[str, object]:
        return {"name": name, "bytes": len(await request.body())}

    @api.get("/api/things/{name}")
    async def give(name: str, request: Request) -> dict[str, object]:
        return {"name": name, "request_id": request.state.request_id}

    @api.post("/api/chatkit/refresh")
    async def take_json(body: dict[str, object]) -> dict[str, object]:
        return body

    @api.get("/api/health")
    async def health() -> dict[str, str]:
        return {"status": "ok"}

    @api.get("/api/broken")
    async def broken() -> None:
        raise RuntimeError("what Ada wrote: buy oats")

    return api


def whole(
    pages_url: str | None,
    *,
    public_url: str = PUBLIC_URL,
    trusted: Sequence[str] = (),
    script: Path = Path("/nowhere"),
    static: Path | None = None,
    reported: list[BaseException] | None = None,
) -> Server:
    """Return a server of the front door with everything around it."""
    pages = None
    if pages_url is not None:
        proxies = [ip_network(each) for each in trusted]
        pages = Pages(pages_url, public_url=public_url, trusted_proxies=proxies)
    door = FrontDoor(small_api(pages), pages=pages, script=script, static=static)
    errors: list[BaseException] = [] if reported is None else reported
    guarded = Guard(BodyLimit(door), public_url=public_url)
    app = Observed(guarded, report=errors.append, audit=lambda _entry: None)
    return Server(app, lifespan=True)


class NextLike:
    """A page server that says what reached it and answers as it is told."""

    def __init__(self) -> None:
        self.status = 200
        self.headers: list[tuple[bytes, bytes]] = [(b"content-type", b"text/html")]
        self.parts = [b"<p>page</p>"]
        self.seen: Scope = {}
        self.body = b""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.seen, self.body = scope, b""
        while True:
            message = await receive()
            self.body += message.get("body", b"")
            if not message.get("more_body"):
                break
        await send({"type": "http.response.start", "status": self.status, "headers": self.headers})
        for part in self.parts:
            await send({"type": "http.response.body", "body": part, "more_body": True})
        await send({"type": "http.response.body", "body": b""})

    def header(self, name: str) -> list[str]:
        """Return what came under this name."""
        return [value.decode() for key, value in self.seen["headers"] if key == name.encode()]
