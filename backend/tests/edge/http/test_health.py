"""Health: the state of each part, asked with restraint and with an end."""

import asyncio

import httpx2
import pytest
from fastapi import FastAPI

from errand.edge.http import health
from errand.edge.http.health import Check, health_router
from errand.errors import Unavailable


class Part:
    """A part that works or not, and counts how often it is asked."""

    def __init__(self, error: Exception | None = None) -> None:
        self.error, self.asked = error, 0

    async def check(self) -> None:
        self.asked += 1
        if self.error is not None:
            raise self.error


async def hangs() -> None:
    await asyncio.Event().wait()


def client_of(**checks: Check) -> httpx2.AsyncClient:
    app = FastAPI()
    app.include_router(health_router(checks))
    return httpx2.AsyncClient(transport=httpx2.ASGITransport(app), base_url="http://test")


async def test_while_every_part_works_the_answer_is_200() -> None:
    async with client_of(database=Part().check, auth=Part().check) as client:
        answer = await client.get("/api/health")

    assert answer.status_code == 200
    assert answer.json() == {"status": "ok", "parts": {"database": "ok", "auth": "ok"}}


async def test_one_part_down_is_503_and_named_without_a_reason() -> None:
    broken = Part(Unavailable("postgresql://login:password@host"))
    odd = Part(ValueError("secret"))

    async with client_of(database=broken.check, auth=Part().check, odd=odd.check) as client:
        answer = await client.get("/api/health")

    parts = {"database": "down", "auth": "ok", "odd": "down"}
    assert (answer.status_code, answer.json()) == (503, {"status": "down", "parts": parts})
    assert "secret" not in answer.text


async def test_a_part_that_comes_back_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "_KEPT_SECONDS", 0)
    part = Part(ValueError())
    found = health.Health({"part": part.check})
    assert (await found.now()).status == "down"

    part.error = None

    assert (await found.now()).status == "ok"


async def test_a_part_that_hangs_is_down(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "_TIMEOUT_SECONDS", 0.01)

    async with client_of(part=hangs) as client:
        answer = await client.get("/api/health")

    assert answer.json()["parts"] == {"part": "down"}


async def test_many_who_ask_at_once_cost_one_check() -> None:
    part = Part()

    async with client_of(part=part.check) as client:
        answers = await asyncio.gather(*(client.get("/api/health") for _ in range(50)))

    assert {answer.status_code for answer in answers} == {200}
    assert part.asked == 1


async def test_liveness_asks_no_part() -> None:
    part = Part(ValueError())

    async with client_of(part=part.check) as client:
        answer = await client.get("/api/health/live")

    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})
    assert part.asked == 0
