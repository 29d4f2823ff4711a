"""The element's thread in a real browser: what streams, what stands, and where the reader stays."""

import asyncio
import itertools
from collections.abc import Generator
from typing import Any

import pytest
from playwright.async_api import Browser, Page, expect

from .thread_site import Event, Site, added, asked, delta, done, item, said, serve

WORDS = "the plan of each task moves with its owner so that a week stays readable "
RICH = r"""# Title

Inline $e^{i\pi}$ and **bold**, [out](https://example.com/x), [bad](javascript:alert(1)),
[deep](chatkit-link://task?id=7&to=a%20b), ![far](https://elsewhere.example/p.png)
![near](/picture.svg), $5 and $10.

\[ \int_0^1 x \, dx = \frac{1}{2} \]

```python
def double(n: int) -> int:
    return 2 * n  # twice
```

| a | b |
|---|--:|
| 1 | 2 |

- [x] done &amp; dusted

<img src=x onerror=alert(1)>
"""
TOPS = """() => { const top = pane().getBoundingClientRect().top
  return Object.fromEntries(inside('.turn').map((turn) =>
    [turn.turnKey, Math.round(turn.getBoundingClientRect().top - top)])) }"""
COST = ("ScriptDuration", "LayoutDuration", "RecalcStyleDuration")


@pytest.fixture
def site() -> Generator[Site]:
    """A server that says what a test gives it."""
    with serve() as running:
        yield running


async def opened(browser: Browser, site: Site, options: str = "{}") -> Page:
    """Return a page with the element; a thread is open where the site has one."""
    page = await browser.new_page(viewport={"width": 900, "height": 800})
    await page.goto(site.url)
    thread = "'thr_1'" if site.items else "null"
    await page.evaluate(f"begin({{initialThread: {thread}, ...{options}}})")
    if site.items:
        await page.locator(".turn").first.wait_for()
    return page


async def ask(page: Page, site: Site, *events: Event, end: bool = True) -> None:
    """Send a message, and the answer to it."""
    site.say(*events, end=end)
    await page.evaluate("kit.sendUserMessage({text: 'Go on'})")


async def until(page: Page, script: str, seconds: float = 10) -> Any:
    """Return what a script says as soon as that is something."""
    async with asyncio.timeout(seconds):
        while not (seen := await page.evaluate(script)):
            await page.evaluate("new Promise(requestAnimationFrame)")
    return seen


async def test_it_draws_formulas_colours_and_links_under_a_strict_policy(
    browser: Browser, site: Site
) -> None:
    page = await opened(browser, site)
    foreign: list[str] = []
    page.on("request", lambda asked: foreign.append(asked.url))

    await ask(page, site, done(said("a1", RICH)))

    await expect(page.locator(".md math")).to_have_count(2)
    await expect(page.locator(".code .c-keyword").first).to_have_text("def")
    await expect(page.locator(".md img")).to_have_count(1)
    await expect(page.locator(".md a[href^=javascript], .md script")).to_have_count(0)
    await expect(page.locator(".md")).to_contain_text("$5 and $10.")
    await expect(page.locator(".md")).to_contain_text("<img src=x onerror=alert(1)>")
    await page.get_by_text("deep", exact=True).click()
    deep = {"name": "task", "data": {"id": "7", "to": "a b"}}
    assert ["deeplink", deep] in await page.evaluate("heard")
    assert [url for url in foreign if not url.startswith(site.url)] == []
    assert await page.evaluate("violations") == []


async def test_an_image_from_elsewhere_waits_until_it_is_asked_for(
    browser: Browser, site: Site
) -> None:
    page = await opened(browser, site)
    await ask(page, site, done(said("a1", "![far](https://elsewhere.example/p.png)")))
    button = page.get_by_role("button", name="elsewhere.example")
    await expect(button).to_be_visible()

    async with page.expect_event("request", lambda one: "elsewhere.example" in one.url):
        # The test's policy refuses it; the element has asked for it.
        await page.evaluate("document.addEventListener('securitypolicyviolation', () => 0)")
        await button.click()
    await expect(page.locator(".md img")).to_have_attribute("alt", "far")


async def test_a_word_costs_the_same_at_the_end_of_a_long_answer_as_at_its_start(
    browser: Browser, site: Site
) -> None:
    page = await opened(browser, site, "{thread: {autoScroll: true}}")
    await ask(page, site, added(said("a1", "")), end=False)
    protocol = await page.context.new_cdp_session(page)
    await protocol.send("Performance.enable")

    async def cost(tokens: int) -> float:
        """Main-thread milliseconds per token, at 200 of them a second."""
        before = await _spent(protocol)
        for at in range(tokens):
            site.say(delta("a1", _token(at)))
            await asyncio.sleep(0.005)
        return (await _spent(protocol) - before) * 1000 / tokens

    await cost(200)
    start = min([await cost(300) for _ in range(3)])
    site.say(delta("a1", "".join(_token(at) for at in range(18_000))))
    await until(page, "inside('.md')[0].textContent.length > 60000")
    await page.evaluate("pane().scrollTop = pane().scrollHeight")
    await cost(200)
    end = min([await cost(300) for _ in range(3)])
    site.say(end=True)

    assert end / start < 1.5, f"{start:.3f} ms a token at the start, {end:.3f} at the end"
    assert await page.evaluate("violations") == []


