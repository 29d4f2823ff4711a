"""The tables of a person's settings and personal tokens."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import DateTime
from sqlmodel import Field, SQLModel

_INSTANT: Any = DateTime(timezone=True)


class UserSettings(SQLModel, table=True):
    """How a person wants things, made at the first need. The counter in it belongs to tasks."""

    __tablename__: Any = "user_settings"
    __table_args__ = {"schema": "app"}

    owner_id: UUID = Field(primary_key=True)
    time_zone: str = "UTC"
    time_zone_chosen: bool = False
    """Chosen by the person; until then the zone follows their browser."""
    locale: str = "en"
    week_start: str = "monday"
    date_order: str | None = None
    """None: not chosen, so that 3/4 has two readings."""
    model: str | None = None
    """Which of the operator's models answers; None: the first."""
    updated_at: datetime = Field(sa_type=_INSTANT)


class ApiToken(SQLModel, table=True):
    """A personal token, as little of it as is needed to show and to revoke it."""

    __tablename__: Any = "api_tokens"
    __table_args__ = {"schema": "app"}

    owner_id: UUID = Field(primary_key=True)
    id: UUID = Field(primary_key=True)
    name: str
    token_hash: str
    """SHA-256 of the whole token."""
    last_characters: str
    created_at: datetime = Field(sa_type=_INSTANT)
    expires_at: datetime = Field(sa_type=_INSTANT)
    revoked_at: datetime | None = Field(default=None, sa_type=_INSTANT)
