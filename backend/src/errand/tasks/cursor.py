"""Page cursors: where a page ended, and of which list of whose."""

import base64
import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from errand.errors import InvalidCursor


@dataclass(frozen=True)
class Position:
    """The last task of a page: its sort key (None: it has none, at the end) and its number."""

    key: datetime | str | None
    number: int


def fingerprint(owner_id: UUID, filters: dict[str, Any]) -> str:
    """Return what a cursor and the list that gave it out have in common."""
    canonical = json.dumps([str(owner_id), filters], sort_keys=True)
    return hashlib.sha256(canonical.encode()).hexdigest()[:16]


def encoded(position: Position, *, of: str) -> str:
    """Return the position as a cursor of the list with this fingerprint."""
    key = position.key.isoformat() if isinstance(position.key, datetime) else position.key
    packed = json.dumps([of, key, position.number], separators=(",", ":"))
    return base64.urlsafe_b64encode(packed.encode()).decode().rstrip("=")


def decoded(cursor: str, *, of: str, by_text: bool = False) -> Position:
    """Return the position that a cursor names.

    Args:
        by_text: The list is sorted by a text, not by an instant.

    Raises:
        InvalidCursor: It is no cursor, or one of another list or of someone else.
    """
    try:
        packed = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        given_of, key, number = json.loads(packed)
        position = Position(_key(key, by_text=by_text), int(number))
    except (ValueError, TypeError, OverflowError, RecursionError) as error:
        raise InvalidCursor from error
    # What we encode is canonical: anything that reads alike but was not ours differs here.
    genuine = encoded(position, of=of) == cursor and given_of == of
    aware = not isinstance(position.key, datetime) or position.key.tzinfo is not None
    if not (genuine and aware and 0 < position.number < 2**31):
        raise InvalidCursor
    return position


def _key(key: object, *, by_text: bool) -> datetime | str | None:
    if key is None:
        return None
    if not isinstance(key, str) or (by_text and not (key.isascii() and key.isalnum())):
        raise TypeError("not a sort key")
    return key if by_text else datetime.fromisoformat(key)
