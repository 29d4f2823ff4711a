"""The composition root: the only file that knows every part."""

import asyncio
import signal
import time
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager

import httpx2
from fastapi import FastAPI
from starlette.types import ASGIApp

from errand import __version__
from errand.accounts.tokens import ApiTokenService
from errand.background import Workers, working
from errand.configured import (
    doors_by,
    leaving_by,
    limits_by,
    observe,
    personal_tokens_by,
    plain,
)
from errand.core import Core, build_core
from errand.edge.chatkit import route as chatkit_route
from errand.edge.chatkit.handler import ChatTurns
from errand.edge.chatkit.route import ChatEdge
from errand.edge.http import problems
from errand.edge.http.front_door import FrontDoor
from errand.edge.http.health import Check, health_router
from errand.edge.http.limits import BodyLimit
from errand.edge.http.observability import Observed
from errand.edge.http.pages import Pages
from errand.edge.http.reports import Reports
from errand.edge.http.routers import ROUTERS
from errand.edge.http.security import Guard
from errand.edge.mcp import Mcp, build_mcp
from errand.edge.tokens import KeySet
from errand.exporting import build_exchange
from errand.guard import refuse_unsafe
from errand.memory import settle_memory
from errand.operation.service import OperatorService
from errand.reminding import Reminding, build_reminding
from errand.settings import REPOSITORY, Settings
from errand.tasks.emptying import Emptying
from errand.turns.faults import Faults
from errand.turns.leaving import Leaving
from errand.turns.worker import Worker

SCRIPT = REPOSITORY / "element" / "dist" / "chatkit.js"
STATIC = REPOSITORY / "frontend" / ".next" / "static"


def create_app(
    settings: Settings, *, frontend_url: str | None = None, leaving: Leaving | None = None
) -> ASGIApp:
    """Return the front door: the API, the chat component and the pages, guarded and observed.

    Args:
        settings: As loaded; with both secrets set.
        frontend_url: Internal address of Next.js; None where a proxy in front routes to it.
        leaving: Through which the application learns that it is going to stop.
    """
    observe(settings, "errand-api")
    reports = Reports(plain(settings.sentry_dsn), release=__version__)
    pages = None
    if frontend_url is not None:
        pages = Pages(
            frontend_url,
            public_url=settings.public_url,
            trusted_proxies=settings.trusted_proxies,
        )
    core = build_core(settings, leaving or leaving_by(settings))
    api = _api(settings, core, frontend_url or settings.public_url, pages, reports)
    front = FrontDoor(api, pages=pages, script=SCRIPT, static=STATIC if STATIC.is_dir() else None)
    return Observed(
        Guard(BodyLimit(front), public_url=settings.public_url),
        report=reports,
        audit=core.trail.note,
        trusted_proxies=settings.trusted_proxies,
    )


def _api(
    settings: Settings, core: Core, auth_url: str, pages: Pages | None, reports: Reports
) -> FastAPI:
    reminding = build_reminding(settings, core.db, core.hub)
    http = httpx2.AsyncClient(trust_env=False, follow_redirects=False)
    key_set = KeySet(http, f"{auth_url}/api/auth/jwks", clock=time.monotonic)
    personal = personal_tokens_by(settings)
    mcp = build_mcp(
        core.gate,
        verify=personal.verify,
        alive=core.accounts.alive,
        public_url=settings.public_url,
        version=__version__,
    )
    checks: dict[str, Check] = {
        "staying": core.hub.leaving.check,
        "database": core.db.ping,
        "auth": key_set.check,
    }
    kept: list[AbstractAsyncContextManager[object]] = [http, core.trail, mcp.running()]
    if pages is not None:
        checks["frontend"] = pages.check
        kept.append(pages)
    app = FastAPI(
        title="Errand",
        version=__version__,
        lifespan=_lifespan(settings, core, reminding, reports, kept, checks),
        openapi_url="/api/openapi.json",
        docs_url=None,
        redoc_url=None,
    )
    app.state.doors = doors_by(settings, core.accounts, key_set)
    app.state.tasks, app.state.accounts = core.tasks, core.accounts
    app.state.quick_add, app.state.task_feed = core.quick_add, core.task_feed
    app.state.exchange = build_exchange(core.db, core.tasks)
    app.state.reminders = reminding.service
    app.state.operator = OperatorService(core.db, emails=settings.errand_operators)
    app.state.api_tokens = ApiTokenService(core.db, mint=personal.mint)
    app.state.chat = ChatEdge(
        core.chat, core.threads, core.turns, settings.chatkit_stock_disconnect
    )
    _install(app, mcp, checks)
    return app


def _lifespan(
    settings: Settings,
    core: Core,
    reminding: Reminding,
    reports: Reports,
    kept: Sequence[AbstractAsyncContextManager[object]],
    checks: dict[str, Check],
) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncGenerator[None]:
        async with AsyncExitStack() as stack:
            stack.enter_context(reports)
            stack.push_async_callback(core.close)
            await refuse_unsafe(core.db)
            for each in kept:
                await stack.enter_async_context(each)
            workers = (
                _workers(settings, core, reminding, reports) if settings.errand_worker else None
            )
            checks.update(
                await stack.enter_async_context(
                    working(core.hub, workers, metrics=settings.errand_metrics)
                )
            )
            yield

    return lifespan


def _install(app: FastAPI, mcp: Mcp, checks: dict[str, Check]) -> None:
    problems.install(app)
    for router in (chatkit_route.router, *ROUTERS):
        app.include_router(router)
    app.include_router(health_router(checks))
    app.router.routes.extend(mcp.routes)


def run_worker(settings: Settings) -> None:
    """Run turns and let reminders go out until the process is told to stop."""
    observe(settings, "errand-worker")

    async def work() -> None:
        leaving = leaving_by(settings)
        for number in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(number, leaving.ask)
        core = build_core(settings, leaving)
        await refuse_unsafe(core.db)
        with Reports(plain(settings.sentry_dsn), release=__version__) as reports:
            reminding = build_reminding(settings, core.db, core.hub)
            workers = _workers(settings, core, reminding, reports)
            async with working(core.hub, workers, metrics=settings.errand_metrics):
                settle_memory()
                await leaving.wait()

    asyncio.run(work())


def _workers(settings: Settings, core: Core, reminding: Reminding, reports: Reports) -> Workers:
    faults = Faults.asked_for(settings.errand_home)
    handler = ChatTurns(core.chat, core.threads)
    return Workers(
        Worker(
            core.db,
            core.hub,
            handler,
            faults=faults,
            report=reports,
            slots=settings.errand_worker_turns,
            limits=limits_by(settings),
        ),
        reminding.deliverer(faults, reports),
        Emptying(core.db),
    )
