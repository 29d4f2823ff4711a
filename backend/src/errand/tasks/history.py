"""History: what each task was before and after each change."""

from typing import Any
from uuid import UUID

from errand.db import Session
from errand.identity import Actor, uuid7
from errand.tasks.model import Task, TaskEvent
from errand.tasks.store import Clock

_KEPT = {
    "title", "notes", "status", "priority", "due_date", "due_local", "due_tz", "version",
    "completed_at", "cancelled_at", "deleted_at",
}  # fmt: skip


def snapshot(task: Task) -> dict[str, Any]:
    """Return what of a task can change."""
    return task.model_dump(mode="json", include=_KEPT)


def record(
    session: Session,
    actor: Actor,
    verb: str,
    task: Task,
    *,
    clock: Clock,
    before: dict[str, Any] | None,
) -> UUID:
    """Add one entry to the history of a task, as it is now, and return its id."""
    event = TaskEvent(
        owner_id=actor.user_id,
        id=uuid7(),
        subject_id=task.id,
        task_id=task.id,
        call_id=uuid7(),
        at=clock.now,
        via=actor.via,
        verb=verb,
        before=before,
        after=snapshot(task),
    )
    session.add(event)
    return event.id
