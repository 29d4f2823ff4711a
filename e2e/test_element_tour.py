"""A tour through everything the element can do, on a page in plain HTML and on one in React."""

from collections.abc import Generator

import pytest
from playwright.async_api import Browser

from element.gallery.hall import Hall, open_hall

from . import element_surface as surface
from . import (
    element_tour_compose,
    element_tour_frame,
    element_tour_talk,
    element_tour_widgets,
    element_tour_work,
)
from .element_tour import STEPS, Host, Step, touring

PARTS = (
    element_tour_talk,
    element_tour_work,
    element_tour_compose,
    element_tour_frame,
    element_tour_widgets,
)
PACE = 0.05


@pytest.fixture(scope="module")
def hall() -> Generator[Hall]:
    with open_hall(pace=PACE, furnished=False) as opened:
        yield opened


@pytest.mark.parametrize("host", ["plain", "react"])
@pytest.mark.parametrize("one", STEPS, ids=[step.name for step in STEPS])
async def test_the_tour(browser: Browser, hall: Hall, host: Host, one: Step) -> None:
    async with touring(browser, hall, host) as tour:
        await one.play(tour)


def covered(kind: str) -> set[str]:
    names = {name for step in STEPS for name in step.covers}
    return {name.removeprefix(f"{kind}:") for name in names if name.startswith(f"{kind}:")}


WANTED = {
    "item": set(surface.items()),
    "event": set(surface.events()),
    "update": set(surface.updates()),
    "op": set(surface.operations()),
    "widget": set(surface.components()),
    "method": set(surface.published().methods),
    "heard": set(surface.published().events),
    "option": {way for way in surface.published().options if "." not in way},
}


@pytest.mark.parametrize("kind", list(WANTED))
def test_the_tour_leaves_nothing_out(kind: str) -> None:
    assert len(PARTS) == 5
    assert WANTED[kind] - covered(kind) == set()
