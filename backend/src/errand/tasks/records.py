"""Tasks as a call that writes holds them: read, compared, changed, and every change in history."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, cast
from uuid import UUID

from pydantic import TypeAdapter
from sqlalchemy import insert, update
from sqlmodel import col, select

from errand.tasks import rules, searching, writing
from errand.tasks.model import Task, TaskLabel
from errand.tasks.parts import ReminderAt, ReminderBefore
from errand.tasks.views import ReminderView
from errand.tasks.working import ALL_COLUMNS, Work, in_utc

# What of a row can change, beside its version; with labels and reminders it is a task's state.
COLUMNS = (
    "title", "notes", "status", "priority", "due_date", "due_local", "due_tz", "deadline",
    "defer_until", "recurrence", "scheduled", "series_id", "project_id", "section_id", "parent_id",
    "position", "estimate_minutes", "links", "completed_at", "cancelled_at", "deleted_at",
)  # fmt: skip
_WHEN = {"due_date", "due_local", "due_tz", "status", "deleted_at"}
_INSTANTS = ("completed_at", "cancelled_at", "deleted_at")
_SEARCHED = {"title", "notes"}
_adapters: dict[str, TypeAdapter[Any]] = {
    name: TypeAdapter(cast("Any", Task.model_fields[name].annotation)) for name in COLUMNS
}
_views: TypeAdapter[list[ReminderView]] = TypeAdapter(list[ReminderView])
_label_ids: TypeAdapter[list[UUID]] = TypeAdapter(list[UUID])

State = dict[str, Any]
"""A task, or the part of it that changed, as JSON."""


@dataclass
class Held:
    """A task with what other tables keep of it."""

    task: Task
    labels: Sequence[UUID] = ()
    reminders: Sequence[ReminderView] = ()

    def state(self) -> State:
        """Return all of it that can change, as JSON."""
        instants = {name: in_utc(getattr(self.task, name)) for name in _INSTANTS}
        return (
            self.task.model_dump(mode="json", include=set(COLUMNS))
            | instants
            | {
                "labels": sorted(str(each) for each in self.labels),
                "reminders": [each.model_dump(mode="json") for each in self.reminders],
            }
        )


@dataclass
class Change:
    """New values for a task; None of labels and reminders leaves them as they are."""

    columns: Mapping[str, Any]
    labels: Sequence[UUID] | None = None
    reminders: Sequence[ReminderBefore | ReminderAt | ReminderView] | None = None


async def load(work: Work, ids: Iterable[UUID], *, trashed: bool = False) -> dict[UUID, Held]:
    """Return those of the tasks that exist, held until the end; deleted ones only on request."""
    wanted = list(dict.fromkeys(ids))
    query = select(Task).where(col(Task.owner_id) == work.owner_id, col(Task.id).in_(wanted))
    if not trashed:
        query = query.where(col(Task.deleted_at).is_(None))
    rows = (await work.session.execute(query.order_by(col(Task.id)).with_for_update())).scalars()
    return await held(work, rows.all())


async def held(work: Work, tasks: Sequence[Task]) -> dict[UUID, Held]:
    """Return these rows with what other tables keep of them."""
    for task in tasks:
        # Values only: what is written is written by statements, and can be taken back by them.
        work.session.expunge(task)
    found = {task.id: Held(task) for task in tasks}
    if not found:
        return {}
    query = select(TaskLabel.task_id, TaskLabel.label_id).where(
        col(TaskLabel.owner_id) == work.owner_id, col(TaskLabel.task_id).in_(found)
    )
    for task_id, label_id in await work.session.execute(query):
        found[task_id].labels = (*found[task_id].labels, label_id)
    reminders = await work.reminding.of(work.session, owner_id=work.owner_id, task_ids=list(found))
    for task_id, each in reminders.items():
        found[task_id].reminders = each
    return found


async def add(work: Work, task: Task, change: Change, *, cause: UUID | None, event: UUID) -> Held:
    """Store a new task and its first entry in the history, which gets this id."""
    await work.session.execute(insert(Task).values(task.model_dump()))
    new = Held(task)
    await searching.keep(work.session, task)
    await _relabel(work, [(new, change.labels or ())])
    if change.reminders:
        new.reminders = await work.reminding.replace(
            work.session, task=task, reminders=change.reminders
        )
    after = new.state() | {"version": task.version}
    await work.record(
        "task", task.id, "added", before=None, after=after, cause=cause, event_id=event
    )
    return new


async def insert_all(work: Work, new: Sequence[Held]) -> None:
    """Store new tasks; their entries in the history are `enter_all`'s."""
    rows = [each.task.model_dump() for each in new]
    await work.session.execute(insert(Task), rows, execution_options=ALL_COLUMNS)
    await searching.keep(work.session, *(each.task for each in new))
    labels = [(each.task.id, label) for each in new for label in each.labels]
    await writing.relabel_all(work, gone=(), new=labels)


async def enter_all(work: Work, new: Sequence[Held]) -> None:
    """Write the first entry in the history of each of these new tasks."""
    entries: list[dict[str, Any]] = []
    for each in new:
        after = each.state() | {"version": each.task.version}
        entries.append(work.entry("task", each.task.id, "added", before=None, after=after))
    await work.record_all(entries)


