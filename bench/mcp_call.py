"""One call of a tool through MCP, beside the same call of the service."""

import itertools
from time import perf_counter
from typing import Any
from uuid import UUID

import httpx2
from pydantic import SecretStr

from e2e.people import People
from e2e.product import Product
from errand.db import open_database
from errand.identity import Actor, Bearer
from errand.settings import sqlalchemy_url
from errand.tasks.service import TaskService
from errand.tools.tasks import task_tools

from .figures import Measured, Verdict

MOST_TIMES_THE_SERVICE = 8.0
"""HTTP, the token, whether it still lasts, the protocol and the schema of a parameter."""
_ROUNDS, _WARM = 220, 20
_NUMBERS = itertools.count(1)


async def measure(product: Product) -> tuple[list[Measured], list[Verdict]]:
    """Return the times of the service, the floor, and of the same through `/mcp`, in turns."""
    async with People(product) as people, httpx2.AsyncClient(base_url=product.url) as http:
        person = await people.add()
        await person.open_session()
        made = await http.post("/api/tokens", json={"name": "bench"}, headers=person.headers())
        token = made.raise_for_status().json()["token"]
        database = open_database(sqlalchemy_url(SecretStr(product.database_url)), pooled=False)
        [find] = [tool for tool in task_tools(TaskService(database)) if tool.name == "find_tasks"]
        actor = Actor(UUID(person.user_id), Bearer(), "mcp")
        await _add(http, token)
        service, through = list[float](), list[float]()
        for _ in range(_ROUNDS):
            begun = perf_counter()
            await find.call(actor, "{}")
            service.append(perf_counter() - begun)
            begun = perf_counter()
            await _called(http, token, "find_tasks", {})
            through.append(perf_counter() - begun)
        await database.close()
    rows = [
        Measured("the service", service[_WARM:]),
        Measured("through MCP", through[_WARM:]),
    ]
    ratio = rows[1].p50 / rows[0].p50
    promise = "one tool call through MCP, times the same service call"
    return rows, [Verdict(promise, ratio, MOST_TIMES_THE_SERVICE, "x")]


async def _add(http: httpx2.AsyncClient, token: str) -> None:
    tasks = [{"title": f"Task {number}"} for number in range(20)]
    await _called(http, token, "add_tasks", {"tasks": tasks})


async def _called(
    http: httpx2.AsyncClient, token: str, tool: str, arguments: dict[str, Any]
) -> None:
    message = {
        "jsonrpc": "2.0",
        "id": next(_NUMBERS),
        "method": "tools/call",
        "params": {"name": tool, "arguments": arguments},
    }
    headers = {
        "Authorization": f"Bearer {token}",
        "Accept": "application/json, text/event-stream",
        "MCP-Protocol-Version": "2025-11-25",
    }
    answer = (await http.post("/mcp", json=message, headers=headers)).raise_for_status().json()
    if answer["result"]["isError"]:
        raise RuntimeError(str(answer["result"]))
