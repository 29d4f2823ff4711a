"""Making projects, sections and labels in tests."""

from typing import Any

from errand.identity import Actor
from errand.tasks.acts import MoveTasks, RescheduleTasks, RestoreTasks, Undo
from errand.tasks.inputs import DeleteTasks, NewTask, SetStatus, TaskUpdate
from errand.tasks.service import TaskService
from errand.tasks.structure_inputs import Managed, ManageStructure, NamedView
from errand.tasks.views import TaskView
from task_world import added


async def manage(service: TaskService, actor: Actor, op: str, kind: str, **more: Any) -> Managed:
    """Do one thing with a project, a section or a label."""
    return await service.manage(
        actor, ManageStructure.model_validate({"op": op, "kind": kind, **more})
    )


async def made(tasks: TaskService, actor: Actor, kind: str, name: str, **more: Any) -> NamedView:
    """Make one."""
    return (await manage(tasks, actor, "create", kind, name=name, **more)).changed


async def one(tasks: TaskService, actor: Actor, title: str = "a", **more: Any) -> TaskView:
    """Add one task, its fields as a caller writes them."""
    [task] = await added(tasks, actor, NewTask.model_validate({"title": title, **more}))
    return task


def change(task: TaskView, **more: Any) -> TaskUpdate:
    """Return a change of this task, as a caller writes it."""
    return TaskUpdate.model_validate({"id": task.id, **more})


def status(wanted: str, *tasks: TaskView) -> SetStatus:
    """Return the request that these get this status."""
    return SetStatus.model_validate({"ids": [task.id for task in tasks], "status": wanted})


def delete(*tasks: TaskView) -> DeleteTasks:
    """Return the request that these go to the trash."""
    return DeleteTasks(ids=[task.id for task in tasks])


def restore(*tasks: TaskView) -> RestoreTasks:
    """Return the request that these come out of the trash."""
    return RestoreTasks(ids=[task.id for task in tasks])


def move(*tasks: TaskView, **more: Any) -> MoveTasks:
    """Return the request that these go elsewhere."""
    return MoveTasks.model_validate({"ids": [task.id for task in tasks], **more})


def reschedule(task: TaskView, **more: Any) -> RescheduleTasks:
    """Return the request that this gets another date."""
    return RescheduleTasks.model_validate({"items": [{"id": task.id, **more}]})


UNDO_LAST = Undo(last=1)
