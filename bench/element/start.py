"""From the script to a composer that can be written in, in browsers that know nothing of it yet."""

from collections.abc import Sequence
from dataclasses import dataclass

from playwright.async_api import Browser

from ..figures import Measured
from .browser import opened

LOADS = 15
PAGES = {"a bare box (the floor)": "start-bare", "the element": "start-element"}
MOMENTS = ("evaluated", "usable", "painted", "processor")
"""The script has run; the composer takes words; it has been on the screen; what the page's main
thread has worked until then, the page itself included, whatever else the machine did."""


@dataclass(frozen=True, slots=True)
class Start:
    """The times of one page, by moment."""

    name: str
    moments: dict[str, Measured]


async def measure(browser: Browser, site: str, loads: int = LOADS) -> list[Start]:
    """Load each page so often, in turns, never with anything kept."""
    times: dict[str, list[dict[str, float]]] = {name: [] for name in PAGES}
    for _ in range(loads):
        for name, page in PAGES.items():
            async with opened(browser, f"{site}/{page}") as watched:
                told = await watched.page.evaluate("painted")
                times[name].append(told | {"processor": await watched.milliseconds()})
    return [Start(name, _moments(name, told)) for name, told in times.items()]


def _moments(name: str, told: Sequence[dict[str, float]]) -> dict[str, Measured]:
    return {moment: Measured(name, [one[moment] / 1000 for one in told]) for moment in MOMENTS}
