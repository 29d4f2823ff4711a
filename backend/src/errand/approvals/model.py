"""What waits for a person's word, and how that may end."""

from datetime import datetime, timedelta
from typing import Any, Literal
from uuid import UUID

from pydantic import BaseModel

from errand.errors import AppError, Kind

APPROVAL_LIFE = timedelta(minutes=10)
"""So long may a person think about it."""

State = Literal["pending", "confirmed", "cancelled", "failed", "expired"]

_TOLD: dict[State, str] = {
    "pending": "This still waits for a confirmation.",
    "confirmed": "This was confirmed and done already.",
    "cancelled": "This was cancelled; nothing was changed.",
    "failed": "This was confirmed, but it could not be done; nothing was changed.",
    "expired": "The time to confirm has passed; nothing was changed. Please ask for it again.",
}


class Asked(BaseModel):
    """A call that needs a person's word."""

    id: UUID
    conversation_id: UUID | None
    tool: str
    arguments: dict[str, Any]
    headline: str
    """What would be done, as a question: `Delete 2 tasks?`."""
    summary: list[str]
    """What would change, one line for each task."""


class Approval(Asked):
    """A call that waits, or what became of it."""

    arguments_hash: str
    state: State
    outcome: dict[str, Any] | None
    """What the tool answered, once it was confirmed."""
    expires_at: datetime


class NoApproval(AppError):
    """It cannot be confirmed: unknown, someone else's, used, cancelled or too late."""

    kind, code = Kind.CONFLICT, "nothing_to_confirm"

    def __init__(self, state: State | None = None) -> None:
        told = _TOLD[state] if state else "There is nothing to confirm here."
        super().__init__(told)
