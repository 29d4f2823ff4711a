"""The gallery's pages, the built element, and the stock server behind them."""

import os
from collections.abc import Sequence
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from .entries import GROUPS, entries
from .policy import Policy, Reports
from .stock.http import Front
from .stock.scripts import SCRIPTS
from .stock.serving import fill

HERE = Path(__file__).parent
PAGES, BUILT = HERE / "pages", HERE / "dist"
ELEMENT = Path(os.environ.get("ELEMENT_DIST") or HERE.parent / "dist")
"""Where the built element lies."""


def _page(name: str) -> Route:
    path = "/" if name == "index" else f"/{name}"

    async def answer(_request: Request) -> Response:
        return FileResponse(PAGES / f"{name}.html")

    return Route(path, answer)


async def _show(request: Request) -> Response:
    known = {entry.id for entry in entries()}
    if request.path_params["name"] not in known:
        return Response("There is no such page.", 404)
    return FileResponse(PAGES / "show.html")


async def _list(_request: Request) -> Response:
    groups = [
        {"id": group, "title": title, "entries": [e.shown() for e in entries() if e.group == group]}
        for group, title in GROUPS
    ]
    return JSONResponse({"groups": groups, "scripts": list(SCRIPTS)})


async def _core(_request: Request) -> Response:
    return FileResponse(ELEMENT / "chatkit.js", media_type="text/javascript")


def page_routes(reports: Reports) -> Sequence[BaseRoute]:
    """Return the addresses of everything but the stock server."""

    async def reported(_request: Request) -> Response:
        return JSONResponse(reports.found)

    return [
        *(_page(name) for name in ("index", "playground", "tour-plain", "tour-react")),
        Route("/show/{name}", _show),
        Route("/entries.json", _list),
        Route("/chatkit.js", _core),
        Route("/reports", reports.take, methods=["POST"]),
        Route("/reports", reported),
        Mount("/chatkit-parts", StaticFiles(directory=ELEMENT / "chatkit-parts")),
        Mount("/built", StaticFiles(directory=BUILT, check_dir=False)),
        Mount("/fonts", StaticFiles(directory=BUILT / "fonts", check_dir=False)),
        Mount("/pictures", StaticFiles(directory=PAGES / "pictures")),
        Mount("/pages", StaticFiles(directory=PAGES)),
    ]


def guarded(app: ASGIApp, reports: Reports) -> ASGIApp:
    """Put the content security policy on every answer."""
    return Policy(app, reports)


async def furnish(front: Front) -> None:
    """Play every entry's script, so that its page has something to show at once."""
    for entry in entries():
        if entry.thread_id and entry.says:
            await fill(front, entry.thread_id, entry.says, entry.input)