async def test_what_streams_is_drawn_every_other_frame_at_most(
    browser: Browser, site: Site
) -> None:
    page = await opened(browser, site)
    await ask(page, site, added(said("a", "")), delta("a", "Begin "), end=False)
    await until(page, "inside('.md').length > 0")
    await page.evaluate(
        """() => { window.drawn = []
          new MutationObserver(() => drawn.push(performance.now())).observe(inside('.md')[0],
            { subtree: true, childList: true, characterData: true }) }"""
    )

    for _ in range(100):
        site.say(delta("a", "word "))
        await asyncio.sleep(0.005)  # the pace of the words, not a wait for anything
    site.say(delta("a", "end."))
    await until(page, "inside('.md')[0].textContent.endsWith('end.')")
    drawn = await page.evaluate("drawn")
    site.say(end=True)

    gaps = [later - earlier for earlier, later in itertools.pairwise(drawn)]
    assert len(gaps) > 3
    assert min(gaps) > 20, "milliseconds; a frame is 16.7"


async def _spent(protocol: Any) -> float:
    metrics = (await protocol.send("Performance.getMetrics"))["metrics"]
    return sum(one["value"] for one in metrics if one["name"] in COST)


def _token(at: int) -> str:
    """A word of a text with paragraphs, lists and code."""
    place = at % 120
    if place == 0:
        return "\n\n"
    if 60 <= place < 80 and place % 5 == 0:
        return "\n- " if place > 60 else "\n\n- "
    if place == 80:
        return "\n\n```js\n"
    if 80 < place < 110:
        return f"x{place}()\n"
    return "\n```\n\n" if place == 110 else WORDS.split()[at % 14] + " "


async def test_older_messages_come_in_without_a_jump(browser: Browser, site: Site) -> None:
    site.items = _conversation(200)
    page = await opened(browser, site)
    await page.evaluate("pane().scrollTop = 2600")
    await until(page, "pane().scrollTop < 2700")
    first = await page.evaluate(TOPS)

    await page.mouse.move(400, 300)
    for _ in range(30):
        await page.mouse.wheel(0, -120)
        await page.evaluate("new Promise(requestAnimationFrame)")
        if len(site.of("items.list")) > 1:
            break
    await until(page, "inside('.turn').length > 12 || inside('.room').length > 0")
    before = await page.evaluate("pane().scrollTop")
    then = await page.evaluate(TOPS)

    moved = [then[key] - top for key, top in first.items() if key in then]
    assert len(site.of("items.list")) > 1
    assert before > 0
    assert moved
    assert max(moved) - min(moved) <= 1, "what was in sight moved as one"
    assert abs(moved[0] - round(moved[0] / 120) * 120) <= 1, "and with the wheel alone"


async def test_a_thread_of_thousands_holds_few_elements_and_is_whole_on_paper(
    browser: Browser, site: Site
) -> None:
    site.items = _conversation(3000)
    site.page = 3000
    page = await opened(browser, site)
    await expect(page.get_by_text("Question 1499.", exact=True)).to_be_in_viewport()
    assert await page.evaluate("inside('.turn').length") < 60

    await page.evaluate("pane().scrollTop = pane().scrollHeight / 2")
    await until(page, "!inside('.turn').some((turn) => turn.turnKey === 'u1490')")
    seen = """(() => { const { top, bottom } = pane().getBoundingClientRect()
      const boxes = inside('.turn').map((turn) => turn.getBoundingClientRect())
      return boxes.some((box) => box.top <= top + 40 && box.bottom > top) &&
        boxes.some((box) => box.top < bottom && box.bottom >= bottom - 40) })()"""
    await until(page, seen)
    assert await page.evaluate("inside('.turn').length") < 60
    assert await page.evaluate("inside('*').length") < 4000

    await page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert await page.evaluate("inside('.turn').length") == 1500
    await page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert await page.evaluate("inside('.turn').length") < 60


async def test_a_question_goes_to_the_top_and_the_answer_does_not_pull(
    browser: Browser, site: Site
) -> None:
    site.items = _conversation(20)
    page = await opened(browser, site)
    await ask(page, site, added(said("a", "")), end=False)
    at_top = "Math.abs(topOf(inside('.turn.last')[0]) - topOf(pane()) - 12) < 3"
    await until(page, at_top)

    site.say(*[delta("a", WORDS * 3 + "\n\n") for _ in range(60)])
    await until(page, "inside('.turn.last')[0].getBoundingClientRect().height > 1500")

    assert await page.evaluate(at_top)
    jump = page.get_by_role("button", name="New messages below")
    await expect(jump).to_be_visible()
    await jump.click()
    await until(page, "pane().scrollHeight - pane().scrollTop - pane().clientHeight < 60")
    await expect(jump).to_have_count(0)
    site.say(end=True)


