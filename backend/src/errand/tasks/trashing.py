"""The trash: into it, out of it, and for good after thirty days."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from uuid import UUID

from errand.identity import uuid7
from errand.tasks import holding, named, placing, records
from errand.tasks.acts import RestoreTasks
from errand.tasks.errors import TaskNotFound
from errand.tasks.inputs import DeleteTasks
from errand.tasks.model import Project, Section
from errand.tasks.placing import Spot
from errand.tasks.records import Change, Held, Saving
from errand.tasks.views import FailedId, TasksDeleted, TasksRestored
from errand.tasks.working import Work

TRASH_KEPT = timedelta(days=30)
SORTED_INTO = ("sections", "projects", "labels")
"""What tasks are sorted into: it goes for good after them, when it is nobody's any more."""


async def delete(work: Work, asked: DeleteTasks) -> TasksDeleted:
    """Move the tasks to the trash, each with all that hangs below it."""
    await holding.refuse_other_version(work, asked.ids, asked.if_version)
    found = await records.load(work, asked.ids)
    failures = missing(asked.ids, found)
    ids = [each for each in dict.fromkeys(asked.ids) if each in found]
    for each in ids:
        # It may have gone there just now, with its parent.
        found |= await records.load(work, [each], trashed=True)
        await trash(work, found[each])
        if found[each].task.recurrence is not None:
            work.remark(f"Task #{found[each].task.number} does not come back any more.")
    return TasksDeleted(
        trashed=await holding.shown(work, [found[each] for each in ids]),
        failures=failures,
        restore_until=work.clock.now + TRASH_KEPT,
        **work.done,
    )


async def trash(work: Work, held: Held, *, cause: UUID | None = None) -> None:
    """Move one task and its subtasks to the trash, where it is not there already."""
    gone, event = Change({"deleted_at": work.clock.now}), uuid7()
    if held.task.deleted_at is not None:
        return
    hanging = [each for each, _ in await placing.below(work, held.task.id)]
    below = (await records.load(work, hanging)).values()
    savings = [Saving(each, gone, cause=cause or event) for each in below]
    first = Saving(held, gone, cause=cause, event=event)
    await records.save_all(work, "deleted", [first, *savings])


async def restore(work: Work, asked: RestoreTasks) -> TasksRestored:
    """Take the tasks out of the trash, with the subtasks that went there in the same moment."""
    found = await records.load(work, asked.ids, trashed=True)
    failures = missing(asked.ids, found)
    ids = [each for each in dict.fromkeys(asked.ids) if each in found]
    for each in ids:
        # A task may be out again already, with its parent.
        held = (await records.load(work, [each], trashed=True))[each]
        if held.task.deleted_at is not None:
            await _restore_one(work, held)
    again = await records.load(work, ids)
    return TasksRestored(
        tasks=await holding.shown(work, [again[each] for each in ids]),
        failures=failures,
        **work.done,
    )


async def _restore_one(work: Work, held: Held) -> None:
    task, went, event = held.task, held.task.deleted_at, uuid7()
    spot = await home_of(work, held)
    columns = spot.columns | {"deleted_at": None}
    if spot != placing.spot_of(task):
        columns["position"] = await placing.at_end(work, spot)
        work.remark(f"What task #{task.number} was sorted into is gone: it is elsewhere now.")
    await records.save(work, held, "restored", Change(columns), event=event)
    hanging = await placing.trashed_below(work, task.id)
    below = (await records.load(work, hanging, trashed=True)).values()
    home = {"project_id": task.project_id, "section_id": task.section_id}
    back = Change(home | {"deleted_at": None})
    gone_with_it = [each for each in below if each.task.deleted_at == went]
    savings = [Saving(each, back, cause=event) for each in gone_with_it]
    await records.save_all(work, "restored", savings)


async def home_of(work: Work, held: Held) -> Spot:
    """Return where a task of the trash was, as far as that is still there."""
    task = held.task
    if task.parent_id is not None:
        parent = (await records.load(work, [task.parent_id])).get(task.parent_id)
        if parent is not None:
            return Spot(parent.task.project_id, parent.task.section_id, task.parent_id)
    if task.project_id is None or await named.load(work, Project, task.project_id) is None:
        return Spot()
    if task.section_id is None or await named.load(work, Section, task.section_id) is None:
        return Spot(task.project_id)
    return Spot(task.project_id, task.section_id)


def missing(ids: Sequence[UUID], held: Mapping[UUID, Held]) -> list[FailedId]:
    """Report the tasks that are not there.

    Raises:
        TaskNotFound: None of them is.
    """
    gone = [(each, TaskNotFound(each)) for each in dict.fromkeys(ids) if each not in held]
    if gone and not held:
        raise gone[0][1]
    return [FailedId(id=each, code=why.code, error=why.message) for each, why in gone]
