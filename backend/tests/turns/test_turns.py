"""What the engine promises while nothing dies: order, once, stop, limits."""

import asyncio
import json

import pytest
from sqlalchemy import text

from errand.db import Database
from errand.errors import IdempotencyMismatch
from errand.identity import Actor
from errand.threads.model import Submission
from errand.turns.hub import LISTENING_RECHECK_SECONDS
from errand.turns.limits import Limits, TooManyTurns
from errand.turns.log import PAGE
from errand.turns.model import Key, Lost, NewTurn
from errand.turns.running import RunningTurn
from errand.turns.service import end_status
from people import People
from turns.conftest import StartEngine, words


async def say(turn: RunningTurn, *said: object) -> None:
    for word in said:
        await turn.say(json.dumps({"type": "word", "word": word}))


async def count_to_five(turn: RunningTurn) -> None:
    for word in range(5):
        await say(turn, word)
        await asyncio.sleep(0)


async def speak_for_ever(turn: RunningTurn) -> None:
    while True:
        await say(turn, "on")
        await asyncio.sleep(0.005)


async def test_a_follower_hears_every_event_in_order_and_the_end(
    start_engine: StartEngine, owner: Actor
) -> None:
    async with start_engine(count_to_five) as engine:
        _, turn_id = await engine.submit(owner)
        events = await engine.told(owner, turn_id)

    assert words(events) == [0, 1, 2, 3, 4]
    assert [event.seq for event in events] == [0, 1, 2, 3, 4, 5]
    assert end_status(events[-1]) == "done"


async def test_a_follower_who_comes_late_or_again_hears_the_same(
    start_engine: StartEngine, owner: Actor
) -> None:
    async with start_engine(count_to_five) as engine:
        _, turn_id = await engine.submit(owner)
        first = await engine.told(owner, turn_id)
        again = await engine.told(owner, turn_id)
        rest = await engine.told(owner, turn_id, after=2)

    assert again == first
    assert rest == first[3:]


async def test_another_process_hears_through_postgresql(
    start_engine: StartEngine, owner: Actor
) -> None:
    async with start_engine(count_to_five) as here, start_engine(count_to_five) as there:
        _, turn_id = await here.submit(owner)
        heard_here, heard_there = await asyncio.gather(
            here.told(owner, turn_id), there.told(owner, turn_id)
        )

    assert heard_here == heard_there


async def test_without_listen_readers_and_workers_poll(
    start_engine: StartEngine, owner: Actor
) -> None:
    async with start_engine(count_to_five, listen=False) as engine:
        _, turn_id = await engine.submit(owner)
        events = await engine.told(owner, turn_id)

    assert words(events) == [0, 1, 2, 3, 4]


async def test_events_too_long_for_a_notification_arrive_whole(
    start_engine: StartEngine, owner: Actor
) -> None:
    async def at_length(turn: RunningTurn) -> None:
        await say(turn, "x" * 20_000, "y")

    async with start_engine(at_length) as here, start_engine(at_length) as there:
        _, turn_id = await here.submit(owner)
        events = await there.told(owner, turn_id)

    assert words(events) == ["x" * 20_000, "y"]


async def test_nobody_else_hears_a_turn(
    start_engine: StartEngine, owner: Actor, stranger: Actor
) -> None:
    async with start_engine(count_to_five) as engine:
        thread_id, turn_id = await engine.submit(owner)
        await engine.told(owner, turn_id)

        assert await engine.turns.open_turn(stranger, thread_id) is None
        heard = asyncio.create_task(engine.told(stranger, turn_id))
        done, _ = await asyncio.wait({heard}, timeout=0.3)
        heard.cancel()
    assert done == set()


async def test_after_a_stop_is_acknowledged_nothing_more_is_stored(
    start_engine: StartEngine, database: Database, owner: Actor
) -> None:
    async def count() -> int:
        async with database.transaction(owner) as session:
            query = text("select count(*) from app.turn_events where data like '%\"word\"%'")
            return (await session.execute(query)).scalar_one()

    async with start_engine(speak_for_ever) as engine:
        thread_id, turn_id = await engine.submit(owner)
        async for _ in engine.turns.follow(owner, turn_id):
            break
        await engine.turns.stop(owner, thread_id=thread_id, turn_id=turn_id)
        at_acknowledgement = await count()
        events = await engine.told(owner, turn_id)
        await engine.turns.stop(owner, thread_id=thread_id, turn_id=turn_id)

        assert await count() == at_acknowledgement
    assert end_status(events[-1]) == "stopped"
    assert json.loads(events[-2].data)["type"] == "kept"


async def test_a_waiting_turn_of_the_same_conversation_runs_after_the_first(
    start_engine: StartEngine, owner: Actor
) -> None:
    order: list[object] = []

    async def note(turn: RunningTurn) -> None:
        order.append(("begin", turn.input["n"]))
        await asyncio.sleep(0.05)
        order.append(("end", turn.input["n"]))

    async with start_engine(note) as engine:
        thread_id, _ = await engine.submit(owner, n=1)
        _, second = await engine.submit(owner, thread_id, n=2)
        await engine.told(owner, second)

    assert order == [("begin", 1), ("end", 1), ("begin", 2), ("end", 2)]


