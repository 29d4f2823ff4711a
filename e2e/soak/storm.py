"""A storm from its first message to the verdict."""

import asyncio
import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from ..waiting import until
from .checker import Verdict, check
from .crowd import Simulated
from .dump import dump
from .eye import Eye
from .faults import Faults, Measured
from .history import History, Record, mark_of
from .nemesis import Gate, Nemesis, Wanted
from .rows import Rows
from .script import MODELS, Choices
from .site import Site, running
from .viewing import view

QUIET_SECONDS = 120
TURN_SECONDS = 120


@dataclass(frozen=True)
class Size:
    """How large a storm is."""

    seed: int
    seconds: float
    """The storm ends then, whatever is still wanted."""
    wanted: Wanted
    people: int = 8
    apis: int = 2
    workers: int = 2
    broken_models: float = 0.3
    """Share of messages that go to one."""


@dataclass
class Outcome:
    """What a storm leaves behind."""

    size: Size
    history: History
    rows: Rows
    verdict: Verdict
    measured: Measured
    small_disk: bool
    seconds: float


async def storm(
    size: Size, *, keep: Path | None = None, hear: Callable[[Record], None] = lambda _record: None
) -> Outcome:
    """Let it rage, heal everything, wait until it is quiet, and check.

    Args:
        size: How large it is.
        keep: File for the history; a folder beside it takes the logs of all processes.
        hear: Called with each record of it.
    """
    began = time.monotonic()
    async with running(apis=size.apis, workers=size.workers, models=MODELS) as site:
        history, eye = History(hear=hear), Eye(site)
        faults = Faults(site, eye, random.Random(size.seed + 1))
        try:
            people = await _rage(size, site, eye, faults, history)
            await _quiet(eye)
            for person in people:
                await view(person)
            async with await site.database() as connection:
                rows = await dump(connection)
        except BaseException:
            print(site.tail(), flush=True)
            raise
        finally:
            await eye.close()
            if keep is not None:
                history.save(keep)
                site.keep_logs(keep.with_suffix(".logs"))
        verdict = check(history, rows, turn_seconds=TURN_SECONDS)
        if verdict.broken:
            print(site.tail(), flush=True)
    took = time.monotonic() - began
    return Outcome(size, history, rows, verdict, faults.measured, site.small_disk, took)


async def _rage(
    size: Size, site: Site, eye: Eye, faults: Faults, history: History
) -> list[Simulated]:
    gate, over = Gate(), asyncio.Event()
    people = await _people(size, site, history, gate)
    dice = random.Random(size.seed)
    nemesis = Nemesis(faults, eye, history, gate, wanted=size.wanted, dice=dice)
    living = [asyncio.create_task(person.live(over)) for person in people]
    watching = asyncio.create_task(faults.watch())
    raging = asyncio.create_task(nemesis.rage(time.monotonic() + size.seconds))
    # Whoever of them fails ends it all at once.
    done, _ = await asyncio.wait([raging, *living], return_when=asyncio.FIRST_COMPLETED)
    over.set()
    gate.open()
    for each in done:
        await each
    await raging
    watching.cancel()
    await faults.settle()
    await asyncio.gather(*living)
    return people


async def _people(size: Size, site: Site, history: History, gate: Gate) -> list[Simulated]:
    choices, people = Choices(size.broken_models), list[Simulated]()
    for number in range(1, size.people + 1):
        actor, _ = await site.person()
        name = mark_of(number)
        history.people[name] = str(actor.user_id)
        people.append(
            Simulated(
                name,
                site.url,
                history,
                dice=random.Random(size.seed * 1000 + number),
                choices=choices,
                secret=partial(site.secret, actor),
                gate=gate.passed,
            )
        )
    return people


async def _quiet(eye: Eye) -> None:
    async def nothing_open() -> bool:
        return await eye.open_turns() == 0

    try:
        await until(nothing_open, seconds=QUIET_SECONDS, what="quiet")
    except TimeoutError:
        return  # the checker names what has not ended
