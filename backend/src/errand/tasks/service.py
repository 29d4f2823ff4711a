"""Use cases over tasks; every edge and every tool calls these and nothing below them."""

from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

from errand.db import Database, Session
from errand.identity import Actor
from errand.tasks import (
    adding,
    changing,
    completing,
    finding,
    moving,
    rescheduling,
    store,
    structure_store,
    structuring,
    trashing,
    undoing,
)
from errand.tasks.acts import (
    GetTasks,
    MoveTasks,
    Overview,
    RescheduleTasks,
    RestoreTasks,
    Trash,
    Undo,
)
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
from errand.tasks.looking import Looking
from errand.tasks.looking_views import OverviewView, TasksGot
from errand.tasks.once import Repeatable, once
from errand.tasks.reminding import NoReminders, Reminding
from errand.tasks.store import Clock
from errand.tasks.structure_inputs import (
    LabelList,
    Managed,
    ManageStructure,
    ProjectList,
    StructureFilter,
)
from errand.tasks.views import (
    StatusSet,
    TaskList,
    TasksAdded,
    TasksDeleted,
    TasksFound,
    TasksMoved,
    TasksRescheduled,
    TasksRestored,
    TasksUpdated,
    TaskView,
    Undone,
    Written,
)
from errand.tasks.working import Work, hold

Asked = TypeVar("Asked", bound=Repeatable)
Answer = TypeVar("Answer", bound=Written)


def utc_now() -> datetime:
    """Return this instant, aware, in UTC."""
    return datetime.now(UTC)


