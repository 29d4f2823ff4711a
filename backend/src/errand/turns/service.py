"""What edges ask of turns: follow one, stop one, see what it did."""

import asyncio
import json
from collections.abc import AsyncGenerator
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import text

from errand.db import Database
from errand.identity import Actor
from errand.turns import journal, log, queue
from errand.turns.hub import Hub, Subscription
from errand.turns.limits import Limits, StreamLimits, TooManyStreams
from errand.turns.model import END_EVENT, Claim, Event, TurnNotFound

AUTHORITY_RECHECK_SECONDS = 30
HEARTBEAT_SECONDS = 15
WAITING_SECONDS = 1.0

_NEWEST_OPEN = text(
    "select id from app.turns where owner_id = :owner and conversation_id = :conversation"
    " and status in ('queued', 'running') order by created_at, id limit 1"
)
_KNOWN = text(
    "select conversation_id, status, coalesce((select max(seq) from app.turn_events e"
    " where e.turn_id = t.id and e.owner_id = t.owner_id), -1) as last_seq"
    " from app.turns t where owner_id = :owner and id = :turn"
)


_WAITING = text(
    "select count(*) filter (where e.conversation_id = t.conversation_id and (e.created_at, e.id)"
    " < (t.created_at, t.id)) as before, count(*) filter (where e.status = 'running') as running"
    " from app.turns t join app.turns e on e.owner_id = t.owner_id"
    " and e.status in ('queued', 'running')"
    " where t.owner_id = :owner and t.id = :turn and t.status = 'queued' group by t.id"
)

Waiting = Literal["its_turn", "your_others", "a_worker"]
"""What a turn waits for."""


class TurnService:
    """Use cases over turns; submitting one belongs to the features that own what is asked."""

    def __init__(
        self,
        db: Database,
        hub: Hub,
        streams: StreamLimits | None = None,
        limits: Limits | None = None,
    ) -> None:
        self._db, self._hub = db, hub
        self._streams, self._limits = streams or StreamLimits(), limits or Limits()

    def make_room(self, actor: Actor) -> None:
        """Return where the person may open another stream here.

        Raises:
            TooManyStreams: They have enough of them, or everybody together has.
        """
        if self._hub.streams_of(actor.user_id) >= self._streams.of_a_person:
            raise TooManyStreams
        if self._hub.streams >= self._streams.of_all:
            raise TooManyStreams(everybody=True)

    def submitted(self, held: Claim | None) -> None:
        """Begin the turn that was claimed for a worker here, or tell the workers that it waits."""
        if held is not None:
            self._hub.claimed(held)
        else:
            self._hub.queued()

    async def stop(self, actor: Actor, *, thread_id: UUID, turn_id: UUID | None) -> list[UUID]:
        """Stop the running and waiting turns of a conversation, or one of them.

        When this returns, no further token is stored and no further tool runs. Safe to repeat.
        """
        async with self._db.transaction(actor) as session:
            stopped = await queue.request_stop(
                session, actor, conversation_id=thread_id, turn_id=turn_id
            )
        for turn in stopped:
            self._hub.stopped(turn)
        self._hub.queued()
        return stopped

    async def open_turn(self, actor: Actor, thread_id: UUID) -> UUID | None:
        """Return the turn of the conversation that runs, or waits first; None when none does."""
        values = {"owner": actor.user_id, "conversation": thread_id}
        async with self._db.reading(actor) as session:
            return (await session.run(_NEWEST_OPEN, values)).scalar_one_or_none()

    async def waits_for(self, actor: Actor, turn_id: UUID) -> Waiting | None:
        """Return what keeps the turn from being begun; None: it has begun."""
        async with self._db.reading(actor) as session:
            values = {"owner": actor.user_id, "turn": turn_id}
            row = (await session.run(_WAITING, values)).one_or_none()
        if row is None:
            return None
        if row.before:
            return "its_turn"
        return "your_others" if row.running >= self._limits.running else "a_worker"

    async def has_more(self, actor: Actor, turn_id: UUID, *, thread_id: UUID, after: int) -> bool:
        """Whether the turn goes on, or has said something after `after`.

        Raises:
            TurnNotFound: It is not a turn of this conversation.
        """
        async with self._db.reading(actor) as session:
            row = (
                await session.run(_KNOWN, {"owner": actor.user_id, "turn": turn_id})
            ).one_or_none()
        if row is None or row.conversation_id != thread_id:
            raise TurnNotFound
        # The last event only says that the turn has ended: who has all before it missed nothing.
        return row.status in {"queued", "running"} or row.last_seq - 1 > after

    async def steps(self, actor: Actor, turn_id: UUID) -> dict[journal.StepKey, Any]:
        """Return what each step of the turn gave, in order."""
        async with self._db.reading(actor) as session:
            return await journal.load(session, owner_id=actor.user_id, turn_id=turn_id)

    async def follow(
        self, actor: Actor, turn_id: UUID, *, after: int = -1, fresh: bool = False
    ) -> AsyncGenerator[list[Event]]:
        """Give every event after `after`, in order and without a gap, up to the last one.

        They come in batches; an empty one says that nothing was said for a while. Ends early,
        without the last event, when the actor's authority ends, or when this process is told to
        stop and the turn runs elsewhere.

        Args:
            actor: Who reads.
            turn_id: The turn.
            after: Number of the last event that they have.
            fresh: It has only just been begun here, so that the table holds nothing yet.

        Raises:
            SignedOut: The authority had ended before.
            Unavailable: The database does not answer.
        """
        clock = asyncio.get_running_loop().time
        with self._hub.subscribe(turn_id, actor.user_id) as told:
            said = [] if fresh else await self._read(actor, turn_id, after)
            checked = spoken = clock()
            # Who hears nothing at first is told soon that the turn waits.
            patience = 0 if after >= 0 else WAITING_SECONDS
            while True:
                if said or clock() - spoken >= (patience or HEARTBEAT_SECONDS):
                    yield said
                    spoken, patience = clock(), 0
                after = said[-1].seq if said else after
                if (said and is_end(said[-1])) or not self._hub.goes_on(turn_id):
                    return
                # Behind a full page there is more to read; nobody is going to tell of it again.
                news = None if len(said) >= log.PAGE else await self._news(told, after, patience)
                if news is None or clock() - checked > AUTHORITY_RECHECK_SECONDS:
                    news, checked = await self._read(actor, turn_id, after), clock()
                said = news

    async def _news(self, told: Subscription, after: int, patience: float) -> list[Event] | None:
        """Return the next events that were told; None when the table must say."""
        taken = await told.take(patience or self._hub.recheck_seconds)
        if taken is None:
            return None
        events = [event for event in taken if event.seq > after]
        gapless = not events or events[-1].seq == after + len(events)
        return events if gapless and all(event.data for event in events) else None

    async def _read(self, actor: Actor, turn_id: UUID, after: int) -> list[Event]:
        async with self._db.reading(actor) as session:
            return await log.read(session, owner_id=actor.user_id, turn_id=turn_id, after=after)


def is_end(event: Event) -> bool:
    """Whether this is the last event of its turn."""
    return END_EVENT in event.data and json.loads(event.data)["type"] == END_EVENT


def end_status(event: Event) -> str:
    """Return how the turn ended, of its last event: `done`, `failed` or `stopped`."""
    status: str = json.loads(event.data)["status"]
    return status
