"""The tables of tasks, of what they are sorted into, and of their history."""

from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import BigInteger, DateTime, Identity
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

Status = Literal["open", "in_progress", "waiting", "done", "cancelled"]
Priority = Literal["urgent", "high", "medium", "low", "none"]
Subject = Literal["task", "project", "section", "label"]
STATUSES: tuple[Status, ...] = ("open", "in_progress", "waiting", "done", "cancelled")
UNFINISHED: tuple[Status, ...] = ("open", "in_progress", "waiting")

_INSTANT: Any = DateTime(timezone=True)
_WALL_CLOCK: Any = DateTime(timezone=False)
_JSON: Any = JSONB(none_as_null=True)
_IN_APP = {"schema": "app"}


class Task(SQLModel, table=True):
    """One thing to do. Deleted ones stay, out of sight, until the trash is emptied."""

    __tablename__: Any = "tasks"
    __table_args__ = _IN_APP

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
    deadline: date | None = None
    """The day after which it is too late; `due` is when it is to be done."""
    defer_until: date | None = None
    """Out of sight in lists of today before this day."""
    recurrence: dict[str, Any] | None = Field(default=None, sa_type=_JSON)
    """`{rrule, anchor, source_text?}`: the rule that goes on from this task's date."""
    scheduled: dict[str, Any] | None = Field(default=None, sa_type=_JSON)
    """The due that the rule gave, where this one occurrence was moved to another."""
    series_id: UUID | None = None
    """Shared by the occurrences of one recurring task."""
    project_id: UUID | None = None
    section_id: UUID | None = None
    parent_id: UUID | None = None
    position: str = ""
    """Fractional index among the tasks of the same project, section and parent; ties by number."""
    estimate_minutes: int | None = None
    links: list[dict[str, Any]] = Field(default_factory=list[dict[str, Any]], sa_type=_JSON)
    version: int = 1
    created_at: datetime = Field(sa_type=_INSTANT)
    updated_at: datetime = Field(sa_type=_INSTANT)
    completed_at: datetime | None = Field(default=None, sa_type=_INSTANT)
    cancelled_at: datetime | None = Field(default=None, sa_type=_INSTANT)
    deleted_at: datetime | None = Field(default=None, sa_type=_INSTANT)


class Named(SQLModel):
    """What projects, sections and labels have in common. Deleted ones stay, to be undone."""

    owner_id: UUID = Field(primary_key=True)
    id: UUID = Field(primary_key=True)
    name: str
    folded: str
    """The name as it is compared: two that read alike are one."""
    position: str
    version: int = 1
    created_at: datetime = Field(sa_type=_INSTANT)
    updated_at: datetime = Field(sa_type=_INSTANT)
    archived_at: datetime | None = Field(default=None, sa_type=_INSTANT)
    deleted_at: datetime | None = Field(default=None, sa_type=_INSTANT)


class Project(Named, table=True):
    """A list of tasks that belong together. Tasks of none are in the inbox."""

    __tablename__: Any = "projects"
    __table_args__ = _IN_APP


class Section(Named, table=True):
    """A part of a project."""

    __tablename__: Any = "sections"
    __table_args__ = _IN_APP

    project_id: UUID


class Label(Named, table=True):
    """A word by which tasks of any project can be found."""

    __tablename__: Any = "labels"
    __table_args__ = _IN_APP


class TaskLabel(SQLModel, table=True):
    """A task has a label."""

    __tablename__: Any = "task_labels"
    __table_args__ = _IN_APP

    owner_id: UUID = Field(primary_key=True)
    task_id: UUID = Field(primary_key=True)
    label_id: UUID = Field(primary_key=True)


class TaskEvent(SQLModel, table=True):
    """What happened to a task or to what it is sorted into. Append-only; the source of undo."""

    __tablename__: Any = "task_events"
    __table_args__ = _IN_APP

    owner_id: UUID = Field(primary_key=True)
    id: UUID = Field(primary_key=True)
    seq: int | None = Field(default=None, sa_type=BigInteger, sa_column_args=[Identity()])
    """Grows with each event of a person, in the order of their commits."""
    subject: str = "task"
    subject_id: UUID
    task_id: UUID | None = None
    """The subject, where it is a task."""
    at: datetime = Field(sa_type=_INSTANT)
    via: str
    verb: str
    before: dict[str, Any] | None = Field(default=None, sa_type=_JSON)
    """The fields that changed, as they were; None where there was nothing before."""
    after: dict[str, Any] | None = Field(default=None, sa_type=_JSON)
    call_id: UUID
    """Shared by all that one call changed."""
    cause_id: UUID | None = None
    """The event that brought this one about; they are undone together."""
    undoes: UUID | None = None
    authority_kind: str | None = None
    authority_id: UUID | None = None
    conversation_id: UUID | None = None
    turn_id: UUID | None = None
    tool_call_id: str | None = None
