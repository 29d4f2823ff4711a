"""Taking changes back, exactly, with all that they brought about; never at the cost of later ones.

What is undone stays in history: taking it back is an entry of its own, which can be undone again.
"""

from collections.abc import Sequence
from itertools import groupby
from uuid import UUID

from errand.identity import origin, uuid7
from errand.tasks import chronicle, integrity, reverting
from errand.tasks.acts import Undo
from errand.tasks.errors import AlreadyUndone, EventNotFound, NothingToUndo, UndoConflict
from errand.tasks.model import Task, TaskEvent
from errand.tasks.steps import Step
from errand.tasks.views import Reverted, Undone
from errand.tasks.working import Done, Work

MOST_TOLD = 100
"""So much of what was taken back is told, as on a page of a list: a model has to read it."""


async def undo(work: Work, asked: Undo) -> Undone:
    """Take back what is asked, all of it or nothing."""
    steps = await _steps(work, await _asked_for(work, asked))
    undone = _told(steps, await reverting.revert(work, steps))
    await integrity.refuse_gaps(work, undone)
    more = max(0, len(undone) - MOST_TOLD)
    done = Done(
        event_ids=work.event_ids[:MOST_TOLD], call_id=work.done["call_id"], remarks=work.remarks
    )
    return Undone(undone=undone[:MOST_TOLD], more=more, **done)


async def _asked_for(work: Work, asked: Undo) -> Sequence[TaskEvent]:
    """Return the entries to take back, newest first, without those that they brought about."""
    if asked.event_id is not None or asked.call_id is not None:
        named = await chronicle.named(work, event_id=asked.event_id, call_id=asked.call_id)
        if not named:
            raise EventNotFound
        if not (found := await chronicle.in_force(work, named)):
            raise AlreadyUndone
        return found
    here = origin()
    if asked.last_turn:
        found = await chronicle.last_turn(work, here)
    else:
        found = await chronicle.last_calls(work, asked.last or 1, here.conversation_id)
    if not found:
        raise NothingToUndo(await _nothing(work, here.conversation_id))
    return found


async def _nothing(work: Work, conversation_id: UUID | None) -> str:
    elsewhere = await chronicle.last_calls(work, 1, None)
    if conversation_id is None or not elsewhere:
        return "There is nothing to undo."
    newest = elsewhere[0]
    return (
        "Nothing was changed in this conversation that could be undone. The last change elsewhere"
        f" ({newest.verb}, {newest.via}) can be undone by its event_id, {newest.id}."
    )


async def _steps(work: Work, roots: Sequence[TaskEvent]) -> list[Step]:
    """Return what is taken back with these entries: what one brought about, the last one first.

    In history they hang together as those that they undo did.
    """
    caused, steps = await chronicle.brought_about(work, roots), list[Step]()
    for root in roots:
        leading = uuid7()
        steps += [
            Step(event, leading, leads=event.id == root.id)
            for event in _latest_first([root, *caused[root.id]])
        ]
    return steps


def _told(steps: Sequence[Step], told: Sequence[Reverted | None]) -> list[Reverted]:
    """Return what was taken back, with each entry first and then what it had brought about."""
    in_order: list[Reverted] = []
    for _, group in groupby(zip(steps, told, strict=True), key=lambda pair: pair[0].leading):
        pairs = [(step.leads, each) for step, each in group if each is not None]
        in_order += [each for leads, each in pairs if leads]
        in_order += [each for leads, each in reversed(pairs) if not leads]
    return in_order


async def withdraw_next(work: Work, task: Task, *, cause: UUID, named: Sequence[UUID]) -> None:
    """Take back the next occurrence of a task that is open again, unless it has changed since.

    What the same request has `named` stays: it says how that is to be.
    """
    completed = await chronicle.completion_of(work, task.id)
    if completed is None:
        return
    caused = (await chronicle.brought_about(work, [completed]))[completed.id]
    if any(event.task_id in named for event in caused):
        work.remark(f"The occurrence that followed #{task.number} stays as well.")
        return
    steps = [Step(event, cause, leads=False) for event in _latest_first(caused)]
    try:
        async with work.attempt():
            undone = await reverting.revert(work, steps)
            await integrity.refuse_gaps(work, [each for each in undone if each is not None])
    except UndoConflict:
        work.remark(
            f"The occurrence that followed #{task.number} has changed since, so it stays as well."
        )


def _latest_first(events: Sequence[TaskEvent]) -> list[TaskEvent]:
    return sorted(events, key=lambda event: event.seq or 0, reverse=True)
