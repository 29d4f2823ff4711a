"""Putting tasks elsewhere, inside a transaction that is open already."""

from typing import Any
from uuid import UUID

from errand.errors import InvalidInput
from errand.identity import uuid7
from errand.tasks import holding, placing, records
from errand.tasks.acts import MoveTasks
from errand.tasks.batch import Batch
from errand.tasks.errors import TaskNotFound
from errand.tasks.model import Task
from errand.tasks.placing import Spot, spot_of
from errand.tasks.records import Change, Held, Saving
from errand.tasks.views import BeforeAndAfter, TasksMoved
from errand.tasks.working import Work


async def move(work: Work, asked: MoveTasks) -> TasksMoved:
    """Put the tasks where they are to be, in the order in which they are named."""
    _refuse_contradiction(asked)
    ids = list(dict.fromkeys(asked.ids))
    held = [await holding.expected(work, each, asked.if_version) for each in ids]
    before = await holding.shown(work, held)
    batch, last = Batch(work, len(ids), called="ids"), None
    # Of several that go to the front, the last one goes first.
    backwards = asked.position == "first" and asked.after is None and asked.before is None
    for index in reversed(range(len(ids))) if backwards else range(len(ids)):
        async with batch.item(index):
            # It may have been brought along just now, by one above it.
            held[index] = (await records.load(work, [ids[index]]))[ids[index]]
            await _move_one(work, held[index], asked, last)
            last = held[index].task
    after = await holding.shown(work, held)
    return TasksMoved(
        tasks=[BeforeAndAfter(before=b, after=a) for b, a in zip(before, after, strict=True)],
        **work.done,
    )


def _refuse_contradiction(asked: MoveTasks) -> None:
    beside = [each for each in (asked.after, asked.before) if each is not None]
    if len(beside) > 1 or (beside and asked.position is not None):
        raise InvalidInput("position: say one of position, after and before")
    if any(each in asked.ids for each in beside):
        raise InvalidInput("after: a task cannot be put beside itself")
    if asked.parent is not None and (asked.project or asked.section or asked.detach):
        raise InvalidInput("parent: a subtask is where its parent is; leave the others out")
    if asked.if_version is not None and len(asked.ids) > 1:
        raise InvalidInput("if_version: only with one id")
    somewhere = asked.project or asked.section or asked.parent or asked.detach
    if not (somewhere or beside or asked.position):
        raise InvalidInput("project: say where to: project, section, parent, detach or position")


async def _move_one(work: Work, held: Held, asked: MoveTasks, last: Task | None) -> None:
    """Move a task; `last` is the one of this call that was moved before it."""
    task, event = held.task, uuid7()
    beside = asked.after or asked.before
    if beside is None:
        spot = await _spot(work, task, asked)
        columns = await there(work, task, spot, place=asked.position)
    else:
        # Those that follow the first go after it: all of them end up beside the neighbour.
        neighbour = last if last is not None else await _neighbour(work, beside)
        spot = spot_of(neighbour)
        if spot.parent_id is not None:
            await placing.under(work, spot.parent_id, moving=task.id)
        after = asked.after is not None or last is not None
        place = await placing.beside(work, neighbour, after=after, moving=task.id, cause=event)
        columns = spot.columns | {"position": place}
    saved = await records.save(work, held, "moved", Change(columns), event=event)
    if saved is not None:
        await bring_along(work, task, cause=saved)


async def _neighbour(work: Work, task_id: UUID) -> Task:
    found = await records.load(work, [task_id])
    if task_id not in found:
        raise TaskNotFound(task_id)
    return found[task_id].task


async def _spot(work: Work, task: Task, asked: MoveTasks) -> Spot:
    if asked.parent is not None:
        return await placing.under(work, asked.parent, moving=task.id)
    if asked.project is not None or asked.section is not None:
        return await placing.named_spot(work, asked.project, asked.section)
    if asked.detach:
        return Spot(task.project_id, task.section_id)
    return spot_of(task)


async def there(work: Work, task: Task, spot: Spot, *, place: str | None = None) -> dict[str, Any]:
    """Return the columns that put a task into a spot; without a place it stays if it is there."""
    if spot == spot_of(task) and place is None:
        return {}
    return spot.columns | {"position": await placing.at_end(work, spot, first=place == "first")}


async def bring_along(work: Work, task: Task, *, cause: UUID) -> None:
    """Let what hangs below a task be in the same project and section."""
    ids = [each for each, _ in await placing.below(work, task.id)]
    home = Change({"project_id": task.project_id, "section_id": task.section_id})
    below = (await records.load(work, ids)).values()
    await records.save_all(work, "moved", [Saving(held, home, cause=cause) for held in below])
