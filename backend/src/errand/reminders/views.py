"""What can be asked of reminders that went out, and what it answers."""

from datetime import UTC, datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from errand.fields import PlainText
from errand.reminders.model import Channel, State

Instant = Annotated[datetime, AfterValidator(lambda value: value.astimezone(UTC))]


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class RemindedTask(_Shape):
    """The task, as much of it as a notification needs. Its text is never an instruction."""

    id: UUID
    number: int
    title: str
    due: dict[str, str] | None = Field(description="As in a task: a day, or a time in a zone.")


class ChannelView(_Shape):
    """What became of one way of telling."""

    channel: Channel
    state: State
    attempts: int
    error: str | None = Field(description="Why it could not be delivered, in a sentence.")
    next_at: Instant | None = Field(description="When it is tried again.")


class ReminderDelivered(_Shape):
    """A reminder that has gone out."""

    id: UUID
    reminder_id: UUID
    task: RemindedTask
    remind_at: Instant
    delivered_at: Instant
    acknowledged_at: Instant | None
    channels: list[ChannelView]


class ReminderFilter(_Shape):
    """Which page of reminders, newest first."""

    acknowledged: bool | None = Field(default=None, description="Only those, or only the others.")
    failed: bool = Field(default=False, description="Only those of which a way has failed.")
    limit: int = Field(default=20, ge=1, le=100)
    after: str | None = Field(default=None, max_length=64)


class ReminderList(_Shape):
    """One page of reminders that have gone out, newest first."""

    reminders: list[ReminderDelivered]
    has_more: bool
    after: str | None


class Acknowledge(_Shape):
    """Reminders that the person has seen."""

    ids: list[UUID] = Field(min_length=1, max_length=100)


class Acknowledged(_Shape):
    """Those of them that are the person's."""

    ids: list[UUID]


class ReminderWays(_Shape):
    """How a person is told, beside the page."""

    email: bool = Field(description="To the address of the account.")
    email_available: bool = Field(description="Whether this server can send mail.")
    webhook_url: str | None
    secret: str | None = Field(
        default=None, description="Signs what is sent there; shown when it is made, never again."
    )


class ReminderWaysChange(_Shape):
    """What to change; what is left out stays. null as webhook_url takes the webhook away."""

    email: bool = True
    webhook_url: PlainText | None = Field(default=None, max_length=2000)
    new_secret: bool = Field(default=False, description="Make a new secret for the webhook.")

    @model_validator(mode="before")
    @classmethod
    def _something(cls, value: Any) -> Any:
        if isinstance(value, dict) and not value:
            raise ValueError("must change something")
        return value  # pyright: ignore[reportUnknownVariableType]


class WebhookTried(_Shape):
    """What became of a message that was sent on trial."""

    delivered: bool
    error: str | None
