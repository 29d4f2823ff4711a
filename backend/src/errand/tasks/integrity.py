"""Whether what was changed piece by piece fits together again."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import text

from errand.errors import InvalidInput
from errand.tasks import named, placing, records
from errand.tasks.errors import TaskNotFound, UndoConflict
from errand.tasks.model import Label, Project, Section, Task
from errand.tasks.views import Reverted
from errand.tasks.working import Work

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


async def in_use(work: Work, row: Project | Section | Label) -> bool:
    """Whether tasks that are not deleted, or sections, belong to it."""
    query = _IN_USE[named.SUBJECTS[type(row)]]
    values = {"owner": work.owner_id, "id": row.id}
    return (await work.session.execute(query, values)).scalar_one()


async def refuse_gaps(work: Work, changed: Sequence[Reverted]) -> None:
    """Return if everything that was changed has what it belongs to, and nothing is left alone.

    Raises:
        UndoConflict: It does not fit; the sentence says why.
    """
    for subject_id in {each.subject_id for each in changed if each.subject == "task"}:
        held = (await records.load(work, [subject_id], trashed=True))[subject_id]
        if held.task.deleted_at is None:
            await _refuse_homeless(work, held.task)
        elif await placing.children(work, subject_id):
            raise UndoConflict(
                f"Task #{held.task.number} has subtasks by now. Delete it to delete them too."
            )
    for subject, subject_id in {(each.subject, each.subject_id) for each in changed}:
        if subject == "task":
            continue
        row = await named.load(work, named.KINDS[subject], subject_id, trashed=True)
        if row is not None and row.deleted_at is not None and await in_use(work, row):
            raise UndoConflict(f"The {subject} “{row.name}” is in use by now.")


async def _refuse_homeless(work: Work, task: Task) -> None:
    places: tuple[tuple[type[Project | Section], UUID | None], ...] = (
        (Project, task.project_id),
        (Section, task.section_id),
    )
    for kind, place in places:
        if place is not None and await named.load(work, kind, place) is None:
            raise UndoConflict(
                f"The {named.SUBJECTS[kind]} of task #{task.number} was deleted since. Bring that"
                " back first, or restore the task alone."
            )
    if task.parent_id is None:
        return
    try:
        await placing.under(work, task.parent_id, moving=task.id)
    except TaskNotFound as gone:
        raise UndoConflict(
            f"The task of which #{task.number} was a subtask is in the trash. Restore that first."
        ) from gone
    except InvalidInput as tangled:
        raise UndoConflict(
            f"Task #{task.number} cannot be a subtask again of what it was one of."
        ) from tangled
