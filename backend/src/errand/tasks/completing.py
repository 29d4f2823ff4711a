"""Giving tasks a status; completing one that comes back adds its next occurrence."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from errand.identity import uuid7
from errand.tasks import adding, holding, placing, records, recurring, rules, trashing, undoing
from errand.tasks.due import DueDay, DueTime
from errand.tasks.inputs import SetStatus
from errand.tasks.model import UNFINISHED, Task
from errand.tasks.parts import ReminderAt, ReminderBefore
from errand.tasks.placing import Spot
from errand.tasks.presenting import due_of
from errand.tasks.records import Change, Held
from errand.tasks.recurrence import Step
from errand.tasks.views import ReminderView, StatusSet
from errand.tasks.working import Work


async def set_status(work: Work, asked: SetStatus) -> StatusSet:
    """Give the tasks one status; those that have it already stay untouched."""
    await holding.refuse_other_version(work, asked.ids, asked.if_version)
    found = await records.load(work, asked.ids)
    failures = trashing.missing(asked.ids, found)
    ids = [each for each in dict.fromkeys(asked.ids) if each in found]
    noop = [found[each] for each in ids if found[each].task.status == asked.status]
    rest = [found[each] for each in ids if found[each].task.status != asked.status]
    reopened = {held.task.id for held in rest if held.task.status == "done" and _comes_back(held)}
    steps = [await _change(work, held, asked) for held in rest]
    for held, (event, _) in zip(rest, steps, strict=True):
        if held.task.id in reopened:
            await undoing.withdraw_next(work, held.task, cause=event, named=asked.ids)
    # Only then, so that subtasks finished in the same call are finished in what they belong to.
    following = [
        await _next(work, held, step, cause=event)
        for held, (event, step) in zip(rest, steps, strict=True)
        if step is not None
    ]
    for held in rest:
        await _tell_of_subtasks(work, held.task)
    return StatusSet(
        changed=await holding.shown(work, rest),
        noop=await holding.shown(work, noop),
        next_occurrences=await holding.shown(work, following),
        failures=failures,
        **work.done,
    )


async def _change(work: Work, held: Held, asked: SetStatus) -> tuple[UUID, Step | None]:
    """Return the entry in the history, and what follows where the task comes back."""
    task, event = held.task, uuid7()
    columns = rules.status_columns(asked.status, now=work.clock.now)
    step = recurring.following(task, work.clock) if asked.status == "done" else None
    await records.save(work, held, "status_set", Change(columns), event=event)
    if step is None and asked.status in {"done", "cancelled"} and _comes_back(held):
        work.remark(f"Task #{task.number} does not come back any more.")
    return event, step


def _comes_back(held: Held) -> bool:
    return held.task.recurrence is not None


async def _next(work: Work, held: Held, step: Step, *, cause: UUID) -> Held:
    """Add the occurrence that follows, where the completed one is."""
    done, source_text = held.task, (held.task.recurrence or {}).get("source_text")
    moved = _day_of(step.due) - _day_of(due_of(done) or step.due)
    spot = placing.spot_of(done)
    task = _copy(work, done) | {
        "recurrence": recurring.column(step.recurrence, source_text),
        "series_id": done.series_id,
        "deadline": done.deadline and done.deadline + moved,
        "defer_until": done.defer_until and done.defer_until + moved,
        "position": await placing.beside(work, done, after=True, cause=cause),
    }
    new = Task(**task, **spot.columns, **rules.due_columns(step.due))
    change = Change({}, held.labels, [_moved(each, moved) for each in held.reminders])
    await adding.number(work, new)
    added = await records.add(work, new, change, cause=cause, event=uuid7())
    await _hand_over(work, done.id, new, cause=cause)
    return added


def _copy(work: Work, task: Task) -> dict[str, Any]:
    kept = {"title", "notes", "priority", "estimate_minutes", "links"}
    now = work.clock.now
    fresh = {"owner_id": work.owner_id, "id": uuid7(), "number": 0}
    return task.model_dump(include=kept) | fresh | {"created_at": now, "updated_at": now}


async def _hand_over(work: Work, done_id: UUID, parent: Task, *, cause: UUID) -> None:
    """Give the next occurrence all subtasks anew: the unfinished ones, and copies of the done."""
    children = await records.load(work, await placing.children(work, done_id))
    for held in sorted(children.values(), key=lambda each: each.task.position):
        child = held.task
        if child.status in UNFINISHED:
            change = Change({"parent_id": parent.id})
            await records.save(work, held, "moved", change, cause=cause)
        elif child.status == "done":
            place = Spot(parent.project_id, parent.section_id, parent.id).columns
            copy = Task(**_copy(work, child), **place)
            copy.position = child.position
            await adding.number(work, copy)
            await records.add(work, copy, Change({}, held.labels), cause=cause, event=uuid7())
            await _hand_over(work, child.id, copy, cause=cause)


def _moved(reminder: ReminderView, by: timedelta) -> ReminderBefore | ReminderAt:
    if reminder.local is not None and reminder.tz is not None:
        return ReminderAt(local=reminder.local + by, tz=reminder.tz)
    return ReminderBefore(minutes_before=reminder.minutes_before or 0)


def _day_of(due: DueDay | DueTime) -> date:
    return due.date if isinstance(due, DueDay) else due.local.date()


async def _tell_of_subtasks(work: Work, task: Task) -> None:
    """Say which subtasks of a finished task are still open."""
    if task.status in UNFINISHED:
        return
    ids = [each for each, _ in await placing.below(work, task.id)]
    rows = [held.task for held in (await records.load(work, ids)).values()]
    left = sorted(f"#{row.number}" for row in rows if row.status in UNFINISHED)
    if left:
        subtasks = "1 subtask" if len(left) == 1 else f"{len(left)} subtasks"
        work.remark(
            f"Task #{task.number} is {task.status}, with {subtasks} still open: {', '.join(left)}."
        )
