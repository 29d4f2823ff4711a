"""A short storm: people over several processes, every kind of fault, and what came of it."""

import asyncio
import os
import sys
from pathlib import Path

import pytest

LONGEST_SECONDS = 400
ROOT = Path(__file__).resolve().parent.parent
pytestmark = pytest.mark.timeout(LONGEST_SECONDS + 15)


async def test_nothing_is_lost_doubled_or_mixed_up_in_a_storm(
    capfd: pytest.CaptureFixture[str],
) -> None:
    with capfd.disabled():
        # A program of its own: it makes itself a small disk that it can fill.
        storm = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "e2e.soak", "--short", cwd=ROOT, env=dict(os.environ)
        )
        try:
            status = await asyncio.wait_for(storm.wait(), LONGEST_SECONDS)
        finally:
            if storm.returncode is None:
                storm.terminate()
                await storm.wait()
    assert status == 0, "see what is printed above"
