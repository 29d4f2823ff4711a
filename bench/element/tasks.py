"""How long single tasks of the main thread were, in time of the processor.

Frames are late when the machine is busy, whoever keeps it so; these are our own doing.
"""

import asyncio
from collections import defaultdict
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from playwright.async_api import CDPSession

TASK = "ThreadControllerImpl::RunTask"
MAIN = "CrRendererMain"
LONG_MILLISECONDS = 50
END_SECONDS = 180


@dataclass(slots=True)
class Tasks:
    """What was found; nothing before the end."""

    long: int = 0
    longest: float = 0.0


@asynccontextmanager
async def watched(protocol: CDPSession) -> AsyncGenerator[Tasks]:
    """Note all tasks for as long as it is entered."""
    events: list[dict[str, Any]] = []
    ended = asyncio.Event()
    tasks = Tasks()

    def told(some: dict[str, Any]) -> None:
        events.extend(some["value"])

    def over(_some: dict[str, Any]) -> None:
        ended.set()

    protocol.on("Tracing.dataCollected", told)
    protocol.on("Tracing.tracingComplete", over)
    config = {"includedCategories": ["toplevel"], "recordMode": "recordAsMuchAsPossible"}
    await protocol.send("Tracing.start", {"transferMode": "ReportEvents", "traceConfig": config})
    yield tasks
    await protocol.send("Tracing.end")
    async with asyncio.timeout(END_SECONDS):
        await ended.wait()
    took = _of_the_page(events)
    tasks.long = sum(one > LONG_MILLISECONDS for one in took)
    tasks.longest = max(took, default=0.0)


def _of_the_page(events: list[dict[str, Any]]) -> list[float]:
    """Return milliseconds; the page is the one that has done the most."""
    mains = {
        (one["pid"], one["tid"])
        for one in events
        if one["name"] == "thread_name" and one["args"]["name"] == MAIN
    }
    took: defaultdict[tuple[int, int], list[float]] = defaultdict(list)
    for one in events:
        place = (one["pid"], one["tid"])
        if one["name"] == TASK and place in mains:
            took[place].append(one.get("tdur", one.get("dur", 0)) / 1000)
    return max(took.values(), key=sum, default=[])
