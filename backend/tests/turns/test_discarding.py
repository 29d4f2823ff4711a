"""An answer that is taken back while it is written ends after what is on its way."""

import asyncio
import json

import psycopg

from errand.db import Database
from errand.edge.chatkit.submissions import message_submission, plain_message
from errand.identity import Actor, uuid7
from errand.tasks.service import utc_now
from errand.threads import rows
from errand.threads.service import ThreadService
from errand.turns import queue
from errand.turns.discarding import discard
from errand.turns.hub import Hub
from errand.turns.limits import Limits
from errand.turns.model import END_EVENT, NewTurn
from errand.turns.running import RunningTurn
from errand.turns.service import TurnService
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
                    await discard(session, owner, conversation_id=thread_id)

            taken_back = asyncio.create_task(take_back())
            await _someone_waits(database_url)
            await writer.commit()
        await taken_back
        told = await engine.told(owner, turn_id)

    assert [event.seq for event in told] == [0, 1]
    assert json.loads(told[1].data) == {"type": END_EVENT, "status": "stopped"}


async def test_what_is_asked_while_messages_are_taken_back_is_taken_back_with_them(
    database: Database, database_url: str, owner: Actor
) -> None:
    threads = ThreadService(database, now=utc_now)
    begun = await threads.submit(owner, message_submission(plain_message("one"), None, None))
    item = (await threads.items(owner, begun.thread_id)).items[0]
    edit = message_submission(plain_message("two"), begun.thread_id, None, replaces=item.id)

    async with database.transaction(owner) as session:
        await rows.existing(session, owner, begun.thread_id, lock=True)
        edited = asyncio.create_task(threads.submit(owner, edit))
        await _someone_waits(database_url)
        meanwhile = uuid7()
        await queue.submit(
            session,
            owner,
            NewTurn(kind="message", input={}),
            turn_id=meanwhile,
            conversation_id=begun.thread_id,
            now=utc_now(),
            limits=Limits(),
        )
    done = await edited

    turns = TurnService(database, Hub(None))
    assert await turns.open_turn(owner, begun.thread_id) == done.turn_id
    left = await threads.items(owner, begun.thread_id)
    assert [item.text for item in left.items] == ["two"]


async def _someone_waits(database_url: str) -> None:
    """Wait until somebody waits for a lock."""
    async with (
        asyncio.timeout(10),
        await psycopg.AsyncConnection.connect(database_url, autocommit=True) as looker,
    ):
        while (await (await looker.execute(_BLOCKED)).fetchone()) == (0,):  # noqa: ASYNC110
            await asyncio.sleep(0.01)