@dataclass
class Saving:
    """What one task gets, and what its entry in the history says beside it."""

    held: Held
    change: Change
    cause: UUID | None = None
    undoes: UUID | None = None
    event: UUID | None = None
    before: State = field(default_factory=dict[str, Any], init=False)
    columns: dict[str, Any] = field(default_factory=dict[str, Any], init=False)
    """What is written of the row, beside its version."""


async def save(
    work: Work,
    held: Held,
    verb: str,
    change: Change,
    *,
    cause: UUID | None = None,
    event: UUID | None = None,
) -> UUID | None:
    """Give the task what is new; return the entry in the history, None where nothing differs."""
    [saved] = await save_all(work, verb, [Saving(held, change, cause, event=event)])
    return saved


async def save_all(work: Work, verb: str, savings: Sequence[Saving]) -> list[UUID | None]:
    """Give these tasks, each named once, what is new: in as many statements as one of them takes.

    Only reminders that are to be others take some for each task.

    Returns:
        The entries in the history, in the order of the tasks; None where nothing differs.
    """
    for each in savings:
        each.before = each.held.state()
        each.columns = _take_over(each.held.task, each.change.columns)
    wanted = [(each.held, each.change.labels) for each in savings]
    await _relabel(work, [(held, labels) for held, labels in wanted if labels is not None])
    for each in savings:
        await _remind(work, each.held, each.change.reminders)
    entries = {n: found for n, each in enumerate(savings) if (found := _entry(work, verb, each))}
    written = [savings[n] for n in entries]
    await _update(work, written)
    moved = [n for n, entry in entries.items() if _WHEN & entry["after"].keys()]
    if moved:
        await work.reminding.changed(work.session, tasks=[savings[n].held.task for n in moved])
    if entries:
        await work.record_all(list(entries.values()))
    return [entries[n]["id"] if n in entries else None for n in range(len(savings))]


def _take_over(task: Task, given: Mapping[str, Any]) -> dict[str, Any]:
    """Give the task the columns that differ, and return them with what follows from them."""
    columns = {name: value for name, value in given.items() if getattr(task, name) != value}
    task.sqlmodel_update(columns)
    if columns.keys() & {"due_local", "due_tz"}:
        task.due_utc = columns["due_utc"] = rules.due_instant(task)
    return columns


def _entry(work: Work, verb: str, saving: Saving) -> State | None:
    """Return the entry in the history with the task's next version; None: nothing differs."""
    task, before, after = saving.held.task, saving.before, saving.held.state()
    different = [name for name in after if after[name] != before[name]]
    if not different and saving.undoes is None:
        return None
    version = task.version
    task.version, task.updated_at = version + 1, work.clock.now
    entry = work.entry(
        "task",
        task.id,
        verb,
        before={name: before[name] for name in different} | {"version": version},
        after={name: after[name] for name in different} | {"version": version + 1},
        cause=saving.cause,
        event_id=saving.event,
    )
    return entry | {"undoes": saving.undoes}


async def _update(work: Work, savings: Sequence[Saving]) -> None:
    tasks = [each.held.task for each in savings]
    if len(tasks) == 1:
        [task] = tasks
        moved = {"version": task.version, "updated_at": task.updated_at}
        await work.session.execute(
            update(Task)
            .where(col(Task.owner_id) == work.owner_id, col(Task.id) == task.id)
            .values(savings[0].columns | moved)
            .execution_options(synchronize_session=False)
        )
    else:
        await writing.update_all(work, tasks)
    searched = [each.held.task for each in savings if _SEARCHED & each.columns.keys()]
    if searched:
        await searching.keep(work.session, *searched)


async def _relabel(work: Work, wanted: Sequence[tuple[Held, Sequence[UUID]]]) -> None:
    gone = [(h.task.id, each) for h, labels in wanted for each in set(h.labels) - set(labels)]
    new = [(h.task.id, each) for h, labels in wanted for each in set(labels) - set(h.labels)]
    await writing.relabel_all(work, gone=gone, new=new)
    for held, labels in wanted:
        held.labels = tuple(set(labels))


async def _remind(
    work: Work,
    held: Held,
    wanted: Sequence[ReminderBefore | ReminderAt | ReminderView] | None,
) -> None:
    if wanted is not None and not _same(held.reminders, wanted):
        held.reminders = await work.reminding.replace(
            work.session, task=held.task, reminders=wanted
        )


def _same(
    had: Sequence[ReminderView], wanted: Sequence[ReminderBefore | ReminderAt | ReminderView]
) -> bool:
    def meant(each: ReminderBefore | ReminderAt | ReminderView) -> State:
        return {n: v for n, v in each.model_dump().items() if v is not None and n != "id"}

    return [meant(each) for each in had] == [meant(each) for each in wanted]


def change_to(state: State) -> Change:
    """Return the change that gives a task these values of an earlier state."""
    columns = {
        name: _adapters[name].validate_python(state[name]) for name in COLUMNS if name in state
    }
    labels = _label_ids.validate_python(state["labels"]) if "labels" in state else None
    reminders = _views.validate_python(state["reminders"]) if "reminders" in state else None
    return Change(columns, labels, reminders)
