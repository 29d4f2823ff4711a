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
    """The last task of a page: its sort key (None: undated, at the end) and its number."""

    key: datetime | None
    number: int


def fingerprint(owner_id: UUID, filters: dict[str, Any]) -> str:
    """Return what a cursor and the list that gave it out have in common."""
    canonical = json.dumps([str(owner_id), filters], sort_keys=True)
    return hashlib.sha256(canonical.encode()).hexdigest()[:16]


def encoded(position: Position, *, of: str) -> str:
    """Return the position as a cursor of the list with this fingerprint."""
    key = None if position.key is None else position.key.isoformat()
    packed = json.dumps([of, key, position.number], separators=(",", ":"))
    return base64.urlsafe_b64encode(packed.encode()).decode().rstrip("=")


def decoded(cursor: str, *, of: str) -> Position:
    """Return the position that a cursor names.

    Raises:
        InvalidCursor: It is no cursor, or one of another list or of someone else.
    """
    try:
        packed = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        given_of, key, number = json.loads(packed)
        position = Position(None if key is None else datetime.fromisoformat(key), int(number))
    except (ValueError, TypeError, OverflowError, RecursionError) as error:
        raise InvalidCursor from error
    # What we encode is canonical: anything that reads alike but was not ours differs here.
    genuine = encoded(position, of=of) == cursor and given_of == of
    aware = position.key is None or position.key.tzinfo is not None
    if not (genuine and aware and 0 < position.number < 2**31):
        raise InvalidCursor
    return position
