"""Idempotency keys of submissions: the same key asks for the same turn."""

from uuid import UUID

from sqlalchemy import text

from errand.db import Session
from errand.errors import IdempotencyMismatch
from errand.identity import Actor
from errand.turns.model import Key, TurnNotFound

_TAKE_KEY = text(
    "insert into app.idempotency_keys (owner_id, scope, key, request_hash, turn_id)"
    " values (:owner, :scope, :key, :hash, :turn) on conflict do nothing returning turn_id"
)
_KEPT_KEY = text(
    "select request_hash, turn_id from app.idempotency_keys"
    " where owner_id = :owner and scope = :scope and key = :key"
)


async def take_key(session: Session, actor: Actor, key: Key, turn_id: UUID) -> UUID | None:
    """Bind the key to this turn; return the turn it was bound to before, or None.

    Waits while another request with the same key is in its transaction.

    Raises:
        IdempotencyMismatch: The key was used for another request.
    """
    values = {"owner": actor.user_id, "scope": key.scope, "key": key.key}
    taken = await session.run(_TAKE_KEY, values | {"hash": key.request_hash, "turn": turn_id})
    if taken.one_or_none() is not None:
        return None
    kept = (await session.run(_KEPT_KEY, values)).one()
    if kept.request_hash != key.request_hash:
        raise IdempotencyMismatch
    return kept.turn_id


_CONVERSATION = text("select conversation_id from app.turns where owner_id = :owner and id = :turn")


async def conversation_of(session: Session, actor: Actor, turn_id: UUID) -> UUID:
    """Return the conversation of a turn.

    Raises:
        TurnNotFound: The turn went with its conversation.
    """
    found = await session.run(_CONVERSATION, {"owner": actor.user_id, "turn": turn_id})
    conversation_id = found.scalar_one_or_none()
    if conversation_id is None:
        raise TurnNotFound
    return conversation_id
