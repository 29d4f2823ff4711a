"""An answer that is taken back while it is written ends after what is on its way."""

import asyncio
import json

import psycopg

from errand.db import Database
from errand.identity import Actor
from errand.turns import queue
from errand.turns.model import END_EVENT
from errand.turns.running import RunningTurn
from turns.conftest import StartEngine

_WRITE = "insert into app.turn_events (owner_id, turn_id, seq, data) values (%s, %s, 0, '{}')"
_HOLD = "select from app.turns where id = %s for share"
_BLOCKED = (
    "select count(*) from pg_locks l join pg_stat_activity a on a.pid = l.pid"
    " where not l.granted and a.datname = current_database()"
)


async def test_the_end_of_an_answer_that_is_taken_back_is_numbered_after_its_last_event(
    start_engine: StartEngine, database: Database, database_url: str, owner: Actor
) -> None:
    begun = asyncio.Event()

    async def write(_turn: RunningTurn) -> None:
        begun.set()
        await asyncio.Event().wait()

    async with start_engine(write) as engine:
        thread_id, turn_id = await engine.submit(owner)
        async with asyncio.timeout(10):
            await begun.wait()
        async with await psycopg.AsyncConnection.connect(database_url) as writer:
            await writer.execute("set local role errand_maintenance")
            await writer.execute(_HOLD, (turn_id,))
            await writer.execute(_WRITE, (owner.user_id, turn_id))

            async def take_back() -> None:
                async with database.transaction(owner) as session:
                    await queue.discard(session, owner, conversation_id=thread_id)

            taken_back = asyncio.create_task(take_back())
            async with asyncio.timeout(10):
                while not await _waits(database_url):  # noqa: ASYNC110 - nothing tells of it
                    await asyncio.sleep(0.01)
            await writer.commit()
        await taken_back
        told = await engine.told(owner, turn_id)

    assert [event.seq for event in told] == [0, 1]
    assert json.loads(told[1].data) == {"type": END_EVENT, "status": "stopped"}


async def _waits(database_url: str) -> bool:
    async with await psycopg.AsyncConnection.connect(database_url) as looker:
        found = await (await looker.execute(_BLOCKED)).fetchone()
        return found is not None and found[0] > 0
