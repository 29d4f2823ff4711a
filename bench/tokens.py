"""Tokens: how fast one processor verifies them, and how session and refresh stand at their limits.

Session and refresh look the sign-in up each time, so that a sign-out holds at once: that look is
part of what is measured.
"""

import asyncio
import itertools
import time
from uuid import UUID

import httpx2

from e2e.people import People
from e2e.person import Person
from e2e.product import Product
from errand.edge.tokens.client_secrets import ClientSecrets
from errand.edge.tokens.key_set import KeySet
from errand.edge.tokens.user import UserTokens
from errand.identity import Actor, SignIn, uuid7

from .crowd import crowd_of
from .figures import AtLeast, Measured, Verdict, table
from .processes import Work
from .raw_http import Connections, connected, post

LEAST_VERIFIED, LEAST_EXCHANGED = 1500, 600
MOST_P99 = 10.0
PEOPLE, SECONDS, HANDS = 25, 6, 8
_WHERE = {"issuer": "https://errand.example", "audience": "https://errand.example/api"}


async def measure(product: Product) -> list[Verdict]:
    """Show the rates and return the verdicts."""
    async with (
        People(product) as people,
        httpx2.AsyncClient(base_url=product.url, timeout=20) as http,
    ):
        crowd = await crowd_of(people, PEOPLE)
        tokens = [await person.token() for person in crowd]
        verdicts: list[Verdict] = [
            AtLeast("client secrets verified on a core", _secrets(), LEAST_VERIFIED, "/s"),
            AtLeast(
                "user JWTs verified on a core",
                await _jwts(product, http, tokens[0]),
                LEAST_VERIFIED,
                "/s",
            ),
        ]
        for name, requests in _requests(product, crowd, tokens).items():
            verdicts += await _exchanged(product, name, requests)
    return verdicts


def _secrets() -> float:
    secrets = ClientSecrets(b"k" * 32, now=time.time, **_WHERE)
    secret = secrets.mint(Actor(UUID(int=1), SignIn(uuid7()), "rest")).token
    count, started = 0, time.process_time()
    while time.process_time() - started < 1:
        secrets.verify(secret)
        count += 1
    return count / (time.process_time() - started)


async def _jwts(product: Product, http: httpx2.AsyncClient, token: str) -> float:
    keys = KeySet(http, f"{product.url}/api/auth/jwks", clock=time.monotonic)
    users = UserTokens(keys, issuer=product.url, audience=f"{product.url}/api", now=time.time)
    await users.verify(token)
    count, started = 0, time.process_time()
    while time.process_time() - started < 1:
        await users.verify(token)
        count += 1
    return count / (time.process_time() - started)


def _requests(product: Product, crowd: list[Person], tokens: list[str]) -> dict[str, list[bytes]]:
    """Return what is asked by name, one for each person."""
    session = [
        post(product.url, "/api/chatkit/session", {"Authorization": f"Bearer {token}"}, {})
        for token in tokens
    ]
    refresh = [
        post(product.url, "/api/chatkit/refresh", {}, {"token": person.secret}) for person in crowd
    ]
    return {"session": session, "refresh": refresh}


async def _exchanged(product: Product, name: str, requests: list[bytes]) -> list[Verdict]:
    """As fast as it goes, and then at half of what is promised."""
    async with connected(product.url) as to:
        before, count = Work.of(product), await _hurried(to, requests)
        used = Work.of(product).used("API", before)
        await asyncio.sleep(1)
        row = Measured(name, await _arriving(to, requests, LEAST_EXCHANGED / 2))
    print(f"\n{name}: {count / SECONDS:.0f} a second, the API at {used / SECONDS:.0%} of a core")
    print(table([row], row), flush=True)
    promised = f"p99 of {name} at {LEAST_EXCHANGED // 2} a second"
    return [
        AtLeast(f"{name} for each second of the API's core", count / used, LEAST_EXCHANGED, "/s"),
        Verdict(promised, row.p99, MOST_P99, " ms"),
    ]


async def _hurried(to: Connections, requests: list[bytes]) -> int:
    """A few hands, each asking again as soon as it is answered."""
    until, turn = time.perf_counter() + SECONDS, itertools.cycle(requests)

    async def hand() -> int:
        count = 0
        while time.perf_counter() < until:
            await to.ask(next(turn))
            count += 1
        return count

    return sum(await asyncio.gather(*(hand() for _ in range(HANDS))))


async def _arriving(to: Connections, requests: list[bytes], rate: float) -> list[float]:
    """Ask on a schedule; a late answer delays nobody, and counts from when it was due."""
    clock = asyncio.get_running_loop().time
    started, turn = clock(), itertools.cycle(requests)

    async def one(number: int) -> float:
        due = started + number / rate
        await asyncio.sleep(due - clock())
        await to.ask(next(turn))
        return clock() - due

    return await asyncio.gather(*(one(n) for n in range(int(rate * SECONDS))))
