"""Whether Errand works: for probes, for `errand up`, and for people in trouble."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from typing import Literal

from fastapi import APIRouter, Response
from pydantic import BaseModel

from errand.edge.http.problems import PROBLEMS

Check = Callable[[], Awaitable[None]]
"""Returns when the part works; whatever it raises means that it does not."""
_TIMEOUT_SECONDS = 3
# Anybody may ask, and asking costs a query and two requests: so often at most.
_KEPT_SECONDS = 0.25

State = Literal["ok", "down"]


class HealthView(BaseModel):
    """The state of the whole and of each part."""

    status: State
    parts: dict[str, State]


class Health:
    """Asks each part; all at the same time, and not more often than makes sense."""

    def __init__(self, checks: Mapping[str, Check]) -> None:
        self._checks = checks
        self._asking = asyncio.Lock()
        self._asked_at = -_KEPT_SECONDS
        self._found = HealthView(status="down", parts={})

    async def now(self) -> HealthView:
        """Return the state of each part; it may be a quarter of a second old."""
        async with self._asking:
            if time.monotonic() - self._asked_at >= _KEPT_SECONDS:
                self._found = await self._ask()
                self._asked_at = time.monotonic()
            return self._found

    async def _ask(self) -> HealthView:
        states = await asyncio.gather(*(_state(check) for check in self._checks.values()))
        parts = dict(zip(self._checks, states, strict=True))
        return HealthView(status="down" if "down" in states else "ok", parts=parts)


async def _state(check: Check) -> State:
    try:
        async with asyncio.timeout(_TIMEOUT_SECONDS):
            await check()
    except Exception:  # noqa: BLE001 - whatever it is, the part does not work
        return "down"
    return "ok"


def health_router(checks: Mapping[str, Check]) -> APIRouter:
    """Return the routes that tell whether these parts work, by the names given to them."""
    router = APIRouter(prefix="/api/health", tags=["health"], responses=PROBLEMS)
    health = Health(checks)

    @router.get("", responses={503: {"model": HealthView}})
    async def read_health(response: Response) -> HealthView:  # pyright: ignore[reportUnusedFunction]
        """Tell the state of each part; 503 while one is down."""
        found = await health.now()
        response.status_code = 200 if found.status == "ok" else 503
        return found

    @router.get("/live")
    async def read_liveness() -> dict[str, str]:  # pyright: ignore[reportUnusedFunction]
        """Answer, and do nothing else: the floor that benchmarks compare with."""
        return {"status": "ok"}

    return router
