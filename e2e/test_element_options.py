"""New options for an element that somebody is using, and what it says of them to the page."""

import json
from collections.abc import Generator
from uuid import uuid4

import pytest
from playwright.async_api import Browser

from element.gallery.hall import Hall, open_hall

from .element_tour import Host, Tour, touring

PACE = 0.02
PIXELS = 4
"""As much as a line may move without anybody losing it."""
MARK = """(line) => {
  const root = document.querySelector('openai-chatkit').shadowRoot
  const scroller = root.querySelector('.scroller')
  window.read = root.querySelectorAll(line)[2]
  const top = () => window.read.getBoundingClientRect().top
  scroller.scrollTop += top() - scroller.getBoundingClientRect().top - 2
  return new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() =>
    resolve(top())))) }"""
PLACE = """() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() =>
  resolve(window.read.isConnected ? window.read.getBoundingClientRect().top : null))))"""


@pytest.fixture(scope="module")
def hall() -> Generator[Hall]:
    with open_hall(pace=PACE, furnished=False) as opened:
        yield opened


@pytest.mark.parametrize(
    "line",
    ['[part~="assistant-message"] blockquote > p', '[part~="assistant-message"] h5', ".bubble"],
    ids=["a line", "a heading", "a question"],
)
@pytest.mark.parametrize("host", ["plain", "react"])
async def test_who_reads_and_writes_keeps_place_and_words(
    browser: Browser, hall: Hall, host: Host, line: str
) -> None:
    async with touring(browser, hall, host) as tour:
        thread = await tour.hall.talk(f"thr_{uuid4().hex}", *["Show me prose"] * 4)
        await tour.options(initialThread=thread)
        await tour.sees("A plan for Thursday")
        await tour.composer.fill("half a sentence")
        before = await tour.page.evaluate(MARK, line)

        for theme in ("dark", {"density": "spacious", "typography": {"baseSize": 18}}):
            await tour.options(theme=theme, initialThread="thr_another")
            after = await tour.page.evaluate(PLACE)
            assert after is not None
            assert abs(after - before) <= PIXELS, theme

        assert await tour.composer.inner_text() == "half a sentence"
        assert await tour.told("chatkit.thread.change") == [{"threadId": thread}]


async def test_what_one_set_named_is_gone_when_the_next_does_not(
    browser: Browser, hall: Hall
) -> None:
    async with touring(browser, hall, "plain") as tour:
        await tour.options(
            header={"title": {"text": "Zebra desk"}},
            disclaimer={"text": "May be wrong."},
            composer={"placeholder": "Ask us", "dictation": {"enabled": True}},
        )
        await tour.sees("Zebra desk", "May be wrong.")

        await tour.options(locale="en")

        await tour.sees_not("Zebra desk")
        await tour.sees_not("May be wrong.")
        assert await tour.composer.get_attribute("data-placeholder") != "Ask us"


async def _everything(tour: Tour) -> str:
    told = await tour.page.evaluate("tour.told")
    return json.dumps([one for one in told if one["name"] in {"chatkit.log", "chatkit.error"}])


async def test_logs_and_errors_hold_nothing_that_was_said(browser: Browser, hall: Hall) -> None:
    async with touring(browser, hall, "plain") as tour:
        await tour.options()
        await tour.say("A secret word: quagga. Show me prose")
        await tour.say("Crash")
        await tour.composer.fill("quagga, never sent")
        logs = await _everything(tour)

    assert "request" in logs
    assert "quagga" not in logs
    assert "Thursday" not in logs
