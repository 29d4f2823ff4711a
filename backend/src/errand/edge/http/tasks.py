"""Tasks over REST, for pages and for programs."""

from typing import Annotated, cast
from uuid import UUID

from fastapi import APIRouter, Depends, Header, Query, Request, status

from errand.edge.http.deps import CurrentActor, client_secret
from errand.edge.http.problems import PROBLEMS
from errand.fields import PlainText
from errand.tasks.errors import TaskNotFound
from errand.tasks.inputs import (
    AddTasks,
    DeleteTasks,
    NewTask,
    SetStatus,
    TaskChange,
    TaskFilter,
    TaskRef,
    TaskUpdate,
)
from errand.tasks.model import Status
from errand.tasks.service import TaskService
from errand.tasks.views import TaskList, TaskView

router = APIRouter(
    prefix="/api/tasks", tags=["tasks"], responses=PROBLEMS, dependencies=[client_secret]
)


def _tasks(request: Request) -> TaskService:
    return cast("TaskService", request.app.state.tasks)


def _named(task_id: str) -> TaskRef:
    try:
        return TaskRef(id=UUID(task_id))
    except ValueError as error:
        raise TaskNotFound from error


Tasks = Annotated[TaskService, Depends(_tasks)]
Named = Annotated[TaskRef, Depends(_named)]


@router.get("")
async def list_tasks(
    wanted: Annotated[TaskFilter, Query()], actor: CurrentActor, tasks: Tasks
) -> TaskList:
    """List the caller's tasks, soonest due first."""
    return await tasks.list(actor, wanted)


@router.post("", status_code=status.HTTP_201_CREATED)
async def add_task(
    new: NewTask,
    actor: CurrentActor,
    tasks: Tasks,
    idempotency_key: Annotated[PlainText | None, Header(max_length=255)] = None,
) -> TaskView:
    """Add one task; the same Idempotency-Key and body add it once."""
    asked = AddTasks(tasks=[new], idempotency_key=idempotency_key)
    return (await tasks.add(actor, asked)).tasks[0]


@router.get("/{task_id}")
async def get_task(task: Named, actor: CurrentActor, tasks: Tasks) -> TaskView:
    """Return one task."""
    return await tasks.get(actor, task)


@router.patch("/{task_id}")
async def change_task(
    change: TaskChange, task: Named, actor: CurrentActor, tasks: Tasks
) -> TaskView:
    """Change what `set` and `clear` name; with `if_version` only if nobody else did since."""
    return await tasks.change(
        actor,
        TaskUpdate(id=task.id, if_version=change.if_version, set=change.set, clear=change.clear),
    )


@router.delete("/{task_id}", status_code=status.HTTP_204_NO_CONTENT)
async def delete_task(task: Named, actor: CurrentActor, tasks: Tasks) -> None:
    """Move one task to the trash."""
    await tasks.delete(actor, DeleteTasks(ids=[task.id]))


@router.post("/{task_id}/complete")
async def complete_task(task: Named, actor: CurrentActor, tasks: Tasks) -> TaskView:
    """Mark one task done; doing it twice changes nothing."""
    return await _with_status(task, "done", actor, tasks)


@router.post("/{task_id}/reopen")
async def reopen_task(task: Named, actor: CurrentActor, tasks: Tasks) -> TaskView:
    """Mark one task open again; doing it twice changes nothing."""
    return await _with_status(task, "open", actor, tasks)


async def _with_status(
    task: TaskRef, wanted: Status, actor: CurrentActor, tasks: TaskService
) -> TaskView:
    answer = await tasks.set_status(actor, SetStatus(ids=[task.id], status=wanted))
    return (answer.changed + answer.noop)[0]
