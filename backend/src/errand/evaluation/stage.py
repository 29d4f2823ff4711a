"""The whole assistant over one database, each person of which lives at a time of their own."""

import asyncio
import contextlib
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import datetime
from uuid import UUID

from errand.assistant.models import HostedModels
from errand.core import Core, compose
from errand.db import Database, open_database
from errand.edge.chatkit.handler import ChatTurns
from errand.identity import Actor
from errand.turns.hub import Hub
from errand.turns.model import EndStatus
from errand.turns.running import RunningTurn
from errand.turns.worker import Worker


class Stage:
    """One worker and one queue; whose turn it is decides which clock the services go by."""

    def __init__(self, db: Database, hosted: HostedModels | None) -> None:
        self._db, self._hosted = db, hosted
        # Nobody else is there to tell news to: no LISTEN.
        self.hub = Hub(None)
        self._turns: dict[UUID, ChatTurns] = {}

    def enter(self, actor: Actor, now: datetime) -> Core:
        """Let a person in, for whom it is `now` (aware) all the time."""
        core = compose(self._db, self.hub, hosted=self._hosted, now=lambda: now)
        self._turns[actor.user_id] = ChatTurns(core.chat, core.threads)
        return core

    def leave(self, actor: Actor) -> None:
        """Forget a person."""
        self._turns.pop(actor.user_id, None)

    async def run(self, turn: RunningTurn) -> EndStatus:
        """Run a turn as its person's own assistant."""
        return await self._turns[turn.actor.user_id].run(turn)

    async def stop(self, turn: RunningTurn) -> None:
        """Stop it."""
        await self._turns[turn.actor.user_id].stop(turn)

    async def fail(self, turn: RunningTurn, reason: str) -> None:
        """Say that it failed."""
        await self._turns[turn.actor.user_id].fail(turn, reason)


@asynccontextmanager
async def open_stage(url: str, hosted: HostedModels | None) -> AsyncGenerator[Stage]:
    """Give a stage over the database at `postgresql://…`, its worker running."""
    db = open_database(url.replace("postgresql://", "postgresql+psycopg://", 1), pooled=False)
    stage = Stage(db, hosted)
    worker = Worker(db, stage.hub, stage)
    listening = asyncio.create_task(stage.hub.run())
    worker.start()
    try:
        yield stage
    finally:
        await worker.close()
        listening.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await listening
        await db.close()
