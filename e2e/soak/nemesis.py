"""Strikes a site again and again, each kind of fault at each moment as often as is wanted."""

import asyncio
import random
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass

from ..waiting import until
from .eye import Eye
from .faults import Faults, Release
from .history import History, Moment, Struck

AIM_SECONDS = 12
Strike = Callable[[Faults, str, Release], Awaitable[None]]
KINDS: dict[str, tuple[str, Strike]] = {
    "kill -9 worker": ("worker", Faults.kill),
    "kill -9 API": ("api", Faults.kill),
    "SIGSTOP worker": ("worker", Faults.freeze),
    "SIGSTOP API": ("api", Faults.freeze),
    "SIGTERM worker": ("worker", Faults.drain),
    "SIGTERM API": ("api", Faults.drain),
    "PostgreSQL restart, fast": ("", Faults.restart_fast),
    "PostgreSQL restart, immediate": ("", Faults.restart_immediate),
    "pg_terminate_backend": ("worker", Faults.terminate),
    "pool exhausted": ("", Faults.lock_out),
    "no connection left": ("worker", Faults.take_slots),
    "disk full": ("", Faults.fill_disk),
    "people cut off": ("", Faults.cut_people),
    "people delayed": ("", Faults.delay_people),
    "database cut off": ("worker", Faults.cut_database),
    "database delayed": ("worker", Faults.delay_database),
}


@dataclass(frozen=True)
class Wanted:
    """How often each kind is to strike: at least so often while a tool runs, and so on."""

    tool: int
    streaming: int
    idle: int


class Gate:
    """Holds people back from beginning anything new."""

    def __init__(self) -> None:
        self._open = asyncio.Event()
        self._open.set()

    def close(self) -> None:
        """Hold them back."""
        self._open.clear()

    def open(self) -> None:
        """Let them go on."""
        self._open.set()

    async def passed(self) -> None:
        """Return when it is open."""
        await self._open.wait()


class Nemesis:
    """Chooses what is still wanted, waits for its moment, and strikes."""

    def __init__(
        self,
        faults: Faults,
        eye: Eye,
        history: History,
        gate: Gate,
        *,
        wanted: Wanted,
        dice: random.Random,
    ) -> None:
        self._faults, self._eye, self._history, self._gate = faults, eye, history, gate
        self._dice = dice
        self._left = Counter[tuple[str, Moment]]()
        for kind in KINDS:
            if kind == "disk full" and not faults.site.small_disk:
                continue
            self._left[kind, "tool"] = wanted.tool
            self._left[kind, "streaming"] = wanted.streaming
            self._left[kind, "idle"] = wanted.idle
        self._tries = Counter[tuple[str, Moment]]()

    async def rage(self, until: float) -> None:
        """Strike until everything wanted is done, or until this moment of the monotonic clock."""
        while time.monotonic() < until:
            # What was tried least goes first, so that a storm cut short has a bit of everything.
            left = [each for each, count in self._left.items() if count > 0]
            if not left:
                return
            fewest = min(self._tries[each] for each in left)
            kind, moment = self._dice.choice([each for each in left if self._tries[each] == fewest])
            self._tries[kind, moment] += 1
            await self._strike(kind, moment)
            await asyncio.sleep(self._dice.uniform(0.0, 0.6))

    async def _strike(self, kind: str, moment: Moment) -> None:
        role, strike = KINDS[kind]
        async with AsyncExitStack() as stack:
            release = await self._wait_for(moment, stack)
            victim = await self._victim(role, moment)
            if victim is None:
                return
            found = await self._eye.moment(victim)
            began = time.time()
            await strike(self._faults, victim, release)
        self._left[kind, found] -= 1
        self._history.add(Struck(kind, found, victim, time.time() - began, at=began))

    async def _wait_for(self, moment: Moment, stack: AsyncExitStack) -> Release:
        async def nothing() -> None:
            pass

        if moment == "tool":
            hold = await stack.enter_async_context(self._eye.hold())
            await self._await(self._in_tool)
            return hold.release
        if moment == "idle":
            stack.callback(self._gate.open)
            self._gate.close()
            await self._await(self._nothing_open)
            return nothing
        await self._await(self._speaking)
        return nothing

    async def _await(self, look: Callable[[], Awaitable[bool]]) -> None:
        """Wait for a moment; what is struck at last is noted as it was found."""
        with suppress(TimeoutError):
            await until(look, seconds=AIM_SECONDS, what="the moment")

    async def _in_tool(self) -> bool:
        return bool(await self._eye.in_tools())

    async def _nothing_open(self) -> bool:
        return await self._eye.open_turns() == 0

    async def _speaking(self) -> bool:
        return any(each.process for each in await self._eye.held())

    async def _victim(self, role: str, moment: Moment) -> str | None:
        alive = self._faults.alive(role or "api")
        if role == "worker" and moment != "idle":
            busy = await self._eye.in_tools() if moment == "tool" else set[str]()
            busy = busy or {each.process for each in await self._eye.held()}
            alive = [name for name in alive if name in busy] or alive
        if not role:
            return "all"
        return self._dice.choice(alive) if alive else None
