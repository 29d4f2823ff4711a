"""Rows of tasks as reads take them. Every statement names the owner."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import text
from sqlmodel import col, select

from errand.db import Session
from errand.fields import zone_named
from errand.tasks import due as dues
from errand.tasks.cursor import Position
from errand.tasks.model import Task

_SETTINGS = text(
    "select time_zone, week_start, date_order from app.user_settings where owner_id = :owner"
)
# Holds the row until the end, so that two calls never give out the same number.
_TAKE_NUMBERS = text(
    "insert into app.user_settings as s (owner_id, last_task_number, updated_at)"
    " values (:owner, :count, :now) on conflict (owner_id)"
    " do update set last_task_number = s.last_task_number + :count"
    " returning last_task_number"
)
# Each count by an index of its own, and the statuses written out so that partial ones fit.
_COUNTED = (
    " from app.tasks where owner_id = :owner and deleted_at is null"
    " and status in ('open', 'in_progress', 'waiting')"
)
_SEEN = " and (defer_until is null or defer_until <= :today)"
_COUNTS = text(
    f"select (select count(*){_COUNTED}) as open,"  # noqa: S608  constants only
    " (select count(*) from app.tasks where owner_id = :owner and deleted_at is null"
    "  and status = 'in_progress') as in_progress,"
    " (select count(*) from app.tasks where owner_id = :owner and deleted_at is null"
    "  and status = 'waiting') as waiting,"
    f" (select count(*){_COUNTED}{_SEEN} and due_date < :today)"
    f" + (select count(*){_COUNTED}{_SEEN} and due_utc < :now) as overdue,"
    f" (select count(*){_COUNTED}{_SEEN} and due_date = :today)"
    f" + (select count(*){_COUNTED}{_SEEN} and due_utc >= :begins and due_utc < :ends) as today,"
    f" (select count(*){_COUNTED}{_SEEN} and due_date > :today and due_date <= :until)"
    f" + (select count(*){_COUNTED}{_SEEN} and due_utc >= :ends and due_utc < :horizon)"
    " as upcoming,"
    f" (select count(*){_COUNTED} and due_date is null and due_utc is null) as undated,"
    f" (select count(*){_COUNTED} and defer_until > :today) as deferred"
)


@dataclass(frozen=True)
class Clock:
    """The moment of a use case, and the zone in which its person lives."""

    now: datetime
    zone: ZoneInfo
    week_start: str = "monday"
    date_order: str | None = None

    @property
    def today(self) -> date:
        """The person's day."""
        return self.now.astimezone(self.zone).date()


async def clock_of(session: Session, now: datetime, *, owner_id: UUID) -> Clock:
    """Return the moment in the person's zone; UTC until they or their browser said one."""
    found = (await session.execute(_SETTINGS, {"owner": owner_id})).one_or_none()
    if found is None:
        return Clock(now, ZoneInfo("UTC"))
    zone = zone_named(found.time_zone) or ZoneInfo("UTC")
    return Clock(now, zone, found.week_start, found.date_order)


async def take_numbers(session: Session, *, owner_id: UUID, count: int, now: datetime) -> range:
    """Return the next `count` numbers of this person."""
    values = {"owner": owner_id, "count": count, "now": now}
    last: int = (await session.execute(_TAKE_NUMBERS, values)).scalar_one()
    return range(last - count + 1, last + 1)


async def find(session: Session, *, owner_id: UUID, ids: Sequence[UUID]) -> Sequence[Task]:
    """Return those of the tasks that exist and are not deleted."""
    query = select(Task).where(
        col(Task.owner_id) == owner_id, col(Task.id).in_(ids), col(Task.deleted_at).is_(None)
    )
    return (await session.execute(query)).scalars().all()


async def subtasks(
    session: Session, *, owner_id: UUID, parent_id: UUID, most: int
) -> Sequence[Task]:
    """Return the subtasks of a task, in their order."""
    query = (
        select(Task)
        .where(col(Task.owner_id) == owner_id, col(Task.parent_id) == parent_id)
        .where(col(Task.deleted_at).is_(None))
        .order_by(col(Task.position), col(Task.number))
        .limit(most)
    )
    return (await session.execute(query)).scalars().all()


async def trashed(
    session: Session, *, owner_id: UUID, since: datetime, after: Position | None, most: int
) -> Sequence[Task]:
    """Return what was deleted since then, the last one first."""
    deleted, number = col(Task.deleted_at), col(Task.number)
    query = (
        select(Task)
        .where(col(Task.owner_id) == owner_id, deleted.is_not(None), deleted > since)
        .order_by(deleted.desc(), number.desc())
        .limit(most)
    )
    if after is not None:
        query = query.where(
            (deleted < after.key) | (deleted == after.key) & (number < after.number)
        )
    return (await session.execute(query)).scalars().all()


async def counts(session: Session, *, owner_id: UUID, clock: Clock, until: date) -> dict[str, Any]:
    """Return how many unfinished tasks there are of each kind."""
    values = {
        "owner": owner_id,
        "today": clock.today,
        "now": clock.now,
        "begins": dues.start_of(clock.today, clock.zone),
        "ends": dues.end_of(clock.today, clock.zone),
        "until": until,
        "horizon": dues.end_of(until, clock.zone),
    }
    return dict((await session.execute(_COUNTS, values)).mappings().one())
