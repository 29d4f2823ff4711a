"""Wait for something outside this process, which cannot call us back."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

Found = TypeVar("Found")
POLL_SECONDS = 0.02


async def until(look: Callable[[], Awaitable[Found | None]], *, seconds: float, what: str) -> Found:
    """Look again and again, and return the first thing found that is true.

    Raises:
        TimeoutError: Nothing was found in time; `what` says what was awaited.
    """
    end = asyncio.get_running_loop().time() + seconds
    while True:
        if found := await look():
            return found
        if asyncio.get_running_loop().time() > end:
            raise TimeoutError(f"Waited {seconds:g} s for {what}.")
        await asyncio.sleep(POLL_SECONDS)
