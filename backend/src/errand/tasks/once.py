"""Doing once what is asked twice with the same idempotency key."""

import hashlib
import json
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Protocol, TypeVar
from uuid import UUID

from sqlalchemy import text

from errand.db import Session
from errand.errors import IdempotencyMismatch
from errand.tasks.views import Written

Answer = TypeVar("Answer", bound=Written)


class Repeatable(Protocol):
    """What may be asked twice and done once."""

    @property
    def idempotency_key(self) -> str | None:
        """None: each time it is asked it is done."""
        ...

    def model_dump_json(self, *, exclude: set[str]) -> str:
        """Return it as JSON."""
        ...


# Waits for another transaction with the same key; a key a day old counts as never used.
_CLAIM = text(
    "insert into app.idempotency_keys as k (owner_id, scope, key, request_hash, created_at)"
    " values (:owner, :scope, :key, :hash, :now) on conflict (owner_id, scope, key)"
    " do update set request_hash = excluded.request_hash, answer = null, created_at = :now"
    " where k.created_at < cast(:now as timestamptz) - interval '24 hours' returning 1"
)
_FIND = text(
    "select request_hash, answer from app.idempotency_keys"
    " where owner_id = :owner and scope = :scope and key = :key"
)
_KEEP = text(
    "update app.idempotency_keys set answer = cast(:answer as jsonb)"
    " where owner_id = :owner and scope = :scope and key = :key"
)


async def once(
    session: Session,
    owner_id: UUID,
    scope: str,
    asked: Repeatable,
    *,
    gives: type[Answer],
    do: Callable[[], Awaitable[Answer]],
    now: datetime,
) -> Answer:
    """Return what `do` answers, or what it answered to the first call with this key.

    A call that fails leaves no trace of its key, so that it can be mended and repeated.

    Raises:
        IdempotencyMismatch: The key was used for another request within a day.
    """
    if asked.idempotency_key is None:
        return await do()
    named = {"owner": owner_id, "scope": scope, "key": asked.idempotency_key}
    request_hash = _hash_of(asked.model_dump_json(exclude={"idempotency_key"}))
    claimed = await session.execute(_CLAIM, named | {"hash": request_hash, "now": now})
    if claimed.one_or_none() is not None:
        answer = await do()
        await session.execute(_KEEP, named | {"answer": answer.model_dump_json()})
        return answer
    stored = (await session.execute(_FIND, named)).one()
    if stored.request_hash != request_hash:
        raise IdempotencyMismatch
    return gives.model_validate(stored.answer | {"replayed": True})


def _hash_of(request: str) -> str:
    canonical = json.dumps(json.loads(request), sort_keys=True)
    return hashlib.sha256(canonical.encode()).hexdigest()
