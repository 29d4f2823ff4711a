"""A crowd of people who are signed in, as fast as the limits on signing in allow."""

import asyncio

import httpx2

from e2e.people import People
from e2e.person import Person

_TOO_MANY = 429
_PAUSE_SECONDS = 2


async def crowd_of(people: People, count: int) -> list[Person]:
    """Add so many people."""
    return [await _added(people) for _ in range(count)]


async def _added(people: People) -> Person:
    while True:
        try:
            return await people.add()
        except httpx2.HTTPStatusError as refused:
            if refused.response.status_code != _TOO_MANY:
                raise
            await asyncio.sleep(_PAUSE_SECONDS)
