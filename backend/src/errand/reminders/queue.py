"""What is to go out, and what became of it: statements of the worker, and of the owner for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, cast
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col, select

from errand.db import Session
from errand.identity import uuid7
from errand.reminders.keeping import NEWS, home_of
from errand.reminders.model import Channel, Delivery, Reminder, ReminderSettings, State
from errand.reminders.moments import Remindable, plan

LEASE = timedelta(seconds=60)
MOST_MAILS_A_DAY = 100
KEPT = timedelta(days=90)


@dataclass(frozen=True)
class Claim:
    """A delivery that one worker may carry out until its lease ends."""

    owner_id: UUID
    id: UUID
    channel: Channel
    attempts: int
    """This attempt's number; who comes later has a greater one."""


@dataclass(frozen=True)
class Letter:
    """What a delivery says, and to where."""

    key: str
    """The same in every attempt, and of no other delivery."""
    attempt: int
    remind_at: datetime
    task: "TaskRow"
    due_words: str
    address: str | None
    webhook_url: str | None
    webhook_secret: str | None


@dataclass(frozen=True)
class TaskRow:
    """A task, as far as reminders know it."""

    owner_id: UUID
    id: UUID
    number: int
    title: str
    status: str
    deleted_at: datetime | None
    due_date: date | None
    due_local: datetime | None
    due_tz: str | None

    @property
    def unfinished(self) -> bool:
        """Whether there is anything to remind of."""
        return self.deleted_at is None and self.status in {"open", "in_progress", "waiting"}

    @property
    def due(self) -> dict[str, str] | None:
        """The due as tasks show it."""
        if self.due_date is not None:
            return {"date": self.due_date.isoformat()}
        if self.due_local is not None and self.due_tz is not None:
            return {"local": self.due_local.isoformat(timespec="minutes"), "tz": self.due_tz}
        return None


_TASKS = text(
    "select owner_id, id, number, title, status, deleted_at, due_date, due_local, due_tz"
    " from app.tasks where owner_id = :owner and id = any(cast(:ids as uuid[]))"
)


async def tasks(session: Session, owner_id: UUID, ids: Sequence[UUID]) -> dict[UUID, TaskRow]:
    """Return these tasks of this person, also those in the trash."""
    values = {"owner": owner_id, "ids": [str(each) for each in ids]}
    rows = await session.execute(_TASKS, values)
    return {row["id"]: TaskRow(**row) for row in rows.mappings()}


# As errand_worker --------------------------------------------------------------------------
_TO_FIRE = text(
    "select owner_id, id from app.reminders where fire_at <= :now"
    " and not id = any(cast(:apart as uuid[])) order by fire_at limit :most"
)
_NEXT = text(
    "select least((select min(fire_at) from app.reminders where fire_at > :now),"
    " (select min(greatest(next_at, coalesce(lease_until, next_at))) from"
    " app.reminder_deliveries where state = 'waiting'))"
)
_STALE = text("select distinct owner_id from app.reminders where stale limit :most")
_OUTDATED = text(
    "update app.reminders set stale = true"
    " where fire_at is not null and zone_data <> :zone_data and not stale"
)
_NOBODY = text("update app.reminders set fire_at = null, stale = false where owner_id = :owner")
_CLAIM = text(
    "update app.reminder_deliveries set attempts = attempts + 1, lease_until = :lease"
    " where (owner_id, id) in (select owner_id, id from app.reminder_deliveries"
    " where state = 'waiting' and next_at <= :now and coalesce(lease_until, next_at) <= :now"
    " order by next_at limit :most for update skip locked)"
    " returning owner_id, id, channel, attempts"
)
# Only by the attempt that is still the last: an older one has lost its lease.
_SETTLE = text(
    "update app.reminder_deliveries set state = :state, error = :error, next_at = :next_at,"
    " settled_at = :settled_at, lease_until = null"
    " where owner_id = :owner and id = :id and attempts = :attempts and state = 'waiting'"
)
_PRUNE = text("delete from app.reminder_deliveries where settled_at < :before")


async def to_fire(
    session: Session, *, now: datetime, apart: Sequence[UUID], most: int
) -> list[tuple[UUID, UUID]]:
    """Return owner and id of reminders whose moment has come, those set apart left out."""
    values = {"now": now, "apart": [str(each) for each in apart], "most": most}
    return [(row.owner_id, row.id) for row in await session.execute(_TO_FIRE, values)]


async def next_moment(session: Session, *, now: datetime) -> datetime | None:
    """Return when there is something to do next, as far as is known now."""
    return (await session.execute(_NEXT, {"now": now})).scalar_one()


async def stale_owners(session: Session, *, most: int) -> list[UUID]:
    """Return people whose reminders are to be worked out anew."""
    return list((await session.execute(_STALE, {"most": most})).scalars())


async def mark_outdated(session: Session, *, zone_data: str) -> None:
    """Let what was worked out by another zone database be worked out anew."""
    await session.execute(_OUTDATED, {"zone_data": zone_data})


async def give_up_on(session: Session, owner_id: UUID) -> None:
    """Wait for nothing more for this person, who is gone."""
    await session.execute(_NOBODY, {"owner": owner_id})


async def claim(session: Session, *, now: datetime, lease: timedelta, most: int) -> list[Claim]:
    """Take up to `most` deliveries that wait, or whose worker did not come back."""
    rows = await session.execute(_CLAIM, {"now": now, "lease": now + lease, "most": most})
    return [Claim(row.owner_id, row.id, row.channel, row.attempts) for row in rows]


