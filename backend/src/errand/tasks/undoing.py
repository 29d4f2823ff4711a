"""Taking changes back, exactly, with all that they brought about; never at the cost of later ones.

What is undone stays in history: taking it back is an entry of its own, which can be undone again.
"""

from collections.abc import Sequence
from uuid import UUID

from errand.identity import origin, uuid7
from errand.tasks import chronicle, integrity, reverting
from errand.tasks.acts import Undo
from errand.tasks.errors import AlreadyUndone, EventNotFound, NothingToUndo, UndoConflict
from errand.tasks.model import Task, TaskEvent
from errand.tasks.views import Reverted, Undone
from errand.tasks.working import Work


async def undo(work: Work, asked: Undo) -> Undone:
    """Take back what is asked, all of it or nothing."""
    undone: list[Reverted] = []
    for root in await _asked_for(work, asked):
        undone += await _undo_one(work, root)
    await integrity.refuse_gaps(work, undone)
    return Undone(undone=undone, **work.done)


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


async def _undo_one(work: Work, root: TaskEvent) -> list[Reverted]:
    """Take back one entry and those that it brought about, the last one first.

    In history they hang together as those that they undo did.
    """
    caused = await chronicle.in_force(work, await chronicle.caused_by(work, root.id))
    leading = uuid7()
    undone: list[Reverted] = []
    for event in _latest_first([root, *caused]):
        if event.id == root.id:
            told = await reverting.revert(work, event, event_id=leading)
        else:
            told = await reverting.revert(work, event, cause=leading)
        undone += [] if told is None else [told]
    leaders = [told for told in undone if told.event_id == root.id]
    return leaders + [told for told in reversed(undone) if told.event_id != root.id]


async def withdraw_next(work: Work, task: Task, *, cause: UUID) -> None:
    """Take back the next occurrence of a task that is open again, unless it has changed since."""
    completed = await chronicle.completion_of(work, task.id)
    if completed is None:
        return
    caused = await chronicle.in_force(work, await chronicle.caused_by(work, completed.id))
    try:
        async with work.attempt():
            undone = [
                await reverting.revert(work, event, cause=cause) for event in _latest_first(caused)
            ]
            await integrity.refuse_gaps(work, [each for each in undone if each is not None])
    except UndoConflict:
        work.remark(
            f"The occurrence that followed #{task.number} has changed since, so it stays as well."
        )


def _latest_first(events: Sequence[TaskEvent]) -> list[TaskEvent]:
    return sorted(events, key=lambda event: event.seq or 0, reverse=True)
