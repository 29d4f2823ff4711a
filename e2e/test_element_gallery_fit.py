"""Every page of the gallery on narrow screens, large and small: no sideways scroll, nothing cut."""

from collections.abc import Generator

import pytest
from playwright.async_api import Browser

from element.gallery.hall import Hall, open_hall

from .element_gallery_page import Looked, in_lanes, looking
from .element_gallery_pages import Place, groups

PACE = 0.02
SECONDS = 600
SIZES = {"320 pixels": (320, 640), "200 % zoom": (640, 450), "a phone, right to left": (390, 844)}
"""A window of 1280 by 900 at 200 % has 640 by 450 of the page's own pixels."""


@pytest.fixture(scope="module")
def hall() -> Generator[Hall]:
    with open_hall(pace=PACE) as opened:
        yield opened


async def in_every_size(looked: Looked, place: Place) -> dict[str, list[str]]:
    """Return what is cut on one page, by size."""
    found: dict[str, list[str]] = {}
    await looked.open(place)
    for name, (width, height) in SIZES.items():
        await looked.page.set_viewport_size({"width": width, "height": height})
        if place.turns and "right" in name:
            await looked.turn(dir="rtl")
        await looked.settled()
        if wrong := await looked.cut():
            found[f"{place.path} at {name}"] = wrong
    return found


@pytest.mark.timeout(SECONDS)
@pytest.mark.parametrize("group", list(groups()))
async def test_everything_fits_and_nothing_is_cut(browser: Browser, hall: Hall, group: str) -> None:
    pages = groups()[group]
    found = await in_lanes(browser, hall, pages, in_every_size)
    print(f"fit, {group}: {len(pages)} pages x {len(SIZES)} sizes, {len(found)} with something cut")

    assert found == {}


async def test_what_is_cut_would_be_found(browser: Browser, hall: Hall) -> None:
    async with looking(browser, hall, viewport={"width": 320, "height": 640}) as looked:
        await looked.open(Place("/show/prose"))
        await looked.page.evaluate(
            """() => { const column = document.querySelector('openai-chatkit').shadowRoot
              .querySelector('.column')
            column.style.overflow = 'hidden'
            column.firstElementChild.style.width = '500px' }"""
        )

        assert any("is cut by div.column" in one for one in await looked.cut())
