"""The trail: who did what through which door, with what was denied; written in the background."""

import asyncio
import contextlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from typing import Literal
from uuid import UUID

import structlog
from sqlalchemy import text

from errand.db import Database
from errand.errors import Unavailable
from errand.identity import Actor, uuid7

Door = Literal["page", "rest", "chat", "mcp"]
NOBODY = UUID(int=0)
KEPT_DAYS = 180
WAITING_ENTRIES = 10_000
_BATCH = 500
_PAUSE_SECONDS = 0.5
_PRUNE_SECONDS = 3600
_CLOSING_SECONDS = 5

_APPEND = text(
    "insert into app.audit (owner_id, id, at, door, action, status, authority_kind, authority_id,"
    " address, request_id) values (:owner_id, :id, :at, :door, :action, :status, :authority_kind,"
    " :authority_id, :address, :request_id)"
)
_PRUNE = text("delete from app.audit where at < now() - make_interval(days => :days)")
_log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Entry:
    """One deed, or one attempt."""

    door: Door
    action: str
    """Method and route, or the protocol's operation; never content."""
    status: int
    """As HTTP has it; 0: the client was gone before the answer."""
    address: str
    request_id: UUID
    owner_id: UUID = NOBODY
    authority_kind: str | None = None
    authority_id: UUID | None = None
    id: UUID = field(default_factory=uuid7)
    at: datetime = field(default_factory=lambda: datetime.now(UTC))

    def by(self, actor: Actor) -> "Entry":
        """Return it as this person's."""
        return replace(
            self,
            owner_id=actor.user_id,
            authority_kind=actor.authority_kind,
            authority_id=actor.authority_id,
        )


class AuditTrail:
    """Takes entries at once and stores them in batches.

    Nobody's answer waits for it. Of a process that is killed the last half second may be missing.
    """

    def __init__(self, db: Database) -> None:
        self._db = db
        self._waiting: asyncio.Queue[Entry] = asyncio.Queue(WAITING_ENTRIES)
        self._tasks: list[asyncio.Task[None]] = []

    def note(self, entry: Entry) -> None:
        """Take an entry; where too many wait, it is only in the log."""
        try:
            self._waiting.put_nowait(entry)
        except asyncio.QueueFull:
            _log.warning("audit.full", action=entry.action, status=entry.status)

    async def __aenter__(self) -> "AuditTrail":
        """Begin to store."""
        self._tasks = [asyncio.create_task(self._run()), asyncio.create_task(self._prune())]
        return self

    async def __aexit__(self, *_raised: object) -> None:
        """Store what still waits."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        with contextlib.suppress(Unavailable, TimeoutError):
            async with asyncio.timeout(_CLOSING_SECONDS):
                while not self._waiting.empty():
                    await self._store(self._taken())

    async def _run(self) -> None:
        batch: list[Entry] = []
        while True:
            batch = batch or [await self._waiting.get(), *self._taken()]
            with contextlib.suppress(Unavailable):
                await self._store(batch)
                batch = []
            await asyncio.sleep(_PAUSE_SECONDS)

    def _taken(self) -> list[Entry]:
        return [self._waiting.get_nowait() for _ in range(min(_BATCH, self._waiting.qsize()))]

    async def _store(self, entries: Sequence[Entry]) -> None:
        async with self._db.as_role("errand_worker") as session:
            await session.execute(_APPEND, [asdict(entry) for entry in entries])

    async def _prune(self) -> None:
        while True:
            with contextlib.suppress(Unavailable):
                async with self._db.as_role("errand_worker") as session:
                    await session.execute(_PRUNE, {"days": KEPT_DAYS})
            await asyncio.sleep(_PRUNE_SECONDS)
