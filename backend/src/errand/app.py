"""The composition root: the only file that knows every part."""

import asyncio
import time
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import datetime

import httpx2
from fastapi import FastAPI
from pydantic import SecretStr
from starlette.types import ASGIApp

from errand import __version__
from errand.accounts.service import AccountService
from errand.accounts.tokens import ApiTokenService
from errand.accounts.zones import Zones
from errand.approvals.service import ApprovalService
from errand.assistant.models import HostedModels, model_client
from errand.assistant.steady import Patience
from errand.background import Workers, working
from errand.db import Database, open_database
from errand.edge.chatkit import route as chatkit_route
from errand.edge.chatkit.handler import ChatTurns
from errand.edge.chatkit.route import ChatEdge
from errand.edge.chatkit.server import Assistant, ErrandChat
from errand.edge.http import problems
from errand.edge.http.deps import Doors
from errand.edge.http.front_door import FrontDoor
from errand.edge.http.health import Check, health_router
from errand.edge.http.limits import BodyLimit
from errand.edge.http.logs import configure_logs
from errand.edge.http.observability import Observed
from errand.edge.http.pages import Pages
from errand.edge.http.reports import Reports
from errand.edge.http.routers import ROUTERS
from errand.edge.http.security import Guard
from errand.edge.mcp import Mcp, build_mcp
from errand.edge.tokens import (
    ClientSecrets,
    KeySet,
    PersonalTokens,
    SigningKeys,
    UserTokens,
    signing_keys,
)
from errand.guard import refuse_unsafe
from errand.reminding import Reminding, build_reminding, task_reminders
from errand.settings import REPOSITORY, Settings, SettingsInvalid, sqlalchemy_url
from errand.tasks.emptying import Emptying
from errand.tasks.feed import TaskFeed
from errand.tasks.service import TaskService, utc_now
from errand.threads.service import ThreadService
from errand.tools.gate import Gate
from errand.tools.tasks import task_tools
from errand.turns.faults import Faults
from errand.turns.hub import Hub
from errand.turns.service import TurnService
from errand.turns.worker import Worker

SCRIPT = REPOSITORY / "element" / "dist" / "chatkit.js"
STATIC = REPOSITORY / "frontend" / ".next" / "static"


@dataclass(frozen=True)
class Core:
    """Everything below the edges, over one database."""

    db: Database
    hub: Hub
    turns: TurnService
    threads: ThreadService
    tasks: TaskService
    task_feed: TaskFeed
    accounts: AccountService
    gate: Gate
    chat: ErrandChat
    hosted: HostedModels | None

    async def close(self) -> None:
        """Give back every connection."""
        if self.hosted is not None:
            await self.hosted.client.close()
        await self.db.close()


def build_core(settings: Settings) -> Core:
    """Return the services over the configured database.

    Raises:
        SettingsInvalid: There is no DATABASE_URL.
    """
    if settings.database_url is None:
        raise SettingsInvalid("DATABASE_URL: needed here; `errand up` brings its own database.")
    db = open_database(sqlalchemy_url(settings.database_url), pooled=settings.may_be_pooled)
    return compose(db, Hub(_plain(settings.direct_url)), hosted=hosted_by(settings))


def compose(
    db: Database,
    hub: Hub,
    *,
    hosted: HostedModels | None,
    now: Callable[[], datetime] = utc_now,
) -> Core:
    """Return the services over a database, all of which go by the clock `now`."""
    models = hosted.names if hosted is not None else ()
    accounts = AccountService(db, now=now, models=models)
    keeping = task_reminders(now)
    task_service = TaskService(db, now=now, reminding=keeping)
    thread_service = ThreadService(db, now=now, hub=hub)
    gate = Gate(ApprovalService(db, now=now), task_service, task_tools(task_service))
    assistant = Assistant(tools=gate.tools, gate=gate, hosted=hosted, zone_of=Zones(accounts).of)
    return Core(
        db=db,
        hub=hub,
        turns=TurnService(db, hub),
        threads=thread_service,
        tasks=task_service,
        task_feed=TaskFeed(db, hub, reminding=keeping, now=now),
        accounts=accounts,
        gate=gate,
        chat=ErrandChat(thread_service, assistant),
        hosted=hosted,
    )


