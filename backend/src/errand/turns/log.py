"""The event log: what every turn has said, in order, for whoever follows.

Group commit: whatever was said while the last commit ran goes out in one INSERT and one NOTIFY a
turn, which carries the events. An event is in the log once or not at all, and only under the
newest fence.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import text

from errand.db import Database, Session
from errand.errors import Unavailable
from errand.turns.model import Claim, Event, Lost
from errand.turns.queue import EVENT_CHANNEL

NOTIFY_BYTES = 7900
"""PostgreSQL refuses payloads of 8,000 bytes."""
WAITING_EVENTS = 2000
"""So many events of one turn may wait for a commit; then its handler waits."""
RETRY_SECONDS = 0.2
APART_SECONDS, FURTHEST_SECONDS = 0.0004, 0.02
"""Commits lie so far apart for each turn that runs here, up to so long: more fit into each."""
PAGE = 1000
"""So many events are read at once."""

# The turns are locked against a stop or a takeover for as long as the commit takes.
_APPEND = text(
    "with said as (select * from unnest(cast(:turns as uuid[]), cast(:fences as int[]),"
    " cast(:seqs as int[]), cast(:data as text[])) as s (turn_id, fence, seq, data)),"
    " held as materialized (select t.owner_id, t.id, t.fence from app.turns t where t.id ="
    " any(cast(:distinct as uuid[])) and t.status = 'running' order by t.id for share),"
    " stored as (insert into app.turn_events (owner_id, turn_id, seq, data)"
    " select h.owner_id, s.turn_id, s.seq, s.data from said s"
    " join held h on h.id = s.turn_id and h.fence = s.fence on conflict do nothing),"
    " told as (select pg_notify(:channel, n.body) from unnest(cast(:notices as text[]),"
    " cast(:distinct as uuid[]), cast(:held_fences as int[])) as n (body, turn_id, fence)"
    " join held h on h.id = n.turn_id and h.fence = n.fence)"
    " select h.id, h.fence, (select count(*) from told) from held h"
)

Waiting = dict[tuple[UUID, int], list[Event]]


@dataclass
class _Stream:
    """What one held turn has said that is not committed yet."""

    waiting: list[Event] = field(default_factory=list[Event])
    committed: asyncio.Event = field(default_factory=asyncio.Event)
    lost: bool = False


class EventLog:
    """Appends the events of all turns of this process; `run` is its one writer."""

    def __init__(
        self,
        db: Database,
        *,
        sender: str,
        deliver: Callable[[UUID, list[Event]], None],
        lost: Callable[[UUID, int], None],
    ) -> None:
        """`deliver` hears what was committed here; `lost` of each turn that others took."""
        self._db, self._sender, self._deliver, self._on_lost = db, sender, deliver, lost
        self._streams: dict[tuple[UUID, int], _Stream] = {}
        self._wake = asyncio.Event()

    def open(self, held: Claim) -> None:
        """Begin to take events of this turn."""
        self._streams[held.turn_id, held.fence] = _Stream()

    def close(self, held: Claim) -> None:
        """Forget the turn; what still waits is dropped, and who waits for it is told."""
        stream = self._streams.pop((held.turn_id, held.fence), None)
        if stream is not None:
            stream.lost = True
            stream.committed.set()

    async def append(self, held: Claim, event: Event) -> None:
        """Queue one event; waits while too many of this turn wait for a commit.

        Raises:
            Lost: The turn is held by another by now.
        """
        stream = self._stream(held)
        stream.waiting.append(event)
        stream.committed.clear()
        self._wake.set()
        if len(stream.waiting) > WAITING_EVENTS:
            await self.flushed(held)

    async def flushed(self, held: Claim) -> None:
        """Return when everything that the turn has said is committed.

        Raises:
            Lost: The turn is held by another by now.
        """
        stream = self._stream(held)
        while stream.waiting and not stream.lost:
            await stream.committed.wait()
        self._stream(held)

    def _stream(self, held: Claim) -> _Stream:
        stream = self._streams.get((held.turn_id, held.fence))
        if stream is None or stream.lost:
            raise Lost
        return stream

    async def run(self) -> None:
        """Commit what waits, for ever; the end of this task must end the process."""
        clock = asyncio.get_running_loop().time
        committed = 0.0
        while True:
            await self._wake.wait()
            apart = min(APART_SECONDS * len(self._streams), FURTHEST_SECONDS)
            await asyncio.sleep(max(0.0, committed + apart - clock()))
            self._wake.clear()
            committed = clock()
            batch = {
                key: list(stream.waiting) for key, stream in self._streams.items() if stream.waiting
            }
            if not batch:
                continue
            try:
                async with self._db.as_role("errand_worker") as session:
                    kept = await _store(session, batch, self._sender)
            except Unavailable:
                # Nothing is forgotten: a batch that did commit unseen is stored once all the same.
                await asyncio.sleep(RETRY_SECONDS)
                self._wake.set()
                continue
            self._settle(batch, kept)

    def _settle(self, batch: Waiting, kept: set[tuple[UUID, int]]) -> None:
        for key, events in batch.items():
            stream = self._streams.get(key)
            if stream is None:
                continue
            del stream.waiting[: len(events)]
            stream.lost = key not in kept
            if stream.lost:
                self._on_lost(*key)
            else:
                self._deliver(key[0], events)
            if not stream.waiting or stream.lost:
                stream.committed.set()


async def _store(session: Session, batch: Waiting, sender: str) -> set[tuple[UUID, int]]:
    flat = [(turn, fence, event) for (turn, fence), events in batch.items() for event in events]
    rows = await session.run(
        _APPEND,
        {
            "turns": [str(turn) for turn, _, _ in flat],
            "fences": [fence for _, fence, _ in flat],
            "seqs": [event.seq for _, _, event in flat],
            "data": [event.data for _, _, event in flat],
            "distinct": [str(turn) for turn, _ in batch],
            "held_fences": [fence for _, fence in batch],
            "notices": [notice(sender, turn, events) for (turn, _), events in batch.items()],
            "channel": EVENT_CHANNEL,
        },
    )
    return {(row.id, row.fence) for row in rows}


def notice(sender: str, turn_id: UUID, events: list[Event]) -> str:
    """Return the payload that tells of these events; without them where they are too long."""
    head = f"{sender}|{turn_id}|{events[0].seq}|{events[-1].seq}|"
    body = "\n".join(event.data for event in events)
    return head + body if len(head) + len(body.encode()) < NOTIFY_BYTES else head


_READ = text(
    "select seq, data from app.turn_events where owner_id = :owner and turn_id = :turn"
    " and seq > :after order by seq limit :most"
)


async def read(session: Session, *, owner_id: UUID, turn_id: UUID, after: int) -> list[Event]:
    """Return events after `after` (-1: from the first), oldest first; a page of them at most."""
    rows = await session.run(
        _READ, {"owner": owner_id, "turn": turn_id, "after": after, "most": PAGE}
    )
    return [Event(row.seq, row.data) for row in rows]
