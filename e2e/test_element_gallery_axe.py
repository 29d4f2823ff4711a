"""Every page of the gallery, as axe sees it: in light, in dark, and from right to left."""

from collections.abc import AsyncGenerator, Generator
from typing import Any

import pytest
from playwright.async_api import Browser

from element.gallery.hall import Hall, open_hall

from .browser import launch
from .element_gallery_page import Looked, looking
from .element_gallery_pages import Place, groups

PACE = 0.02
SECONDS = 600
THEMES = {"light": {}, "dark": {"scheme": "dark"}, "right to left": {"dir": "rtl"}}


@pytest.fixture(scope="module")
async def browser() -> AsyncGenerator[Browser]:
    async with launch() as opened:
        yield opened


@pytest.fixture(scope="module")
def hall() -> Generator[Hall]:
    with open_hall(pace=PACE) as opened:
        yield opened


async def in_every_theme(looked: Looked, place: Place) -> dict[str, Any]:
    """Return what axe finds on one page, by theme; nothing for a theme with nothing."""
    found: dict[str, Any] = {}
    for theme, switches in THEMES.items():
        if place.turns and theme != "light":
            await looked.turn(**switches)
        else:
            await looked.open(place, **switches)
        if wrong := await looked.violations():
            found[f"{place.path} in {theme}"] = wrong
    return found


@pytest.mark.timeout(SECONDS)
@pytest.mark.parametrize("group", list(groups()))
async def test_axe_finds_nothing_in_any_theme(browser: Browser, hall: Hall, group: str) -> None:
    found: dict[str, Any] = {}
    pages = groups()[group]
    async with looking(browser, hall) as looked:
        for place in pages:
            found |= await in_every_theme(looked, place)
    print(f"axe, {group}: {len(pages)} pages x {len(THEMES)} themes, {len(found)} with violations")

    assert found == {}
    assert len(pages) > 3


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
