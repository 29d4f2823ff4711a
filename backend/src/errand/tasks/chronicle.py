"""The history as it is read: what was done, what was taken back, what is still in force."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlalchemy import Select, text
from sqlmodel import col, select

from errand.db import Session
from errand.identity import Origin
from errand.tasks.model import TaskEvent
from errand.tasks.working import Work

REACH = 500
"""So many of the newest entries are looked at for something to undo."""
MOST_SHOWN = 50

# How often each entry was taken back and done again: an odd number says that it is undone.
_CHAINS = text(
    "with recursive chain as (select e.id as root, e.id as tip, 0 as depth"
    " from app.task_events e where e.owner_id = :owner and e.id = any(cast(:ids as uuid[]))"
    " union all select c.root, u.id, c.depth + 1 from chain c"
    " join app.task_events u on u.owner_id = :owner and u.undoes = c.tip)"
    " select distinct on (root) root, tip, depth from chain order by root, depth desc"
)


async def named(work: Work, *, event_id: UUID | None, call_id: UUID | None) -> Sequence[TaskEvent]:
    """Return one entry, or those of one call that no other one brought about; newest first."""
    query = _own(work.owner_id)
    if event_id is not None:
        query = query.where(col(TaskEvent.id) == event_id)
    else:
        query = query.where(col(TaskEvent.call_id) == call_id, col(TaskEvent.cause_id).is_(None))
    return (await work.session.execute(query.order_by(col(TaskEvent.seq).desc()))).scalars().all()


async def undone(session: Session, owner_id: UUID, ids: Iterable[UUID]) -> set[UUID]:
    """Return those of the entries that are taken back."""
    chains = await _chains(session, owner_id, ids)
    return {root for root, (_, depth) in chains.items() if depth % 2}


async def in_force(work: Work, events: Sequence[TaskEvent]) -> list[TaskEvent]:
    """Return what has to be taken back now to undo these: what is undone already is left out.

    An entry that was undone and done again is in force by the latest of those.
    """
    tips = await _tips(work, events)
    return [tips[event.id] for event in events if event.id in tips]


async def brought_about(work: Work, roots: Sequence[TaskEvent]) -> dict[UUID, list[TaskEvent]]:
    """Return what is in force of all that each of these entries brought about."""
    ids = [root.id for root in roots]
    query = _own(work.owner_id).where(col(TaskEvent.cause_id).in_(ids))
    events = (await work.session.execute(query)).scalars().all()
    tips = await _tips(work, events)
    found: dict[UUID, list[TaskEvent]] = {each: [] for each in ids}
    for event in events:
        if event.cause_id is not None and event.id in tips:
            found[event.cause_id].append(tips[event.id])
    return found


async def _tips(work: Work, events: Sequence[TaskEvent]) -> dict[UUID, TaskEvent]:
    chains = await _chains(work.session, work.owner_id, [event.id for event in events])
    tips = {root: tip for root, (tip, depth) in chains.items() if depth % 2 == 0}
    by_id = {event.id: event for event in events}
    if again := set(tips.values()) - by_id.keys():
        query = _own(work.owner_id).where(col(TaskEvent.id).in_(again))
        by_id |= {event.id: event for event in (await work.session.execute(query)).scalars()}
    return {root: by_id[tip] for root, tip in tips.items()}


async def last_calls(work: Work, count: int, conversation_id: UUID | None) -> list[TaskEvent]:
    """Return what the newest calls did that is in force, newest first; None: from anywhere."""
    found = await _recent(work, conversation_id)
    calls = list(dict.fromkeys(event.call_id for event in found))[:count]
    return await in_force(work, [event for event in found if event.call_id in calls])


async def last_turn(work: Work, here: Origin) -> list[TaskEvent]:
    """Return what the newest answer did that is in force, the one being written left out."""
    found = [
        event
        for event in await _recent(work, here.conversation_id)
        if event.turn_id not in {None, here.turn_id}
    ]
    newest = [event for event in found if event.turn_id == found[0].turn_id]
    return await in_force(work, newest)


async def completion_of(work: Work, task_id: UUID) -> TaskEvent | None:
    """Return the entry by which a task was last done."""
    query = (
        _own(work.owner_id)
        .where(col(TaskEvent.task_id) == task_id, col(TaskEvent.verb) == "status_set")
        .where(col(TaskEvent.after)["status"].astext == "done")
        .order_by(col(TaskEvent.seq).desc())
        .limit(1)
    )
    return (await work.session.execute(query)).scalar_one_or_none()


async def deleted_once(work: Work, ids: Iterable[UUID]) -> set[UUID]:
    """Return those of the tasks that somebody deleted; in the trash, the others were undone."""
    query = select(TaskEvent.subject_id).where(
        col(TaskEvent.owner_id) == work.owner_id,
        col(TaskEvent.task_id).in_(list(ids)),
        col(TaskEvent.verb) == "deleted",
    )
    return set((await work.session.execute(query)).scalars())


async def of_tasks(session: Session, *, owner_id: UUID, task_id: UUID) -> Sequence[TaskEvent]:
    """Return the history of a task, newest first."""
    query = _own(owner_id).where(col(TaskEvent.task_id) == task_id)
    newest = query.order_by(col(TaskEvent.seq).desc()).limit(MOST_SHOWN)
    return (await session.execute(newest)).scalars().all()


async def after(session: Session, *, owner_id: UUID, seq: int, most: int) -> Sequence[TaskEvent]:
    """Return what happened after this, in order."""
    query = _own(owner_id).where(col(TaskEvent.seq) > seq)
    following = query.order_by(col(TaskEvent.seq)).limit(most)
    return (await session.execute(following)).scalars().all()


async def _recent(work: Work, conversation_id: UUID | None) -> list[TaskEvent]:
    """Return what was done of itself, and is not undone, newest first."""
    query = _own(work.owner_id).where(
        col(TaskEvent.cause_id).is_(None), col(TaskEvent.undoes).is_(None)
    )
    if conversation_id is not None:
        query = query.where(col(TaskEvent.conversation_id) == conversation_id)
    newest = query.order_by(col(TaskEvent.seq).desc()).limit(REACH)
    found = (await work.session.execute(newest)).scalars().all()
    gone = await undone(work.session, work.owner_id, [event.id for event in found])
    return [event for event in found if event.id not in gone]


async def _chains(
    session: Session, owner_id: UUID, ids: Iterable[UUID]
) -> dict[UUID, tuple[UUID, int]]:
    values = {"owner": owner_id, "ids": [str(each) for each in ids]}
    rows = await session.execute(_CHAINS, values)
    return {row.root: (row.tip, row.depth) for row in rows}


def _own(owner_id: UUID) -> Select[TaskEvent]:
    return select(TaskEvent).where(col(TaskEvent.owner_id) == owner_id)
