"""The browser that the journeys run in."""

import os
from pathlib import Path

import pytest

from . import chromium
from .browser import launch
from .model_server import serve

WIDTHS = """() => ['mmmmm', 'iiiii'].map((text) => {
  document.querySelector('#said').textContent = text
  return document.querySelector('#said').getBoundingClientRect().width
})"""
READ = "(url) => fetch(url).then(() => 'read', String)"
PAGE = '<p id="said" style="font: 20px sans-serif; display: inline-block">Wed 25 Nov</p>'


def _mapped(executable: Path, library: str) -> list[str]:
    """Return the files from which running processes of `executable` mapped `library`."""
    found: set[str] = set()
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if (process / "exe").readlink() == executable:
                lines = (process / "maps").read_text().splitlines()
                found |= {line.split()[-1] for line in lines if library in line}
        except OSError:
            continue
    return sorted(found)


async def test_it_draws_text_in_a_font_it_carries() -> None:
    async with launch() as browser:
        page = await browser.new_page()
        await page.set_content(PAGE)

        wide, narrow = await page.evaluate(WIDTHS)

    assert wide > 2 * narrow > 0, "letters of one width are boxes drawn for want of a font"


async def test_it_keeps_pages_from_reading_other_origins_as_a_persons_browser_does() -> None:
    with serve() as other:
        async with launch() as browser:
            page = await browser.new_page()
            await page.goto(f"{other.base_url}/models")
            alone = await page.evaluate(READ, f"{other.base_url}/models")
            foreign = await page.evaluate(READ, other.base_url.replace("127.0.0.1", "localhost"))

    assert alone == "read"
    assert foreign == "TypeError: Failed to fetch"


async def test_it_brings_its_own_libraries_where_the_machine_has_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("ERRAND_CHROMIUM_LIBRARIES", "carried")
    found = chromium.find()

    async with launch() as browser:
        await (await browser.new_page()).set_content(PAGE)
        mapped = _mapped(found.executable, "libnss3.so")

    assert mapped == [os.fspath(found.executable.parent / "lib" / "libnss3.so")]
