"""How much one person may ask for at once, in a minute and in a day."""

import asyncio
from contextlib import aclosing

import pytest

from errand.identity import Actor
from errand.turns.limits import Limits, NoTokensLeft, Spent, TooManySends, TooManyStreams
from errand.turns.running import RunningTurn
from turns.conftest import StartEngine


class Held:
    """A handler whose turns wait until they are let go."""

    def __init__(self) -> None:
        self.running = 0
        self.most = 0
        self.go = asyncio.Event()

    async def __call__(self, _turn: RunningTurn) -> None:
        self.running += 1
        self.most = max(self.most, self.running)
        await self.go.wait()
        self.running -= 1


async def test_of_one_person_only_so_many_run_and_the_others_wait_their_turn(
    start_engine: StartEngine, owner: Actor, stranger: Actor
) -> None:
    held = Held()
    async with start_engine(held, limits=Limits(running=2)) as engine:
        asked = [await engine.submit(owner) for _ in range(5)]
        other = await engine.submit(stranger)
        async with asyncio.timeout(10):
            while held.running < 3:  # noqa: ASYNC110 - nothing in the product tells of it
                await asyncio.sleep(0.01)
        held.go.set()
        for _, turn_id in asked:
            assert await engine.told(owner, turn_id)
        await engine.told(stranger, other[1])

    assert held.most == 3


async def test_waiting_turns_of_one_conversation_do_not_hold_up_another_conversation(
    start_engine: StartEngine, owner: Actor
) -> None:
    held = Held()
    async with start_engine(held, limits=Limits(running=2)) as engine:
        busy, _ = await engine.submit(owner)
        for _ in range(4):
            await engine.submit(owner, busy)
        await engine.submit(owner)
        async with asyncio.timeout(10):
            while held.running < 2:  # noqa: ASYNC110
                await asyncio.sleep(0.01)
        held.go.set()


async def test_only_so_many_messages_a_minute(start_engine: StartEngine, owner: Actor) -> None:
    async with start_engine(_say_nothing, limits=Limits(sends_a_minute=3)) as engine:
        for _ in range(3):
            _, turn_id = await engine.submit(owner)
            await engine.told(owner, turn_id)
        with pytest.raises(TooManySends) as refused:
            await engine.submit(owner)

    assert refused.value.retry_after_seconds == 10


async def test_what_a_hosted_model_took_is_counted_once_and_ends_the_day_s_share(
    start_engine: StartEngine, owner: Actor, stranger: Actor
) -> None:
    async def think(turn: RunningTurn) -> None:
        for _ in range(2):  # said again after a takeover, it stands once
            await turn.store_step((1, ""), "model", {}, Spent("gpt", 60, 40))

    async with start_engine(think, limits=Limits(tokens_a_day=100)) as engine:
        _, turn_id = await engine.submit(owner)
        await engine.told(owner, turn_id)
        with pytest.raises(NoTokensLeft) as refused:
            await engine.submit(owner)
        await engine.submit(stranger)

    assert 0 < (refused.value.retry_after_seconds or 0) <= 24 * 3600 + 1


async def test_a_person_holds_only_so_many_streams_open(
    start_engine: StartEngine, owner: Actor, stranger: Actor
) -> None:
    held = Held()
    async with start_engine(held) as engine:
        _, turn_id = await engine.submit(owner)
        opened = [engine.turns.follow(owner, turn_id) for _ in range(3)]
        readers = [asyncio.create_task(anext(one)) for one in opened]
        async with asyncio.timeout(10):
            while engine.hub.streams < 3:  # noqa: ASYNC110
                await asyncio.sleep(0.01)

        with pytest.raises(TooManyStreams):
            engine.turns.make_room(owner)
        engine.turns.make_room(stranger)

        held.go.set()
        await asyncio.gather(*readers)
        for one in opened:
            async with aclosing(one):
                pass
        engine.turns.make_room(owner)


async def _say_nothing(_turn: RunningTurn) -> None:
    """End at once."""
