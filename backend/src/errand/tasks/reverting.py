"""Giving one thing the values that it had before one change, if nothing has changed them since."""

from typing import Any
from uuid import UUID

from sqlmodel import col, select

from errand.tasks import holding, integrity, named, records
from errand.tasks.errors import UndoConflict
from errand.tasks.folding import folded
from errand.tasks.model import Label, Project, Section, TaskEvent
from errand.tasks.records import Change
from errand.tasks.views import Reverted
from errand.tasks.wording import difference
from errand.tasks.working import Work

_NO_FIELDS = {"version"}


async def revert(
    work: Work, event: TaskEvent, *, cause: UUID | None = None, event_id: UUID | None = None
) -> Reverted | None:
    """Take one change back; None where that changes nothing any more.

    Args:
        cause: The entry that leads this one; a label that others use by now then stays.

    Raises:
        UndoConflict: What it had changed was changed since, or is not there any more.
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


async def _revert_named(
    work: Work, event: TaskEvent, cause: UUID | None, event_id: UUID | None
) -> Reverted | None:
    row = await named.load(work, named.KINDS[event.subject], event.subject_id, trashed=True)
    if row is None:
        raise UndoConflict(f"The {event.subject} was removed for good, and cannot come back.")
    _refuse_later_changes(f"The {event.subject} “{row.name}”", named.state(row), event)
    columns = named.columns_of(event.before or {"deleted_at": work.clock.now})
    if columns.get("deleted_at", row.deleted_at) is None:
        await _refuse_taken_name(work, row, str(columns.get("name", row.name)))
    elif cause is not None and isinstance(row, Label) and await integrity.in_use(work, row):
        return None
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
