"""People who come one after the other, so that fifty answers are always being written.

Arrivals keep to a schedule whatever happens, and the model alone is asked on the same schedule:
what the stack adds to the first token is the distance between the two.
"""

import asyncio
from collections.abc import Awaitable, Callable

import httpx2

from e2e.model_server import ModelServer
from e2e.people import People
from e2e.person import Person, until_first_text
from e2e.product import Product

from .figures import Measured, Verdict
from .first_token import directly

MODEL = "mock-ttft50-itl33-len150"
"""Thirty tokens a second, as hosted models write; an answer takes five seconds."""
RUNNING, ANSWER_SECONDS = 50, 5.0
PER_SECOND = RUNNING / ANSWER_SECONDS
SECONDS = 30
KEY, TEXT = "bench", "Say something."
MOST_P50, MOST_P99 = 15.0, 60.0

_First = Callable[[int], Awaitable[float]]


async def measure(product: Product, model: ModelServer) -> tuple[list[Measured], list[Verdict]]:
    """Return the floor and the stack, both at fifty running answers."""
    async with People(product) as people:
        crowd = [await people.add() for _ in range(RUNNING * 2)]
        floor = await _directly(model)
        stack = await _through(crowd)
    rows = [Measured("the model (the floor)", floor), Measured("the whole stack", stack)]
    above = rows[1].p50 - rows[0].p50, rows[1].p99 - rows[0].p99
    return rows, [
        Verdict(f"p50 added to the first token, {RUNNING} running", above[0], MOST_P50, " ms"),
        Verdict(f"p99 added to the first token, {RUNNING} running", above[1], MOST_P99, " ms"),
    ]


async def _through(crowd: list[Person]) -> list[float]:
    async def first(number: int) -> float:
        return (await until_first_text(crowd[number % len(crowd)], TEXT, None))[0]

    return await _arriving(first)


async def _directly(model: ModelServer) -> list[float]:
    headers = {"Authorization": f"Bearer {KEY}"}
    limits = httpx2.Limits(max_connections=RUNNING * 4)
    async with httpx2.AsyncClient(headers=headers, timeout=20, limits=limits) as http:

        async def first(_number: int) -> float:
            return await directly(http, model, MODEL, TEXT)

        return await _arriving(first)


async def _arriving(first: _First) -> list[float]:
    """Return the seconds to each first token, without those who came before it was full."""
    clock = asyncio.get_running_loop().time
    started = clock()

    async def one(number: int) -> float:
        await asyncio.sleep(started + number / PER_SECOND - clock())
        return await first(number)

    taken = await asyncio.gather(*(one(n) for n in range(int(PER_SECOND * SECONDS))))
    return taken[int(PER_SECOND * ANSWER_SECONDS) :]