async def test_an_answer_is_followed_by_who_is_at_its_end_and_by_nobody_else(
    browser: Browser, site: Site
) -> None:
    page = await opened(browser, site, "{thread: {autoScroll: true}}")
    await ask(page, site, added(said("a", "")), end=False)
    below = "pane().scrollHeight - pane().scrollTop - pane().clientHeight"
    for _ in range(50):
        site.say(delta("a", WORDS * 2 + "\n\n"))
        await page.evaluate("new Promise(requestAnimationFrame)")
    await until(page, f"pane().scrollTop > 300 && {below} < 90")

    await page.mouse.move(400, 300)
    await page.mouse.wheel(0, -400)
    await until(page, f"{below} > 300")
    here = await page.evaluate("pane().scrollTop")
    site.say(*[delta("a", WORDS * 2 + "\n\n") for _ in range(20)])
    await until(page, f"{below} > 900")

    assert abs(await page.evaluate("pane().scrollTop") - here) < 3
    site.say(end=True)


async def test_focus_and_selection_outlive_what_streams_below_them(
    browser: Browser, site: Site
) -> None:
    page = await opened(browser, site)
    text = "See [the docs](https://example.com/docs) first.\n\n"
    await ask(page, site, added(said("a", "")), delta("a", text + "And "), end=False)
    link = page.get_by_role("link", name="the docs")
    await link.focus()
    await page.evaluate("window.held = kit.shadowRoot.activeElement")

    site.say(*[delta("a", WORDS) for _ in range(40)], delta("a", "\n\n## End\n"))
    await expect(page.get_by_role("heading", name="End")).to_be_visible()
    assert await page.evaluate("kit.shadowRoot.activeElement === held && held.isConnected")

    site.say(done(said("a", text + "And all.\n\n## End\n")), end=True)
    await expect(page.get_by_role("button", name="Copy answer")).to_be_visible()
    assert await page.evaluate("kit.shadowRoot.activeElement === held && held.isConnected")


async def test_sources_are_marked_shown_on_pointing_and_listed(
    browser: Browser, site: Site
) -> None:
    page = await opened(browser, site)
    source = {
        "type": "url",
        "url": "https://www.lit.dev/docs",
        "title": "Lit",
        "description": "Small.",
    }
    note = {"type": "annotation", "index": 6, "source": source}
    await ask(page, site, done(said("a", "Facts. More.", note, note | {"index": 12})))

    marks = page.get_by_role("link", name="Source 1: Lit")
    await expect(marks).to_have_count(2)
    await marks.first.hover()
    await expect(page.get_by_role("tooltip")).to_contain_text("Small.")
    await page.keyboard.press("Escape")
    await page.mouse.move(5, 5)
    await expect(page.get_by_role("tooltip")).to_have_count(0)
    await page.get_by_text("Sources").click()
    await expect(page.locator(".source-list li")).to_have_count(1)
    await expect(page.locator(".source-list")).to_contain_text("lit.dev")


async def test_what_is_still_made_and_what_nobody_knows_is_shown(
    browser: Browser, site: Site
) -> None:
    page = await opened(browser, site)
    thought = {"type": "thought", "title": "Weighing", "content": "Maybe **this**"}
    work = {"type": "reasoning", "expanded": True, "tasks": [thought]}
    await ask(
        page,
        site,
        added(item("workflow", "w", workflow=work)),
        added(item("generated_image", "g", image=None)),
        added(item("hologram", "h", depth=3)),
        end=False,
    )

    await expect(page.locator(".workflow strong")).to_have_text("this")
    await expect(page.locator(".generated .placeholder")).to_be_visible()
    await expect(page.locator(".unknown-item")).to_be_visible()
    image = {"id": "i", "url": f"{site.url}/picture.svg"}
    update = {"type": "generated_image.updated", "image": image, "progress": 0.5}
    site.say({"type": "thread.item.updated", "item_id": "g", "update": update})
    await expect(page.locator(".generated img")).to_be_visible()
    await until(page, "getComputedStyle(inside('.generated img')[0]).filter === 'blur(12px)'")
    work = work | {"summary": {"duration": 75}}
    site.say(done(item("workflow", "w", workflow=work)))
    site.say(done(item("generated_image", "g", image=image)), end=True)
    await expect(page.locator(".workflow summary")).to_contain_text("1 min 15 sec")
    await until(page, "getComputedStyle(inside('.generated img')[0]).filter === 'none'")


def _conversation(count: int) -> list[Event]:
    """Questions and answers in turn, of different lengths."""
    items: list[Event] = []
    for at in range(count // 2):
        items.append(asked(f"u{at}", f"Question {at}."))
        items.append(
            said(f"a{at}", f"Answer **{at}**. " + WORDS * (2 + at % 7) + "\n\n- one\n- two")
        )
    return items
