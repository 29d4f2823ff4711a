"""How much one person may ask for, so that nobody is kept waiting by another."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from uuid import UUID

from sqlalchemy import text

from errand.db import Session
from errand.errors import AppError, Kind
from errand.identity import Actor, uuid7_floor


@dataclass(frozen=True)
class Limits:
    """Of one person, wherever they are signed in."""

    running: int = 5
    """Answers that are written at once; further ones wait."""
    open: int = 20
    """Answers that are written or wait."""
    sends_a_minute: int = 60
    tokens_a_day: int | None = None
    """Of hosted models, by the day of UTC. None: no limit."""


@dataclass(frozen=True)
class StreamLimits:
    """Open streams of answers at one process."""

    of_a_person: int = 50
    of_all: int = 5000


class TooManyStreams(AppError):
    """As many streams are open here as may be."""

    kind, code = Kind.RATE_LIMITED, "too_many_streams"

    def __init__(self, *, everybody: bool = False) -> None:
        told = "This server holds as many answers open as it can. Please try again in a moment."
        own = "You have too many pages open. Please close one of them."
        super().__init__(told if everybody else own, retry_after_seconds=5)


@dataclass(frozen=True)
class Spent:
    """What one step of a hosted model took."""

    model: str
    input_tokens: int
    output_tokens: int


class LimitReached(AppError):
    """The person has asked for as much as they may; `retry_after_seconds` says until when."""

    kind = Kind.RATE_LIMITED


class TooManyTurns(LimitReached):
    """They have more answers running and waiting than anybody reads."""

    code = "too_many_turns"

    def __init__(self) -> None:
        super().__init__(
            "Too many answers are still being written. Please wait for one to finish.",
            retry_after_seconds=5,
        )


class TooManySends(LimitReached):
    """They send faster than anybody writes."""

    code = "too_many_sends"

    def __init__(self) -> None:
        super().__init__(
            "That is very fast. Please wait a moment before you send the next message.",
            retry_after_seconds=10,
        )


class NoTokensLeft(LimitReached):
    """They have used up their share of the hosted models for today."""

    code = "no_tokens_left"

    def __init__(self, now: datetime) -> None:
        day = now.astimezone(UTC).date() + timedelta(days=1)
        left = datetime.combine(day, time(), tzinfo=UTC) - now
        super().__init__(
            "Today's share of the model is used up. It begins anew at midnight (UTC).",
            retry_after_seconds=int(left.total_seconds()) + 1,
        )


_USED = text(
    "select (select count(*) from app.turns where owner_id = :owner"
    " and status in ('queued', 'running')) as open,"
    " (select count(*) from app.turns where owner_id = :owner and id > :minute) as sends"
)


def a_minute_before(turn_id: UUID) -> UUID:
    """Return what every id is greater than that was made in the minute before this one."""
    return uuid7_floor(turn_id, margin=timedelta(minutes=1))


async def reached(
    session: Session, actor: Actor, *, turn_id: UUID, limits: Limits, now: datetime
) -> LimitReached:
    """Return which limit keeps this turn from being asked for."""
    values = {"owner": actor.user_id, "minute": a_minute_before(turn_id)}
    used = (await session.run(_USED, values)).one()
    if used.open >= limits.open:
        return TooManyTurns()
    return TooManySends() if used.sends >= limits.sends_a_minute else NoTokensLeft(now)
