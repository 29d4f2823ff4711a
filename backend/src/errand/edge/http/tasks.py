"""Tasks over REST, for pages and for programs."""

from typing import Annotated

from fastapi import APIRouter, Query, Response, status

from errand.edge.http.bulk import Bulk, BulkAnswer, do_bulk
from errand.edge.http.deps import CurrentActor, client_secret
from errand.edge.http.problems import PROBLEMS
from errand.edge.http.task_deps import IdempotencyKey, IfMatch, Named, Tasks, keyed, tagged
from errand.tasks import purging
from errand.tasks.acts import GetTasks, MoveTasks, Overview, RestoreTasks, Trash, Undo
from errand.tasks.errors import TaskNotFound
from errand.tasks.inputs import (
    AddTasks,
    DeleteTasks,
    NewTask,
    SetStatus,
    TaskChange,
    TaskFilter,
    TaskUpdate,
)
from errand.tasks.looking_views import OverviewView, TaskDetails
from errand.tasks.purging import EmptyTrash, Purged, PurgeTask
from errand.tasks.service import TaskService
from errand.tasks.views import TaskList, TasksMoved, TaskView, Undone

router = APIRouter(
    prefix="/api/tasks", tags=["tasks"], responses=PROBLEMS, dependencies=[client_secret]
)


@router.get("")
async def list_tasks(
    wanted: Annotated[TaskFilter, Query()], actor: CurrentActor, tasks: Tasks
) -> TaskList:
    """List the caller's tasks, soonest due first unless `sort` says otherwise."""
    return await tasks.list(actor, wanted)


@router.post("", status_code=status.HTTP_201_CREATED)
async def add_task(
    new: NewTask, response: Response, actor: CurrentActor, tasks: Tasks, key: IdempotencyKey = None
) -> TaskView:
    """Add one task; the same Idempotency-Key and body add it once."""
    asked = AddTasks(tasks=[new], idempotency_key=key)
    return tagged(response, (await tasks.add(actor, asked)).tasks[0])


@router.get("/overview")
async def get_overview(
    asked: Annotated[Overview, Query()], actor: CurrentActor, tasks: Tasks
) -> OverviewView:
    """Say how it all stands: counts, what is due, projects and labels."""
    return await tasks.overview(actor, asked)


@router.get("/trash")
async def list_trash(
    asked: Annotated[Trash, Query()], actor: CurrentActor, tasks: Tasks
) -> TaskList:
    """List what was deleted in the last thirty days, the last one first."""
    return await tasks.trash(actor, asked)


@router.delete("/trash")
async def empty_trash(
    asked: Annotated[EmptyTrash, Query()], actor: CurrentActor, tasks: Tasks
) -> Purged:
    """Delete for good what is in the trash: it cannot be taken back."""
    return await purging.empty(tasks, actor, asked)


@router.delete("/trash/{task_id}", status_code=status.HTTP_204_NO_CONTENT)
async def delete_for_good(task: Named, actor: CurrentActor, tasks: Tasks) -> None:
    """Delete one task of the trash for good, with its subtasks: it cannot be taken back."""
    await purging.purge(tasks, actor, PurgeTask(id=task.id))


@router.post("/undo")
async def undo(
    asked: Undo, actor: CurrentActor, tasks: Tasks, key: IdempotencyKey = None
) -> Undone:
    """Take changes back, exactly; refused where that would lose what was done later."""
    return await tasks.undo(actor, keyed(asked, key))


@router.post("/reorder")
async def reorder_tasks(
    asked: MoveTasks, actor: CurrentActor, tasks: Tasks, key: IdempotencyKey = None
) -> TasksMoved:
    """Put tasks elsewhere: into a project or section, under or beside another task."""
    return await tasks.move(actor, keyed(asked, key))


@router.post("/bulk")
async def change_many(
    asked: Bulk, actor: CurrentActor, tasks: Tasks, key: IdempotencyKey = None
) -> BulkAnswer:
    """Do one thing to many tasks; the answer names what was changed, and how to undo it."""
    return await do_bulk(tasks, actor, asked, key)


@router.get("/{task_id}")
async def get_task(task: Named, response: Response, actor: CurrentActor, tasks: Tasks) -> TaskView:
    """Return one task; its ETag is its version."""
    return tagged(response, await tasks.get(actor, task))


@router.get("/{task_id}/details")
async def get_details(task: Named, actor: CurrentActor, tasks: Tasks) -> TaskDetails:
    """Return one task with its subtasks and its history."""
    asked = GetTasks(ids=[task.id], include=["history", "subtasks"])
    found = (await tasks.get_many(actor, asked)).tasks
    if not found:
        raise TaskNotFound(task.id)
    return found[0]


@router.patch("/{task_id}")
async def change_task(
    change: TaskChange,
    task: Named,
    response: Response,
    actor: CurrentActor,
    tasks: Tasks,
    version: IfMatch,
) -> TaskView:
    """Change what `set`, `clear` and `labels` name; with a version only if nobody else did."""
    known = change.if_version if version is None else version
    update = TaskUpdate.model_validate(
        {name: getattr(change, name) for name in change.model_fields_set}
        | {"id": task.id, "if_version": known}
    )
    return tagged(response, await tasks.change(actor, update))


@router.delete("/{task_id}", status_code=status.HTTP_204_NO_CONTENT)
async def delete_task(task: Named, actor: CurrentActor, tasks: Tasks, version: IfMatch) -> None:
    """Move one task to the trash, with its subtasks."""
    await tasks.delete(actor, DeleteTasks(ids=[task.id], if_version=version))


@router.post("/{task_id}/restore")
async def restore_task(
    task: Named, response: Response, actor: CurrentActor, tasks: Tasks
) -> TaskView:
    """Take one task out of the trash, with the subtasks that went there with it."""
    answer = await tasks.restore(actor, RestoreTasks(ids=[task.id]))
    return tagged(response, answer.tasks[0])


@router.post("/{task_id}/complete")
async def complete_task(
    task: Named, response: Response, actor: CurrentActor, tasks: Tasks, version: IfMatch
) -> TaskView:
    """Mark one task done; doing it twice changes nothing. One that comes back is added anew."""
    wanted = SetStatus(ids=[task.id], status="done", if_version=version)
    return tagged(response, await _with_status(wanted, actor, tasks))


@router.post("/{task_id}/reopen")
async def reopen_task(
    task: Named, response: Response, actor: CurrentActor, tasks: Tasks, version: IfMatch
) -> TaskView:
    """Mark one task open again; doing it twice changes nothing."""
    wanted = SetStatus(ids=[task.id], status="open", if_version=version)
    return tagged(response, await _with_status(wanted, actor, tasks))


async def _with_status(wanted: SetStatus, actor: CurrentActor, tasks: TaskService) -> TaskView:
    answer = await tasks.set_status(actor, wanted)
    return (answer.changed + answer.noop)[0]
