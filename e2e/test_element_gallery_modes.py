"""Beside light and dark: stillness, the system's colours, paper, and a strict policy."""

from collections.abc import Generator

import pytest
from playwright.async_api import Browser, expect

from element.gallery.hall import Hall, open_hall
from element.gallery.policy import POLICY

from .element_gallery_page import looking
from .element_gallery_pages import Place, groups
from .element_tour import touring
from .waiting import until

PACE = 0.02
MOVES = """() => [document, document.querySelector('openai-chatkit').shadowRoot]
  .flatMap((root) => root.getAnimations())
  .filter(({ playState, effect }) => playState === 'running'
    && effect.getComputedTiming().activeDuration > 1)
  .map(({ animationName, transitionProperty }) => animationName ?? transitionProperty)"""
FAINT = """() => {
  const root = document.querySelector('openai-chatkit').shadowRoot
  const solid = (colour) => !/^rgba\\(.*, 0\\)$/.test(colour)
  const edged = (node) => {
    const style = getComputedStyle(node)
    return parseFloat(style.borderTopWidth) > 0 && solid(style.borderTopColor)
      || solid(style.backgroundColor)
      && style.backgroundColor !== getComputedStyle(root.querySelector('.root')).backgroundColor }
  return ['send', 'bubble', 'composer', 'card', 'button', 'field', 'notice']
    .flatMap((part) => [...root.querySelectorAll(`[part~=${part}]`)]
      .filter((node) => !edged(node)).map(() => part)) }"""


@pytest.fixture(scope="module")
def hall() -> Generator[Hall]:
    with open_hall(pace=PACE) as opened:
        yield opened


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
async def test_nothing_moves_for_who_wants_stillness(
    browser: Browser, hall: Hall, motion: str
) -> None:
    async with touring(browser, hall, "plain") as tour:
        await tour.page.emulate_media(reduced_motion=motion)  # pyright: ignore[reportArgumentType]
        await tour.options()
        await tour.say("Show the widget actions")
        await tour.button("Whole card waits").click()
        await expect(tour.element.locator("[aria-busy=true][inert]")).to_be_visible()
        moving: list[str] = await tour.page.evaluate(MOVES)
        tour.hall.open_gate("action")
        await tour.sees("Action hold came with null.")

    # What waits turns where it may.
    assert (moving == []) == (motion == "reduce"), moving


async def test_the_systems_own_colours_leave_every_edge_in_sight(
    browser: Browser, hall: Hall
) -> None:
    names = ("prose", "card-form", "actions", "notices", "user-message", "structured-input")
    pages = [Place(f"/show/{name}", live=name == "notices") for name in names]
    async with looking(browser, hall, forced_colors="active") as looked:
        for place in pages:
            await looked.open(place)
            assert await looked.page.evaluate(FAINT) == [], place.path
            assert await looked.violations() == [], place.path
    print(f"forced colours: {len(pages)} pages")


async def test_words_in_another_script_stand_where_the_layout_wants_them(
    browser: Browser, hall: Hall
) -> None:
    async with looking(browser, hall) as looked:
        await looked.open(Place("/show/list-view"), dir="rtl")
        element = looked.page.locator("openai-chatkit")
        for words in (element.locator(".title span"), element.get_by_text("Call the bank").first):
            assert await words.evaluate("(node) => getComputedStyle(node).textAlign") == "right"
            assert await words.evaluate("(node) => getComputedStyle(node).direction") == "ltr"

        await looked.open(Place("/show/right-to-left"), dir="rtl")
        sentence = element.get_by_text("And one sentence in English")
        left, right = await sentence.evaluate(
            """(node) => { const range = document.createRange()
            range.selectNodeContents(node)
            const words = range.getBoundingClientRect(), box = node.getBoundingClientRect()
            return [words.left - box.left, box.right - words.right] }"""
        )
        assert left < 1 < right


async def test_paper_has_the_whole_conversation_and_nothing_to_press(
    browser: Browser, hall: Hall
) -> None:
    async with looking(browser, hall) as looked:
        await looked.open(Place("/show/prose"))
        element = looked.page.locator("openai-chatkit")
        await looked.page.emulate_media(media="print")
        await expect(element.locator('[part~="user-message"]')).to_be_visible()
        for part in ("composer", "header-button", "actions"):
            await expect(element.locator(f'[part~="{part}"]').first).to_be_hidden()

        async def whole() -> bool:
            return await element.locator(".scroller").evaluate(
                "(it) => it.scrollHeight <= it.clientHeight + 1 && it.clientHeight > 0"
            )

        await until(whole, seconds=5, what="all of the conversation on the paper")


async def test_what_breaks_the_policy_would_be_reported(browser: Browser, hall: Hall) -> None:
    assert "unsafe" not in POLICY
    page = await browser.new_page()
    try:
        answer = await page.goto(f"{hall.origin}/show/prose")
        assert answer is not None
        assert answer.headers["content-security-policy"] == POLICY
        await page.evaluate("document.body.setAttribute('style', 'color: red')")
        await page.evaluate(
            "try { document.createElement('b').innerHTML = '<i></i>' } catch { null }"
        )

        async def reported() -> bool:
            return len(hall.reports.found) >= 2

        await until(reported, seconds=10, what="two reports")
        broken = {one["csp-report"]["effective-directive"] for one in hall.reports.found}
        assert broken == {"style-src-attr", "require-trusted-types-for"}
    finally:
        hall.reports.found.clear()
        await page.close()


async def test_every_page_answers_with_the_policy(browser: Browser, hall: Hall) -> None:
    everywhere = [place for places in groups().values() for place in places]
    context = await browser.new_context()
    try:
        for place in everywhere:
            answer = await context.request.get(hall.origin + place.path)
            assert answer.headers["content-security-policy"] == POLICY, place.path
    finally:
        await context.close()
    print(f"policy: {len(everywhere)} pages")

    assert len(everywhere) > 100
