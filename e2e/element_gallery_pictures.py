"""`python -m e2e.element_gallery_pictures`: the pictures of the gallery that the documents show."""

import asyncio
from dataclasses import dataclass, field

from playwright.async_api import Browser

from element.gallery.hall import Hall, open_hall

from .browser import launch
from .chromium import ROOT
from .element_gallery_page import looking
from .element_gallery_pages import Place

FOLDER = ROOT / "docs" / "screenshots" / "element"
PACE = 0.02
WIDE = {"width": 1200, "height": 800}
PHONE = {"width": 390, "height": 800}


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture.

    Attributes:
        name: Of the file, without ending.
        whole: The page with all that is around the element.
    """

    name: str
    path: str
    switches: dict[str, str] = field(default_factory=dict[str, str])
    live: bool = False
    phone: bool = False
    whole: bool = False


DARK, RTL = {"scheme": "dark"}, {"dir": "rtl"}
PICTURES = (
    Picture("gallery", "/", whole=True),
    Picture("start-light", "/show/start-screen"),
    Picture("answer-light", "/show/sources"),
    Picture("code-dark", "/show/code", DARK),
    Picture("workflow-light", "/show/workflow"),
    Picture("form-dark", "/show/card-form", DARK),
    Picture("list-right-to-left", "/show/list-view", RTL),
    Picture("chart-dark", "/show/chart-bar", DARK),
    Picture("message-right-to-left", "/show/right-to-left", RTL),
    Picture("notices-light", "/show/notices", live=True),
    Picture("questions-phone", "/show/structured-input", phone=True),
    Picture("history-phone", "/show/history", DARK, phone=True),
)


async def take(browser: Browser, hall: Hall, picture: Picture) -> None:
    """Take one picture."""
    viewport = PHONE if picture.phone else WIDE
    async with looking(browser, hall, viewport=viewport) as looked:
        await looked.open(Place(picture.path, live=picture.live), **picture.switches)
        path = FOLDER / f"{picture.name}.png"
        if picture.whole:
            await looked.page.screenshot(path=path, animations="disabled")
        else:
            await looked.page.locator(".stage").screenshot(path=path, animations="disabled")


async def main() -> None:
    """Take all of them."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with open_hall(pace=PACE) as hall:
        async with launch() as browser:
            for picture in PICTURES:
                await take(browser, hall, picture)
                print(f"{picture.name}.png")


if __name__ == "__main__":
    asyncio.run(main())
