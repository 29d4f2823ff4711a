"""What the operator is shown."""

from datetime import datetime
from uuid import UUID

from pydantic import BaseModel


class Standing(BaseModel):
    """Whether somebody is an operator; asking is open to everybody, and no denied attempt."""

    operator: bool


class QueueView(BaseModel):
    """What waits and what runs."""

    queued: int
    running: int
    oldest_seconds: float
    """How long the one has waited that waits longest."""


class WorkerView(BaseModel):
    """A process that runs answers."""

    name: str
    running: int
    lease_until: datetime


class SlowTurn(BaseModel):
    """An answer that takes long, or that was begun more than once."""

    turn_id: UUID
    person: str
    kind: str
    status: str
    attempts: int
    seconds: float


class PersonUsage(BaseModel):
    """What one person uses."""

    person_id: UUID
    person: str
    """Their e-mail address; empty where the account is gone."""
    answers_today: int
    failed_today: int
    running: int
    tokens_today: int
    tokens_30_days: int


class Overview(BaseModel):
    """How the installation runs."""

    at: datetime
    queue: QueueView
    workers: list[WorkerView]
    slow: list[SlowTurn]
    people: list[PersonUsage]


class AuditView(BaseModel):
    """One deed, or one attempt."""

    id: UUID
    at: datetime
    person: str
    """Empty: nobody who was known."""
    door: str
    action: str
    status: int
    address: str
    request_id: UUID


class AuditPage(BaseModel):
    """A page of them, newest first."""

    entries: list[AuditView]
    next: UUID | None
    """Give this as `before` for the next page."""
