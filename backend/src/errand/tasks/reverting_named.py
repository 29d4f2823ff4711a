"""Giving projects, sections and labels what they had, if nobody else has their name by now."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import null
from sqlmodel import col, select

from errand.tasks import integrity, named
from errand.tasks.errors import UndoConflict
from errand.tasks.folding import folded
from errand.tasks.model import Label, Project, Section, Subject
from errand.tasks.named import Saving
from errand.tasks.steps import Step, refuse_later_changes
from errand.tasks.views import Reverted
from errand.tasks.working import Work


async def revert_named(work: Work, steps: Sequence[Step]) -> list[Reverted | None]:
    """Take changes of one kind back; None for a label that others use by now, where it was led.

    Raises:
        UndoConflict: As `reverting.revert`.
    """
    subject, rows = await _held(work, steps)
    savings = [_saving(work, rows[step.event.subject_id], step) for step in steps]
    await _refuse_taken_names(work, subject, [each for each in savings if _is_there(each)])
    led = [each.row.id for each in savings if each.cause is not None and not _is_there(each)]
    stay = await integrity.in_use(work, subject, led) if subject == "label" else set[UUID]()
    names = {each.id: each.name for each in rows.values()}
    await named.save_all(work, "undone", [each for each in savings if each.row.id not in stay])
    return [
        None if each.row.id in stay else _told(step, each.row, names[each.row.id])
        for step, each in zip(steps, savings, strict=True)
    ]


async def _held(
    work: Work, steps: Sequence[Step]
) -> tuple[Subject, dict[UUID, Project | Section | Label]]:
    subject = named.subject_of(steps[0].event.subject)
    ids = [step.event.subject_id for step in steps]
    rows = await named.load_all(work, named.KINDS[subject], ids, trashed=True)
    for step in steps:
        if (row := rows.get(step.event.subject_id)) is None:
            raise UndoConflict(f"The {subject} was removed for good, and cannot come back.")
        refuse_later_changes(f"The {subject} “{row.name}”", named.state(row), step.event)
    return subject, rows


def _saving(work: Work, row: Project | Section | Label, step: Step) -> Saving:
    columns = named.columns_of(step.event.before or {"deleted_at": work.clock.now})
    return Saving(row, columns, cause=step.cause, undoes=step.event.id, event=step.event_id)


def _is_there(saving: Saving) -> bool:
    """Whether it is not deleted once it is saved."""
    return saving.columns.get("deleted_at", saving.row.deleted_at) is None


def _told(step: Step, row: Project | Section | Label, was: str) -> Reverted:
    gone = row.deleted_at is not None
    ends = "is gone again" if gone else "is as it was"
    return Reverted(
        event_id=step.event.id,
        subject=named.SUBJECTS[type(row)],
        subject_id=row.id,
        verb=step.event.verb,
        words=f"The {step.event.subject} “{was if gone else row.name}” {ends}.",
        before=None,
        after=None,
    )


async def _refuse_taken_names(work: Work, subject: Subject, savings: Sequence[Saving]) -> None:
    names = {each.row.id: str(each.columns.get("name", each.row.name)) for each in savings}
    if not names:
        return
    kind = named.KINDS[subject]
    project = col(Section.project_id) if kind is Section else null()
    query = select(project, col(kind.folded)).where(
        col(kind.owner_id) == work.owner_id,
        col(kind.deleted_at).is_(None),
        col(kind.folded).in_({folded(name) for name in names.values()}),
        col(kind.id).not_in(names),
    )
    taken = {tuple(row) for row in await work.session.execute(query)}
    for each in savings:
        name = names[each.row.id]
        project_id = each.row.project_id if isinstance(each.row, Section) else None
        if (project_id, folded(name)) in taken:
            raise UndoConflict(f"There is another {subject} called “{name}” by now.")
        taken.add((project_id, folded(name)))