class TaskService:
    """Each method is one transaction; one that raises has changed nothing.

    Every write may raise IdempotencyMismatch: its key was used for another request.
    """

    def __init__(
        self,
        db: Database,
        *,
        now: Callable[[], datetime] = utc_now,
        reminding: Reminding | None = None,
    ) -> None:
        self._db, self._now = db, now
        self._reminding: Reminding = reminding or NoReminders()

    async def add(self, actor: Actor, asked: AddTasks) -> TasksAdded:
        """Add tasks, in their order.

        Raises:
            InvalidInput: A task makes no sense, and the call asked to abort then, or none does.
            TaskNotFound: A parent is not there.
        """
        return await self.write(actor, "add_tasks", asked, adding.add, TasksAdded)

    async def update(self, actor: Actor, asked: UpdateTasks) -> TasksUpdated:
        """Change tasks; what is so already stays untouched, its version too.

        Raises:
            TaskNotFound: A task is not there (abort), or none is.
            VersionConflict: A task is no longer as the caller knew it.
            InvalidInput: A new value makes no sense.
        """
        return await self.write(actor, "update_tasks", asked, changing.update, TasksUpdated)

    async def change(self, actor: Actor, asked: TaskUpdate) -> TaskView:
        """Change one task and return how it is now.

        Raises:
            TaskNotFound, VersionConflict, InvalidInput: As `update`.
        """
        return (await self.update(actor, UpdateTasks(tasks=[asked]))).tasks[0].after

    async def reschedule(self, actor: Actor, asked: RescheduleTasks) -> TasksRescheduled:
        """Give tasks another date; how they come back stays.

        Raises:
            TaskNotFound, VersionConflict, InvalidInput: As `update`.
        """
        return await self.write(
            actor, "reschedule_tasks", asked, rescheduling.reschedule, TasksRescheduled
        )

    async def set_status(self, actor: Actor, asked: SetStatus) -> StatusSet:
        """Give tasks a status; doing it twice changes nothing.

        A task that comes back has its next occurrence added when it is done.

        Raises:
            TaskNotFound: None of the tasks is there.
        """
        return await self.write(actor, "set_status", asked, completing.set_status, StatusSet)

    async def move(self, actor: Actor, asked: MoveTasks) -> TasksMoved:
        """Put tasks into a project, section, under another task, or elsewhere in their order.

        Raises:
            TaskNotFound: One of the tasks, or the one beside or above, is not there.
            VersionConflict: The task is no longer as the caller knew it.
            InvalidInput: They cannot be there.
        """
        return await self.write(actor, "move_tasks", asked, moving.move, TasksMoved)

    async def delete(self, actor: Actor, asked: DeleteTasks) -> TasksDeleted:
        """Move tasks to the trash, with their subtasks.

        Raises:
            TaskNotFound: None of the tasks is there.
        """
        return await self.write(actor, "delete_tasks", asked, trashing.delete, TasksDeleted)

    async def restore(self, actor: Actor, asked: RestoreTasks) -> TasksRestored:
        """Take tasks out of the trash; those that are not in it stay as they are.

        Raises:
            TaskNotFound: None of the tasks is there.
        """
        return await self.write(actor, "restore_tasks", asked, trashing.restore, TasksRestored)

    async def undo(self, actor: Actor, asked: Undo) -> Undone:
        """Take changes back, exactly.

        Raises:
            EventNotFound: There is no such change.
            AlreadyUndone, NothingToUndo: There is nothing to take back.
            UndoConflict: It would lose what was done later; nothing was changed.
        """
        return await self.write(actor, "undo", asked, undoing.undo, Undone)

    async def find(self, actor: Actor, wanted: FindTasks) -> TasksFound:
        """Return a page of the tasks that fit.

        Raises:
            InvalidCursor: It is not a cursor of this person's list with these filters.
            InvalidInput: A name in the filters means nothing.
        """
        async with self.reading(actor) as (session, clock):
            found = await finding.find(session, actor.user_id, wanted, clock, self._reminding)
            return session.answer(found)

    async def list(self, actor: Actor, asked: TaskFilter) -> TaskList:
        """Return a page of tasks, soonest due first unless asked otherwise.

        Raises:
            InvalidCursor: It is not a cursor of this person's list with these filters.
            InvalidInput: `due` cannot be read, or a name in the filters means nothing.
        """
        async with self.reading(actor) as (session, clock):
            page = await finding.list_tasks(session, actor.user_id, asked, clock, self._reminding)
            return session.answer(page)

    async def get(self, actor: Actor, ref: TaskRef) -> TaskView:
        """Return one task.

        Raises:
            TaskNotFound: It is not there.
        """
        async with self.reading(actor) as (session, clock):
            return session.answer(await self._looking(session, actor, clock).one(ref.id))

    async def get_many(self, actor: Actor, asked: GetTasks) -> TasksGot:
        """Return tasks with their subtasks and history, and which are not there."""
        async with self.reading(actor) as (session, clock):
            return session.answer(await self._looking(session, actor, clock).get(asked))

    async def overview(self, actor: Actor, asked: Overview) -> OverviewView:
        """Return how it all stands: counts, what is due, projects and labels."""
        async with self.reading(actor) as (session, clock):
            return session.answer(await self._looking(session, actor, clock).overview(asked))

    async def trash(self, actor: Actor, asked: Trash) -> TaskList:
        """Return a page of what can be restored, last deleted first.

        Raises:
            InvalidCursor: It is not a cursor of this person's trash.
        """
        async with self.reading(actor) as (session, clock):
            return session.answer(await self._looking(session, actor, clock).trash(asked))

    async def manage(self, actor: Actor, asked: ManageStructure) -> Managed:
        """Make, rename, order, archive or delete a project, a section or a label.

        Raises:
            StructureNotFound, NameTaken, StructureConflict: It cannot be done to this one.
            InvalidInput: A name makes no sense, or something is not said.
        """
        return await self.write(actor, "manage_structure", asked, structuring.manage, Managed)

    async def projects(self, actor: Actor, asked: StructureFilter) -> ProjectList:
        """Return a page of projects with their sections, in the person's order.

        Raises:
            InvalidCursor: It is not a cursor of this list.
        """
        async with self.reading(actor) as (session, _clock):
            page = await structure_store.projects(session, actor.user_id, asked)
            return session.answer(page)

    async def labels(self, actor: Actor, asked: StructureFilter) -> LabelList:
        """Return a page of labels, in the person's order.

        Raises:
            InvalidCursor: It is not a cursor of this list.
        """
        async with self.reading(actor) as (session, _clock):
            return session.answer(await structure_store.labels(session, actor.user_id, asked))

    def _looking(self, session: Session, actor: Actor, clock: Clock) -> Looking:
        return Looking(session, actor.user_id, clock, self._reminding)

    @asynccontextmanager
    async def reading(self, actor: Actor) -> AsyncGenerator[tuple[Session, Clock]]:
        """Give a transaction that looks at this person's tasks, at their moment."""
        async with self._db.transaction(actor) as session:
            yield session, await store.clock_of(session, self._now(), owner_id=actor.user_id)

    async def write(
        self,
        actor: Actor,
        scope: str,
        asked: Asked,
        do: Callable[[Work, Asked], Awaitable[Answer]],
        gives: type[Answer],
    ) -> Answer:
        """Do something that changes this person's tasks, once for each key, and tell of it."""
        async with self._db.transaction(actor) as session:
            unplaced = Clock(self._now(), ZoneInfo("UTC"))
            clock = await hold(session, unplaced, owner_id=actor.user_id)
            work = Work(session, actor, clock, self._reminding)
            answer = await once(
                session,
                actor.user_id,
                scope,
                asked,
                gives=gives,
                do=lambda: do(work, asked),
                now=clock.now,
            )
            await work.tell()
            return session.answer(answer)
