"""Only a worker's death counts against a turn, and one slow tool costs no other turn its worker."""

import asyncio
import json
from uuid import UUID

import pytest
from sqlalchemy import text

from errand.db import Database
from errand.errors import Unavailable
from errand.identity import Actor
from errand.turns import leases
from errand.turns.running import RunningTurn
from errand.turns.service import end_status
from errand.turns.worker import ATTEMPTS
from turns.conftest import StartEngine, words

ATTEMPTS_OF = text("select attempts from app.turns where id = :turn")
IN_A_TOOL = text("select 1 from app.turns where id = :turn for share")
SHORTEN = text("update app.turns set lease_until = now() where id = any(:turns)")
LEASES = text("select id from app.turns where id = any(:turns) and lease_until > now()")


async def one(turn: RunningTurn) -> None:
    await turn.say(json.dumps({"type": "word", "word": 1}))


async def test_a_database_that_is_away_again_and_again_is_not_the_turns_fault(
    start_engine: StartEngine, owner: Actor
) -> None:
    begun = 0

    async def away_at_first(turn: RunningTurn) -> None:
        nonlocal begun
        begun += 1
        if begun <= ATTEMPTS + 2:
            raise Unavailable("The database does not answer just now.")
        await one(turn)

    async with start_engine(away_at_first) as engine:
        _, turn_id = await engine.submit(owner)
        events = await engine.told(owner, turn_id)

    assert words(events) == [1]
    assert end_status(events[-1]) == "done"


@pytest.mark.parametrize("has_begun", [True, False])
async def test_what_a_leaving_process_hands_over_counts_no_attempt(
    start_engine: StartEngine, database: Database, owner: Actor, has_begun: bool
) -> None:
    begun = asyncio.Event()

    async def for_ever(_turn: RunningTurn) -> None:
        begun.set()
        await asyncio.Event().wait()

    async with start_engine(for_ever) as leaving:
        _, turn_id = await leaving.submit(owner)
        if has_begun:
            await begun.wait()
    async with start_engine(one) as staying:
        events = await staying.told(owner, turn_id)

    assert words(events) == [1]
    async with database.reading(owner) as session:
        assert (await session.execute(ATTEMPTS_OF, {"turn": turn_id})).scalar_one() == 1


async def test_a_tool_that_takes_long_costs_no_turn_its_lease(
    start_engine: StartEngine, database: Database, owner: Actor
) -> None:
    both, begun = asyncio.Event(), list[UUID]()

    async def wait(turn: RunningTurn) -> None:
        begun.append(turn.turn_id)
        if len(begun) == 2:
            both.set()
        await asyncio.Event().wait()

    async with start_engine(wait) as engine:
        _, slow = await engine.submit(owner)
        _, other = await engine.submit(owner)
        await both.wait()
        async with database.reading(owner) as tool:
            await tool.execute(IN_A_TOOL, {"turn": slow})
            async with asyncio.timeout(3), database.as_role("errand_worker") as session:
                await session.execute(SHORTEN, {"turns": [other]})
                kept = await leases.renew(
                    session, worker=engine.hub.worker_name, turn_ids=[slow, other]
                )
                renewed = (await session.execute(LEASES, {"turns": [other]})).scalars().all()

    assert kept == {slow, other}
    assert renewed == [other]


async def test_what_is_left_while_a_tool_has_it_locked_is_given_back_later(
    start_engine: StartEngine, database: Database, owner: Actor
) -> None:
    begun, go, claims = asyncio.Event(), asyncio.Event(), 0

    async def away_once(turn: RunningTurn) -> None:
        nonlocal claims
        claims += 1
        if claims == 1:
            begun.set()
            await go.wait()
            raise Unavailable("The database does not answer just now.")
        await one(turn)

    async with start_engine(away_once) as engine:
        _, turn_id = await engine.submit(owner)
        await begun.wait()
        async with database.reading(owner) as tool:
            await tool.execute(IN_A_TOOL, {"turn": turn_id})
            go.set()
            # Others are begun meanwhile: nobody waits for what is locked.
            _, other = await engine.submit(owner)
            async with asyncio.timeout(5):
                assert words(await engine.told(owner, other)) == [1]
        events = await engine.told(owner, turn_id)

    assert words(events) == [1]


async def test_no_transaction_of_a_process_that_stands_still_lasts(
    database: Database, owner: Actor
) -> None:
    lasts = text("select current_setting('idle_in_transaction_session_timeout')")

    async with database.transaction(owner) as session:
        of_a_person = (await session.execute(lasts)).scalar_one()
    async with database.as_role("errand_worker") as session:
        of_the_worker = (await session.execute(lasts)).scalar_one()

    assert (of_a_person, of_the_worker) == ("10s", "10s")
