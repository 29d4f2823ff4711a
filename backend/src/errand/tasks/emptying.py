"""What was thrown away thirty days ago goes for good, its history with it."""

import asyncio
import contextlib
from collections.abc import Callable
from datetime import datetime

import structlog
from sqlalchemy import TextClause, text

from errand.db import Database
from errand.errors import Unavailable
from errand.tasks.service import utc_now
from errand.tasks.trashing import SORTED_INTO, TRASH_KEPT

PAUSE_SECONDS = 3600
_BATCH = 500
_EMPTY = {
    table: text(
        f"delete from app.{table} where (owner_id, id) in (select owner_id, id"  # noqa: S608
        f" from app.{table} where deleted_at < :before order by deleted_at limit {_BATCH})"
        " returning 1"
    )
    for table in ("tasks", *SORTED_INTO)
}
_log = structlog.get_logger(__name__)


class Emptying:
    """Empties everybody's trash of what is too old, in small steps, as `errand_worker`."""

    def __init__(self, db: Database, *, now: Callable[[], datetime] = utc_now) -> None:
        self._db, self._now = db, now
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Do it now and every hour, until `close`."""
        self._task = asyncio.create_task(self._run())

    async def close(self) -> None:
        """Stop."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    @property
    def alive(self) -> bool:
        """Whether it still does."""
        return self._task is not None and not self._task.done()

    async def _run(self) -> None:
        while True:
            with contextlib.suppress(Unavailable):
                await self.once()
            await asyncio.sleep(PAUSE_SECONDS)

    async def once(self) -> int:
        """Remove all that is too old by now; return how much that was."""
        before, gone = self._now() - TRASH_KEPT, 0
        for statement in _EMPTY.values():
            while removed := await self._step(statement, before):
                gone += removed
        if gone:
            _log.info("trash.emptied", rows=gone)
        return gone

    async def _step(self, statement: TextClause, before: datetime) -> int:
        async with self._db.as_role("errand_worker") as session:
            rows = await session.execute(statement, {"before": before})
            return len(rows.all())