def create_app(settings: Settings, *, frontend_url: str | None = None) -> ASGIApp:
    """Return the front door: the API, the chat component and the pages, guarded and observed.

    Args:
        settings: As loaded; with both secrets set.
        frontend_url: Internal address of Next.js; None where a proxy in front routes to it.
    """
    configure_logs(settings.errand_log)
    reports = Reports(_plain(settings.sentry_dsn), release=__version__)
    pages = None
    if frontend_url is not None:
        pages = Pages(
            frontend_url,
            public_url=settings.public_url,
            trusted_proxies=settings.trusted_proxies,
        )
    api = _api(settings, frontend_url or settings.public_url, pages, reports)
    front = FrontDoor(api, pages=pages, script=SCRIPT, static=STATIC if STATIC.is_dir() else None)
    return Observed(Guard(BodyLimit(front), public_url=settings.public_url), report=reports)


def _api(settings: Settings, auth_url: str, pages: Pages | None, reports: Reports) -> FastAPI:
    core, keys = build_core(settings), _signing_keys(settings)
    reminding = build_reminding(settings, core.db, core.hub)
    http = httpx2.AsyncClient(trust_env=False, follow_redirects=False)
    key_set = KeySet(http, f"{auth_url}/api/auth/jwks", clock=time.monotonic)
    personal = PersonalTokens(
        keys.personal_tokens,
        issuer=settings.public_url,
        audience=f"{settings.public_url}/mcp",
        now=time.time,
    )
    mcp = build_mcp(
        core.gate,
        verify=personal.verify,
        alive=core.accounts.alive,
        public_url=settings.public_url,
        version=__version__,
    )
    checks: dict[str, Check] = {"database": core.db.ping, "auth": key_set.check}
    kept: list[AbstractAsyncContextManager[object]] = [http, mcp.running()]
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
    app.state.doors = _doors(settings, core, keys, key_set)
    app.state.tasks, app.state.accounts = core.tasks, core.accounts
    app.state.task_feed = core.task_feed
    app.state.reminders = reminding.service
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
            checks.update(await stack.enter_async_context(working(core.hub, workers)))
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
    configure_logs(settings.errand_log)

    async def work() -> None:
        core = build_core(settings)
        await refuse_unsafe(core.db)
        with Reports(_plain(settings.sentry_dsn), release=__version__) as reports:
            reminding = build_reminding(settings, core.db, core.hub)
            async with working(core.hub, _workers(settings, core, reminding, reports)):
                await asyncio.Event().wait()

    asyncio.run(work())


def _workers(settings: Settings, core: Core, reminding: Reminding, reports: Reports) -> Workers:
    faults = Faults.asked_for(settings.errand_home)
    handler = ChatTurns(core.chat, core.threads)
    return Workers(
        Worker(core.db, core.hub, handler, faults=faults, report=reports),
        reminding.deliverer(faults, reports),
        Emptying(core.db),
    )


def _signing_keys(settings: Settings) -> SigningKeys:
    return signing_keys(
        chatkit_session_secret=_plain(settings.chatkit_session_secret),
        better_auth_secret=_plain(settings.better_auth_secret) or "",
    )


def _doors(settings: Settings, core: Core, keys: SigningKeys, key_set: KeySet) -> Doors:
    issuer, audience = settings.public_url, f"{settings.public_url}/api"
    secret = _plain(settings.better_auth_secret) if settings.user_jwt_hs256 else None
    return Doors(
        client_secrets=ClientSecrets(
            keys.client_secrets, issuer=issuer, audience=audience, now=time.time
        ),
        user_tokens=UserTokens(
            key_set,
            issuer=issuer,
            audience=audience,
            now=time.time,
            hs256_secret=secret.encode() if secret else None,
        ),
        alive=core.accounts.alive,
        remember=core.accounts.remember,
    )


def hosted_by(settings: Settings) -> HostedModels | None:
    """Return the models that the operator has configured; None: the offline model answers."""
    if not settings.has_hosted_model:
        return None
    return HostedModels(
        names=settings.errand_model,
        dialect=settings.errand_model_api,
        client=model_client(
            api_key=_plain(settings.openai_api_key),
            base_url=settings.openai_base_url,
            key_header=settings.errand_model_key_header,
            query=settings.errand_model_query,
            silence_seconds=settings.errand_model_timeout,
        ),
        patience=Patience(silence_seconds=settings.errand_model_timeout),
        context_tokens=settings.errand_model_context,
        offline_instead=settings.errand_fallback == "offline",
    )


def _plain(secret: SecretStr | None) -> str | None:
    return secret.get_secret_value() if secret else None
