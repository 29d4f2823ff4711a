"""One answer of many tokens, drawn by the element, by its peers, and by nothing at all."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

import httpx2
from playwright.async_api import Browser

from . import answer
from .browser import Frames, Watched, opened
from .site import PER_SECOND

FLOOR = "nothing"
ELEMENT = "element"
PEERS = ("streamdown", "react-markdown")
POLL_SECONDS = 0.02
LATE_SECONDS = 120


@dataclass(frozen=True, slots=True)
class Streamed:
    """What an answer has cost.

    Attributes:
        tenths: Milliseconds of the main thread a token, for each tenth of the answer.
        lag: Seconds from the last token's sending until the answer was over on the page.
        grown: Megabytes of heap, from before the answer until after it.
    """

    name: str
    tenths: Sequence[float]
    frames: Frames
    lag: float
    grown: float
    nodes: int

    @property
    def ratio(self) -> float:
        """What a token costs at the end, in times of one at the start."""
        return self.tenths[-1] / self.tenths[0]


async def measure(browser: Browser, site: str, tokens: int) -> list[Streamed]:
    """Stream the same answer to each of them, one after the other."""
    return [await stream(browser, site, name, tokens) for name in (FLOOR, ELEMENT, *PEERS)]


async def stream(browser: Browser, site: str, name: str, tokens: int) -> Streamed:
    """Stream the answer to one page, after a short one that loads all that it needs."""
    async with (
        opened(browser, f"{site}/{name}") as watched,
        httpx2.AsyncClient(timeout=LATE_SECONDS) as http,
    ):
        page = watched.page
        if name == ELEMENT:
            await page.evaluate("begin(null)")
        await page.wait_for_function("window.ask !== undefined")
        await page.evaluate("ask('warm')")
        await page.wait_for_function("over")
        before = await watched.megabytes()
        await watched.fresh_frames()
        sent = _Sent(http, f"{site}/sent")
        await page.evaluate(f"void ask('{tokens}')")
        tenths = await _tenths(watched, sent, tokens)
        lag = await _lag(watched)
        frames = await watched.frames()
        grown = await watched.megabytes() - before
        return Streamed(name, tenths, frames, lag, grown, await watched.nodes())


class _Sent:
    def __init__(self, http: httpx2.AsyncClient, url: str) -> None:
        self._http = http
        self._url = url

    async def reach(self, tokens: int) -> int:
        """Return how many have gone out, once there are so many."""
        async with asyncio.timeout(tokens / PER_SECOND + LATE_SECONDS):
            while (known := (await self._http.get(self._url)).json()) < tokens:  # noqa: ASYNC110
                await asyncio.sleep(max(POLL_SECONDS, (tokens - known) / PER_SECOND / 2))
        return known


async def _tenths(watched: Watched, sent: _Sent, tokens: int) -> list[float]:
    known, spent, found = 0, await watched.milliseconds(), list[float]()
    for tenth in range(1, answer.TENTHS + 1):
        now = await sent.reach(tokens * tenth // answer.TENTHS)
        milliseconds = await watched.milliseconds()
        found.append((milliseconds - spent) / (now - known))
        known, spent = now, milliseconds
    return found


async def _lag(watched: Watched) -> float:
    clock = asyncio.get_running_loop().time
    begun = clock()
    await watched.page.wait_for_function("over", timeout=LATE_SECONDS * 1000, polling=20)
    return clock() - begun
