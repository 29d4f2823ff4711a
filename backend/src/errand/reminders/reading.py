"""Reading what went out, as its owner."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import and_, exists
from sqlalchemy.orm import aliased
from sqlmodel import col, select, tuple_, update

from errand.db import Session
from errand.reminders.keeping import NEWS
from errand.reminders.model import Delivery
from errand.reminders.queue import tasks
from errand.reminders.views import (
    ChannelView,
    RemindedTask,
    ReminderDelivered,
    ReminderFilter,
)

# Ids are made before the commit, so one may appear a moment after a later one; nothing that is
# shown live goes by their order, pages of the past do.


async def page(
    session: Session, owner_id: UUID, asked: ReminderFilter, *, after: UUID | None
) -> list[ReminderDelivered]:
    """Return one more than the page holds, if there is one, newest first."""
    query = _shown(owner_id)
    if after is not None:
        query = query.where(col(Delivery.id) < after)
    if asked.acknowledged is not None:
        seen = col(Delivery.acknowledged_at)
        query = query.where(seen.is_not(None) if asked.acknowledged else seen.is_(None))
    if asked.failed:
        other = aliased(Delivery)
        query = query.where(
            exists().where(
                and_(
                    col(other.owner_id) == owner_id,
                    col(other.reminder_id) == col(Delivery.reminder_id),
                    col(other.occurrence) == col(Delivery.occurrence),
                    col(other.state) == "failed",
                )
            )
        )
    rows = await session.execute(query.limit(asked.limit + 1))
    return await _views(session, owner_id, rows.scalars().all())


async def new(session: Session, owner_id: UUID, *, most: int) -> list[ReminderDelivered]:
    """Return what is not acknowledged, the newest `most`, oldest first."""
    query = _shown(owner_id).where(col(Delivery.acknowledged_at).is_(None)).limit(most)
    rows = (await session.execute(query)).scalars().all()
    return (await _views(session, owner_id, rows))[::-1]


async def acknowledge(
    session: Session, owner_id: UUID, ids: Sequence[UUID], *, now: datetime
) -> list[UUID]:
    """Mark these as seen; return those that are there, in their order."""
    mine = (col(Delivery.owner_id) == owner_id, col(Delivery.channel) == "page")
    named = col(Delivery.id).in_(ids)
    change = update(Delivery).where(*mine, named, col(Delivery.acknowledged_at).is_(None))
    changed = await session.execute(change.values(acknowledged_at=now).returning(col(Delivery.id)))
    if changed.scalars().all():
        await session.execute(NEWS, {"owner": str(owner_id)})
    found = set((await session.execute(select(Delivery.id).where(*mine, named))).scalars())
    return [each for each in dict.fromkeys(ids) if each in found]


async def is_there(session: Session, owner_id: UUID, delivery_id: UUID) -> bool:
    """Whether this is a reminder of theirs."""
    query = _shown(owner_id).where(col(Delivery.id) == delivery_id)
    return (await session.execute(query)).scalar_one_or_none() is not None


def _shown(owner_id: UUID) -> Any:
    return (
        select(Delivery)
        .where(col(Delivery.owner_id) == owner_id, col(Delivery.channel) == "page")
        .order_by(col(Delivery.id).desc())
    )


async def _views(
    session: Session, owner_id: UUID, rows: Sequence[Delivery]
) -> list[ReminderDelivered]:
    if not rows:
        return []
    held = await tasks(session, owner_id, [row.task_id for row in rows])
    keys = [(row.reminder_id, row.occurrence) for row in rows]
    query = select(Delivery).where(
        col(Delivery.owner_id) == owner_id,
        tuple_(col(Delivery.reminder_id), col(Delivery.occurrence)).in_(keys),
    )
    ways: dict[tuple[UUID, str], list[Delivery]] = {}
    for each in (await session.execute(query.order_by(col(Delivery.channel)))).scalars():
        ways.setdefault((each.reminder_id, each.occurrence), []).append(each)
    return [
        ReminderDelivered(
            id=row.id,
            reminder_id=row.reminder_id,
            task=RemindedTask(
                id=row.task_id,
                number=held[row.task_id].number,
                title=held[row.task_id].title,
                due=held[row.task_id].due,
            ),
            remind_at=row.remind_at,
            delivered_at=row.created_at,
            acknowledged_at=row.acknowledged_at,
            channels=[_way(each) for each in ways[row.reminder_id, row.occurrence]],
        )
        for row in rows
    ]


def _way(row: Delivery) -> ChannelView:
    return ChannelView.model_validate(
        {name: getattr(row, name) for name in ChannelView.model_fields}
    )