async def settle(
    session: Session,
    held: Claim,
    *,
    state: State,
    now: datetime,
    error: str | None = None,
    next_at: datetime | None = None,
) -> None:
    """Record what became of an attempt; `waiting` with `next_at` is to try again then."""
    values = {
        "owner": held.owner_id,
        "id": held.id,
        "attempts": held.attempts,
        "state": state,
        "error": error and error[:500],
        "next_at": next_at,
        "settled_at": None if state == "waiting" else now,
    }
    await session.execute(_SETTLE, values)


async def prune(session: Session, *, now: datetime) -> None:
    """Forget what was settled three months ago."""
    await session.execute(_PRUNE, {"before": now - KEPT})


# As the owner ------------------------------------------------------------------------------
_MAILS = text(
    "select count(*) from app.reminder_deliveries where owner_id = :owner"
    " and channel = 'email' and state <> 'withdrawn' and created_at > :since"
)
_ADDRESS = text("select app.own_mail_address()")


async def fire(
    session: Session, owner_id: UUID, reminder_id: UUID, *, now: datetime, mail: bool
) -> bool:
    """Let a reminder go out: in the page at once, by the other ways as soon as they can be had.

    Either all of it is done, or, where the process ends before the commit, nothing.

    Args:
        session: Of the owner.
        owner_id: Whose it is.
        reminder_id: Which.
        now: Its moment or later.
        mail: Whether this server can send mail.

    Returns:
        Whether it went out; not if another worker was faster or it is not its moment any more.
    """
    query = select(Reminder).where(
        col(Reminder.owner_id) == owner_id, col(Reminder.id) == reminder_id
    )
    row = (await session.execute(query.with_for_update(skip_locked=True))).scalar_one_or_none()
    if row is None:
        return False
    task = (await tasks(session, owner_id, [row.task_id]))[row.task_id]
    plan(row, cast("Remindable", task), home=await home_of(session, owner_id), now=now)
    if row.fire_at is None or row.fire_at > now or row.occurrence is None:
        return False
    await _hand_out(session, row, now=now, mail=mail)
    row.fired, row.fire_at = row.occurrence, None
    await session.flush()
    await session.execute(NEWS, {"owner": str(owner_id)})
    return True


async def _hand_out(session: Session, row: Reminder, *, now: datetime, mail: bool) -> None:
    ways = await settings_of(session, row.owner_id)
    common: dict[str, Any] = {
        "owner_id": row.owner_id,
        "reminder_id": row.id,
        "task_id": row.task_id,
        "occurrence": row.occurrence,
        "remind_at": row.fire_at,
        "created_at": now,
    }
    waiting = common | {"state": "waiting", "next_at": now, "settled_at": None, "error": None}
    settled = common | {"next_at": None, "settled_at": now, "error": None}
    rows = [settled | {"id": uuid7(), "channel": "page", "state": "delivered"}]
    if mail and ways.email:
        too_many = await _mails(session, row.owner_id, now) >= MOST_MAILS_A_DAY
        refused = settled | {"state": "failed", "error": f"Over {MOST_MAILS_A_DAY} mails a day."}
        rows.append((refused if too_many else waiting) | {"id": uuid7(), "channel": "email"})
    if ways.webhook_url is not None:
        rows.append(waiting | {"id": uuid7(), "channel": "webhook"})
    # Should it ever be asked twice for one date of one reminder, the key says no.
    await session.execute(insert(Delivery).values(rows).on_conflict_do_nothing())


async def _mails(session: Session, owner_id: UUID, now: datetime) -> int:
    values = {"owner": owner_id, "since": now - timedelta(days=1)}
    return (await session.execute(_MAILS, values)).scalar_one()


async def settings_of(session: Session, owner_id: UUID) -> ReminderSettings:
    """Return how the person wants to be told; before the first choice by mail."""
    query = select(ReminderSettings).where(col(ReminderSettings.owner_id) == owner_id)
    found = (await session.execute(query)).scalar_one_or_none()
    return found or ReminderSettings(owner_id=owner_id, updated_at=datetime.min)  # noqa: DTZ901


async def refresh(session: Session, owner_id: UUID, *, now: datetime) -> None:
    """Work out anew when this person's reminders go out."""
    query = select(Reminder).where(col(Reminder.owner_id) == owner_id, col(Reminder.stale))
    rows = (await session.execute(query.limit(1000).with_for_update())).scalars().all()
    held = await tasks(session, owner_id, [row.task_id for row in rows])
    home = await home_of(session, owner_id)
    for row in rows:
        plan(row, held[row.task_id], home=home, now=now)
    await session.flush()


async def compose(session: Session, held: Claim) -> tuple[Delivery, TaskRow, ReminderSettings]:
    """Return what a delivery is about, and how its person wants it."""
    query = select(Delivery).where(
        col(Delivery.owner_id) == held.owner_id, col(Delivery.id) == held.id
    )
    row = (await session.execute(query)).scalar_one()
    task = (await tasks(session, held.owner_id, [row.task_id]))[row.task_id]
    return row, task, await settings_of(session, held.owner_id)


async def own_address(session: Session) -> str | None:
    """Return the mail address of the person whose transaction this is."""
    return (await session.execute(_ADDRESS)).scalar_one()
