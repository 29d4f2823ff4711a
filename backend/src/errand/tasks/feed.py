"""What happens to a person's tasks, as it happens: the history, followed."""

import asyncio
import contextlib
from collections.abc import AsyncGenerator, Callable, Sequence
from datetime import datetime
from uuid import UUID

from sqlmodel import col, select

from errand.db import Database, Session
from errand.identity import Actor
from errand.tasks import chronicle, store
from errand.tasks.feed_views import Happened, News
from errand.tasks.model import Task, TaskEvent
from errand.tasks.presenting import seen
from errand.tasks.reminding import NoReminders, Reminding
from errand.tasks.service import utc_now
from errand.tasks.working import CHANNEL
from errand.turns.hub import Hub
from errand.turns.pages import Pages

HEARTBEAT_SECONDS = 15
PAGE = 100
"""So many events are told at once."""


class TaskFeed:
    """Follows the history of one person for as long as they may see it."""

    def __init__(
        self,
        db: Database,
        hub: Hub,
        *,
        reminding: Reminding | None = None,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        """To be made before the hub listens."""
        self._db, self._hub, self._now = db, hub, now
        self._reminding: Reminding = reminding or NoReminders()
        self._pages = Pages()
        hub.on_news(CHANNEL, self._pages.hear)
        hub.leaving.then(self._pages.wake)

    async def follow(self, actor: Actor, *, after: UUID | None) -> AsyncGenerator[News]:
        """Yield what happens after an entry of the history, or from now on, in order.

        The first says from where it goes on, and whether what was before that entry has to be
        read anew. An empty one says that nothing happened for a while.

        Raises:
            SignedOut: The sign-in has ended.
            TooManyPages: The person follows from too many places.
        """
        clock = asyncio.get_running_loop().time
        with self._pages.page(actor.user_id) as something:
            seq, begun = await self._begin(actor, after)
            yield begun
            spoken = clock()
            while not self._hub.leaving.asked:
                something.clear()
                seq, happened = await self._read(actor, seq)
                if happened or clock() - spoken >= HEARTBEAT_SECONDS:
                    yield News(happened=happened)
                    spoken = clock()
                if len(happened) < PAGE:
                    with contextlib.suppress(TimeoutError):
                        async with asyncio.timeout(self._hub.recheck_seconds):
                            await something.wait()

    async def _begin(self, actor: Actor, after: UUID | None) -> tuple[int, News]:
        async with self._db.reading(actor) as session:
            owned = col(TaskEvent.owner_id) == actor.user_id
            if after is not None:
                query = select(TaskEvent.seq).where(owned, col(TaskEvent.id) == after)
                found = (await session.execute(query)).scalar_one_or_none()
                if found is not None:
                    return found, News(begins_after=after)
            query = select(TaskEvent.id, TaskEvent.seq).where(owned)
            newest = query.order_by(col(TaskEvent.seq).desc()).limit(1)
            row = (await session.execute(newest)).one_or_none()
        lost = after is not None
        if row is None:
            return 0, News(begins_after=None, lost=lost)
        return row.seq, News(begins_after=row.id, lost=lost)

    async def _read(self, actor: Actor, seq: int) -> tuple[int, list[Happened]]:
        async with self._db.reading(actor) as session:
            events = await chronicle.after(session, owner_id=actor.user_id, seq=seq, most=PAGE)
            if not events:
                return seq, []
            return events[-1].seq or seq, await self._told(session, actor.user_id, events)

    async def _told(
        self, session: Session, owner_id: UUID, events: Sequence[TaskEvent]
    ) -> list[Happened]:
        ids = {event.task_id for event in events if event.task_id is not None}
        query = select(Task).where(col(Task.owner_id) == owner_id, col(Task.id).in_(ids))
        tasks = (await session.execute(query)).scalars().all()
        clock = await store.clock_of(session, self._now(), owner_id=owner_id)
        views = await seen(session, owner_id, tasks, clock, self._reminding)
        by_id = {view.id: view for view in views}
        return [
            Happened.model_validate(
                event.model_dump(include=set(Happened.model_fields))
                | {"task": by_id.get(event.task_id) if event.task_id else None}
            )
            for event in events
        ]
