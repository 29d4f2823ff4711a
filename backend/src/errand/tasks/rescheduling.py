"""Giving tasks another date, and leaving how they come back as it is."""

from datetime import datetime, time, timedelta
from typing import Any

from dateutil.relativedelta import relativedelta

from errand.errors import InvalidInput
from errand.tasks import due as dues
from errand.tasks import holding, recurring, rules
from errand.tasks.acts import Reschedule, RescheduleTasks, Shift
from errand.tasks.batch import Batch
from errand.tasks.due import DueDay, DueTime, checked
from errand.tasks.model import Task
from errand.tasks.presenting import due_of
from errand.tasks.records import Change, Held, save
from errand.tasks.views import Rescheduled, TasksRescheduled, TaskView
from errand.tasks.working import Work


async def reschedule(work: Work, asked: RescheduleTasks) -> TasksRescheduled:
    """Move each task to its new date."""
    batch = Batch(work, len(asked.items), asked.on_error, called="items")
    moved: list[tuple[TaskView, Held]] = []
    for index, item in enumerate(asked.items):
        async with batch.item(index):
            if any(earlier.id == item.id for earlier in asked.items[:index]):
                raise InvalidInput("id: the same task must not come twice in one call")
            held = await holding.expected(work, item.id, item.if_version)
            [before] = await holding.shown(work, [held])
            columns = _columns(work, held.task, item)
            await save(work, held, "rescheduled", Change(columns))
            moved.append((before, held))
    batch.settle()
    after = await holding.shown(work, [held for _, held in moved])
    return TasksRescheduled(
        tasks=[
            Rescheduled(before=before, after=now, words=_words(before, now))
            for (before, _), now in zip(moved, after, strict=True)
        ],
        failures=batch.failures,
        **work.done,
    )


def _columns(work: Work, task: Task, item: Reschedule) -> dict[str, Any]:
    if item.next_occurrence:
        return _skipped(work, task)
    if item.to is not None:
        due = _to(task, checked(item.to), keep_time=item.keep_time)
    else:
        due = _shifted(task, item.shift or Shift())
    if due == due_of(task):
        return {}
    series = item.scope == "series"
    again = recurring.moved_for_good(task, due) if series else recurring.moved_once(task)
    return rules.due_columns(due) | again


def _skipped(work: Work, task: Task) -> dict[str, Any]:
    if task.recurrence is None:
        raise InvalidInput(f"next_occurrence: task #{task.number} does not come back")
    step = recurring.following(task, work.clock)
    if step is None:
        raise InvalidInput(f"next_occurrence: this is the last one of task #{task.number}")
    kept = recurring.column(step.recurrence, task.recurrence.get("source_text"))
    return rules.due_columns(step.due) | {"recurrence": kept, "scheduled": None}


def _to(task: Task, due: DueDay | DueTime, *, keep_time: bool) -> DueDay | DueTime:
    had = due_of(task)
    if keep_time and isinstance(due, DueDay) and isinstance(had, DueTime):
        return DueTime(local=datetime.combine(due.date, had.local.time()), tz=had.tz)
    return due


def _shifted(task: Task, by: Shift) -> DueDay | DueTime:
    """Return the date so much later; months end with the last day that they have."""
    had = due_of(task)
    if had is None:
        raise InvalidInput(f"shift: task #{task.number} has no date yet; say to instead")
    step = relativedelta(months=by.months) + timedelta(days=by.days, weeks=by.weeks)
    of_day = timedelta(hours=by.hours, minutes=by.minutes)
    try:
        if isinstance(had, DueTime):
            return checked(DueTime(local=had.local + step + of_day, tz=had.tz))
        if of_day:
            raise InvalidInput(f"shift: task #{task.number} is due on a day, without a time")
        return checked(DueDay(date=(datetime.combine(had.date, time.min) + step).date()))
    except (OverflowError, ValueError) as error:
        years = f"{dues.FIRST_YEAR} to {dues.LAST_YEAR}"
        raise InvalidInput(f"shift: the year must be {years}") from error


def _words(before: TaskView, after: TaskView) -> str:
    return f"{before.due_words or 'no date'} → {after.due_words or 'no date'}"
