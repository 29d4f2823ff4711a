"""Adding tasks, inside a transaction that is open already."""

from uuid import UUID

from errand.errors import InvalidInput
from errand.identity import uuid7
from errand.tasks import naming, placing, records, recurring, rules, store
from errand.tasks.batch import Batch
from errand.tasks.due import checked
from errand.tasks.inputs import AddTasks, NewTask
from errand.tasks.model import Task
from errand.tasks.placing import Spot
from errand.tasks.presenting import seen
from errand.tasks.records import Change, Held
from errand.tasks.views import TasksAdded
from errand.tasks.working import Work


async def add(work: Work, asked: AddTasks) -> TasksAdded:
    """Add the tasks in their order, numbered on from this person's last."""
    batch = Batch(work, len(asked.tasks), asked.on_error)
    made: dict[int, tuple[Held, UUID]] = {}
    for index, new in enumerate(asked.tasks):
        async with batch.item(index):
            made[index] = await _add_one(work, new, made)
    batch.settle()
    tasks = [held.task for held, _ in made.values()]
    return TasksAdded(
        tasks=await seen(work.session, work.owner_id, tasks, work.clock, work.reminding),
        failures=batch.failures,
        **work.done,
    )


async def _add_one(
    work: Work, new: NewTask, made: dict[int, tuple[Held, UUID]]
) -> tuple[Held, UUID]:
    event = uuid7()
    task = _unplaced(work, new)
    spot, cause = await _spot(work, new, made)
    task.sqlmodel_update(spot.columns)
    task.position = await placing.at_end(work, spot, first=new.position == "first")
    labels = naming.checked_count(await naming.labels_for(work, new.labels, cause=event))
    change = Change({}, labels, new.reminders)
    await number(work, task)
    return await records.add(work, task, change, cause=cause, event=event), event


def _unplaced(work: Work, new: NewTask) -> Task:
    """Return the task with everything that is checked by itself."""
    task = Task(
        owner_id=work.owner_id,
        id=uuid7(),
        number=0,
        title=rules.checked_title(new.title),
        notes=rules.checked_notes(new.notes),
        priority=new.priority,
        deadline=rules.checked_day(new.deadline, field="deadline"),
        defer_until=rules.checked_day(new.defer_until, field="defer_until"),
        estimate_minutes=new.estimate_minutes,
        links=rules.checked_links(new.links),
        created_at=work.clock.now,
        updated_at=work.clock.now,
    )
    due = None if new.due is None else checked(new.due)
    if new.recurrence is not None:
        kept = recurring.kept(new.recurrence, due, work.clock)
        due, task.recurrence, task.series_id = kept.due, kept.column, uuid7()
        if kept.reads_otherwise:
            work.remark(recurring.remark_on(kept, task.title))
    task.sqlmodel_update(rules.due_columns(due))
    return task


async def number(work: Work, *tasks: Task) -> None:
    """Give the tasks the person's next numbers."""
    numbers = await store.take_numbers(
        work.session, owner_id=work.owner_id, count=len(tasks), now=work.clock.now
    )
    for task, each in zip(tasks, numbers, strict=True):
        task.number = each


async def _spot(
    work: Work, new: NewTask, made: dict[int, tuple[Held, UUID]]
) -> tuple[Spot, UUID | None]:
    """Return where the task goes, and the event of this call that makes it possible, if any."""
    if new.parent_ref is None:
        return await placing.named_spot(work, new.project, new.section), None
    parent_id, cause = _parent(new.parent_ref, made)
    spot = await placing.under(work, parent_id)
    if new.project is not None or new.section is not None:
        asked = await placing.named_spot(work, new.project or _project_id(spot), new.section)
        if (asked.project_id, asked.section_id) != (spot.project_id, spot.section_id):
            raise InvalidInput("project: a subtask is where its parent is; leave project out")
    return spot, cause


def _project_id(spot: Spot) -> str | None:
    return None if spot.project_id is None else str(spot.project_id)


def _parent(ref: str, made: dict[int, tuple[Held, UUID]]) -> tuple[UUID, UUID | None]:
    if ref.startswith("#") and ref[1:].isdecimal():
        found = made.get(int(ref[1:]))
        if found is None:
            raise InvalidInput(
                f"parent_ref: {ref} names no task that this call has added before; a task that"
                " exists already is named by its id"
            )
        return found[0].task.id, found[1]
    parent_id = naming.id_in(ref)
    if parent_id is None:
        raise InvalidInput("parent_ref: must be the id of a task, or #0 for this call's first task")
    return parent_id, None
