"""One request that does one thing to many tasks."""

from pydantic import model_validator

from errand.edge.http.task_deps import keyed
from errand.identity import Actor
from errand.tasks.acts import MoveTasks, RescheduleTasks, RestoreTasks
from errand.tasks.inputs import AddTasks, DeleteTasks, SetStatus, UpdateTasks
from errand.tasks.parts import Input
from errand.tasks.service import TaskService
from errand.tasks.views import (
    StatusSet,
    TasksAdded,
    TasksDeleted,
    TasksMoved,
    TasksRescheduled,
    TasksRestored,
    TasksUpdated,
)

BulkAnswer = (
    TasksAdded
    | TasksUpdated
    | TasksRescheduled
    | StatusSet
    | TasksMoved
    | TasksDeleted
    | TasksRestored
)


class Bulk(Input):
    """What to do: one of these, with what it takes."""

    add: AddTasks | None = None
    update: UpdateTasks | None = None
    reschedule: RescheduleTasks | None = None
    set_status: SetStatus | None = None
    move: MoveTasks | None = None
    delete: DeleteTasks | None = None
    restore: RestoreTasks | None = None

    @model_validator(mode="after")
    def _one(self) -> "Bulk":
        if len(self.model_fields_set) != 1:
            raise ValueError("say one thing to do")
        return self


async def do_bulk(tasks: TaskService, actor: Actor, asked: Bulk, key: str | None) -> BulkAnswer:
    """Do it, once for each key."""
    [name] = asked.model_fields_set
    do = getattr(tasks, name)
    return await do(actor, keyed(getattr(asked, name), key))
