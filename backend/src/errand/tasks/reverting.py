"""Giving one thing the values that it had before one change, if nothing has changed them since."""

from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlmodel import col, select

from errand.tasks import holding, named, placing, records
from errand.tasks.errors import TaskNotFound, UndoConflict
from errand.tasks.folding import folded
from errand.tasks.model import Label, Project, Section, TaskEvent
from errand.tasks.records import Change, Held
from errand.tasks.views import Reverted
from errand.tasks.wording import difference
from errand.tasks.working import Work

_NO_FIELDS = {"version"}
_IN_USE = {
    "project": text(
        "select exists (select from app.tasks where owner_id = :owner and project_id = :id"
        " and deleted_at is null) or exists (select from app.sections where owner_id = :owner"
        " and project_id = :id and deleted_at is null)"
    ),
    "section": text(
        "select exists (select from app.tasks where owner_id = :owner and section_id = :id"
        " and deleted_at is null)"
    ),
    "label": text(
        "select exists (select from app.task_labels l join app.tasks t on t.owner_id = l.owner_id"
        " and t.id = l.task_id where l.owner_id = :owner and l.label_id = :id"
        " and t.deleted_at is null)"
    ),
}


async def revert(
    work: Work, event: TaskEvent, *, cause: UUID | None = None, event_id: UUID | None = None
) -> Reverted | None:
    """Take one change back; None where that changes nothing any more.

    Args:
        cause: The entry that leads this one; a label that others use by now then stays.

    Raises:
        UndoConflict: What it had changed was changed since, or what it needs is gone.
    """
    if event.subject == "task":
        return await _revert_task(work, event, cause, event_id)
    return await _revert_named(work, event, cause, event_id)


async def _revert_task(
    work: Work, event: TaskEvent, cause: UUID | None, event_id: UUID | None
) -> Reverted:
    held = (await records.load(work, [event.subject_id], trashed=True)).get(event.subject_id)
    if held is None:
        raise UndoConflict("The task was removed from the trash for good, and cannot come back.")
    number, state = held.task.number, held.state()
    _refuse_later_changes(f"Task #{number}", state, event)
    [before] = await holding.shown(work, [held])
    if event.before is None:
        change = Change({"deleted_at": work.clock.now})
    else:
        change = records.change_to(event.before)
    await _refuse_gaps(work, held, change)
    await records.save(work, held, "undone", change, cause=cause, undoes=event.id, event=event_id)
    [after] = await holding.shown(work, [held])
    return Reverted(
        event_id=event.id,
        subject="task",
        subject_id=event.subject_id,
        verb=event.verb,
        words=difference(before, after),
        before=before,
        after=after,
    )


def _refuse_later_changes(what: str, state: dict[str, Any], event: TaskEvent) -> None:
    expected = {n: value for n, value in (event.after or {}).items() if n not in _NO_FIELDS}
    later = sorted(name for name, value in expected.items() if state.get(name) != value)
    if later:
        raise UndoConflict(
            f"{what} has been changed since ({', '.join(later)}). Undo the later change first, or"
            " change it directly; nothing was changed now."
        )


async def _refuse_gaps(work: Work, held: Held, change: Change) -> None:
    """Refuse what would leave a task without what it belongs to, or subtasks without it."""
    task, new = held.task, change.columns
    if new.get("deleted_at", task.deleted_at) is not None:
        if await placing.children(work, task.id):
            raise UndoConflict(
                f"Task #{task.number} has subtasks by now. Delete it to delete them too."
            )
        return
    for kind, name in ((Project, "project_id"), (Section, "section_id")):
        place = new.get(name, getattr(task, name))
        if place is not None and await named.load(work, kind, place) is None:
            raise UndoConflict(
                f"The {named.SUBJECTS[kind]} of task #{task.number} was deleted since. Bring that"
                " back first, or restore the task alone."
            )
    parent_id = new.get("parent_id", task.parent_id)
    if parent_id is not None:
        await _refuse_wrong_parent(work, held, parent_id)


async def _refuse_wrong_parent(work: Work, held: Held, parent_id: UUID) -> None:
    if parent_id in [each for each, _ in await placing.below(work, held.task.id)]:
        raise UndoConflict(f"The former parent of task #{held.task.number} is its subtask now.")
    try:
        await placing.under(work, parent_id)
    except TaskNotFound as gone:
        raise UndoConflict(
            f"The task of which #{held.task.number} was a subtask is in the trash. Restore that"
            " first."
        ) from gone


async def _revert_named(
    work: Work, event: TaskEvent, cause: UUID | None, event_id: UUID | None
) -> Reverted | None:
    row = await named.load(work, named.KINDS[event.subject], event.subject_id, trashed=True)
    if row is None:
        raise UndoConflict(f"The {event.subject} was removed for good, and cannot come back.")
    _refuse_later_changes(f"The {event.subject} “{row.name}”", named.state(row), event)
    columns = named.columns_of(event.before or {"deleted_at": work.clock.now})
    if columns.get("deleted_at", row.deleted_at) is not None:
        in_use = {"owner": work.owner_id, "id": row.id}
        if (await work.session.execute(_IN_USE[event.subject], in_use)).scalar_one():
            if cause is not None and event.subject == "label":
                return None
            raise UndoConflict(f"The {event.subject} “{row.name}” is in use by now.")
    else:
        await _refuse_taken_name(work, row, str(columns.get("name", row.name)))
    was = row.name
    await named.save(work, row, "undone", columns, cause=cause, undoes=event.id, event=event_id)
    gone = row.deleted_at is not None
    ends = "is gone again" if gone else "is as it was"
    return Reverted(
        event_id=event.id,
        subject=named.SUBJECTS[type(row)],
        subject_id=row.id,
        verb=event.verb,
        words=f"The {event.subject} “{row.name if not gone else was}” {ends}.",
        before=None,
        after=None,
    )


async def _refuse_taken_name(work: Work, row: Project | Section | Label, name: str) -> None:
    kind = type(row)
    query = select(kind.id).where(
        col(kind.owner_id) == work.owner_id,
        col(kind.deleted_at).is_(None),
        col(kind.folded) == folded(name),
        col(kind.id) != row.id,
    )
    if isinstance(row, Section):
        query = query.where(col(Section.project_id) == row.project_id)
    if (await work.session.execute(query)).first() is not None:
        raise UndoConflict(f"There is another {named.SUBJECTS[kind]} called “{name}” by now.")
