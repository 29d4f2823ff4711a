"""A conversation of 5,000 items: opened at its end, and scrolled up to its first by the wheel."""

import asyncio
import time
from dataclasses import dataclass

from playwright.async_api import Browser

from .browser import VIEWPORT, Frames, Watched, opened
from .tasks import Tasks

ITEMS = 5000
STEP_PIXELS = 400
"""What the wheel turns in one frame: half of the pane, faster than anybody reads."""
LIMIT_SECONDS = 420
SETTLE_FRAMES = 30
FLOOR_STEPS = 1000
IN_SIGHT = """text => { const { top, bottom } = pane().getBoundingClientRect()
  return inside('.turn').some((turn) => { const box = turn.getBoundingClientRect()
    return box.bottom > top && box.top < bottom && turn.textContent.includes(text) }) }"""
COUNT = """() => { const all = document.createNodeIterator(kit.shadowRoot)
  let count = 0
  while (all.nextNode() !== null) count += 1
  return count }"""
FIRST = "Question 0: how goes it?"


@dataclass(frozen=True, slots=True)
class Scrolled:
    """What opening and scrolling has cost.

    Attributes:
        opened: Seconds from the options until the last item was on the screen.
        frames: From the end to the first item.
        seconds: How long that took.
        nodes: The most DOM nodes within the element at once: elements, texts and comments.
        elements: The most elements among them.
        megabytes: Heap at the end, with all items loaded, and above what an empty page had.
    """

    opened: float
    frames: Frames
    tasks: Tasks
    seconds: float
    nodes: int
    elements: int
    megabytes: float
    grown: float


async def measure(browser: Browser, site: str, items: int = ITEMS) -> Scrolled:
    """Open a conversation and go up to its first item."""
    async with opened(browser, f"{site}/element") as watched:
        page = watched.page
        empty = await watched.megabytes()
        begun = time.perf_counter()
        await page.evaluate(f"begin('thr_{items}')")
        last = f"Answer {items // 2 - 1}."
        await page.wait_for_function(IN_SIGHT, arg=last, polling="raf")
        took = time.perf_counter() - begun
        for _ in range(SETTLE_FRAMES):
            await watched.frame()
        await watched.fresh_frames()
        begun = time.perf_counter()
        async with watched.tasks() as tasks:
            nodes, elements = await _up(watched)
        seconds = time.perf_counter() - begun
        frames = await watched.frames()
        heap = await watched.megabytes()
        return Scrolled(took, frames, tasks, seconds, nodes, elements, heap, heap - empty)


async def floor(browser: Browser, site: str) -> Frames:
    """Return how an empty page's frames go on this machine now, scrolled by the same wheel."""
    async with opened(browser, f"{site}/nothing") as watched:
        await watched.page.evaluate(f"root.style.height = '{FLOOR_STEPS * STEP_PIXELS}px'")
        await watched.page.evaluate("pane.scrollTop = pane.scrollHeight")
        await _at_the_pane(watched)
        await watched.fresh_frames()
        for _ in range(FLOOR_STEPS):
            await watched.page.mouse.wheel(0, -STEP_PIXELS)
            await watched.frame()
        return await watched.frames()


async def _at_the_pane(watched: Watched) -> None:
    await watched.page.mouse.move(VIEWPORT["width"] / 2, VIEWPORT["height"] / 3)


async def _up(watched: Watched) -> tuple[int, int]:
    page = watched.page
    await _at_the_pane(watched)
    nodes = elements = 0
    async with asyncio.timeout(LIMIT_SECONDS):
        for step in range(1_000_000):
            await page.mouse.wheel(0, -STEP_PIXELS)
            await watched.frame()
            if step % 50 == 0:
                nodes = max(nodes, await page.evaluate(COUNT))
                elements = max(elements, await page.evaluate("inside('*').length"))
            if step % 10 == 0 and await page.evaluate(IN_SIGHT, FIRST):
                break
    return nodes, elements
