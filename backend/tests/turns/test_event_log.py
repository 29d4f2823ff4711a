"""Nobody waits for the commit of what will never be stored."""

import asyncio
from datetime import UTC, datetime

import pytest

from errand.db import Database
from errand.identity import Actor, uuid7
from errand.turns.log import EventLog
from errand.turns.model import Claim, Event, Lost


def _unheard(*_: object) -> None:
    """Nobody follows this turn."""


async def test_who_waits_for_the_words_of_a_turn_that_is_given_up_is_told(
    database: Database, owner: Actor
) -> None:
    log = EventLog(database, sender="us", deliver=_unheard, lost=_unheard)
    held = Claim(
        turn_id=uuid7(),
        conversation_id=uuid7(),
        actor=owner,
        fence=1,
        attempts=1,
        stop_requested=False,
        created_at=datetime.now(UTC),
    )
    log.open(held)
    await log.append(held, Event(0, "{}"))
    waiting = asyncio.create_task(log.flushed(held))
    await asyncio.sleep(0)  # it waits now

    log.close(held)

    with pytest.raises(Lost):
        async with asyncio.timeout(5):
            await waiting
