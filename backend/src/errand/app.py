"""The composition root: the only file that knows every part."""

import asyncio
import os
import time
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import httpx2
from fastapi import FastAPI
from pydantic import SecretStr

from errand.accounts.service import AccountService
from errand.assistant.models import HostedModels, hosted_models
from errand.db import Database, open_database
from errand.edge.chatkit import route as chatkit_route
from errand.edge.chatkit.handler import ChatTurns
from errand.edge.chatkit.route import ChatEdge
from errand.edge.chatkit.server import Assistant, ErrandChat
from errand.edge.http import problems, session, threads
from errand.edge.http.deps import Doors
from errand.edge.tokens import (
    ClientSecrets,
    KeySet,
    PersonalTokens,
    UserTokens,
    signing_keys,
)
from errand.guard import refuse_unsafe
from errand.identity import Actor
from errand.settings import Settings, SettingsInvalid, sqlalchemy_url
from errand.tasks.service import TaskService
from errand.threads.service import ThreadService
from errand.tools.tasks import task_tools
from errand.turns.faults import Faults
from errand.turns.hub import Hub
from errand.turns.service import TurnService
from errand.turns.worker import Worker


@dataclass(frozen=True)
class Core:
    """Everything below the edges, over one database."""

    db: Database
    hub: Hub
    turns: TurnService
    threads: ThreadService
    tasks: TaskService
    accounts: AccountService
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
    direct = settings.direct_url
    db = open_database(sqlalchemy_url(settings.database_url), pooled=settings.may_be_pooled)
    hub = Hub(None if direct is None else direct.get_secret_value())
    tasks = TaskService(db)
    threads_service = ThreadService(db, now=_now)

    accounts = AccountService(db)

    async def zone_of(actor: Actor, told: str | None) -> ZoneInfo:
        profile = await accounts.profile(actor)
        if told is not None and told != profile.time_zone:
            await accounts.remember(actor, told, None)
            profile = await accounts.profile(actor)
        return ZoneInfo(profile.time_zone)

    hosted = _hosted(settings)
    assistant = Assistant(
        tools={tool.name: tool for tool in task_tools(tasks)},
        hosted=hosted,
        zone_of=zone_of,
    )
    chat = ErrandChat(threads_service, assistant)
    turns = TurnService(db, hub)
    return Core(db, hub, turns, threads_service, tasks, accounts, chat, hosted)


def create_app(settings: Settings, *, frontend_url: str | None = None) -> FastAPI:
    """Return the API.

    Args:
        settings: As loaded; with both secrets set.
        frontend_url: Internal address of Next.js; None where a proxy in front routes to it.
    """
    core = build_core(settings)
    http = httpx2.AsyncClient(trust_env=False, follow_redirects=False)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncGenerator[None]:
        await refuse_unsafe(core.db)
        async with working(settings, core, works=settings.errand_worker):
            yield
        await http.aclose()
        await core.close()

    app = FastAPI(title="Errand", version="0.1.0", lifespan=lifespan, docs_url=None, redoc_url=None)
    problems.install(app)
    app.state.doors = _doors(settings, core, http, frontend_url)
    app.state.chat = ChatEdge(
        core.chat, core.threads, core.turns, settings.chatkit_stock_disconnect
    )
    app.state.personal_tokens = _personal_tokens(settings)
    for router in (session.router, threads.router, chatkit_route.router):
        app.include_router(router)
    return app


@asynccontextmanager
async def working(settings: Settings, core: Core, *, works: bool) -> AsyncGenerator[Worker | None]:
    """Listen, and run turns where `works`, for as long as the context is open."""
    listening = asyncio.create_task(core.hub.run())
    handler = ChatTurns(core.chat, core.threads)
    worker = Worker(core.db, core.hub, handler, faults=_faults(settings)) if works else None
    if worker:
        worker.start()
    try:
        yield worker
    finally:
        if worker:
            await worker.close()
        listening.cancel()
        await asyncio.gather(listening, return_exceptions=True)


def run_worker(settings: Settings) -> None:
    """Run turns until the process is told to stop."""

    async def work() -> None:
        core = build_core(settings)
        await refuse_unsafe(core.db)
        async with working(settings, core, works=True):
            await asyncio.Event().wait()
        await core.close()

    asyncio.run(work())


def _doors(
    settings: Settings, core: Core, http: httpx2.AsyncClient, frontend_url: str | None
) -> Doors:
    issuer, audience = settings.public_url, f"{settings.public_url}/api"
    keys = signing_keys(
        chatkit_session_secret=_plain(settings.chatkit_session_secret),
        better_auth_secret=_plain(settings.better_auth_secret) or "",
    )
    jwks = f"{frontend_url or settings.public_url}/api/auth/jwks"
    secret = _plain(settings.better_auth_secret) if settings.user_jwt_hs256 else None

    return Doors(
        client_secrets=ClientSecrets(
            keys.client_secrets, issuer=issuer, audience=audience, now=time.time
        ),
        user_tokens=UserTokens(
            KeySet(http, jwks, clock=time.monotonic),
            issuer=issuer,
            audience=audience,
            now=time.time,
            hs256_secret=secret.encode() if secret else None,
        ),
        alive=core.accounts.alive,
        remember=core.accounts.remember,
    )


def _personal_tokens(settings: Settings) -> PersonalTokens:
    keys = signing_keys(
        chatkit_session_secret=_plain(settings.chatkit_session_secret),
        better_auth_secret=_plain(settings.better_auth_secret) or "",
    )
    return PersonalTokens(
        keys.personal_tokens,
        issuer=settings.public_url,
        audience=f"{settings.public_url}/mcp",
        now=time.time,
    )


def _hosted(settings: Settings) -> HostedModels | None:
    if not settings.has_hosted_model:
        return None
    return hosted_models(
        names=settings.errand_model,
        dialect=settings.errand_model_api,
        api_key=_plain(settings.openai_api_key),
        base_url=settings.openai_base_url,
    )


def _faults(settings: Settings) -> Faults:
    # Not a setting of operators: the kill tests' own switch.
    point = os.environ.get("ERRAND_FAULT")
    return Faults(point, Path(settings.errand_home) / "fault" if point else None)


def _plain(secret: SecretStr | None) -> str | None:
    return secret.get_secret_value() if secret else None


def _now() -> datetime:
    return datetime.now(UTC)
