"""Session and refresh at 100 requests a second, beside a route that does nothing."""

import asyncio
import itertools
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass
from typing import Any

import httpx2

from e2e.people import People
from e2e.person import Person
from e2e.product import Product

from .figures import Measured, Verdict

PER_SECOND = 100
ROUND_SECONDS = 4
ROUNDS = 5
PEOPLE = 25
MOST_TIMES_FLOOR = 5.0

_Ask = Callable[[], Coroutine[Any, Any, httpx2.Response]]


@dataclass(frozen=True, slots=True)
class _Caller:
    """What is needed to ask for one person, without waiting for anything first."""

    person: Person
    token: str


async def measure(product: Product) -> tuple[list[Measured], list[Verdict]]:
    """Return the floor, session and refresh, each measured in alternating rounds."""
    async with People(product) as people, httpx2.AsyncClient(base_url=product.url) as http:
        people_added = [await people.add() for _ in range(PEOPLE)]
        callers = [_Caller(person, await person.token()) for person in people_added]
        routes = _routes(http, callers)
        times: dict[str, list[float]] = {name: [] for name in routes}
        for number in range(ROUNDS + 1):
            for name, ask in routes.items():
                measured = await _round(ask)
                if number:  # the first one warms up
                    times[name] += measured
    rows = [Measured(name, taken) for name, taken in times.items()]
    return rows, [_verdict(row, rows[0]) for row in rows[1:]]


def _routes(http: httpx2.AsyncClient, callers: Sequence[_Caller]) -> dict[str, _Ask]:
    turn = itertools.cycle(callers)

    async def nothing() -> httpx2.Response:
        return await http.get("/api/health/live")

    async def session() -> httpx2.Response:
        bearer = {"Authorization": f"Bearer {next(turn).token}"}
        return await http.post("/api/chatkit/session", headers=bearer)

    async def refresh() -> httpx2.Response:
        return await http.post("/api/chatkit/refresh", json={"token": next(turn).person.secret})

    return {"nothing (the floor)": nothing, "session": session, "refresh": refresh}


async def _round(ask: _Ask) -> list[float]:
    """Ask on a fixed schedule; a late answer delays nobody, and counts from when it was due."""
    clock = asyncio.get_running_loop().time
    started = clock()

    async def one(number: int) -> float:
        due = started + number / PER_SECOND
        await asyncio.sleep(due - clock())
        (await ask()).raise_for_status()
        return clock() - due

    return await asyncio.gather(*(one(n) for n in range(PER_SECOND * ROUND_SECONDS)))


def _verdict(row: Measured, floor: Measured) -> Verdict:
    promise = f"p99 of {row.name} in times of the floor's"
    return Verdict(promise, row.p99 / floor.p99, MOST_TIMES_FLOOR, " x")
