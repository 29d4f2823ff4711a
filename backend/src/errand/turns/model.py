"""What a turn is, while it waits, runs and has ended."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from pydantic import BaseModel

from errand.errors import AppError, Kind
from errand.identity import Actor

EndStatus = Literal["done", "failed", "stopped"]

END_EVENT = "turn.end"
"""Type of the last event of every turn; internal, each edge shows it in its own way."""


class TurnNotFound(AppError):
    """No such turn, or it is someone else's; a caller cannot tell which."""

    kind, code = Kind.NOT_FOUND, "turn_not_found"

    def __init__(self) -> None:
        super().__init__("Turn not found")


class Lost(Exception):
    """This worker no longer holds the turn: somebody stopped it, or another took it over."""


class NewTurn(BaseModel):
    """What is asked for; `input` is the handler's own affair."""

    kind: str
    input: dict[str, Any]


@dataclass(frozen=True)
class Key:
    """A client's idempotency key, and what it was used for."""

    scope: str
    key: str
    request_hash: str


@dataclass(frozen=True)
class Claim:
    """A turn that this worker holds, for as long as its fence is the newest."""

    turn_id: UUID
    conversation_id: UUID
    actor: Actor
    fence: int
    attempts: int
    stop_requested: bool
    created_at: datetime
    asked: NewTurn | None = None
    """What is asked for, where the claimer knows it already."""


@dataclass(frozen=True)
class Event:
    """One event of the log: `data` is one line of JSON."""

    seq: int
    data: str
