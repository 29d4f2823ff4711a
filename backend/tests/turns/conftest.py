"""Workers over the real queue, with handlers that say what a test wants."""

import asyncio
import json
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, datetime
from typing import Any, Protocol
from uuid import UUID

import pytest
import pytest_asyncio

from databases import fresh_database, sqlalchemy_url
from errand.db import Database, open_database
from errand.identity import Actor
from errand.threads.model import Submission
from errand.threads.service import ThreadService
from errand.turns.hub import Hub
from errand.turns.leaving import Leaving
from errand.turns.limits import Limits, StreamLimits
from errand.turns.model import EndStatus, Event, NewTurn
from errand.turns.running import RunningTurn
from errand.turns.service import TurnService, is_end
from errand.turns.worker import Worker
from people import People

Run = Callable[[RunningTurn], Awaitable[None]]
USUAL = Limits()


class Handler:
    """Runs what the test gave; stops and fails by saying so."""

    def __init__(self, run: Run) -> None:
        self._run = run

    async def run(self, turn: RunningTurn) -> EndStatus:
        await self._run(turn)
        return "done"

    async def stop(self, turn: RunningTurn) -> None:
        await turn.say(json.dumps({"type": "kept", "events": len(turn.earlier)}))

    async def fail(self, turn: RunningTurn, reason: str) -> None:
        await turn.reload()
        await turn.say(json.dumps({"type": "error", "message": reason}))


class Engine:
    """One process's worth of engine: a hub, a worker and a service."""

    def __init__(self, db: Database, hub: Hub, worker: Worker, limits: Limits) -> None:
        self.db, self.hub, self.worker = db, hub, worker
        self.turns = TurnService(db, hub, StreamLimits(of_a_person=3))
        self.threads = ThreadService(db, now=lambda: datetime.now(UTC), hub=hub, limits=limits)

    async def submit(
        self, actor: Actor, thread_id: UUID | None = None, **given: Any
    ) -> tuple[UUID, UUID]:
        """Queue a turn; return the conversation and the turn."""
        if thread_id is None:
            thread_id = (await self.threads.create(actor)).id
        done = await self.threads.submit(
            actor, Submission(NewTurn(kind="test", input=given), thread_id)
        )
        self.turns.submitted(done.held)
        return thread_id, done.turn_id

    async def told(self, actor: Actor, turn_id: UUID, *, after: int = -1) -> list[Event]:
        """Follow the turn to its end."""
        async with asyncio.timeout(20):
            return [
                event
                async for batch in self.turns.follow(actor, turn_id, after=after)
                for event in batch
            ]


@pytest.fixture(scope="session")
def database_url(admin_url: str) -> Iterator[str]:
    """A database of their own: the workers of other tests would take these turns."""
    with fresh_database(admin_url, "turns") as url:
        yield url


@pytest.fixture(scope="session")
def people(database_url: str) -> People:
    """Signs people up, in and out."""
    return People(database_url)


@pytest_asyncio.fixture(scope="session")
async def database(database_url: str) -> AsyncIterator[Database]:
    """The application's database over it."""
    opened = open_database(sqlalchemy_url(database_url), pooled=False)
    yield opened
    await opened.close()


class StartEngine(Protocol):
    """Starts an engine; `listen` False does without LISTEN, `drain` is the time it has to stop."""

    def __call__(
        self, run: Run, *, listen: bool = True, limits: Limits = ..., drain: float = 0
    ) -> AbstractAsyncContextManager[Engine]: ...


@pytest.fixture
def start_engine(database: Database, database_url: str) -> StartEngine:
    """Start an engine whose turns run the given function; any number of them."""

    @asynccontextmanager
    async def start(
        run: Run, *, listen: bool = True, limits: Limits = USUAL, drain: float = 0
    ) -> AsyncGenerator[Engine]:
        hub = Hub(database_url if listen else None, Leaving(seconds=drain))
        worker = Worker(database, hub, Handler(run), limits=limits)
        listening = asyncio.create_task(hub.run())
        worker.start()
        try:
            async with asyncio.timeout(10):
                # The hub says it by a flag alone: nothing in the product waits for it.
                while listen and not hub.listening:  # noqa: ASYNC110
                    await asyncio.sleep(0.01)
            yield Engine(database, hub, worker, limits)
        finally:
            await worker.close()
            listening.cancel()
            await asyncio.gather(listening, return_exceptions=True)

    return start


def words(events: list[Event]) -> list[Any]:
    """What the events say, without the last one."""
    return [json.loads(event.data).get("word") for event in events if not is_end(event)]
