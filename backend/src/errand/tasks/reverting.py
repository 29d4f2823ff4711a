"""Giving tasks the values that they had before a change, if nothing has changed them since."""

from collections.abc import Sequence

from errand.tasks import holding, records
from errand.tasks.errors import UndoConflict
from errand.tasks.records import Change, Held, Saving
from errand.tasks.reverting_named import revert_named
from errand.tasks.steps import Step, refuse_later_changes, waves
from errand.tasks.views import Reverted, TaskView
from errand.tasks.wording import difference
from errand.tasks.working import Work


async def revert(work: Work, steps: Sequence[Step]) -> list[Reverted | None]:
    """Take changes back, in this order; None for one where that changes nothing any more.

    What can be is taken back together: many tasks take as many statements as one.

    Raises:
        UndoConflict: What one had changed was changed since, or is not there any more.
    """
    told: list[Reverted | None] = []
    for wave in waves(steps):
        if wave[0].event.subject == "task":
            told += await _revert_tasks(work, wave)
        else:
            told += await revert_named(work, wave)
    return told


async def _revert_tasks(work: Work, steps: Sequence[Step]) -> list[Reverted]:
    found = await records.load(work, [step.event.subject_id for step in steps], trashed=True)
    for step in steps:
        held = found.get(step.event.subject_id)
        if held is None:
            raise UndoConflict(
                "The task was removed from the trash for good, and cannot come back."
            )
        refuse_later_changes(f"Task #{held.task.number}", held.state(), step.event)
    tasks = [found[step.event.subject_id] for step in steps]
    before = await holding.shown(work, tasks)
    savings = [_saving(work, held, step) for held, step in zip(tasks, steps, strict=True)]
    await records.save_all(work, "undone", savings)
    after = await holding.shown(work, tasks)
    return [_told(*each) for each in zip(steps, before, after, strict=True)]


def _saving(work: Work, held: Held, step: Step) -> Saving:
    earlier = step.event.before
    if earlier is None:
        change = Change({"deleted_at": work.clock.now})
    else:
        change = records.change_to(earlier)
    return Saving(held, change, cause=step.cause, undoes=step.event.id, event=step.event_id)


def _told(step: Step, before: TaskView, after: TaskView) -> Reverted:
    return Reverted(
        event_id=step.event.id,
        subject="task",
        subject_id=step.event.subject_id,
        verb=step.event.verb,
        words=difference(before, after),
        before=before,
        after=after,
    )
