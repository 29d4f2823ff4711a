"""A process that is told to stop finishes what it says, and leaves the rest to others."""

import asyncio
import json

from errand.identity import Actor
from errand.turns.running import RunningTurn
from turns.conftest import StartEngine, words


class Speaker:
    """Says a word whenever it is let."""

    def __init__(self, count: int) -> None:
        self.count = count
        self.begun, self.go = asyncio.Event(), asyncio.Event()

    async def __call__(self, turn: RunningTurn) -> None:
        for word in range(len(turn.earlier), self.count):
            await turn.say(json.dumps({"type": "word", "word": word}))
            self.begun.set()
            await self.go.wait()


async def test_what_runs_is_said_to_its_end_before_the_process_goes(
    start_engine: StartEngine, owner: Actor
) -> None:
    speaker = Speaker(count=50)
    async with start_engine(speaker, drain=20) as engine:
        _, turn_id = await engine.submit(owner)
        await speaker.begun.wait()
        told = asyncio.create_task(engine.told(owner, turn_id))
        closing = asyncio.create_task(engine.worker.close())
        await asyncio.sleep(0)
        speaker.go.set()
        await closing
        events = await told

    assert words(events) == list(range(50))


async def test_a_leaving_process_begins_nothing_and_another_does(
    start_engine: StartEngine, owner: Actor
) -> None:
    async def count(turn: RunningTurn) -> None:
        await turn.say(json.dumps({"type": "word", "word": 1}))

    async with start_engine(count) as leaving:
        leaving.hub.leaving.ask()
        _, turn_id = await leaving.submit(owner)
        async with start_engine(count) as staying:
            events = await staying.told(owner, turn_id)

    assert words(events) == [1]


async def test_who_follows_a_turn_of_elsewhere_is_sent_there_when_the_process_goes(
    start_engine: StartEngine, owner: Actor
) -> None:
    speaker = Speaker(count=3)
    async with start_engine(speaker) as staying, start_engine(speaker) as leaving:
        _, turn_id = await staying.submit(owner)
        await speaker.begun.wait()
        cut = asyncio.create_task(leaving.told(owner, turn_id))
        async with asyncio.timeout(10):
            while not leaving.hub.streams:  # noqa: ASYNC110
                await asyncio.sleep(0.01)
        leaving.hub.leaving.ask()
        heard = await cut
        speaker.go.set()
        after = heard[-1].seq if heard else -1
        rest = await staying.told(owner, turn_id, after=after)

    assert words([*heard, *rest]) == [0, 1, 2]


async def test_what_takes_too_long_is_gone_on_with_elsewhere(
    start_engine: StartEngine, owner: Actor
) -> None:
    speaker = Speaker(count=3)
    async with start_engine(speaker, drain=0.05) as leaving:
        _, turn_id = await leaving.submit(owner)
        await speaker.begun.wait()
    speaker.go.set()
    async with start_engine(speaker) as staying:
        events = await staying.told(owner, turn_id)

    assert words(events) == [0, 1, 2]
