"""One page with the element behind the fault proxy: what a person does there, and what they see."""

import re
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.async_api import Browser, Locator, Page, expect

from .element_fault_proxy import Proxy

Json = dict[str, Any]
Row = tuple[str, str]
WAIT_MILLISECONDS = 15_000
SHOWN = """() => {
  const root = document.querySelector('openai-chatkit').shadowRoot
  const text = (node, part) => (node.querySelector(part) ?? node).innerText.trim()
  const kinds = {
    'user-message': (node) => ['user_message', text(node, '[part~="bubble"]')],
    'assistant-message': (node) => ['assistant_message', text(node, '.prose')],
    workflow: (node) => ['workflow', text(node, 'summary')],
    widget: (node) => ['widget', text(node, '[part~="card"]').split('\\n')[0]],
  }
  const every = Object.keys(kinds).map((kind) => `[part~="${kind}"]`).join()
  return [...root.querySelectorAll(every)].map((node) =>
    kinds[node.getAttribute('part').split(' ').find((part) => part in kinds)](node))
}"""
TOLD = """([name, count]) => tour.told.filter((one) => one.name === name).length >= count"""
OVER = """() => {
  const asked = ({ name, detail }) => name === 'chatkit.log' && detail.name === 'request'
  const element = document.querySelector('openai-chatkit')
  if (!tour.told.some(asked) || element.isUpdatePending) return false
  return element.shadowRoot.querySelector('[aria-busy="true"]') === null }"""
DRAWN = """() => document.querySelector('openai-chatkit').updateComplete.then(
  () => new Promise((resolve) => requestAnimationFrame(() => resolve())))"""
FOCUS = """() => {
  const within = document.querySelector('openai-chatkit').shadowRoot.activeElement
  return within === null ? '' : within.getAttribute('aria-label') || within.innerText.trim() }"""


@dataclass
class Visitor:
    """Somebody at the page.

    Attributes:
        wrong: What no fault may lead to: errors that nobody caught.
    """

    page: Page
    proxy: Proxy
    wrong: list[str] = field(default_factory=list[str])

    @property
    def element(self) -> Locator:
        """The element; Playwright sees through its open shadow root."""
        return self.page.locator("openai-chatkit")

    @property
    def composer(self) -> Locator:
        """Where one writes."""
        return self.element.get_by_role("textbox", name="Message", exact=True)

    @property
    def card(self) -> Locator:
        """What tells of a turn that went wrong."""
        return self.element.locator('[part~="error"]')

    @property
    def alert(self) -> Locator:
        """What is read out at once."""
        return self.element.get_by_role("alert").filter(has_text=re.compile(r"\w"))

    def button(self, name: str) -> Locator:
        """A button by its whole name."""
        return self.element.get_by_role("button", name=name, exact=True)

    async def open(self, **options: Any) -> None:
        """Load the page anew, with these options."""
        await self.page.goto(f"{self.proxy.origin}/tour-plain")
        await self.page.wait_for_selector("html[data-ready=true]", state="attached")
        await self.options(**options)

    async def options(self, **options: Any) -> None:
        """Set the options; without `api` it is the stock server's."""
        api = {"url": "/chatkit", "domainKey": "local-dev"}
        await self.page.evaluate("(all) => tour.setOptions(all)", {"api": api, **options})

    async def call(self, method: str, *args: Any) -> Any:
        """Call a method and wait for its promise."""
        return await self.page.evaluate(
            "([method, args]) => tour.call(method, ...args)", [method, list(args)]
        )

    async def afresh(self) -> None:
        """Turn to a new conversation, with nothing planned and nothing told."""
        self.proxy.mend()
        await self.call("setThreadId", None)
        await self.call("setComposerValue", {"text": "", "attachments": []})
        await self.forget()

    async def forget(self) -> None:
        """Forget what the page was told."""
        await self.page.evaluate("tour.told.length = 0")

    async def send(self, words: str) -> None:
        """Type a message and send it by the keyboard."""
        await self.composer.fill(words)
        await self.composer.press("Enter")

    async def over(self) -> None:
        """Wait until something was asked of the server, and nothing is under way any more."""
        await self.page.wait_for_function(OVER, polling=5)

    async def heard(self, name: str, count: int = 1) -> None:
        """Wait until the page was told something so often."""
        await self.page.wait_for_function(TOLD, arg=[name, count], polling=5)

    async def say(self, words: str) -> None:
        """Send a message and wait until its turn has ended, well or not."""
        await self.forget()
        await self.send(words)
        await self.over()

    async def press(self, name: str) -> None:
        """Press a button by keyboard, and wait until what it began has ended."""
        await self.forget()
        await self.button(name).press("Enter")
        await self.over()

    async def drawn(self) -> None:
        """Wait for the next picture."""
        await self.page.evaluate(DRAWN)

    async def shown(self) -> list[Row]:
        """Return what stands in the conversation: kinds and words."""
        return [(kind, words) for kind, words in await self.page.evaluate(SHOWN)]

    async def shows(self, *rows: Row) -> None:
        """Expect exactly this conversation, once everything is drawn."""
        if any(kind == "widget" for kind, _ in rows):
            await expect(self.element.locator('[part~="card"]').last).to_be_visible()
        shown = await self.shown()
        assert shown == list(rows), shown

    async def told(self, name: str) -> list[Any]:
        """Return what the page was told under a name, oldest first."""
        everything: list[Json] = await self.page.evaluate("tour.told")
        return [one["detail"] for one in everything if one["name"] == name]

    async def thread(self) -> str | None:
        """Return the thread that the page was last told of."""
        changes = await self.told("chatkit.thread.change")
        return changes[-1]["threadId"] if changes else None

    async def written(self) -> str:
        """Return what stands in the composer."""
        return (await self.call("getComposerValue"))["text"]

    async def focused(self) -> str:
        """Return the name of what has the focus in the element, "" for nothing."""
        return await self.page.evaluate(FOCUS)


@asynccontextmanager
async def visiting(browser: Browser, proxy: Proxy, **context: Any) -> AsyncGenerator[Visitor]:
    """Open a tab; in the end, see that no error was left to itself."""
    settings: Json = {"viewport": {"width": 520, "height": 620}, "locale": "en-GB", **context}
    opened = await browser.new_context(**settings, reduced_motion="reduce")
    opened.set_default_timeout(WAIT_MILLISECONDS)
    try:
        visitor = Visitor(await opened.new_page(), proxy)
        visitor.page.on("pageerror", lambda error: visitor.wrong.append(str(error)))
        yield visitor
        assert visitor.wrong == []
    finally:
        await opened.close()
