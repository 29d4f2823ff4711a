"""Rows of tasks. Every statement names the owner."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, DateTime, cast, func, literal, or_, text
from sqlalchemy.sql.elements import SQLCoreOperations
from sqlmodel import col, select

from errand.db import Session
from errand.fields import zone_named
from errand.tasks import due as dues
from errand.tasks.cursor import Position
from errand.tasks.inputs import DueFilter, FindTasks
from errand.tasks.model import UNFINISHED, Status, Task

_ZONE = text("select time_zone from app.user_settings where owner_id = :owner")
# Holds the row until the end, so that two calls never give out the same number.
_TAKE_NUMBERS = text(
    "insert into app.user_settings as s (owner_id, last_task_number, updated_at)"
    " values (:owner, :count, :now) on conflict (owner_id)"
    " do update set last_task_number = s.last_task_number + :count"
    " returning last_task_number"
)


@dataclass(frozen=True)
class Clock:
    """The moment of a use case, and the zone in which its person lives."""

    now: datetime
    zone: ZoneInfo

    @property
    def today(self) -> date:
        """The person's day."""
        return self.now.astimezone(self.zone).date()


async def zone_of(session: Session, *, owner_id: UUID) -> ZoneInfo:
    """Return the person's zone; UTC until they or their browser said one."""
    found = (await session.execute(_ZONE, {"owner": owner_id})).scalar_one_or_none()
    return zone_named(found or "UTC") or ZoneInfo("UTC")


async def take_numbers(session: Session, *, owner_id: UUID, count: int, now: datetime) -> range:
    """Return the next `count` numbers of this person."""
    values = {"owner": owner_id, "count": count, "now": now}
    last: int = (await session.execute(_TAKE_NUMBERS, values)).scalar_one()
    return range(last - count + 1, last + 1)


async def lock(session: Session, *, owner_id: UUID, ids: Sequence[UUID]) -> dict[UUID, Task]:
    """Return those of the tasks that exist, held until the end of the transaction."""
    query = (
        select(Task)
        .where(col(Task.owner_id) == owner_id, col(Task.id).in_(ids))
        .where(col(Task.deleted_at).is_(None))
        # One order for everybody: two calls over the same tasks never wait for each other.
        .order_by(col(Task.id))
        .with_for_update()
    )
    return {task.id: task for task in (await session.execute(query)).scalars()}


async def find(session: Session, *, owner_id: UUID, task_id: UUID) -> Task | None:
    """Return a task that is not deleted."""
    query = select(Task).where(
        col(Task.owner_id) == owner_id, col(Task.id) == task_id, col(Task.deleted_at).is_(None)
    )
    return (await session.execute(query)).scalar_one_or_none()


async def count(
    session: Session, *, owner_id: UUID, wanted: FindTasks, statuses: Sequence[Status], clock: Clock
) -> int:
    """Return how many tasks fit, on all pages."""
    query = select(func.count()).select_from(Task)
    query = query.where(*_conditions(owner_id, wanted, statuses, clock))
    return (await session.execute(query)).scalar_one()


async def search(
    session: Session,
    *,
    owner_id: UUID,
    wanted: FindTasks,
    statuses: Sequence[Status],
    clock: Clock,
    after: Position | None,
) -> Sequence[tuple[Task, datetime | None]]:
    """Return one task more than the page holds, if there is one, each with its sort key."""
    key = _sort_key(wanted, clock)
    query = select(Task, key).where(*_conditions(owner_id, wanted, statuses, clock))
    if wanted.sort == "due":
        query = query.order_by(key.asc().nulls_last(), col(Task.number))
    else:
        query = query.order_by(key.desc(), col(Task.number).desc())
    if after is not None:
        query = query.where(_beyond(after, key, wanted))
    rows = await session.execute(query.limit(wanted.limit + 1))
    return [(task, sort_key) for task, sort_key in rows]


def _conditions(
    owner_id: UUID, wanted: FindTasks, statuses: Sequence[Status], clock: Clock
) -> list[ColumnElement[bool]]:
    conditions = [
        col(Task.owner_id) == owner_id,
        col(Task.deleted_at).is_(None),
        col(Task.status).in_(statuses),
    ]
    for word in (wanted.text or "").split():
        title, notes = func.lower(col(Task.title)), func.lower(col(Task.notes))
        conditions.append(
            or_(*(each.contains(word.lower(), autoescape=True) for each in (title, notes)))
        )
    if wanted.priorities:
        conditions.append(col(Task.priority).in_(wanted.priorities))
    if wanted.ids:
        conditions.append(col(Task.id).in_(wanted.ids))
    if wanted.numbers:
        conditions.append(col(Task.number).in_(wanted.numbers))
    if wanted.due is not None and (kinds := _due_kinds(wanted.due, clock)):
        conditions.append(or_(*kinds))
    return conditions


def _due_kinds(due: DueFilter, clock: Clock) -> list[ColumnElement[bool]]:
    day, instant = col(Task.due_date), col(Task.due_utc)
    kinds: list[ColumnElement[bool]] = []
    if due.overdue:
        passed = or_(day < clock.today, instant < clock.now)
        kinds.append(passed & col(Task.status).in_(UNFINISHED))
    if due.undated:
        kinds.append(day.is_(None) & instant.is_(None))
    if due.from_ is not None or due.to is not None:
        first, last = _bounded(due.from_ or date.min), _bounded(due.to or date.max)
        kinds.append(
            day.between(first, last)
            | (instant >= dues.start_of(first, clock.zone))
            & (instant < dues.end_of(last, clock.zone))
        )
    return kinds


def _bounded(day: date) -> date:
    """No task is due outside these years, and beyond them the arithmetic of time zones ends."""
    return min(max(day, date(dues.FIRST_YEAR - 1, 1, 1)), date(dues.LAST_YEAR + 1, 12, 31))


def _sort_key(wanted: FindTasks, clock: Clock) -> SQLCoreOperations[Any]:
    if wanted.sort != "due":
        return col(Task.created_at if wanted.sort == "created" else Task.updated_at)
    # A day counts from its midnight at today's offset: near enough to put it among times, and
    # needs no zone database in PostgreSQL.
    offset = clock.now.astimezone(clock.zone).utcoffset() or timedelta()
    midnight = func.timezone("UTC", cast(col(Task.due_date), DateTime)) - literal(offset)
    return func.coalesce(col(Task.due_utc), midnight)


def _beyond(after: Position, key: SQLCoreOperations[Any], wanted: FindTasks) -> ColumnElement[bool]:
    number = col(Task.number)
    if wanted.sort != "due":
        return (key < after.key) | (key == after.key) & (number < after.number)
    if after.key is None:
        return key.is_(None) & (number > after.number)
    return key.is_(None) | (key > after.key) | (key == after.key) & (number > after.number)
