"""Looks at the database from beside, to know at which moment a fault strikes, and holds tools."""

import asyncio
import contextlib
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import LiteralString

import psycopg
from psycopg.abc import Params
from psycopg.rows import TupleRow

from .history import Moment
from .site import Site

# A worker's name is the key of the lock that its process holds on a connection of that name.
_HELD = """
select t.id::text, t.fence, coalesce(a.application_name, '') from app.turns t
left join pg_locks l on l.locktype = 'advisory' and l.granted and l.objsubid = 1
 and ((l.classid::bigint << 32) | l.objid::bigint) = hashtextextended(t.worker, 0)
left join pg_stat_activity a on a.pid = l.pid
where t.status = 'running'
"""
_BLOCKED = """
select distinct application_name from pg_stat_activity
where wait_event_type = 'Lock' and %s = any(pg_blocking_pids(pid))
"""
_OPEN = "select count(*)::int from app.turns where status in ('queued', 'running')"
_NOW = "select id::text, fence, status, worker from app.turns where id = any(%s::uuid[])"
_HOLD = "select 1 from app.user_settings for update"


@dataclass(frozen=True, slots=True)
class HeldTurn:
    """A running turn, and the process that runs it; empty while nobody can tell."""

    turn: str
    fence: int
    process: str


class Eye:
    """One connection that comes back by itself."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._connection: psycopg.AsyncConnection[TupleRow] | None = None
        self._one = asyncio.Lock()
        self._holder = 0

    async def ask(self, query: LiteralString, values: Params = ()) -> list[TupleRow]:
        """Return the rows; waits for as long as the database is away."""
        async with self._one, asyncio.timeout(60):
            while True:
                try:
                    if self._connection is None:
                        self._connection = await self._site.database()
                    return await (await self._connection.execute(query, values)).fetchall()
                except psycopg.OperationalError:
                    self._connection = None
                    await asyncio.sleep(0.05)

    async def close(self) -> None:
        """Close the connection."""
        if self._connection is not None:
            await self._connection.close()

    async def held(self) -> list[HeldTurn]:
        """Return the running turns."""
        return [HeldTurn(*row) for row in await self.ask(_HELD)]

    async def held_by(self, process: str) -> list[HeldTurn]:
        """Return those that this process runs."""
        return [each for each in await self.held() if each.process == process]

    async def open_turns(self) -> int:
        """Return how many turns have not ended."""
        return (await self.ask(_OPEN))[0][0]

    async def now(self, turns: list[str]) -> dict[str, tuple[int, str, str | None]]:
        """Return fence, status and worker of these turns."""
        return {row[0]: (row[1], row[2], row[3]) for row in await self.ask(_NOW, [turns])}

    async def in_tools(self) -> set[str]:
        """Return the workers with a tool in the middle of its transaction, held there by us."""
        if not self._holder:
            return set()
        rows = await self.ask(_BLOCKED, [self._holder])
        return {row[0] for row in rows if row[0].startswith("worker")}

    async def moment(self, victim: str) -> Moment:
        """Return what the victim does now; of one that is no worker, what the site does."""
        in_tools = await self.in_tools()
        running = [each.process for each in await self.held()]
        if victim.startswith("worker"):
            in_tools, running = in_tools & {victim}, [name for name in running if name == victim]
        return "tool" if in_tools else ("streaming" if running else "idle")

    @asynccontextmanager
    async def hold(self) -> AsyncGenerator["Hold"]:
        """Keep every tool that writes in the middle of its transaction until released."""
        await self.ask("select 1")  # it may be on its way back from the last fault
        connection = await self._site.database()
        hold = Hold(connection)
        try:
            await connection.execute("begin")
            await connection.execute(_HOLD)
            self._holder = connection.info.backend_pid
            yield hold
        finally:
            self._holder = 0
            await hold.release()


class Hold:
    """The lock under which tools wait."""

    def __init__(self, connection: psycopg.AsyncConnection[TupleRow]) -> None:
        self._connection = connection

    async def release(self) -> None:
        """Let them go on; safe to repeat."""
        with contextlib.suppress(psycopg.Error):
            await self._connection.close()
