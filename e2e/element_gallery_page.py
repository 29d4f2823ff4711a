"""A page of the gallery, looked at as tools and people look at it."""

import asyncio
import json
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, Page, Request

from element.gallery.hall import Hall

from .chromium import ROOT
from .element_gallery_pages import TOUR, Place

CUT = Path(__file__).with_name("element_cut.js")
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
WAIT_MILLISECONDS = 20_000
QUIET = """async () => {
  await document.fonts.ready
  const frame = () => new Promise((resolve) => requestAnimationFrame(() => resolve()))
  for (let count = 0; count < 3; count++) await frame() }"""
ANSWERED = """() => new Promise((resolve) => {
  const over = () => gallery.told.some(({ name }) => name === 'chatkit.response.end')
  const look = () => (over() ? resolve() : setTimeout(look, 20))
  look() })"""
VIOLATIONS = """async ([within, runOnly]) => {
  const { violations } = await axe.run(within ?? document, {
    resultTypes: ['violations'], runOnly,
    rules: { 'target-size': { enabled: true } } })
  return violations.map(({ id, impact, nodes }) => [id, impact, nodes.slice(0, 4).map(
    ({ target, failureSummary }) => JSON.stringify(target) + ' ' + failureSummary)]) }"""
EVERY_RULE = {"type": "tag", "values": TAGS}
COLOUR_RULES = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
ELEMENT = "openai-chatkit"
LANES = 2
"""Tabs at the same time: each has a process of its own, and a machine has two cores."""


@dataclass
class Looked:
    """One tab, and what it did that a page of the gallery never may."""

    page: Page
    hall: Hall
    wrong: list[str] = field(default_factory=list[str])
    pending: set[Request] = field(default_factory=set[Request])

    def look(self) -> None:
        """Watch the tab from now on."""
        page = self.page
        page.on("pageerror", lambda error: self.wrong.append(str(error)))
        page.on("console", lambda said: self._said(said.type, said.text))
        page.on("request", self._asked)
        page.on("requestfinished", self._came)
        page.on("requestfailed", self._came)

    async def open(self, place: Place, **switches: str) -> None:
        """Open a page and wait until it is drawn, and its answer is over where it plays one."""
        await self.page.goto(self.hall.origin + place.switched(**switches))
        await self.page.wait_for_selector("html[data-ready=true]", state="attached")
        if place.bare:
            await self.page.evaluate("(options) => tour.setOptions(options)", TOUR)
        if place.live:
            await self.page.evaluate(ANSWERED)
        await self.settled()

    async def settled(self) -> None:
        """Wait until nothing is being fetched or drawn."""
        for _ in range(100):
            await self.page.evaluate(QUIET)
            if not self.pending:
                return
        raise TimeoutError(f"{self.page.url} never came to rest.")

    async def turn(self, **changes: str) -> None:
        """Change colours or direction without loading the page again."""
        await self.page.evaluate("(changes) => gallery.turn(changes)", changes)
        await self.settled()

    async def violations(
        self, within: str | None = None, rules: dict[str, Any] = EVERY_RULE
    ) -> list[Any]:
        """Return what axe finds wrong on the page, or in a part of it."""
        if not await self.page.evaluate("'axe' in window"):
            await self.page.evaluate(axe())
        return await self.page.evaluate(VIOLATIONS, [within, rules])

    async def cut(self) -> list[str]:
        """Return what is cut off, and what scrolls sideways that may not."""
        return await self.page.evaluate(CUT.read_text(encoding="utf-8"))

    def _said(self, kind: str, text: str) -> None:
        if kind in {"error", "warning"} and "404" not in text:
            self.wrong.append(f"{kind}: {text}")

    def _came(self, request: Request) -> None:
        self.pending.discard(request)

    def _asked(self, request: Request) -> None:
        self.pending.add(request)
        if not request.url.startswith((self.hall.origin, "data:", "blob:", "about:")):
            self.wrong.append(f"asked {request.url}")


@cache
def axe() -> str:
    """The source of axe; what Playwright evaluates is not subject to the page's policy."""
    return Path(AXE).read_text(encoding="utf-8")


@asynccontextmanager
async def looking(browser: Browser, hall: Hall, **context: Any) -> AsyncGenerator[Looked]:
    """Open a tab; in the end, see that it did nothing that it may not."""
    settings: dict[str, Any] = {"viewport": {"width": 1280, "height": 900}, **context}
    opened = await browser.new_context(**settings, reduced_motion="reduce", locale="en-GB")
    opened.set_default_timeout(WAIT_MILLISECONDS)
    try:
        looked = Looked(await opened.new_page(), hall)
        looked.look()
        yield looked
        assert looked.wrong == []
        assert hall.reports.found == [], json.dumps(hall.reports.found)[:500]
    finally:
        await opened.close()


async def in_lanes(
    browser: Browser,
    hall: Hall,
    places: list[Place],
    look: Callable[[Looked, Place], Awaitable[dict[str, Any]]],
) -> dict[str, Any]:
    """Look at every page, some at the same time; return all that was found."""
    found: dict[str, Any] = {}
    waiting = iter(places)

    async def lane() -> None:
        async with looking(browser, hall) as looked:
            for place in waiting:
                found.update(await look(looked, place))

    async with asyncio.TaskGroup() as lanes:
        for _ in range(LANES):
            lanes.create_task(lane())
    return found
