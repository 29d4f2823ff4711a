"""A person in front of a browser: pages by their roles and labels, and what went wrong in them."""

import os
import re
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from playwright.async_api import Browser, BrowserContext, Locator, Page, Request, expect

from .product import ROOT, Product

ZONE = "Europe/Berlin"
PASSWORD = "correct horse battery"
DESKTOP = (1280, 800)
PHONE = (390, 844)
PICTURES = ROOT / "docs" / "screenshots"
WAIT_MILLISECONDS = 20_000


@dataclass
class Watch:
    """What no journey may cause: console errors, and requests to anybody but us."""

    origin: str
    console: list[str] = field(default_factory=list[str])
    foreign: list[str] = field(default_factory=list[str])
    bearers: list[str] = field(default_factory=list[str])
    """Client secrets that the pages sent, oldest first."""

    def look_at(self, page: Page) -> None:
        """Watch a page from now on."""
        page.on("console", lambda said: self._said(said.type, said.text, said.location["url"]))
        page.on("pageerror", lambda error: self.console.append(str(error)))
        page.on("request", self._asked)

    def _said(self, kind: str, text: str, url: str) -> None:
        if kind in {"error", "warning"}:
            self.console.append(f"{kind}: {text} ({url})")

    def _asked(self, request: Request) -> None:
        url = urlsplit(request.url)
        if url.scheme in {"http", "https"} and f"{url.scheme}://{url.netloc}" != self.origin:
            self.foreign.append(request.url)
        bearer = request.headers.get("authorization", "").removeprefix("Bearer ")
        if bearer and url.path != "/api/chatkit/session":
            self.bearers.append(bearer)


class Visit:
    """One browser profile of one person."""

    def __init__(self, product: Product, context: BrowserContext, page: Page) -> None:
        self.product, self.context, self.page = product, context, page
        self.watch = Watch(product.url)
        self.watch.look_at(page)

    @property
    def chat(self) -> "Chat":
        """The chat on this page."""
        return Chat(self.page)

    async def go(self, path: str) -> None:
        """Open a page of the product."""
        await self.page.goto(self.product.url + path)

    async def tab(self) -> Page:
        """Open another tab of the same profile."""
        page = await self.context.new_page()
        self.watch.look_at(page)
        return page

    async def sign_up(self, name: str, email: str) -> None:
        """Fill in the form as a stranger would."""
        await self.go("/")
        await self.page.get_by_role("link", name="Create an account").click()
        await self.page.get_by_label("Name").fill(name)
        await self.page.get_by_label("E-mail").fill(email)
        await self.page.get_by_label("Password").fill(PASSWORD)
        await self.page.get_by_role("button", name="Create account").click()
        await self.page.wait_for_url("**/chat")

    async def be(self, cookie: str) -> None:
        """Be signed in already, by the cookie of a person made by SQL."""
        name, _, value = cookie.partition("=")
        await self.context.add_cookies([{"name": name, "value": value, "url": self.product.url}])

    async def sign_out(self) -> None:
        """Sign out on the account page."""
        await (
            self.page.get_by_role("navigation", name="Pages")
            .get_by_role("link", name="Account")
            .click()
        )
        # What the page is still asking for would be refused, which the console reports.
        await expect(self.page.get_by_label("Time zone")).to_be_visible()
        await expect(self.page.get_by_text("You have no tokens.")).to_be_visible()
        await self.page.get_by_role("button", name="Sign out").click()
        await self.page.wait_for_url("**/sign-in")

    async def picture(self, name: str) -> None:
        """Keep a picture for the documents, when asked to by TAKE_PICTURES=1."""
        if os.environ.get("TAKE_PICTURES") == "1":
            await self.page.screenshot(path=_picture(name), animations="disabled")

    async def is_within_the_screen(self) -> bool:
        """Whether nothing makes the page scroll sideways."""
        return await self.page.evaluate(
            "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
        )


class Chat:
    """The chat element on a page; Playwright sees through its open shadow root."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.element = page.locator("openai-chatkit")
        self.composer = self.element.get_by_role("textbox", name="Message", exact=True)
        self.stop = self.element.get_by_role("button", name="Stop answering")
        self.send = self.element.get_by_role("button", name="Send message")
        self.answers = self.element.locator('[part~="assistant-message"]')

    def prompt(self, name: str) -> Locator:
        """A prompt of the start screen."""
        return self.element.get_by_role("button", name=name)

    async def say(self, text: str) -> None:
        """Type a message and send it."""
        await self.composer.fill(text)
        await self.send.click()

    async def words(self) -> list[str]:
        """The numbered words of the model server that are shown, in order."""
        return re.findall(r"word\d+", "\n".join(await self.answers.all_inner_texts()))

    async def has_ended(self, *, seconds: float = 30) -> None:
        """Wait until no answer is being written."""
        await expect(self.stop).to_have_count(0, timeout=seconds * 1000)


@asynccontextmanager
async def visit(
    browser: Browser, product: Product, *, size: tuple[int, int] = DESKTOP
) -> AsyncGenerator[Visit]:
    """Open a new browser profile; in the end, see that nothing was wrong in any of its pages."""
    width, height = size
    context = await browser.new_context(
        viewport={"width": width, "height": height},
        locale="en-GB",
        timezone_id=ZONE,
        reduced_motion="reduce",
        has_touch=size == PHONE,
    )
    context.set_default_timeout(WAIT_MILLISECONDS)
    try:
        opened = Visit(product, context, await context.new_page())
        yield opened
        assert opened.watch.foreign == []
        assert opened.watch.console == []
    finally:
        await context.close()


def _picture(name: str) -> Path:
    PICTURES.mkdir(parents=True, exist_ok=True)
    return PICTURES / f"{name}.png"
