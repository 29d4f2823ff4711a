"""Reminders as tasks keep them, inside the transaction that changes the tasks."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from itertools import groupby
from typing import Generic, TypeVar
from uuid import UUID
from zoneinfo import ZoneInfo

from pydantic import BaseModel
from sqlalchemy import text
from sqlmodel import col, delete, select, update

from errand.db import Session
from errand.errors import InvalidInput
from errand.fields import zone_named
from errand.identity import uuid7
from errand.reminders.model import Delivery, Reminder
from errand.reminders.moments import Remindable, plan, zone_data

MOST_REMINDERS = 10
LONGEST_NOTICE_MINUTES = 365 * 24 * 60
FIRST_YEAR, LAST_YEAR = 1970, 2199
_ZONE = text("select time_zone from app.user_settings where owner_id = :owner")

View = TypeVar("View")
Definition = tuple[int | None, datetime | None, str | None]
Show = Callable[[UUID, int | None, datetime | None, str | None], View]
"""Makes of id, minutes before, wall clock and its zone what tasks show of a reminder."""


class TaskReminders(Generic[View]):
    """What `tasks` asks of reminders; it stands behind a protocol of theirs."""

    def __init__(
        self, show: Show[View], *, now: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self._show, self._now = show, now

    async def of(
        self, session: Session, *, owner_id: UUID, task_ids: Sequence[UUID]
    ) -> dict[UUID, list[View]]:
        """Return the reminders of these tasks, in the order in which they were given."""
        rows = await _rows(session, owner_id, task_ids)
        return {
            task_id: [self._shown(each) for each in group]
            for task_id, group in groupby(rows, key=lambda row: row.task_id)
        }

    async def replace(
        self, session: Session, *, task: Remindable, reminders: Sequence[BaseModel]
    ) -> list[View]:
        """Let the task have these and no others.

        Those that it has already stay the same rows, so that what was delivered is not again; one
        that comes with an id of this person's past keeps it, one with the id of another task's
        reminder gets a new one.

        Raises:
            InvalidInput: One makes no sense: before a due that is not there, an unknown zone.
        """
        wanted = dict.fromkeys(_checked(each, task) for each in reminders)
        if len(wanted) > MOST_REMINDERS:
            raise InvalidInput(f"reminders: a task can have at most {MOST_REMINDERS}")
        ids = await _free_ids(session, task, reminders)
        kept = {_definition(row): row for row in await _rows(session, task.owner_id, [task.id])}
        gone = [row.id for definition, row in kept.items() if definition not in wanted]
        await _forget(session, task.owner_id, gone)
        rows = [
            kept.get(each) or self._new(task, each, ids.get(each) or uuid7()) for each in wanted
        ]
        for rank, row in enumerate(rows):
            row.rank = rank
        session.add_all(rows)
        await self._plan(session, task.owner_id, {task.id: task}, rows)
        return [self._shown(row) for row in rows]

    async def changed(self, session: Session, *, tasks: Sequence[Remindable]) -> None:
        """Work out anew when to remind: due, status or whether they are deleted has changed."""
        by_id = {task.id: task for task in tasks}
        over = [
            task.id for task in tasks if task.deleted_at or task.status in {"done", "cancelled"}
        ]
        for owner_id in {task.owner_id for task in tasks}:
            rows = await _rows(session, owner_id, list(by_id))
            await self._plan(session, owner_id, by_id, rows)
            await _take_down(session, owner_id, over, self._now())

    async def _plan(
        self,
        session: Session,
        owner_id: UUID,
        tasks: dict[UUID, Remindable],
        rows: Sequence[Reminder],
    ) -> None:
        if not rows:
            return
        home, now = await home_of(session, owner_id), self._now()
        for row in rows:
            plan(row, tasks[row.task_id], home=home, now=now)
        await session.flush()
        await session.execute(WAKE)

    def _new(self, task: Remindable, definition: Definition, reminder_id: UUID) -> Reminder:
        minutes, local, tz = definition
        return Reminder(
            owner_id=task.owner_id,
            id=reminder_id,
            task_id=task.id,
            rank=0,
            minutes_before=minutes,
            local=local,
            tz=tz,
            zone_data=zone_data(),
            created_at=self._now(),
        )

    def _shown(self, row: Reminder) -> View:
        return self._show(row.id, row.minutes_before, row.local, row.tz)


WAKE = text("select pg_notify('errand_reminders', '')")
"""Tells the workers that there may be something earlier to wait for."""
NEWS = text("select pg_notify('errand_reminders', :owner)")
"""Tells a person's pages that there is something new for them."""


