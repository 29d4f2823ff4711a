"""The session routes alone, on the database, for tests of nothing more."""

import time
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

import httpx2
from fastapi import FastAPI

from errand.db import open_database
from errand.edge.http import problems, session
from errand.edge.http.deps import CurrentActor, Doors
from errand.edge.tokens import ClientSecrets, KeySet, UserTokens
from errand.identity import Actor
from forging import API, ORIGIN
from own_tokens import BETTER_AUTH_SECRET, KEYS


def small_app(database_url: str, keys_url: str) -> FastAPI:
    """Return an application of the session routes and one that says who asks."""
    database = open_database(
        database_url.replace("postgresql://", "postgresql+psycopg://"), pooled=False
    )
    remembered: dict[str, tuple[str | None, str | None]] = {}

    async def alive(actor: Actor) -> None:
        async with database.transaction(actor):
            pass

    async def remember(actor: Actor, time_zone: str | None, locale: str | None) -> None:
        async with database.transaction(actor):
            remembered[str(actor.user_id)] = (time_zone, locale)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncGenerator[None]:
        async with httpx2.AsyncClient(trust_env=False) as http:
            app.state.doors = Doors(
                ClientSecrets(KEYS.client_secrets, issuer=ORIGIN, audience=API, now=time.time),
                UserTokens(
                    KeySet(http, keys_url, clock=time.monotonic),
                    issuer=ORIGIN,
                    audience=API,
                    now=time.time,
                    hs256_secret=BETTER_AUTH_SECRET.encode(),
                ),
                alive,
                remember,
            )
            yield
        await database.close()

    app = FastAPI(lifespan=lifespan)
    app.include_router(session.router)
    problems.install(app)

    @app.get("/api/who")
    async def who(actor: CurrentActor) -> dict[str, object]:
        return {"user_id": str(actor.user_id), "remembered": remembered.get(str(actor.user_id))}

    return app
