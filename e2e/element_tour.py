"""One page with the element on it, driven as an application drives it and read as a person does."""

import json
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, Literal

from playwright.async_api import Browser, FilePayload, Locator, Page, Request, expect

from element.gallery.hall import Hall

Json = dict[str, Any]
Host = Literal["plain", "react"]
WAIT_MILLISECONDS = 15_000
API = {"url": "/chatkit", "domainKey": "local-dev"}
UNTIL_TOLD = """([name, times]) => new Promise((resolve) => {
  const look = () => window.tour.told.filter((one) => one.name === name).length >= times
    ? resolve() : setTimeout(look, 10)
  look() })"""


@dataclass
class Tour:
    """The page, the server behind it, and what went wrong in it."""

    host: Host
    hall: Hall
    page: Page
    console: list[str] = field(default_factory=list[str])
    foreign: list[str] = field(default_factory=list[str])
    allowed: list[str] = field(default_factory=list[str])
    """What the console may say in this step, as parts of its lines."""

    @property
    def element(self) -> Locator:
        """The element; Playwright sees through its open shadow root."""
        return self.page.locator("openai-chatkit")

    @property
    def composer(self) -> Locator:
        """Where one writes."""
        return self.element.get_by_role("textbox", name="Message", exact=True)

    @property
    def answers(self) -> Locator:
        """What the assistant said."""
        return self.element.locator('[part~="assistant-message"]')

    def button(self, name: str) -> Locator:
        """A button by its whole name."""
        return self.element.get_by_role("button", name=name, exact=True)

    def text(self, words: str) -> Locator:
        """The first place where these words stand."""
        return self.element.get_by_text(words).first

    async def options(self, **options: Any) -> None:
        """Set the options; without `api` it is the stock server's."""
        await self.page.evaluate("(options) => tour.setOptions(options)", {"api": API, **options})

    async def call(self, method: str, *args: Any) -> Any:
        """Call a method and wait for its promise."""
        return await self.page.evaluate(
            "([method, args]) => tour.call(method, ...args)", [method, list(args)]
        )

    async def told(self, name: str) -> list[Any]:
        """Return what the page was told under a name, oldest first."""
        everything: list[Json] = await self.page.evaluate("tour.told")
        return [one["detail"] for one in everything if one["name"] == name]

    async def heard(self, name: str, times: int = 1) -> list[Any]:
        """Wait until the page was told something so many times."""
        await self.page.evaluate(UNTIL_TOLD, [name, times])
        return await self.told(name)

    async def say(self, words: str) -> None:
        """Type a message and send it, and wait until its answer is over."""
        before = len(await self.told("chatkit.response.end"))
        await self.composer.fill(words)
        await self.button("Send message").click()
        await self.heard("chatkit.response.end", before + 1)

    async def sees(self, *words: str) -> None:
        """Expect each of these words somewhere in the element."""
        for one in words:
            await expect(self.text(one)).to_be_visible()

    async def invites(self, words: str) -> None:
        """Expect these words in the empty composer."""
        await expect(self.composer).to_have_attribute("aria-placeholder", words)

    async def add_file(self, file: FilePayload) -> None:
        """Choose a file as a person does."""
        async with self.page.expect_file_chooser() as chooser:
            await self.button("Add files").click()
        await (await chooser.value).set_files(file)

    async def sees_not(self, *words: str) -> None:
        """Expect none of these words anywhere in the element."""
        for one in words:
            await expect(self.element.get_by_text(one)).to_have_count(0)

    def look_at(self, page: Page) -> None:
        """Watch the page from now on."""
        page.on("console", lambda said: self._said(said.type, said.text))
        page.on("pageerror", lambda error: self.console.append(str(error)))
        page.on("request", self._asked)

    def wrong(self) -> list[str]:
        """Return what the console said and was not to say."""
        return [line for line in self.console if not any(part in line for part in self.allowed)]

    def _said(self, kind: str, text: str) -> None:
        if kind in {"error", "warning"}:
            self.console.append(f"{kind}: {text}")

    def _asked(self, request: Request) -> None:
        own = (self.hall.origin, "data:", "blob:", "about:")
        if not request.url.startswith(own):
            self.foreign.append(request.url)


@asynccontextmanager
async def touring(browser: Browser, hall: Hall, host: Host, **context: Any) -> AsyncGenerator[Tour]:
    """Open a page; in the end, see that nothing was wrong in it."""
    settings: Json = {"viewport": {"width": 1000, "height": 760}, "locale": "en-GB", **context}
    opened = await browser.new_context(
        **settings,
        reduced_motion="reduce",
        permissions=["clipboard-read", "clipboard-write"],
    )
    opened.set_default_timeout(WAIT_MILLISECONDS)
    try:
        tour = Tour(host, hall, await opened.new_page())
        tour.look_at(tour.page)
        await tour.page.goto(f"{hall.origin}/tour-{host}")
        await tour.page.wait_for_selector("html[data-ready=true]", state="attached")
        yield tour
        assert tour.foreign == []
        assert tour.wrong() == []
        assert hall.reports.found == [], json.dumps(hall.reports.found)[:500]
    finally:
        await opened.close()


Play = Callable[[Tour], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to try, and what of the published vocabularies it covers."""

    name: str
    covers: tuple[str, ...]
    play: Play


STEPS: list[Step] = []


def step(*covers: str) -> Callable[[Play], Play]:
    """Make a function a step of the tour."""

    def keep(play: Play) -> Play:
        name = getattr(play, "__name__", "").replace("_", " ")
        STEPS.append(Step(name, covers, play))
        return play

    return keep
