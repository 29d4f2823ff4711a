"""What can be asked of a person's account, and what it answers."""

from datetime import UTC, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

from errand.fields import PlainText, ZoneName, is_blank

Instant = Annotated[datetime, AfterValidator(lambda value: value.astimezone(UTC))]
Locale = Annotated[
    str, StringConstraints(max_length=35, pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$")
]

WeekStart = Literal["monday", "sunday", "saturday"]
DateOrder = Literal["dmy", "mdy", "ymd"]


def _named(value: str) -> str:
    if is_blank(value):
        raise ValueError("must not be blank")
    return value.strip()


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Profile(_Shape):
    """A person's settings."""

    user_id: UUID
    time_zone: str = Field(description="IANA name; decides what today, tomorrow and overdue mean.")
    locale: str = Field(description="BCP 47 tag.")
    week_start: WeekStart
    date_order: DateOrder | None = Field(
        description="How 3/4 is read: dmy as 3 April, mdy as 4 March; null: it is asked each time."
    )
    model: str | None = Field(description="Which model answers; null: the operator's first.")


class ProfileChange(_Shape):
    """Settings with their new values; what is left out stays."""

    time_zone: ZoneName | None = None
    locale: Locale | None = None
    week_start: WeekStart | None = None
    date_order: DateOrder | None = None
    model: Annotated[PlainText, Field(max_length=200)] | None = Field(
        default=None, description="One of the operator's models; empty: the first of them."
    )


class NewToken(_Shape):
    """A personal token to make."""

    name: Annotated[PlainText, AfterValidator(_named)] = Field(
        min_length=1, max_length=200, description="What it is for: the program or machine."
    )
    expires_at: AwareDatetime | None = Field(
        default=None, description="In 90 days if left out; in 365 days at the latest."
    )


class TokenFilter(_Shape):
    """Which page of tokens."""

    limit: int = Field(default=20, ge=1, le=100)
    after: str | None = Field(default=None, max_length=64)


class TokenRef(_Shape):
    """One personal token."""

    id: UUID


class TokenView(_Shape):
    """A personal token that is not revoked; the token itself is never shown again."""

    id: UUID
    name: str
    last_characters: str
    created_at: Instant
    expires_at: Instant


class TokenMade(TokenView):
    """A new personal token, shown this once."""

    token: str


class TokenList(_Shape):
    """One page of tokens, newest first."""

    tokens: list[TokenView]
    has_more: bool
    after: str | None


class OfferedModel(BaseModel):
    """A model that people may choose."""

    id: str = Field(description="Goes into `model` here, and into a message's inference options.")
    chosen: bool = Field(description="It answers where nothing else is said.")


class ModelChoice(BaseModel):
    """The models that the operator offers; none where only the offline model answers."""

    models: list[OfferedModel]
