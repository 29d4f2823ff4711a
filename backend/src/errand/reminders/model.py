"""The tables of reminders, of what became of them, and of the ways in which people want them."""

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import DateTime
from sqlmodel import Field, SQLModel

Channel = Literal["page", "email", "webhook"]
State = Literal["waiting", "delivered", "failed", "withdrawn"]

_INSTANT: Any = DateTime(timezone=True)
_WALL_CLOCK: Any = DateTime(timezone=False)
_IN_APP = {"schema": "app"}


class Reminder(SQLModel, table=True):
    """When to remind of a task: so long before it is due, or at a moment on a wall clock."""

    __tablename__: Any = "reminders"
    __table_args__ = _IN_APP

    owner_id: UUID = Field(primary_key=True)
    id: UUID = Field(primary_key=True)
    task_id: UUID
    rank: int
    minutes_before: int | None = None
    local: datetime | None = Field(default=None, sa_type=_WALL_CLOCK)
    tz: str | None = None
    occurrence: str | None = None
    """The date of the task that it stands for now, as the task says it."""
    fire_at: datetime | None = Field(default=None, sa_type=_INSTANT)
    """None: nothing to wait for."""
    fired: str | None = None
    """The occurrence for which it was delivered last."""
    stale: bool = False
    zone_data: str
    """Version of the zone database by which `fire_at` was worked out."""
    created_at: datetime = Field(sa_type=_INSTANT)


class Delivery(SQLModel, table=True):
    """One way in which a reminder went out, or is to."""

    __tablename__: Any = "reminder_deliveries"
    __table_args__ = _IN_APP

    owner_id: UUID = Field(primary_key=True)
    id: UUID = Field(primary_key=True)
    reminder_id: UUID
    task_id: UUID
    occurrence: str
    remind_at: datetime = Field(sa_type=_INSTANT)
    channel: str
    state: str
    attempts: int = 0
    next_at: datetime | None = Field(default=None, sa_type=_INSTANT)
    lease_until: datetime | None = Field(default=None, sa_type=_INSTANT)
    error: str | None = None
    created_at: datetime = Field(sa_type=_INSTANT)
    settled_at: datetime | None = Field(default=None, sa_type=_INSTANT)
    acknowledged_at: datetime | None = Field(default=None, sa_type=_INSTANT)


class ReminderSettings(SQLModel, table=True):
    """By which ways a person wants reminders, beside the page; made at the first need."""

    __tablename__: Any = "reminder_settings"
    __table_args__ = _IN_APP

    owner_id: UUID = Field(primary_key=True)
    email: bool = True
    webhook_url: str | None = None
    webhook_secret: str | None = None
    updated_at: datetime = Field(sa_type=_INSTANT)
