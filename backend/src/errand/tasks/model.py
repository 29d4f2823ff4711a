"""The tables of tasks and of their history."""

from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import DateTime
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

Status = Literal["open", "in_progress", "waiting", "done", "cancelled"]
Priority = Literal["urgent", "high", "medium", "low", "none"]
STATUSES: tuple[Status, ...] = ("open", "in_progress", "waiting", "done", "cancelled")
UNFINISHED: tuple[Status, ...] = ("open", "in_progress", "waiting")

_INSTANT: Any = DateTime(timezone=True)
_WALL_CLOCK: Any = DateTime(timezone=False)
_JSON: Any = JSONB(none_as_null=True)


class Task(SQLModel, table=True):
    """One thing to do. Deleted ones stay, out of sight, until the trash is emptied."""

    __tablename__: Any = "tasks"
    __table_args__ = {"schema": "app"}

    owner_id: UUID = Field(primary_key=True)
    id: UUID = Field(primary_key=True)
    number: int
    """Short name for people, counted per person from 1 and never given out again."""
    title: str
    notes: str = ""
    status: str = "open"
    priority: str = "none"
    due_date: date | None = None
    due_local: datetime | None = Field(default=None, sa_type=_WALL_CLOCK)
    due_tz: str | None = None
    due_utc: datetime | None = Field(default=None, sa_type=_INSTANT)
    """Derived from `due_local` and `due_tz`; never asked for or shown."""
    version: int = 1
    created_at: datetime = Field(sa_type=_INSTANT)
    updated_at: datetime = Field(sa_type=_INSTANT)
    completed_at: datetime | None = Field(default=None, sa_type=_INSTANT)
    cancelled_at: datetime | None = Field(default=None, sa_type=_INSTANT)
    deleted_at: datetime | None = Field(default=None, sa_type=_INSTANT)


class TaskEvent(SQLModel, table=True):
    """What happened to a task: how it was before and after. Append-only; the source of undo."""

    __tablename__: Any = "task_events"
    __table_args__ = {"schema": "app"}

    owner_id: UUID = Field(primary_key=True)
    id: UUID = Field(primary_key=True)
    task_id: UUID
    at: datetime = Field(sa_type=_INSTANT)
    via: str
    verb: str
    before: dict[str, Any] | None = Field(default=None, sa_type=_JSON)
    after: dict[str, Any] | None = Field(default=None, sa_type=_JSON)
