"""Tasks of a call that writes, one by one: as the caller knew them, and as they are shown."""

from collections.abc import Sequence
from uuid import UUID

from errand.errors import InvalidInput
from errand.tasks import records
from errand.tasks.errors import TaskNotFound, VersionConflict
from errand.tasks.presenting import seen
from errand.tasks.records import Held
from errand.tasks.views import TaskView
from errand.tasks.working import Work


async def expected(work: Work, task_id: UUID, version: int | None) -> Held:
    """Return a task that is as the caller knew it.

    Raises:
        TaskNotFound: It is not there.
        VersionConflict: It has changed since.
    """
    held = (await records.load(work, [task_id])).get(task_id)
    if held is None:
        raise TaskNotFound(task_id)
    if version is not None and version != held.task.version:
        [current] = await shown(work, [held])
        raise VersionConflict(current, expected=version)
    return held


async def shown(work: Work, tasks: Sequence[Held]) -> list[TaskView]:
    """Show the tasks as they are now."""
    rows = [held.task for held in tasks]
    return await seen(work.session, work.owner_id, rows, work.clock, work.reminding)


async def refuse_other_version(work: Work, ids: Sequence[UUID], version: int | None) -> None:
    """Return if the one task is as the caller knew it, or if they did not say how they knew it.

    Raises:
        TaskNotFound, VersionConflict: It is not there, or has changed since.
        InvalidInput: It is not one task.
    """
    if version is None:
        return
    if len(ids) != 1:
        raise InvalidInput("if_version: only with one id")
    await expected(work, ids[0], version)
