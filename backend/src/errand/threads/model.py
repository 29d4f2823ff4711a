"""Conversations and the items in them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar, Literal
from uuid import UUID

from pydantic import BaseModel
from sqlalchemy import Column
from sqlalchemy.dialects.postgresql import JSONB, TIMESTAMP
from sqlmodel import Field, SQLModel

from errand.errors import AppError, Kind
from errand.turns.model import Claim, Key, NewTurn

ThreadStatus = Literal["active", "locked", "closed"]
Role = Literal["user", "assistant", "system"]
Feedback = Literal["positive", "negative"]
Direction = Literal["asc", "desc"]

TITLE_CHARACTERS = 60


class ThreadNotFound(AppError):
    """No such conversation, or it is someone else's; a caller cannot tell which."""

    kind, code = Kind.NOT_FOUND, "thread_not_found"

    def __init__(self) -> None:
        super().__init__("Thread not found")


class ItemNotFound(AppError):
    """No such item in this conversation."""

    kind, code = Kind.NOT_FOUND, "item_not_found"

    def __init__(self) -> None:
        super().__init__("Item not found")


class ThreadNotActive(AppError):
    """The conversation is locked or closed: it can be read, not continued."""

    kind, code = Kind.CONFLICT, "thread_not_active"

    def __init__(self, status: str, reason: str | None) -> None:
        super().__init__(f"This conversation is {status}" + (f": {reason}" if reason else "."))


class NotExpected(AppError):
    """The conversation does not wait for this answer (any more)."""

    kind, code = Kind.CONFLICT, "not_expected"


class Conversation(SQLModel, table=True):
    """A row of `app.conversations`."""

    __tablename__: ClassVar[Any] = "conversations"
    __table_args__: ClassVar[Any] = {"schema": "app"}

    owner_id: UUID = Field(primary_key=True)
    id: UUID = Field(primary_key=True)
    title: str | None = None
    status: str = "active"
    status_reason: str | None = None
    details: dict[str, Any] = Field(
        default_factory=dict[str, Any], sa_column=Column(JSONB, nullable=False)
    )
    last_seq: int = 0
    message_count: int = 0
    created_at: datetime = Field(sa_column=Column(TIMESTAMP(timezone=True), nullable=False))
    updated_at: datetime = Field(sa_column=Column(TIMESTAMP(timezone=True), nullable=False))


class Message(SQLModel, table=True):
    """A row of `app.messages`: one item of a conversation."""

    __tablename__: ClassVar[Any] = "messages"
    __table_args__: ClassVar[Any] = {"schema": "app"}

    owner_id: UUID = Field(primary_key=True)
    conversation_id: UUID = Field(primary_key=True)
    id: UUID = Field(primary_key=True)
    seq: int
    role: str
    kind: str
    text: str = ""
    item: dict[str, Any] = Field(sa_column=Column(JSONB, nullable=False))
    feedback: str | None = None
    turn_id: UUID | None = None
    created_at: datetime = Field(sa_column=Column(TIMESTAMP(timezone=True), nullable=False))


class ThreadView(BaseModel):
    """A conversation without its items; instants are aware UTC."""

    id: UUID
    title: str | None
    status: ThreadStatus
    status_reason: str | None
    details: dict[str, Any]
    message_count: int
    created_at: datetime
    updated_at: datetime


class NewItem(BaseModel):
    """An item as an edge gives it; `item` is its full form in the edge's protocol."""

    id: UUID
    role: Role
    kind: str
    text: str
    item: dict[str, Any]
    turn_id: UUID | None = None
    created_at: datetime


class ItemView(NewItem):
    """A stored item."""

    seq: int
    feedback: Feedback | None


@dataclass(frozen=True)
class ThreadPage:
    """Conversations of one person; `after` goes into the next request."""

    threads: list[ThreadView]
    has_more: bool
    after: UUID | None


@dataclass(frozen=True)
class ItemPage:
    """Items of one conversation, in the order asked for."""

    items: list[ItemView]
    has_more: bool
    after: UUID | None


@dataclass(frozen=True)
class Change:
    """What a submission does to the conversation before its turn is queued."""

    add: list[NewItem] = field(default_factory=list[NewItem])
    title: str | None = None
    """Title for a conversation that has none yet."""
    answer_call: Callable[[ItemView], NewItem] | None = None
    """Makes the answered form of the last item, which must be a pending tool call."""
    answer_item: tuple[UUID, Callable[[ItemView], NewItem]] | None = None
    """Makes the answered form of that item."""
    retry_after: UUID | None = None
    """Removes every item after that one, which must be the person's message."""
    replaces: UUID | None = None
    """Removes that message of the person, and every item after it, before anything is added."""

    @property
    def cuts(self) -> UUID | None:
        """The message of the person from which on the conversation is taken back."""
        return self.retry_after or self.replaces


@dataclass(frozen=True)
class Submission:
    """A change to a conversation, and the turn that answers it: one transaction."""

    turn: NewTurn
    thread_id: UUID
    begins: bool = False
    """Whether this begins the conversation, under that new id."""
    change: Change = field(default_factory=Change)
    key: Key | None = None


@dataclass(frozen=True)
class Submitted:
    """The turn that answers; `repeated` when the same key asked for it before."""

    turn_id: UUID
    thread_id: UUID
    repeated: bool
    held: Claim | None = None
    """The turn's claim by a worker of this process; None where it waits for one."""
