"""What a page has spent, as Chromium itself counts it."""

from collections.abc import AsyncGenerator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from typing import Any

from playwright.async_api import Browser, CDPSession, Page, ViewportSize

from . import tasks

FRAME_MILLISECONDS = 1000 / 60
LONG_MILLISECONDS = 50
VIEWPORT: ViewportSize = {"width": 900, "height": 800}


@dataclass(frozen=True, slots=True)
class Frames:
    """How the frames of a stretch of time went.

    Attributes:
        dropped: Frames of 1/60 s that were due and did not come.
        late: Frames that took more than 50 ms.
        longest: In milliseconds.
    """

    count: int
    dropped: int
    late: int
    longest: float

    @classmethod
    def of(cls, gaps: list[float]) -> "Frames":
        """Read them from the milliseconds between one frame and the next."""
        dropped = sum(max(0, round(gap / FRAME_MILLISECONDS) - 1) for gap in gaps)
        late = sum(gap > LONG_MILLISECONDS for gap in gaps)
        return cls(len(gaps), dropped, late, max(gaps, default=0.0))


class Watched:
    """A page, and what it costs."""

    def __init__(self, page: Page, protocol: CDPSession) -> None:
        self.page = page
        self._protocol = protocol

    def tasks(self) -> AbstractAsyncContextManager[tasks.Tasks]:
        """Note the tasks of the main thread for as long as it is entered."""
        return tasks.watched(self._protocol)

    async def milliseconds(self) -> float:
        """Return the time that the main thread has spent on tasks of any kind."""
        return 1000 * (await self._metrics())["TaskDuration"]

    async def nodes(self) -> int:
        """Return how many DOM nodes the page holds."""
        return int((await self._metrics())["Nodes"])

    async def megabytes(self) -> float:
        """Return the heap's size after everything that can go has gone."""
        await self._protocol.send("HeapProfiler.collectGarbage")
        return (await self._protocol.send("Runtime.getHeapUsage"))["usedSize"] / 1e6

    async def fresh_frames(self) -> None:
        """Count frames anew."""
        await self.page.evaluate("frames_.gaps.length = 0")

    async def frames(self) -> Frames:
        """Return how the frames went since they were counted anew."""
        return Frames.of(await self.page.evaluate("frames_.gaps"))

    async def frame(self) -> None:
        """Wait for the next frame."""
        await self.page.evaluate("new Promise(requestAnimationFrame)")

    async def _metrics(self) -> dict[str, Any]:
        metrics = (await self._protocol.send("Performance.getMetrics"))["metrics"]
        return {one["name"]: one["value"] for one in metrics}


@asynccontextmanager
async def opened(browser: Browser, url: str) -> AsyncGenerator[Watched]:
    """Open a page that shares nothing with any before it."""
    context = await browser.new_context(viewport=VIEWPORT)
    try:
        page = await context.new_page()
        protocol = await context.new_cdp_session(page)
        await protocol.send("Performance.enable", {"timeDomain": "threadTicks"})
        await page.goto(url)
        yield Watched(page, protocol)
    finally:
        await context.close()
