"""Deleting for good what is in the trash, by its owner's hand and before its thirty days are over.

Gone is what the thirty days would have taken: the tasks, their history and whatever hangs on them.
It cannot be taken back, and so it is offered to no model.
"""

from datetime import datetime

from pydantic import AwareDatetime, Field
from sqlalchemy import TextClause, text

from errand.errors import AppError, Kind
from errand.identity import Actor
from errand.tasks import placing, records
from errand.tasks.errors import TaskNotFound
from errand.tasks.inputs import TaskRef
from errand.tasks.parts import IdempotencyKey, Input
from errand.tasks.service import TaskService
from errand.tasks.trashing import SORTED_INTO
from errand.tasks.views import Written
from errand.tasks.working import Work

MOST_AT_ONCE = 2000
_PURGE = text(
    "delete from app.tasks where owner_id = :owner and id = any(cast(:ids as uuid[]))"
    " and deleted_at is not null"
)


def emptying_of(most: int) -> dict[str, TextClause]:
    """Return the statement for each table that deletes so many of its rows, the oldest first."""
    return {
        table: text(
            f"delete from app.{table} where owner_id = :owner and id in"  # noqa: S608  constants
            f" (select id from app.{table} where owner_id = :owner and deleted_at <= :until"
            f" order by deleted_at limit {most})"
        )
        for table in ("tasks", *SORTED_INTO)
    }


_EMPTY = emptying_of(MOST_AT_ONCE)


class NotInTrash(AppError):
    """Only what is in the trash can be deleted for good."""

    kind, code = Kind.CONFLICT, "not_in_trash"

    def __init__(self, number: int) -> None:
        super().__init__(
            f"Task #{number} is not in the trash. Only what is there can be deleted for good."
        )


class PurgeTask(TaskRef):
    """A task of the trash that is to go for good."""

    idempotency_key: IdempotencyKey = None


class EmptyTrash(Input):
    """How much of the trash is to go for good."""

    until: AwareDatetime | None = Field(
        default=None,
        description="What was deleted later stays: the deleted_at of the newest task that the"
        " person has seen there. Everything without it.",
    )
    idempotency_key: IdempotencyKey = None


class Purged(Written):
    """Answer of deleting for good."""

    deleted: int = Field(description="So many tasks are gone.")
    has_more: bool = Field(description="There are more: ask again.")


async def purge(tasks: TaskService, actor: Actor, asked: PurgeTask) -> Purged:
    """Delete one task of the trash for good, with what is there of its subtasks.

    Raises:
        TaskNotFound: It is not there.
        NotInTrash: It is not in the trash.
    """
    return await tasks.write(actor, "purge_task", asked, _purge, Purged)


async def empty(tasks: TaskService, actor: Actor, asked: EmptyTrash) -> Purged:
    """Delete for good what is in the trash, the oldest first; a few thousand tasks at a time."""
    return await tasks.write(actor, "empty_trash", asked, _empty, Purged)


async def _purge(work: Work, asked: PurgeTask) -> Purged:
    held = (await records.load(work, [asked.id], trashed=True)).get(asked.id)
    if held is None:
        raise TaskNotFound(asked.id)
    if held.task.deleted_at is None:
        raise NotInTrash(held.task.number)
    ids = [held.task.id, *await placing.trashed_below(work, held.task.id)]
    connection = await work.session.connection()
    values = {"owner": work.owner_id, "ids": [str(each) for each in ids]}
    gone = (await connection.execute(_PURGE, values)).rowcount
    return Purged(deleted=gone, has_more=False, **work.done)


async def _empty(work: Work, asked: EmptyTrash) -> Purged:
    until = asked.until or work.clock.now
    gone = await _remove(work, "tasks", until)
    if gone == MOST_AT_ONCE:
        return Purged(deleted=gone, has_more=True, **work.done)
    for table in SORTED_INTO:
        await _remove(work, table, until)
    return Purged(deleted=gone, has_more=False, **work.done)


async def _remove(work: Work, table: str, until: datetime) -> int:
    connection = await work.session.connection()
    values = {"owner": work.owner_id, "until": until}
    return (await connection.execute(_EMPTY[table], values)).rowcount