async def home_of(session: Session, owner_id: UUID) -> ZoneInfo:
    """Return the person's zone; UTC until they or their browser said one."""
    found = (await session.execute(_ZONE, {"owner": owner_id})).scalar_one_or_none()
    return zone_named(found or "UTC") or ZoneInfo("UTC")


async def _rows(session: Session, owner_id: UUID, task_ids: Sequence[UUID]) -> Sequence[Reminder]:
    query = (
        select(Reminder)
        .where(col(Reminder.owner_id) == owner_id, col(Reminder.task_id).in_(task_ids))
        .order_by(col(Reminder.task_id), col(Reminder.rank), col(Reminder.id))
    )
    return (await session.execute(query)).scalars().all()


async def _forget(session: Session, owner_id: UUID, ids: Sequence[UUID]) -> None:
    if ids:
        query = delete(Reminder).where(
            col(Reminder.owner_id) == owner_id, col(Reminder.id).in_(ids)
        )
        await session.execute(query)


async def _take_down(
    session: Session, owner_id: UUID, task_ids: Sequence[UUID], now: datetime
) -> None:
    """Take what is said of these tasks off the pages: there is nothing to be reminded of."""
    if not task_ids:
        return
    query = update(Delivery).where(
        col(Delivery.owner_id) == owner_id,
        col(Delivery.task_id).in_(task_ids),
        col(Delivery.channel) == "page",
        col(Delivery.acknowledged_at).is_(None),
    )
    gone = await session.execute(query.values(acknowledged_at=now).returning(col(Delivery.id)))
    if gone.scalars().all():
        await session.execute(NEWS, {"owner": str(owner_id)})


async def _free_ids(
    session: Session, task: Remindable, reminders: Sequence[BaseModel]
) -> dict[Definition, UUID]:
    """Return the ids that reminders come with, those left out that another task's have."""
    given = {_checked(each, task): getattr(each, "id", None) for each in reminders}
    ids = [each for each in given.values() if each is not None]
    if not ids:
        return {}
    query = select(Reminder.id).where(
        col(Reminder.owner_id) == task.owner_id,
        col(Reminder.id).in_(ids),
    )
    taken = set((await session.execute(query)).scalars())
    return {
        definition: each
        for definition, each in given.items()
        if each is not None and each not in taken
    }


def _definition(row: Reminder) -> Definition:
    return row.minutes_before, row.local, row.tz


def _checked(asked: BaseModel, task: Remindable) -> Definition:
    minutes: int | None = getattr(asked, "minutes_before", None)
    local: datetime | None = getattr(asked, "local", None)
    if minutes is not None:
        # One that was there before stays, and waits until there is a date again.
        new = getattr(asked, "id", None) is None
        if new and task.due_date is None and task.due_local is None:
            raise InvalidInput("reminders: minutes_before needs a task that is due at some time")
        if not 0 <= minutes <= LONGEST_NOTICE_MINUTES:
            raise InvalidInput(f"reminders: at most {LONGEST_NOTICE_MINUTES} minutes before")
        return minutes, None, None
    zone = zone_named(getattr(asked, "tz", None) or "")
    if local is None or zone is None:
        raise InvalidInput("reminders: tz must be an IANA time zone such as Europe/Berlin")
    if not FIRST_YEAR <= local.year <= LAST_YEAR:
        raise InvalidInput(f"reminders: the year must be {FIRST_YEAR} to {LAST_YEAR}")
    return None, local, zone.key
