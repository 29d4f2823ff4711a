"""The element's composer on a page of its own, as a person finds its parts."""

from collections.abc import AsyncGenerator, Generator
from typing import Any

import pytest
from playwright.async_api import Browser, BrowserContext, Locator, Page, expect

from .browser import launch
from .composer_site import Site, serve

EVERYTHING = """{entities: tags, commands, composer: {tools, models,
  attachments: {enabled: true, maxSize: 1000, maxCount: 3}, dictation: {enabled: true}}}"""
MICROPHONE = """() => {
  const sound = new AudioContext(), tone = sound.createOscillator()
  tone.start()
  navigator.mediaDevices.getUserMedia = async () => {
    const end = sound.createMediaStreamDestination()
    tone.connect(end)
    window.track = end.stream.getTracks()[0]
    return end.stream }
}"""
PASTE = """([kind, text]) => { const data = new DataTransfer(); data.setData(kind, text)
  data.setData('text/html', '<img src=x onerror=alert(1)><b>' + text + '</b>')
  const box = document.querySelector('openai-chatkit').shadowRoot.querySelector('.input')
  box.dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true,
    cancelable: true, composed: true})) }"""
DROP = """([where, name]) => { const data = new DataTransfer()
  data.items.add(new File(['dropped'], name, {type: 'text/plain'}))
  const root = document.querySelector('openai-chatkit').shadowRoot
  const at = root.querySelector(where)
  const fire = (kind) => at.dispatchEvent(new DragEvent(kind, {dataTransfer: data, bubbles: true,
    cancelable: true, composed: true}))
  fire('dragenter')
  window.shown = root.querySelector('.drop-hint').checkVisibility()
  fire('drop') }"""


@pytest.fixture(scope="module")
async def browser() -> AsyncGenerator[Browser]:
    async with launch() as opened:
        yield opened


@pytest.fixture
def site() -> Generator[Site]:
    with serve() as running:
        yield running


class Composer:
    """The box, the buttons around it, and what the server was told."""

    def __init__(self, page: Page, site: Site) -> None:
        self.page = page
        self.site = site
        self.keys = page.keyboard
        self.box = page.get_by_role("textbox", name="Message")

    def button(self, name: str) -> Locator:
        """Find a button by its whole name."""
        return self.page.get_by_role("button", name=name, exact=True)

    def option(self, name: str) -> Locator:
        """Find an entry of a list by a part of its words."""
        return self.page.get_by_role("option", name=name)

    async def value(self) -> dict[str, Any]:
        """Read the value, as the page may."""
        return await self.page.evaluate("kit.getComposerValue()")

    async def heard(self) -> list[list[Any]]:
        """Return the events and calls that the page saw."""
        return await self.page.evaluate("heard")

    async def sent(self, number: int = 0) -> dict[str, Any]:
        """Press Enter, wait for the answer and return what the server was told."""
        await self.keys.press("Enter")
        answers = self.page.locator(".assistant")
        await expect(answers).to_have_count(number + 1)
        return self.site.asked_to_write()[number]["input"]


async def opened(
    browser: Browser | BrowserContext, site: Site, rest: str = "{}", api: str = "{}"
) -> Composer:
    """Open the page with options, in JavaScript, and put the caret into the box."""
    page = await browser.new_page()
    await page.goto(site.url)
    await page.evaluate(f"begin({{rest: {rest}, api: {api}}})")
    composer = Composer(page, site)
    await composer.box.click()
    return composer
