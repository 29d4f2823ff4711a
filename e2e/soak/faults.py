"""What the nemesis can do to a site. Each fault heals before it returns, or soon after."""

import asyncio
import contextlib
import os
import random
import shutil
import signal
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

import psycopg
from psycopg.rows import TupleRow

from ..waiting import until
from .eye import Eye, HeldTurn
from .site import READY_SECONDS, Site

Release = Callable[[], Awaitable[None]]
TAKEOVER_SECONDS = 60
_TERMINATE = (
    "select pg_terminate_backend(pid) from pg_stat_activity"
    " where application_name = %s and backend_type = 'client backend'"
)


@dataclass
class Measured:
    """Times in seconds, and how many of what."""

    takeovers: list[float] = field(default_factory=list[float])
    never_taken_over: list[str] = field(default_factory=list[str])
    ended_by_themselves: Counter[str] = field(default_factory=Counter[str])
    drains: list[float] = field(default_factory=list[float])
    drained_finished: int = 0
    drained_handed_over: int = 0
    database_away: list[float] = field(default_factory=list[float])


class Faults:
    """`KINDS` maps each kind to the role of its victim and what is done to that."""

    def __init__(self, site: Site, eye: Eye, dice: random.Random) -> None:
        self.site, self.eye, self.dice = site, eye, dice
        self.measured = Measured()
        self.unusable: set[str] = set()
        """Processes that are stopped, ending or starting."""
        self._aside = set[asyncio.Task[None]]()

    def alive(self, role: str) -> list[str]:
        """Return the processes of a role that can be struck."""
        return [
            name for name in self.site.names(role) if name not in self.unusable and self._runs(name)
        ]

    def _runs(self, name: str) -> bool:
        process = self.site.members[name].process
        return process is not None and process.poll() is None

    def also(self, work: Awaitable[None]) -> None:
        """Do this beside the storm."""

        async def done() -> None:
            await work

        task = asyncio.create_task(done())
        self._aside.add(task)
        task.add_done_callback(self._aside.discard)

    async def settle(self) -> None:
        """Wait until everything beside is done, and every process runs."""
        while self._aside:
            await asyncio.gather(*self._aside)
        for member in self.site.members.values():
            if member.process is None or member.process.poll() is not None:
                member.start()
        self.unusable.clear()

    async def kill(self, victim: str, release: Release) -> None:
        """kill -9; another takes its turns."""
        held = await self.eye.held_by(victim)
        self.unusable.add(victim)
        self.site.members[victim].tell(signal.SIGKILL)
        struck = time.monotonic()
        await release()
        self.also(self._again(victim, self.dice.uniform(0.2, 1.0)))
        if held:
            self.also(self._taken_over(held, struck))

    async def _again(self, victim: str, seconds: float) -> None:
        member = self.site.members[victim]
        assert member.process is not None
        await asyncio.to_thread(member.process.wait, 30)
        await asyncio.sleep(seconds)
        await self._start(victim)
        self.unusable.discard(victim)

    async def _start(self, name: str) -> None:
        """Start it until it works, as whoever watches over processes does."""
        member = self.site.members[name]
        member.start()

        async def works() -> bool:
            if member.process is not None and member.process.poll() is not None:
                self.measured.ended_by_themselves[name] += 1
                member.start()
            # Struck again only once it works: until then nobody is on it.
            return await self._connected(name)

        await until(works, seconds=READY_SECONDS, what=f"{name} to work")

    async def _connected(self, name: str) -> bool:
        seen = "select 1 from pg_stat_activity where application_name = %s limit 1"
        return bool(await self.eye.ask(seen, [name]))

    async def watch(self) -> None:
        """Start again what ends by itself, for ever."""
        while True:
            for name, member in self.site.members.items():
                if name in self.unusable or member.process is None:
                    continue
                if member.process.poll() is not None:
                    self.measured.ended_by_themselves[name] += 1
                    self.unusable.add(name)
                    self.also(self._again(name, 0.2))
            await asyncio.sleep(0.5)

    async def _taken_over(self, held: list[HeldTurn], struck: float) -> None:
        left = {each.turn: each.fence for each in held}
        while left and time.monotonic() - struck < TAKEOVER_SECONDS:
            for turn, (fence, status, worker) in (await self.eye.now(list(left))).items():
                if fence > left[turn] and (worker or status not in {"queued", "running"}):
                    self.measured.takeovers.append(time.monotonic() - struck)
                    del left[turn]
                elif status not in {"queued", "running"}:
                    del left[turn]  # it had ended before the blow
            await asyncio.sleep(0.02)
        self.measured.never_taken_over.extend(left)

    async def freeze(self, victim: str, release: Release) -> None:
        """SIGSTOP, for less or more than a lease, and SIGCONT."""
        self.unusable.add(victim)
        self.site.members[victim].tell(signal.SIGSTOP)
        await release()
        await asyncio.sleep(self.dice.choice([0.5, 2.0, 6.5]))
        self.site.members[victim].tell(signal.SIGCONT)
        self.unusable.discard(victim)

    async def drain(self, victim: str, release: Release) -> None:
        """SIGTERM, as a rolling restart does, and start it again once it has ended."""
        held = await self.eye.held_by(victim)
        self.unusable.add(victim)
        self.site.members[victim].tell(signal.SIGTERM)
        await release()
        self.also(self._drained(victim, held, time.monotonic()))

    async def _drained(self, victim: str, held: list[HeldTurn], struck: float) -> None:
        process = self.site.members[victim].process
        assert process is not None
        await asyncio.to_thread(process.wait, 60)
        self.measured.drains.append(time.monotonic() - struck)
        now = await self.eye.now([each.turn for each in held])
        finished = sum(
            now[each.turn][0] == each.fence and now[each.turn][1] == "done"
            for each in held
            if each.turn in now
        )
        self.measured.drained_finished += finished
        self.measured.drained_handed_over += len(held) - finished
        await self._again(victim, 0.0)

    async def restart_fast(self, _victim: str, release: Release) -> None:
        """PostgreSQL stops in order, and starts."""
        await self._restart(signal.SIGINT, release)

    async def restart_immediate(self, _victim: str, release: Release) -> None:
        """PostgreSQL stops at once, and recovers as it starts."""
        await self._restart(signal.SIGQUIT, release)

    async def _restart(self, number: int, release: Release) -> None:
        struck = time.monotonic()
        stopping = asyncio.create_task(self.site.stop_database(number))
        await release()
        await stopping
        await asyncio.sleep(self.dice.uniform(0, 1.0))
        await self.site.start_database()
        self.measured.database_away.append(time.monotonic() - struck)

    async def terminate(self, victim: str, release: Release) -> None:
        """End every connection that one process has to the database."""
        await self.eye.ask(_TERMINATE, [victim])
        await release()

    async def lock_out(self, _victim: str, release: Release) -> None:
        """Let every query of turns wait, so that no connection comes back to any pool."""
        locking = asyncio.create_task(self._lock(self.dice.uniform(1.0, 3.0)))
        await release()
        await locking

    async def _lock(self, seconds: float) -> None:
        with contextlib.suppress(psycopg.Error):
            async with await self.site.database() as connection, connection.transaction():
                await connection.execute("set local lock_timeout = '8s'")
                await connection.execute("lock table app.turns in access exclusive mode")
                await asyncio.sleep(seconds)

    async def take_slots(self, victim: str, release: Release) -> None:
        """Take every free connection that PostgreSQL has, and one process's own."""
        taken: list[psycopg.AsyncConnection[TupleRow]] = []
        try:
            await self._take_all(taken)
            await self.eye.ask(_TERMINATE, [victim])
            await release()
            await self._take_all(taken)
            await asyncio.sleep(self.dice.uniform(0.5, 2.0))
        finally:
            for connection in taken:
                await connection.close()

    async def _take_all(self, taken: list[psycopg.AsyncConnection[TupleRow]]) -> None:
        with contextlib.suppress(psycopg.OperationalError):
            while len(taken) < 200:
                taken.append(
                    await psycopg.AsyncConnection.connect(self.site.login, connect_timeout=5)
                )

    async def fill_disk(self, _victim: str, release: Release) -> None:
        """Leave PostgreSQL not a byte, for a while; start it again where that was its end."""
        filler = self.site.server.root / "filler"
        try:
            with filler.open("wb") as file:
                self._fill(file.fileno())
            await release()
            await asyncio.sleep(self.dice.uniform(1.0, 3.0))
        finally:
            filler.unlink()
        await asyncio.sleep(0.2)
        process = self.site.server.process
        if process is None or process.poll() is not None:
            await self.site.start_database()

    def _fill(self, descriptor: int) -> None:
        size, step = 0, shutil.disk_usage(self.site.server.root).free
        while step >= 4096:
            try:
                os.posix_fallocate(descriptor, size, step)
                size += step
            except OSError:
                step //= 2

    async def cut_people(self, _victim: str, release: Release) -> None:
        """Reset the connections of some people or of all."""
        self.site.front.cut(self.dice.choice([1, 1, 2]))
        await release()

    async def delay_people(self, _victim: str, release: Release) -> None:
        """Let everything between people and APIs arrive late."""
        await self._delay("front", release)

    async def cut_database(self, victim: str, release: Release) -> None:
        """Reset the connections between one process and the database."""
        self.site.doors[victim].cut()
        await release()

    async def delay_database(self, victim: str, release: Release) -> None:
        """Let everything between one process and the database arrive late."""
        await self._delay(victim, release)

    async def _delay(self, where: str, release: Release) -> None:
        proxy = self.site.front if where == "front" else self.site.doors[where]
        proxy.delay_seconds = self.dice.uniform(0.05, 0.4)
        await release()
        await asyncio.sleep(self.dice.uniform(1.0, 2.5))
        proxy.delay_seconds = 0.0
