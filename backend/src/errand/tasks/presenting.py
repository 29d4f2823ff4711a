"""Showing tasks to their owner: the row, and what other tables say of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import text

from errand.db import Session
from errand.tasks import due as dues
from errand.tasks import recurrence
from errand.tasks.due import DueDay, DueTime
from errand.tasks.model import UNFINISHED, Task
from errand.tasks.recurrence import Recurrence
from errand.tasks.reminding import Reminding
from errand.tasks.store import Clock
from errand.tasks.views import RecurrenceView, ReminderView, TaskView

# One round trip for a page. Each part goes by an index of its own.
_AROUND = text(
    "select t.id, p.name as project, s.name as section,"
    " (select coalesce(json_agg(l.name order by l.position, l.folded), '[]')"
    "  from app.task_labels x join app.labels l on l.owner_id = x.owner_id and l.id = x.label_id"
    "  where x.owner_id = t.owner_id and x.task_id = t.id and l.deleted_at is null) as labels,"
    " (select count(*) filter (where c.status in ('open', 'in_progress', 'waiting'))"
    "  from app.tasks c where c.owner_id = t.owner_id and c.parent_id = t.id"
    "  and c.deleted_at is null) as open,"
    " (select count(*) filter (where c.status in ('done', 'cancelled'))"
    "  from app.tasks c where c.owner_id = t.owner_id and c.parent_id = t.id"
    "  and c.deleted_at is null) as done"
    " from app.tasks t"
    " left join app.projects p on p.owner_id = t.owner_id and p.id = t.project_id"
    " left join app.sections s on s.owner_id = t.owner_id and s.id = t.section_id"
    " where t.owner_id = :owner and t.id = any(cast(:ids as uuid[]))"
)


@dataclass
class Around:
    """What other tables say of one task."""

    project: str | None = None
    section: str | None = None
    labels: list[str] = field(default_factory=list[str])
    open: int = 0
    done: int = 0
    reminders: Sequence[ReminderView] = ()


async def seen(
    session: Session, owner_id: UUID, tasks: Sequence[Task], clock: Clock, reminding: Reminding
) -> list[TaskView]:
    """Show the tasks, in their order."""
    if not tasks:
        return []
    ids = list(dict.fromkeys(task.id for task in tasks))
    rows = await session.execute(_AROUND, {"owner": owner_id, "ids": [str(each) for each in ids]})
    around = {
        row.id: Around(row.project, row.section, list(row.labels), row.open, row.done)
        for row in rows
    }
    for task_id, reminders in (
        await reminding.of(session, owner_id=owner_id, task_ids=ids)
    ).items():
        around[task_id].reminders = reminders
    return [view_of(task, around[task.id], clock) for task in tasks]


def view_of(task: Task, around: Around, clock: Clock) -> TaskView:
    """Show a stored task to its owner, whose clock this is."""
    due, repeats = due_of(task), recurrence_of(task)
    named = {"project": around.project, "section": around.section}
    ids = {"project": task.project_id, "section": task.section_id}
    refs = {
        kind: None if ids[kind] is None else {"id": ids[kind], "name": named[kind]}
        for kind in named
    }
    own = task.model_dump(include=_AS_STORED)
    return TaskView.model_validate(
        own
        | refs
        | {
            "due": due,
            "due_words": dues.in_words(due, at_home=clock.zone),
            "overdue": is_overdue(task, now=clock.now, zone=clock.zone),
            "recurrence": repeats,
            "recurrence_words": "" if repeats is None else repeats.words,
            "reminders": list(around.reminders),
            "labels": around.labels,
            "subtasks": {"open": around.open, "done": around.done},
        }
    )


_AS_STORED = set(TaskView.model_fields) & set(Task.model_fields) - {"recurrence"}


def due_of(task: Task) -> DueDay | DueTime | None:
    """Return when a stored task is due."""
    if task.due_date is not None:
        return DueDay(date=task.due_date)
    if task.due_local is not None and task.due_tz is not None:
        return DueTime(local=task.due_local, tz=task.due_tz)
    return None


def rule_of(task: Task) -> Recurrence | None:
    """Return the rule by which a stored task comes back."""
    kept: dict[str, Any] | None = task.recurrence
    return None if kept is None else Recurrence(kept["rrule"], kept["anchor"])


def recurrence_of(task: Task) -> RecurrenceView | None:
    """Return how a stored task comes back, as it is shown."""
    rule = rule_of(task)
    if rule is None:
        return None
    return RecurrenceView(rrule=rule.rrule, anchor=rule.anchor, words=recurrence.words(rule))


def is_overdue(task: Task, *, now: datetime, zone: ZoneInfo) -> bool:
    """Whether an unfinished task's time has passed; a day passes with the person's midnight."""
    if task.status not in UNFINISHED:
        return False
    if task.due_date is not None:
        return task.due_date < now.astimezone(zone).date()
    return task.due_utc is not None and task.due_utc < now
