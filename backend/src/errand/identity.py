"""Who acts, by what authority, and the ids of what they make."""

import hashlib
import secrets
import time
from collections.abc import Generator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

Via = Literal["chat", "rest", "mcp", "system"]


@dataclass(frozen=True)
class SignIn:
    """A sign-in of Better Auth; ends with sign-out, password change or expiry."""

    sign_in_id: UUID


@dataclass(frozen=True)
class PersonalToken:
    """A token for other MCP clients; ends when it is revoked or expires."""

    token_id: UUID


@dataclass(frozen=True)
class Bearer:
    """An HS256 JWT that names no sign-in: its person must exist, nothing else can end it early."""


Authority = SignIn | PersonalToken | Bearer


@dataclass(frozen=True)
class Actor:
    """The person on whose behalf something runs, and how the request came in."""

    user_id: UUID
    authority: Authority
    via: Via

    @property
    def authority_kind(self) -> str:
        """`sign_in`, `token` or `bearer`: what the database checks it as."""
        match self.authority:
            case SignIn():
                return "sign_in"
            case PersonalToken():
                return "token"
            case Bearer():
                return "bearer"

    @property
    def authority_id(self) -> UUID | None:
        """Id of the sign-in or token; None where there is none to look up."""
        match self.authority:
            case SignIn(sign_in_id=found) | PersonalToken(token_id=found):
                return found
            case Bearer():
                return None


def actor_from(user_id: UUID, *, kind: str, authority_id: UUID | None, via: Via) -> Actor:
    """Return the actor that was stored as these columns.

    Raises:
        ValueError: The columns do not describe an authority.
    """
    if kind == "sign_in" and authority_id is not None:
        return Actor(user_id, SignIn(authority_id), via)
    if kind == "token" and authority_id is not None:
        return Actor(user_id, PersonalToken(authority_id), via)
    if kind == "bearer":
        return Actor(user_id, Bearer(), via)
    raise ValueError(f"not an authority: {kind!r}")


@dataclass(frozen=True)
class Origin:
    """Where in a conversation something was asked for; nowhere, where it was not in one."""

    conversation_id: UUID | None = None
    turn_id: UUID | None = None
    tool_call_id: str | None = None


_NOWHERE = Origin()
_origin: ContextVar[Origin] = ContextVar("origin", default=_NOWHERE)


def origin() -> Origin:
    """Return where what runs now was asked for."""
    return _origin.get()


@contextmanager
def coming_from(place: Origin) -> Generator[None]:
    """Let what runs in this context come from there."""
    token = _origin.set(place)
    try:
        yield
    finally:
        _origin.reset(token)


def uuid7() -> UUID:
    """Return a new UUIDv7 (RFC 9562): 48 bits of Unix milliseconds, 74 random bits."""
    return _version7(time.time_ns() // 1_000_000, secrets.randbits(74))


def derived_uuid7(at: datetime, *parts: object) -> UUID:
    """Return the UUIDv7 that these parts always give.

    A recovered turn must give its items the ids that its first attempt gave them.

    Args:
        at: Aware instant for the time bits.
        parts: What makes the id unique; told apart by position.
    """
    digest = hashlib.sha256("\x1f".join(str(part) for part in parts).encode()).digest()
    return _version7(_milliseconds(at), int.from_bytes(digest[:10], "big"))


def uuid7_floor(at: UUID | datetime, *, margin: timedelta) -> UUID:
    """Return what every UUIDv7 is greater than that was made in the `margin` before, or later.

    Args:
        at: Aware instant, or a UUIDv7 for the instant of its making.
        margin: Not less than clocks may differ: an id has the time of whoever made it.
    """
    made = at.int >> 80 if isinstance(at, UUID) else _milliseconds(at)
    return UUID(int=max(0, made - margin // timedelta(milliseconds=1)) << 80)


def _milliseconds(at: datetime) -> int:
    return int(at.timestamp() * 1000)


def _version7(milliseconds: int, bits: int) -> UUID:
    high = (milliseconds & (2**48 - 1)) << 80
    rand_a = ((bits >> 62) & 0xFFF) << 64
    rand_b = bits & (2**62 - 1)
    return UUID(int=high | 0x7 << 76 | rand_a | 0b10 << 62 | rand_b)
