"""What `errand doctor` does."""

# ruff: noqa: T201

import asyncio
import json
from collections.abc import AsyncIterator

from errand.doctor.database import database
from errand.doctor.findings import Finding
from errand.doctor.machine import machine
from errand.doctor.network import network
from errand.local.home import Home
from errand.settings import Settings


def examine(settings: Settings, *, in_json: bool) -> int:
    """Print what is found; return 1 where something is wrong, else 0."""
    found = asyncio.run(_examined(settings, in_json=in_json))
    bad = sum(finding.level == "wrong" for finding in found)
    if in_json:
        print(json.dumps([finding.as_json() for finding in found], indent=2))
    else:
        print(f"\n{bad} of {len(found)} are wrong." if bad else "\nNothing is wrong.")
    return int(bad > 0)


async def _examined(settings: Settings, *, in_json: bool) -> list[Finding]:
    found: list[Finding] = []
    async for finding in _everything(settings, Home(settings.errand_home)):
        found.append(finding)
        if not in_json:
            print(finding.as_line(), flush=True)
    return found


async def _everything(settings: Settings, home: Home) -> AsyncIterator[Finding]:
    for finding in machine(settings, home):
        yield finding
    async for finding in database(settings, home):
        yield finding
    async for finding in network(settings):
        yield finding
