"""Measures the element and shows it: `python -m bench element`."""

import json
import os
import subprocess
import tempfile
from pathlib import Path

from e2e import chromium
from e2e.browser import launch

from ..figures import Verdict
from . import answer, report, scrolling, sizes, start, streaming
from .site import DIST, PAGES, PER_SECOND, serve_apart

BUILD_SECONDS = 120
SETTINGS = """\
  All read the same events, hand words on once a frame and follow the end of the answer.
  element: as it is served, with colours of code and formulas; draws every other frame.
  streamdown: mode="streaming", isAnimating while it streams; no plug-in: no colours, no formulas.
  react-markdown: memoised blocks, found by marked's lexer; remark-gfm; no colours, no formulas.
  nothing: reads the stream and draws nothing (the floor)."""


def build(folder: Path) -> dict[str, str]:
    """Build the pages of the peers for production; return the versions of what is in them."""
    command = [str(chromium.node()), str(PAGES / "build.mjs"), str(folder)]
    ended = subprocess.run(
        command, check=True, capture_output=True, text=True, timeout=BUILD_SECONDS
    )
    return json.loads(ended.stdout)


async def measure(
    tokens: int = answer.WHOLE, items: int = scrolling.ITEMS, loads: int = start.LOADS
) -> list[Verdict]:
    """Show all tables of the element and return its verdicts; fewer of everything is a trial."""
    weights = sizes.measure(DIST)
    _show("The element's scripts", report.sizes(weights))
    with tempfile.TemporaryDirectory() as folder:
        versions = build(Path(folder))
        with serve_apart(Path(folder)) as site:
            async with launch() as browser:
                _show("Browser", f"Chromium {browser.version}, {_machine()}")
                starts = await start.measure(browser, site, loads)
                _show(f"From the script to the composer, {loads} loads", report.starts(starts))
                scroll = await scrolling.measure(browser, site, items)
                empty = await scrolling.floor(browser, site)
                _show(f"A thread of {items} items", report.scrolled(scroll, empty))
                streams = await streaming.measure(browser, site, tokens)
    said = ", ".join(f"{name} {version}" for name, version in versions.items())
    shown = f"{report.streamed(streams)}\n{SETTINGS}\n  {said}"
    _show(f"{tokens} tokens of Markdown, {PER_SECOND} a second", shown)
    return report.verdicts(weights, scroll, streams)


def _machine() -> str:
    load = " ".join(f"{one:.1f}" for one in os.getloadavg())
    return f"{os.cpu_count()} processors, load {load}"


def _show(title: str, text: str) -> None:
    print(f"\n{title}\n{text}", flush=True)