async def test_a_turn_that_raises_ends_with_a_reason_and_without_its_text(
    start_engine: StartEngine, owner: Actor
) -> None:
    async def broken(turn: RunningTurn) -> None:
        await say(turn, "so far")
        raise ValueError("a secret")

    async with start_engine(broken) as engine:
        _, turn_id = await engine.submit(owner)
        events = await engine.told(owner, turn_id)

    assert end_status(events[-1]) == "failed"
    assert json.loads(events[-2].data)["message"] == "Something went wrong while answering."
    assert "a secret" not in "".join(event.data for event in events)


async def test_a_long_turn_is_replayed_without_a_pause_between_its_pages(
    start_engine: StartEngine, owner: Actor
) -> None:
    async def at_length(turn: RunningTurn) -> None:
        await say(turn, *range(2 * PAGE + 1))

    async with start_engine(at_length) as engine:
        _, turn_id = await engine.submit(owner)
        await engine.told(owner, turn_id)
        engine.hub.listening = True
        # Whoever waits for news here waits for five seconds: there are none.
        async with asyncio.timeout(LISTENING_RECHECK_SECONDS - 1):
            again = await engine.told(owner, turn_id)

    assert words(again) == list(range(2 * PAGE + 1))


async def test_a_turn_of_which_nothing_can_be_said_ends_all_the_same(
    start_engine: StartEngine, owner: Actor
) -> None:
    async def broken(turn: RunningTurn) -> None:
        turn.reload = broken_reload
        raise ValueError("first")

    async def broken_reload() -> None:
        raise ValueError("second")

    async with start_engine(broken) as engine:
        _, turn_id = await engine.submit(owner)
        events = await engine.told(owner, turn_id)

    assert end_status(events[-1]) == "failed"


async def test_a_turn_whose_person_signed_out_ends_with_that_reason(
    start_engine: StartEngine, people: People, owner: Actor
) -> None:
    again = people.sign_in(owner.user_id)

    async def ask_the_database(turn: RunningTurn) -> None:
        people.sign_out(owner)
        await turn.store_step((1, ""), "model", {})

    async with start_engine(ask_the_database) as engine:
        _, turn_id = await engine.submit(owner)
        events = await engine.told(again, turn_id)

    assert end_status(events[-1]) == "failed"
    assert "signed out" in json.loads(events[-2].data)["message"]


async def test_the_same_key_is_the_same_turn_and_another_request_with_it_is_refused(
    start_engine: StartEngine, owner: Actor
) -> None:
    async with start_engine(count_to_five) as engine:
        thread_id = (await engine.threads.create(owner)).id

        def asked(request_hash: str) -> Submission:
            key = Key(scope="test", key="k", request_hash=request_hash)
            return Submission(NewTurn(kind="test", input={}), thread_id, key=key)

        first, second = await asyncio.gather(
            engine.threads.submit(owner, asked("a")), engine.threads.submit(owner, asked("a"))
        )
        with pytest.raises(IdempotencyMismatch):
            await engine.threads.submit(owner, asked("b"))

    assert first.turn_id == second.turn_id
    assert {first.repeated, second.repeated} == {False, True}


async def test_a_person_has_only_so_many_turns_open(
    start_engine: StartEngine, owner: Actor, stranger: Actor
) -> None:
    async with start_engine(speak_for_ever) as engine:
        thread_id, _ = await engine.submit(owner)
        for _ in range(Limits().open - 1):
            await engine.submit(owner, thread_id)
        with pytest.raises(TooManyTurns):
            await engine.submit(owner, thread_id)

        await engine.submit(stranger)
        await engine.turns.stop(owner, thread_id=thread_id, turn_id=None)


async def test_who_lost_a_turn_can_say_and_store_nothing_more(
    start_engine: StartEngine, database: Database, owner: Actor
) -> None:
    begun = asyncio.Queue[RunningTurn]()

    async def wait_for_ever(turn: RunningTurn) -> None:
        if turn.input.get("mine"):  # a turn that another test left goes on here, too
            await begun.put(turn)
        await asyncio.Event().wait()

    taken = text(
        "update app.turns set fence = fence + 1, worker = 'd:another',"
        " lease_until = now() + interval '1 hour' where id = :turn"
    )
    async with start_engine(wait_for_ever) as engine:
        _, turn_id = await engine.submit(owner, mine=True)
        turn = await begun.get()
        async with database.as_role("errand_worker") as session:
            await session.execute(taken, {"turn": turn_id})

        with pytest.raises(Lost), turn.fenced():
            await turn.store_step((1, ""), "model", {})
        with pytest.raises(Lost):
            await _say_and_wait(turn, "too late")

        assert await engine.turns.steps(owner, turn_id) == {}


async def _say_and_wait(turn: RunningTurn, word: str) -> None:
    await say(turn, word)
    await turn.flushed()
