"""The routes of tasks, settings and personal tokens on the real database, and who calls them."""

import time
from dataclasses import dataclass
from typing import Any, cast

import httpx2
from fastapi import FastAPI

from errand.accounts.service import AccountService
from errand.accounts.tokens import ApiTokenService
from errand.assistant.offline.quick import OfflinePhrasing
from errand.db import Database
from errand.edge.http import api_tokens, me, problems, projects, quick_add, task_events, tasks
from errand.edge.http.deps import Doors
from errand.edge.tokens import ClientSecrets, PersonalTokens, UserTokens
from errand.identity import Actor
from errand.tasks.feed import TaskFeed
from errand.tasks.quick import QuickAdding
from errand.tasks.service import TaskService
from errand.turns.hub import Hub
from forging import API, MCP, ORIGIN
from own_tokens import KEYS


@dataclass(frozen=True)
class TaskApi:
    """An application of those routes, and the tokens that open it."""

    app: FastAPI
    client_secrets: ClientSecrets
    personal_tokens: PersonalTokens

    def as_person(self, actor: Actor) -> httpx2.AsyncClient:
        """Return a client that carries this sign-in's client secret."""
        return self.carrying(self.client_secrets.mint(actor).token)

    def carrying(self, token: str) -> httpx2.AsyncClient:
        """Return a client that carries this token."""
        return httpx2.AsyncClient(
            transport=httpx2.ASGITransport(self.app, raise_app_exceptions=False),
            base_url=ORIGIN,
            headers={"authorization": f"Bearer {token}"},
        )


def task_api(database: Database, hub: Hub | None = None) -> TaskApi:
    """Return those routes over this database; without a hub that listens they poll."""
    client_secrets = ClientSecrets(KEYS.client_secrets, issuer=ORIGIN, audience=API, now=time.time)
    personal = PersonalTokens(KEYS.personal_tokens, issuer=ORIGIN, audience=MCP, now=time.time)
    accounts = AccountService(database)
    app = FastAPI()
    problems.install(app)
    # These routes take no user JWT.
    no_user_tokens = cast("UserTokens", None)
    app.state.doors = Doors(client_secrets, no_user_tokens, accounts.alive, accounts.remember)
    app.state.tasks = TaskService(database)
    app.state.quick_add = QuickAdding(app.state.tasks, OfflinePhrasing())
    app.state.task_feed = TaskFeed(database, hub or Hub(None))
    app.state.accounts = accounts
    app.state.api_tokens = ApiTokenService(database, mint=personal.mint)
    for part in (task_events, quick_add, tasks, projects, me, api_tokens):
        app.include_router(part.router)
    return TaskApi(app, client_secrets, personal)


async def add(client: httpx2.AsyncClient, title: str = "a", **more: Any) -> dict[str, Any]:
    """Add a task over REST and return it."""
    answer = await client.post("/api/tasks", json={"title": title, **more})
    assert answer.status_code == 201, answer.text
    return answer.json()


def refusal(answer: httpx2.Response) -> tuple[int, str]:
    """Return status and code of a problem document."""
    assert answer.headers["content-type"] == "application/problem+json"
    return answer.status_code, answer.json()["code"]
