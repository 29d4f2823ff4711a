"""Use cases over tasks; every edge and every tool calls these and nothing below them."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import TypeVar

from errand.db import Database, Session
from errand.identity import Actor
from errand.tasks import finding, store, writing
from errand.tasks.errors import TaskNotFound
from errand.tasks.inputs import (
    AddTasks,
    DeleteTasks,
    FindTasks,
    SetStatus,
    TaskFilter,
    TaskRef,
    TaskUpdate,
    UpdateTasks,
)
from errand.tasks.once import once
from errand.tasks.presenting import seen
from errand.tasks.reminding import NoReminders
from errand.tasks.store import Clock
from errand.tasks.views import (
    StatusSet,
    TaskList,
    TasksAdded,
    TasksDeleted,
    TasksFound,
    TasksUpdated,
    TaskView,
    Written,
)

Asked = TypeVar("Asked", AddTasks, UpdateTasks, SetStatus, DeleteTasks)
Answer = TypeVar("Answer", bound=Written)


def utc_now() -> datetime:
    """Return this instant, aware, in UTC."""
    return datetime.now(UTC)


class TaskService:
    """Each method is one transaction; one that raises has changed nothing."""

    def __init__(self, db: Database, *, now: Callable[[], datetime] = utc_now) -> None:
        self._db, self._now = db, now

    async def add(self, actor: Actor, asked: AddTasks) -> TasksAdded:
        """Add tasks, in their order.

        Raises:
            InvalidInput: A task makes no sense, and the call asked to abort then, or none does.
            IdempotencyMismatch: The key was used for another request.
        """
        return await self._write(actor, "add_tasks", asked, writing.add, TasksAdded)

    async def update(self, actor: Actor, asked: UpdateTasks) -> TasksUpdated:
        """Change tasks; what is so already stays untouched, its version too.

        Raises:
            TaskNotFound: A task is not there (abort), or none is.
            VersionConflict: A task is no longer as the caller knew it.
            InvalidInput: A new value makes no sense.
            IdempotencyMismatch: The key was used for another request.
        """
        return await self._write(actor, "update_tasks", asked, writing.update, TasksUpdated)

    async def set_status(self, actor: Actor, asked: SetStatus) -> StatusSet:
        """Give tasks a status; doing it twice changes nothing.

        Raises:
            TaskNotFound: None of the tasks is there.
            IdempotencyMismatch: The key was used for another request.
        """
        return await self._write(actor, "set_status", asked, writing.set_status, StatusSet)

    async def delete(self, actor: Actor, asked: DeleteTasks) -> TasksDeleted:
        """Move tasks to the trash.

        Raises:
            TaskNotFound: None of the tasks is there.
            IdempotencyMismatch: The key was used for another request.
        """
        return await self._write(actor, "delete_tasks", asked, writing.delete, TasksDeleted)

    async def change(self, actor: Actor, asked: TaskUpdate) -> TaskView:
        """Change one task and return how it is now.

        Raises:
            TaskNotFound, VersionConflict, InvalidInput: As `update`.
        """
        return (await self.update(actor, UpdateTasks(tasks=[asked]))).tasks[0].after

    async def find(self, actor: Actor, wanted: FindTasks) -> TasksFound:
        """Return a page of the tasks that fit.

        Raises:
            InvalidCursor: It is not a cursor of this person's list with these filters.
        """
        async with self._db.transaction(actor) as session:
            clock = await self._clock(session, actor)
            return session.answer(await finding.find(session, actor.user_id, wanted, clock))

    async def list(self, actor: Actor, asked: TaskFilter) -> TaskList:
        """Return a page of tasks, soonest due first.

        Raises:
            InvalidCursor: It is not a cursor of this person's list with these filters.
            InvalidInput: `due` cannot be read.
        """
        async with self._db.transaction(actor) as session:
            clock = await self._clock(session, actor)
            return session.answer(await finding.list_tasks(session, actor.user_id, asked, clock))

    async def get(self, actor: Actor, ref: TaskRef) -> TaskView:
        """Return one task.

        Raises:
            TaskNotFound: It is not there.
        """
        async with self._db.transaction(actor) as session:
            task = await store.find(session, owner_id=actor.user_id, task_id=ref.id)
            if task is None:
                raise TaskNotFound(ref.id)
            clock = await self._clock(session, actor)
            [view] = await seen(session, actor.user_id, [task], clock, NoReminders())
            return session.answer(view)

    async def _write(
        self,
        actor: Actor,
        scope: str,
        asked: Asked,
        do: Callable[[Session, Actor, Asked, Clock], Awaitable[Answer]],
        gives: type[Answer],
    ) -> Answer:
        async with self._db.transaction(actor) as session:
            clock = await self._clock(session, actor)
            answer = await once(
                session,
                actor.user_id,
                scope,
                asked,
                gives=gives,
                do=lambda: do(session, actor, asked, clock),
                now=clock.now,
            )
            return session.answer(answer)

    async def _clock(self, session: Session, actor: Actor) -> Clock:
        return Clock(self._now(), await store.zone_of(session, owner_id=actor.user_id))
