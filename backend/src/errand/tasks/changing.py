"""Changing what tasks say, inside a transaction that is open already."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from errand.errors import InvalidInput
from errand.identity import uuid7
from errand.tasks import holding, moving, naming, placing, records, recurring, rules
from errand.tasks.batch import Batch
from errand.tasks.due import DueDay, DueTime, checked
from errand.tasks.inputs import TaskChange, UpdateTasks
from errand.tasks.model import Task
from errand.tasks.parts import Recurring, Scope
from errand.tasks.placing import Spot
from errand.tasks.presenting import due_of, recurrence_of
from errand.tasks.records import Change, Held
from errand.tasks.views import BeforeAndAfter, TasksUpdated, TaskView
from errand.tasks.working import Work

_EMPTY: dict[str, dict[str, Any]] = {
    "notes": {"notes": ""},
    "due": rules.due_columns(None) | {"scheduled": None},
    "deadline": {"deadline": None},
    "defer_until": {"defer_until": None},
    "priority": {"priority": "none"},
    "recurrence": {"recurrence": None, "scheduled": None},
    "estimate": {"estimate_minutes": None},
    "links": {"links": []},
}
_SAME_FIELD = {"estimate_minutes": "estimate"}


async def update(work: Work, asked: UpdateTasks) -> TasksUpdated:
    """Change each task that is still as the caller knew it."""
    batch = Batch(work, len(asked.tasks), asked.on_error)
    changed: list[tuple[TaskView, Held]] = []
    for index, item in enumerate(asked.tasks):
        async with batch.item(index):
            if any(earlier.id == item.id for earlier in asked.tasks[:index]):
                raise InvalidInput("id: the same task must not come twice in one call")
            held = await holding.expected(work, item.id, item.if_version)
            [before] = await holding.shown(work, [held])
            await change(work, held, item)
            changed.append((before, held))
    batch.settle()
    after = await holding.shown(work, [held for _, held in changed])
    return TasksUpdated(
        tasks=[
            BeforeAndAfter(before=before, after=now)
            for (before, _), now in zip(changed, after, strict=True)
        ],
        failures=batch.failures,
        **work.done,
    )


async def change(work: Work, held: Held, asked: TaskChange) -> None:
    """Do to a task what is asked; nothing of it where a part of it is wrong.

    Raises:
        InvalidInput: A new value makes no sense, or a field is both set and emptied.
        TaskNotFound: The parent is not there.
    """
    _refuse_contradiction(asked)
    event, task = uuid7(), held.task
    columns = _plain_columns(asked) | _date_columns(work, task, asked)
    labels = await _labels(work, held, asked, event)
    reminders = [] if "reminders" in asked.clear else asked.set.reminders
    spot = await _spot(work, task, asked)
    if spot is not None:
        columns |= await moving.there(work, task, spot)
    saved = await records.save(
        work, held, "updated", Change(columns, labels, reminders), event=event
    )
    if saved is not None and spot is not None:
        await moving.bring_along(work, task, cause=saved)


def _refuse_contradiction(asked: TaskChange) -> None:
    given = {_SAME_FIELD.get(name, name) for name in asked.set.model_fields_set}
    if asked.labels is not None:
        given.add("labels")
    if both := given & set(asked.clear):
        raise InvalidInput(f"{min(both)}: must not be both in set and in clear")


def _plain_columns(asked: TaskChange) -> dict[str, Any]:
    new = asked.set
    columns = {name: value for each in asked.clear for name, value in _EMPTY.get(each, {}).items()}
    if new.title is not None:
        columns["title"] = rules.checked_title(new.title)
    if new.notes is not None:
        columns["notes"] = rules.checked_notes(new.notes)
    if new.links is not None:
        columns["links"] = rules.checked_links(new.links)
    for name in ("deadline", "defer_until"):
        if (day := getattr(new, name)) is not None:
            columns[name] = rules.checked_day(day, field=name)
    for name in ("priority", "estimate_minutes"):
        if (value := getattr(new, name)) is not None:
            columns[name] = value
    return columns


def _date_columns(work: Work, task: Task, asked: TaskChange) -> dict[str, Any]:
    """Return what becomes of the date and of the rule; they depend on each other."""
    due = None if asked.set.due is None else checked(asked.set.due)
    comes_back = task.recurrence is not None and "recurrence" not in asked.clear
    if "due" in asked.clear and (comes_back or asked.set.recurrence is not None):
        raise recurring.needs_date()
    if asked.set.recurrence is not None:
        return _new_rule(work, task, asked.set.recurrence, due or due_of(task))
    if due is None or due == due_of(task):
        return {}
    return rules.due_columns(due) | (_moved(task, due, asked.scope) if comes_back else {})


def _new_rule(
    work: Work, task: Task, asked: Recurring, due: DueDay | DueTime | None
) -> dict[str, Any]:
    kept = recurring.kept(asked, due, work.clock)
    if kept.reads_otherwise:
        work.remark(recurring.remark_on(kept, task.title))
    again = {"recurrence": kept.column, "scheduled": None, "series_id": task.series_id or uuid7()}
    return rules.due_columns(kept.due) | again


def _moved(task: Task, due: DueDay | DueTime, scope: Scope | None) -> dict[str, Any]:
    if scope is None:
        raise InvalidInput(_say_which(task))
    return recurring.moved_for_good(task, due) if scope == "series" else recurring.moved_once(task)


def _say_which(task: Task) -> str:
    repeats = recurrence_of(task)
    words = "" if repeats is None else f" ({repeats.words})"
    return (
        f"scope: task #{task.number} comes back{words}; say scope this to move only this"
        " occurrence, or scope series to move it and all that follow"
    )


async def _labels(work: Work, held: Held, asked: TaskChange, event: UUID) -> Sequence[UUID] | None:
    if "labels" in asked.clear:
        return []
    if asked.labels is None:
        return None
    wanted = list(held.labels)
    if asked.labels.replace is not None:
        wanted = await naming.labels_for(work, asked.labels.replace, cause=event)
    gone = await naming.labels_gone(work, asked.labels.remove)
    wanted = [each for each in wanted if each not in gone]
    wanted += await naming.labels_for(work, asked.labels.add, cause=event)
    return naming.checked_count(list(dict.fromkeys(wanted)))


async def _spot(work: Work, task: Task, asked: TaskChange) -> Spot | None:
    """Return where the task is to be from now on; None where it stays."""
    new, emptied = asked.set, set(asked.clear)
    if new.parent is not None:
        if new.project is not None or new.section is not None:
            raise InvalidInput("parent: a subtask is where its parent is; leave project out")
        return await placing.under(work, new.parent, moving=task.id)
    if new.project is not None or new.section is not None:
        project = new.project
        if (
            project is None
            and task.project_id is not None
            and naming.id_in(new.section or "") is None
        ):
            project = str(task.project_id)
        return await placing.named_spot(work, project, new.section)
    if "project" in emptied:
        return Spot()
    if "section" in emptied:
        return Spot(task.project_id)
    if "parent" in emptied and task.parent_id is not None:
        return Spot(task.project_id, task.section_id)
    return None
