"""A real Chromium for the journeys, with nothing switched off that a person's browser has on."""

import os
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from playwright.async_api import Browser, async_playwright

from . import chromium

ARGUMENTS = (
    "--disable-dev-shm-usage",  # a container's /dev/shm is often 64 MB
    "--font-render-hinting=none",  # the same picture on every machine
)
LAUNCH_MILLISECONDS = 60_000


@asynccontextmanager
async def launch(*more: str) -> AsyncGenerator[Browser]:
    """Open a browser, with these arguments too, and close it again.

    Raises:
        chromium.NoChromium: There is none to run.
    """
    found = chromium.find()
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=found.executable,
            args=[*ARGUMENTS, *more],
            env={**os.environ, **found.environment},
            timeout=LAUNCH_MILLISECONDS,
        )
        try:
            yield browser
        finally:
            await browser.close()
