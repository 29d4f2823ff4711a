"""Every page of the gallery, as axe sees it: in light, in dark, and from right to left."""

from collections.abc import Generator
from typing import Any

import pytest
from playwright.async_api import Browser

from element.gallery.hall import Hall, open_hall

from .element_gallery_page import (
    COLOUR_RULES,
    ELEMENT,
    EVERY_RULE,
    Looked,
    in_lanes,
    looking,
)
from .element_gallery_pages import Place, groups

PACE = 0.02
SECONDS = 600
THEMES = {
    # The same elements in other colours.
    "in dark": ({"scheme": "dark"}, COLOUR_RULES),
    "from right to left": ({"dir": "rtl"}, EVERY_RULE),
}


@pytest.fixture(scope="module")
def hall() -> Generator[Hall]:
    with open_hall(pace=PACE) as opened:
        yield opened


async def in_every_theme(looked: Looked, place: Place) -> dict[str, Any]:
    """Return what axe finds on one page, by theme; nothing for a theme with nothing.

    The whole page is looked at in light. What is around the element is the same on all pages:
    the other themes need it only once, on the pages that cannot be turned.
    """
    found: dict[str, Any] = {}
    await looked.open(place)
    if wrong := await looked.violations():
        found[f"{place.path} in light"] = wrong
    for theme, (switches, rules) in THEMES.items():
        if place.turns:
            await looked.turn(**switches)
            wrong = await looked.violations(ELEMENT, rules)
        else:
            await looked.open(place, **switches)
            wrong = await looked.violations()
        if wrong:
            found[f"{place.path} {theme}"] = wrong
    return found


@pytest.mark.timeout(SECONDS)
@pytest.mark.parametrize("group", list(groups()))
async def test_axe_finds_nothing_in_any_theme(browser: Browser, hall: Hall, group: str) -> None:
    pages = groups()[group]
    found = await in_lanes(browser, hall, pages, in_every_theme)
    print(f"axe, {group}: {len(pages)} pages x 3 themes, {len(found)} with violations")

    assert found == {}
    assert len(pages) > 3


async def test_axe_finds_what_is_too_faint_in_the_dark(browser: Browser, hall: Hall) -> None:
    async with looking(browser, hall) as looked:
        await looked.open(Place("/show/prose"))
        await looked.page.evaluate(
            """() => { const kit = document.querySelector('openai-chatkit')
            const sheet = new CSSStyleSheet()
            sheet.replaceSync('[part~="assistant-message"] * { color: #222 !important }')
            kit.shadowRoot.adoptedStyleSheets.push(sheet) }"""
        )
        in_light = await looked.violations(ELEMENT, COLOUR_RULES)
        await looked.turn(scheme="dark")
        in_dark = await looked.violations(ELEMENT, COLOUR_RULES)

    assert in_light == []
    assert "color-contrast" in [rule for rule, *_ in in_dark]


async def test_axe_would_find_what_is_wrong(browser: Browser, hall: Hall) -> None:
    async with looking(browser, hall) as looked:
        await looked.open(Place("/tour-plain", bare=True))
        await looked.page.evaluate(
            """() => { const kit = document.querySelector('openai-chatkit').shadowRoot
            for (const name of ['aria-label', 'title'])
              kit.querySelector('[part~=send]').removeAttribute(name) }"""
        )
        found = await looked.violations()

    assert "button-name" in [rule for rule, *_ in found]
