"""What a turn is told of its conversation, also where several messages come at the same instant."""

import asyncio

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
