"""A turn whose words a test hears as they are said, and a run of the agent that it plays."""

import json
from collections.abc import AsyncIterator, Generator, Iterable
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, cast
from uuid import UUID

from agents import RunResultStreaming, StreamEvent

from errand.db import Database
from errand.identity import Actor, uuid7
from errand.turns.faults import Faults
from errand.turns.journal import StepKey
from errand.turns.limits import Spent
from errand.turns.log import EventLog
from errand.turns.model import Claim
from errand.turns.running import RunningTurn

Json = dict[str, Any]


class OverheardTurn(RunningTurn):
    """Says into a list what others commit to the log."""

    def __init__(self, database: Database, actor: Actor) -> None:
        held = Claim(
            turn_id=uuid7(),
            conversation_id=uuid7(),
            actor=actor,
            fence=1,
            attempts=1,
            stop_requested=False,
            created_at=datetime.now(UTC),
        )
        event_log = EventLog(database, sender="test", deliver=_nobody, lost=_nobody)
        super().__init__(held, database, event_log, Faults())
        self.said: list[Json] = []

    async def store_step(
        self, key: StepKey, kind: str, output: object, spent: Spent | None = None
    ) -> None:
        """Keep the step as long as the test runs."""
        self._steps[key] = output

    @contextmanager
    def tool_step(self, key: StepKey) -> Generator[None]:
        """Let a tool run without a journal."""
        yield

    async def say(self, data: str) -> None:
        """Keep the event."""
        self.said.append(json.loads(data))


def _nobody(_turn_id: UUID, _news: object) -> None:
    """Hear nothing."""


class PlayedRun:
    """Gives the agent's events in the order of the list."""

    def __init__(self, events: Iterable[StreamEvent]) -> None:
        self._events = list(events)
        self.cancelled = False

    async def stream_events(self) -> AsyncIterator[StreamEvent]:
        """Give each event once."""
        for event in self._events:
            yield event

    def cancel(self) -> None:
        """Note that nobody wants more."""
        self.cancelled = True

    def as_run(self) -> RunResultStreaming:
        """The same, where a run of the SDK is asked for."""
        return cast("RunResultStreaming", self)
