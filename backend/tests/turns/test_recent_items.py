"""What a turn is told of its conversation, also where several messages come at the same instant."""

import asyncio
from datetime import UTC, datetime, timedelta
from uuid import UUID

from errand.edge.chatkit.submissions import message_submission, plain_message
from errand.identity import Actor
from errand.threads.service import ThreadService
from errand.turns.running import RunningTurn
from turns.conftest import StartEngine


async def test_each_of_many_messages_at_once_is_answered_for_itself(
    start_engine: StartEngine, owner: Actor
) -> None:
    read: list[tuple[str, str]] = []
    threads: list[ThreadService] = []

    async def note(turn: RunningTurn) -> None:
        items = await threads[0].recent(
            turn.actor, turn.thread_id, before_turn=turn.turn_id, limit=100
        )
        read.append((turn.input["item"]["id"], items[-1]["id"]))

    async with start_engine(note) as engine:
        threads.append(engine.threads)
        thread_id = (await engine.threads.create(owner)).id

        async def say(word: int) -> None:
            asked = message_submission(plain_message(str(word)), thread_id, None)
            done = await engine.threads.submit(owner, asked)
            engine.turns.submitted(done.held)
            await engine.told(owner, done.turn_id)

        await asyncio.gather(*(say(word) for word in range(15)))

    assert len(read) == 15
    assert [asked for asked, _ in read] == [last for _, last in read]


async def test_messages_are_answered_as_they_came_though_the_clocks_of_two_apis_differ(
    start_engine: StartEngine, owner: Actor
) -> None:
    read: list[tuple[str, str]] = []
    go_on = asyncio.Event()
    threads: list[ThreadService] = []

    async def note(turn: RunningTurn) -> None:
        await go_on.wait()
        items = await threads[0].recent(
            turn.actor, turn.thread_id, before_turn=turn.turn_id, limit=100
        )
        asked, last = (item["content"][0]["text"] for item in (turn.input["item"], items[-1]))
        read.append((asked, last))

    async with start_engine(note) as engine:
        behind = datetime.now(UTC) - timedelta(minutes=5)
        threads += [engine.threads, ThreadService(engine.db, now=lambda: behind)]
        thread_id = (await engine.threads.create(owner)).id
        turns = list[UUID]()
        for word, service in (("one", 0), ("two", 0), ("three", 1), ("four", 1)):
            asked = message_submission(plain_message(word), thread_id, None)
            done = await threads[service].submit(owner, asked)
            engine.turns.submitted(done.held)
            turns.append(done.turn_id)
        go_on.set()
        for turn_id in turns:
            await engine.told(owner, turn_id)

    assert read == [(word, word) for word in ("one", "two", "three", "four")]
