"""Answers of a crowd begin in the order in which they were asked for, a few at a time."""

import asyncio
from uuid import uuid4

import pytest

from errand.turns import beginning
from errand.turns.beginning import Beginnings, Place, TooCrowded
from errand.turns.hub import Subscription
from errand.turns.model import Event

_KEPT: list[object] = []
"""Contexts that are never left: one that is forgotten would give its place back."""


async def entered(beginnings: Beginnings) -> Place:
    """Take a place, which only the test itself gives back."""
    _KEPT.append(context := beginnings.place())
    return await context.__aenter__()


async def test_who_asked_first_begins_first() -> None:
    beginnings, order = Beginnings(1), list[int]()

    async def begin(number: int) -> None:
        async with beginnings.place():
            order.append(number)
            await asyncio.sleep(0)

    async with asyncio.timeout(5):
        await asyncio.gather(*(begin(number) for number in range(10)))

    assert order == list(range(10))
    assert beginnings.free == 1


async def test_a_turn_keeps_its_place_until_it_has_begun() -> None:
    beginnings, turn, wakes = Beginnings(1), uuid4(), list[None]()
    beginnings.on_free(lambda: wakes.append(None))
    async with beginnings.place() as place:
        beginnings.keep(turn, place)

    next_one = asyncio.create_task(entered(beginnings))
    for _ in range(5):
        await asyncio.sleep(0)
    assert not next_one.done()
    beginnings.begun(turn)

    async with asyncio.timeout(0.5):
        taken = await next_one
    assert wakes == []
    taken.leave()
    taken.leave()
    beginnings.begun(turn)
    assert (beginnings.free, wakes) == (1, [None])


async def test_what_takes_too_long_to_begin_keeps_nobody_waiting(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(beginning, "HELD_SECONDS", 0.02)
    beginnings = Beginnings(1)
    beginnings.keep(uuid4())
    assert beginnings.free == 0

    async with asyncio.timeout(1), beginnings.place():
        pass


async def test_who_gives_up_waiting_takes_no_place_along() -> None:
    beginnings = Beginnings(1)
    first = await entered(beginnings)
    waiting = [asyncio.create_task(entered(beginnings)) for _ in range(3)]
    await asyncio.sleep(0)

    waiting[0].cancel()
    await asyncio.sleep(0)
    first.leave()
    waiting[1].cancel()  # in the moment in which it was given a place

    async with asyncio.timeout(0.5):
        last = await waiting[2]
    last.leave()
    assert beginnings.free == 1


async def test_a_reader_who_is_behind_is_told_all_that_waits_at_once() -> None:
    told = Subscription()
    for seq in range(3):
        told.put([Event(seq, "{}")])

    taken = await told.take(1)
    assert taken is not None
    assert [event.seq for event in taken] == [0, 1, 2]
    assert await told.take(0.01) is None


async def test_who_would_wait_too_long_is_asked_to_come_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(beginning, "WAITING_SECONDS", 0.02)
    monkeypatch.setattr(beginning, "MOST_WAITING", 2)
    beginnings = Beginnings(1)
    first = await entered(beginnings)
    waiting = [asyncio.create_task(entered(beginnings)) for _ in range(2)]
    await asyncio.sleep(0)

    with pytest.raises(TooCrowded):
        await entered(beginnings)
    given = await asyncio.gather(*waiting, return_exceptions=True)

    assert [type(each) for each in given] == [TooCrowded, TooCrowded]
    first.leave()
    assert beginnings.free == 1
