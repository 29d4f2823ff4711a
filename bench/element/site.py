"""The pages and the chat server that are measured, in a process of their own."""

import asyncio
import json
import os
import subprocess
import sys
import time
from collections.abc import AsyncGenerator, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.staticfiles import StaticFiles

from errand.local.ports import free_port

from . import answer, thread

ROOT = Path(__file__).resolve().parents[2]
PAGES = Path(__file__).resolve().parent / "pages"
PER_SECOND = 200
DIST = Path(os.environ.get("ERRAND_ELEMENT_DIST") or ROOT / "element" / "dist")
STOP_SECONDS = 20
Event = dict[str, Any]


@dataclass(slots=True)
class Sent:
    """How much of the answer has gone out."""

    tokens: int = 0


sent = Sent()


async def chat(request: Request) -> Response:
    """Answer one operation of the protocol."""
    operation = await request.json()
    kind, params = operation["type"], operation["params"]
    if kind == "threads.get_by_id":
        return JSONResponse(thread.whole(params["thread_id"]))
    if kind == "items.list":
        return JSONResponse(thread.page(params))
    if kind in ("threads.create", "threads.add_user_message"):
        return StreamingResponse(_turn(params["input"]), media_type="text/event-stream")
    return JSONResponse({"data": [], "has_more": False})


async def _turn(asked: dict[str, Any]) -> AsyncGenerator[bytes]:
    """Say the warming answer, or one of as many tokens as the question names."""
    words = asked["content"][0]["text"]
    name = f"msg_{words}"
    coming = answer.warming() if words == "warm" else answer.tokens(int(words))
    yield _frame({"type": "thread.created", "thread": thread.empty()})
    yield _frame(thread.done(thread.asked(f"ask_{words}", words)))
    yield _frame({"type": "thread.item.added", "item": thread.said(name, "")})
    sent.tokens = 0
    async for token in _paced(coming):
        yield _frame(thread.delta(name, token))
        sent.tokens += 1
    yield _frame(thread.done(thread.said(name, "".join(coming))))


async def _paced(tokens: list[str]) -> AsyncGenerator[str]:
    """Yield on a fixed schedule: one that is late does not delay those after it."""
    begun = time.monotonic()
    for at, token in enumerate(tokens):
        wait = begun + at / PER_SECOND - time.monotonic()
        if wait > 0:
            await asyncio.sleep(wait)
        yield token


def _frame(event: Event) -> bytes:
    return f"data: {json.dumps(event)}\n\n".encode()


async def told(_request: Request) -> Response:
    """Say how many tokens of the answer have gone out."""
    return JSONResponse(sent.tokens)


async def core(_request: Request) -> Response:
    """Return the element, as built."""
    return FileResponse(DIST / "chatkit.js")


async def page(request: Request) -> Response:
    """Return a page by its name."""
    return FileResponse(PAGES / f"{request.path_params['name']}.html")


def build(built: Path) -> Starlette:
    """Return the site; `built` is the folder with the scripts of the peers."""
    app = Starlette(
        routes=[
            Route("/api/chatkit", chat, methods=["POST"]),
            Route("/sent", told),
            Route("/chatkit.js", core),
            Route("/{name:str}", page),
        ]
    )
    app.mount("/chatkit-parts", StaticFiles(directory=DIST / "chatkit-parts"))
    app.mount("/pages", StaticFiles(directory=PAGES))
    app.mount("/built", StaticFiles(directory=built))
    return app


@contextmanager
def serve_apart(built: Path) -> Generator[str]:
    """Run it where its work does not delay whoever measures; yield its address."""
    port = free_port()
    command = [sys.executable, "-m", "bench.element.site", str(port), str(built)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as process:
        try:
            assert process.stdout is not None
            process.stdout.readline()  # it listens once it has said where
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(STOP_SECONDS)


class _Telling(uvicorn.Server):
    async def startup(self, sockets: Any = None) -> None:
        await super().startup(sockets)
        print("listening", flush=True)


def main() -> None:
    """Serve until terminated."""
    config = uvicorn.Config(
        build(Path(sys.argv[2])), port=int(sys.argv[1]), log_level="warning", lifespan="off"
    )
    _Telling(config).run()


if __name__ == "__main__":
    main()
