"""Adding and changing tasks, inside a transaction that is open already."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from errand.db import Session
from errand.errors import InvalidInput
from errand.identity import Actor, uuid7
from errand.tasks import history, rules, store
from errand.tasks.batch import Batch
from errand.tasks.errors import TaskNotFound, VersionConflict
from errand.tasks.inputs import AddTasks, DeleteTasks, NewTask, SetStatus, TaskUpdate, UpdateTasks
from errand.tasks.model import Task
from errand.tasks.presenting import seen
from errand.tasks.reminding import NoReminders
from errand.tasks.store import Clock
from errand.tasks.views import (
    BeforeAndAfter,
    FailedId,
    StatusSet,
    TasksAdded,
    TasksDeleted,
    TasksUpdated,
)

TRASH_KEPT = timedelta(days=30)
_NONE = NoReminders()


async def add(session: Session, actor: Actor, asked: AddTasks, clock: Clock) -> TasksAdded:
    """Add the tasks in their order, numbered on from this person's last."""
    batch, good = Batch(len(asked.tasks), asked.on_error), list[NewTask]()
    for index, new in enumerate(asked.tasks):
        with batch.item(index):
            good.append(rules.checked_new(new))
    batch.settle()
    numbers = await store.take_numbers(
        session, owner_id=actor.user_id, count=len(good), now=clock.now
    )
    tasks = [
        _new_task(actor.user_id, number, new, clock)
        for number, new in zip(numbers, good, strict=True)
    ]
    session.add_all(tasks)
    await session.flush()
    events = [
        history.record(session, actor, "added", task, clock=clock, before=None) for task in tasks
    ]
    await session.flush()
    return TasksAdded(
        tasks=await seen(session, actor.user_id, tasks, clock, _NONE),
        failures=batch.failures,
        event_ids=events,
    )


def _new_task(owner_id: UUID, number: int, new: NewTask, clock: Clock) -> Task:
    return Task(
        owner_id=owner_id,
        id=uuid7(),
        number=number,
        title=new.title,
        notes=new.notes,
        priority=new.priority,
        created_at=clock.now,
        updated_at=clock.now,
        **rules.due_columns(new.due),
    )


async def update(session: Session, actor: Actor, asked: UpdateTasks, clock: Clock) -> TasksUpdated:
    """Change each task that is still as the caller knew it."""
    held = await store.lock(session, owner_id=actor.user_id, ids=[each.id for each in asked.tasks])
    batch, events = Batch(len(asked.tasks), asked.on_error), list[UUID]()
    changed: list[BeforeAndAfter] = []
    for index, item in enumerate(asked.tasks):
        with batch.item(index):
            if any(earlier.id == item.id for earlier in asked.tasks[:index]):
                raise InvalidInput("id: the same task must not come twice in one call")
            task = _expected(held, item)
            [before] = await seen(session, actor.user_id, [task], clock, _NONE)
            columns = rules.changed_columns(item)
            events += _change(session, actor, "updated", task, columns, clock)
            await session.flush()
            [after] = await seen(session, actor.user_id, [task], clock, _NONE)
            changed.append(BeforeAndAfter(before=before, after=after))
    batch.settle()
    await session.flush()
    return TasksUpdated(tasks=changed, failures=batch.failures, event_ids=events)


def _expected(held: dict[UUID, Task], item: TaskUpdate) -> Task:
    task = held.get(item.id)
    if task is None:
        raise TaskNotFound(item.id)
    if item.if_version is not None and item.if_version != task.version:
        raise VersionConflict(number=task.number, current=task.version, expected=item.if_version)
    return task


def _change(
    session: Session, actor: Actor, verb: str, task: Task, columns: dict[str, Any], clock: Clock
) -> list[UUID]:
    """Give the task these columns; returns the history entry, or none where nothing differs."""
    before = history.snapshot(task)
    different = {name: value for name, value in columns.items() if getattr(task, name) != value}
    if not different:
        return []
    task.sqlmodel_update(different | {"version": task.version + 1, "updated_at": clock.now})
    return [history.record(session, actor, verb, task, clock=clock, before=before)]


async def set_status(session: Session, actor: Actor, asked: SetStatus, clock: Clock) -> StatusSet:
    """Give the tasks one status; those that have it already stay untouched."""
    held = await store.lock(session, owner_id=actor.user_id, ids=asked.ids)
    noop = [task for task in _in_order(asked.ids, held) if task.status == asked.status]
    rest = [task for task in _in_order(asked.ids, held) if task.status != asked.status]
    failures = _missing(asked.ids, held)
    columns, events = rules.status_columns(asked.status, now=clock.now), list[UUID]()
    for task in rest:
        events += _change(session, actor, "status_set", task, columns, clock)
    await session.flush()
    return StatusSet(
        changed=await seen(session, actor.user_id, rest, clock, _NONE),
        noop=await seen(session, actor.user_id, noop, clock, _NONE),
        failures=failures,
        event_ids=events,
    )


async def delete(session: Session, actor: Actor, asked: DeleteTasks, clock: Clock) -> TasksDeleted:
    """Move the tasks to the trash."""
    held = await store.lock(session, owner_id=actor.user_id, ids=asked.ids)
    tasks, failures = _in_order(asked.ids, held), _missing(asked.ids, held)
    events: list[UUID] = []
    for task in tasks:
        events += _change(session, actor, "deleted", task, {"deleted_at": clock.now}, clock)
    await session.flush()
    return TasksDeleted(
        trashed=await seen(session, actor.user_id, tasks, clock, _NONE),
        failures=failures,
        restore_until=clock.now + TRASH_KEPT,
        event_ids=events,
    )


def _in_order(ids: Sequence[UUID], held: dict[UUID, Task]) -> list[Task]:
    return [held[task_id] for task_id in dict.fromkeys(ids) if task_id in held]


def _missing(ids: Sequence[UUID], held: dict[UUID, Task]) -> list[FailedId]:
    """Report the tasks that are not there.

    Raises:
        TaskNotFound: None of them is.
    """
    missing = [(each, TaskNotFound(each)) for each in dict.fromkeys(ids) if each not in held]
    if missing and not held:
        raise missing[0][1]
    return [FailedId(id=each, code=why.code, error=why.message) for each, why in missing]
