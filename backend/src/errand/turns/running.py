"""A turn as its handler sees it: what was asked, where it stands, and how to say and do things."""

import json
from collections.abc import Callable, Generator
from contextlib import contextmanager
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from errand.db import Database, Session, companions
from errand.identity import Actor, Origin, coming_from
from errand.metrics import TOKENS
from errand.turns import journal, log, queue
from errand.turns.faults import Faults
from errand.turns.journal import Fence, StepKey, ToolStep
from errand.turns.limits import Spent
from errand.turns.log import EventLog
from errand.turns.model import Claim, EndStatus, Event, NewTurn


class RunningTurn:
    """One attempt at a turn. Everything it stores is refused once another holds the turn."""

    def __init__(
        self,
        held: Claim,
        db: Database,
        event_log: EventLog,
        faults: Faults,
        *,
        begun: Callable[[UUID], None] = lambda _turn_id: None,
        crowded: Callable[[], bool] = lambda: False,
    ) -> None:
        """`begun` hears when the turn has come to its model; `crowded`: others wait to begin."""
        self._held, self._db, self._log, self.faults = held, db, event_log, faults
        self._begun, self._crowded = begun, crowded
        self._next_seq = 0
        self._steps: dict[StepKey, Any] = {}
        self.earlier: list[dict[str, Any]] = []
        """Events of earlier attempts, oldest first."""
        asked = held.asked or NewTurn(kind="", input={})
        self.kind, self.input = asked.kind, asked.input

    @property
    def turn_id(self) -> UUID:
        """Id of the turn."""
        return self._held.turn_id

    @property
    def thread_id(self) -> UUID:
        """Id of the conversation."""
        return self._held.conversation_id

    @property
    def actor(self) -> Actor:
        """On whose behalf it runs, by the authority it was asked with."""
        return self._held.actor

    @property
    def created_at(self) -> datetime:
        """When it was asked for."""
        return self._held.created_at

    async def load(self) -> None:
        """Read what was asked and how far earlier attempts came.

        Raises:
            SignedOut: The authority of the turn has ended.
        """
        if self._held.asked is not None:
            return
        async with self._db.reading(self.actor) as session:
            self.kind, self.input = await queue.asked(session, self._held)
            if self._held.fence > 1:
                await self._catch_up(session)

    async def reload(self) -> None:
        """Read what was said by now, this attempt included; asks no authority."""
        await self._log.flushed(self._held)
        async with self._db.transaction(self.actor, closing=True) as session:
            await self._catch_up(session)

    async def _catch_up(self, session: Session) -> None:
        owner_id = self.actor.user_id
        self._steps = await journal.load(session, owner_id=owner_id, turn_id=self.turn_id)
        self.earlier, self._next_seq = [], 0
        while said := await log.read(
            session, owner_id=owner_id, turn_id=self.turn_id, after=self._next_seq - 1
        ):
            self.earlier += [json.loads(event.data) for event in said]
            self._next_seq = said[-1].seq + 1

    @property
    def crowded(self) -> bool:
        """Whether other answers wait to begin here: what can be done later had better be."""
        return self._crowded()

    def asks(self) -> None:
        """Say that a model is being asked: from now on the turn mostly waits."""
        self._begun(self.turn_id)

    async def say(self, data: str) -> None:
        """Append one event, one line of JSON, to the log.

        Raises:
            Lost: Another holds the turn.
        """
        event = Event(self._next_seq, data)
        self._next_seq += 1
        await self._log.append(self._held, event)

    async def flushed(self) -> int:
        """Return when all that was said is committed; the number that the next event will have."""
        await self._log.flushed(self._held)
        return self._next_seq

    def stored_step(self, key: StepKey) -> Any | None:
        """Return what this step gave in an earlier attempt, or None."""
        return self._steps.get(key)

    async def carried_out(self, call_id: str) -> list[Any]:
        """Return what the model gave where earlier turns carried a call of this id out."""
        async with self._db.reading(self.actor) as session:
            return await journal.named(session, self._held, call_id)

    async def store_step(
        self, key: StepKey, kind: str, output: object, spent: Spent | None = None
    ) -> None:
        """Store what a step gave, and what it took, in a transaction of its own.

        Raises:
            Lost: Another holds the turn.
        """
        async with self._db.transaction(self.actor) as session:
            await journal.add(session, self._held, key, kind, output, spent)
        self._steps[key] = output
        if spent is not None:
            TOKENS.labels(spent.model, "input").inc(spent.input_tokens)
            TOKENS.labels(spent.model, "output").inc(spent.output_tokens)

    @contextmanager
    def fenced(self) -> Generator[None]:
        """Let every transaction of this context refuse once another holds the turn."""
        with companions(Fence(self._held)), coming_from(self._origin(None)):
            yield

    @contextmanager
    def tool_step(self, key: StepKey) -> Generator[None]:
        """Let the next use case be this step: done and journalled at once, or not at all."""
        with companions(ToolStep(self._held, key)), coming_from(self._origin(key[1])):
            yield

    def _origin(self, call_id: str | None) -> Origin:
        return Origin(self._held.conversation_id, self._held.turn_id, call_id)


class TurnHandler(Protocol):
    """What a turn says and does; `app` gives one to the worker."""

    async def run(self, turn: RunningTurn) -> EndStatus:
        """Do the turn, or go on with it after another worker's death; say how it ended."""
        ...

    async def stop(self, turn: RunningTurn) -> None:
        """Store what was said so far; the person has stopped the turn."""
        ...

    async def fail(self, turn: RunningTurn, reason: str) -> None:
        """Say in the conversation that the turn could not be finished."""
        ...
