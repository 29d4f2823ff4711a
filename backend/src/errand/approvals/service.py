"""Confirmations: asked by the server, given by the person, used once."""

import hashlib
import json
from collections.abc import Callable, Generator
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel
from sqlalchemy import text

from errand.approvals.model import APPROVAL_LIFE, Approval, Asked, NoApproval
from errand.db import Database, Session, companions
from errand.identity import Actor

_ASK = text(
    "insert into app.approvals (owner_id, id, conversation_id, tool, arguments, arguments_hash,"
    " headline, summary, token_hash, created_at, expires_at) values (:owner, :id, :conversation,"
    " :tool, cast(:arguments as jsonb), :hash, :headline, cast(:summary as jsonb), :token, :now,"
    " :until) on conflict (owner_id, id) do nothing"
)
_FORGET = text(
    "delete from app.approvals where owner_id = :owner"
    " and created_at < cast(:now as timestamptz) - interval '30 days'"
)
_SELECT = (
    "select id, conversation_id, tool, arguments, arguments_hash, headline, summary, outcome,"
    " expires_at, case when state = 'pending' and expires_at <= :now then 'expired' else state end"
    " as state from app.approvals where owner_id = :owner and "
)
_FIND, _BY_TOKEN = text(_SELECT + "id = :id"), text(_SELECT + "token_hash = :token")
# Whoever comes second waits here for the first, and then finds nothing.
_USE = text(
    "update app.approvals set state = 'confirmed', decided_at = :now where owner_id = :owner"
    " and id = :id and state = 'pending' and expires_at > :now returning 1"
)
_KEEP = text(
    "update app.approvals set outcome = cast(:outcome as jsonb)"
    " where owner_id = :owner and id = :id"
)
_END = text(
    "update app.approvals set state = :state, decided_at = :now,"
    " outcome = cast(:outcome as jsonb)"
    " where owner_id = :owner and id = :id and state = 'pending'"
)


class ApprovalService:
    """Each approval is one person's, for one call with exactly its arguments."""

    def __init__(self, db: Database, *, now: Callable[[], datetime]) -> None:
        self._db, self._now = db, now

    async def ask(self, actor: Actor, asked: Asked, *, token: str | None = None) -> Approval:
        """Keep a call until the person has decided; one with this id stands as it is.

        Args:
            actor: Whose word it needs.
            asked: The call.
            token: Secret with which a program shows that the person agreed; kept as a hash.
        """
        now = self._now()
        values = {
            "owner": actor.user_id,
            "id": asked.id,
            "conversation": asked.conversation_id,
            "tool": asked.tool,
            "arguments": json.dumps(asked.arguments),
            "hash": hash_of(asked.arguments),
            "headline": asked.headline,
            "summary": json.dumps(asked.summary),
            "token": _hashed(token) if token else None,
            "now": now,
            "until": now + APPROVAL_LIFE,
        }
        async with self._db.transaction(actor) as session:
            await session.execute(_FORGET, {"owner": actor.user_id, "now": now})
            await session.execute(_ASK, values)
            return await self._found(session, _FIND, {"owner": actor.user_id, "id": asked.id})

    async def get(
        self, actor: Actor, approval_id: UUID, *, conversation_id: UUID | None
    ) -> Approval:
        """Return the approval that was asked for in this conversation; None: in none.

        Raises:
            NoApproval: There is none.
        """
        async with self._db.reading(actor) as session:
            named = {"owner": actor.user_id, "id": approval_id}
            found = await self._found(session, _FIND, named)
        if found.conversation_id != conversation_id:
            raise NoApproval
        return found

    async def by_token(self, actor: Actor, token: str, *, tool: str, arguments: Any) -> Approval:
        """Return the approval that this token stands for, given for just this call.

        Raises:
            NoApproval: There is none, or it is for another call.
        """
        async with self._db.reading(actor) as session:
            named = {"owner": actor.user_id, "token": _hashed(token)}
            found = await self._found(session, _BY_TOKEN, named)
        if found.tool != tool or found.arguments_hash != hash_of(arguments):
            raise NoApproval
        return found

    async def cancel(self, actor: Actor, approval_id: UUID) -> None:
        """Let it never be confirmed; one that is decided stays as it is."""
        await self._end(actor, approval_id, "cancelled", None)

    async def fail(self, actor: Actor, approval_id: UUID, outcome: dict[str, Any]) -> None:
        """Note that what was confirmed could not be done, and why."""
        await self._end(actor, approval_id, "failed", outcome)

    @contextmanager
    def using(self, actor: Actor, approval_id: UUID) -> Generator[None]:
        """Let the next use case use the approval up: both commit together, or neither.

        The use case raises NoApproval when there is nothing left to use.
        """
        with companions(_Use(actor, approval_id, self._now())):
            yield

    async def _found(self, session: Session, query: Any, named: dict[str, Any]) -> Approval:
        rows = await session.execute(query, named | {"now": self._now()})
        row = rows.mappings().one_or_none()
        if row is None:
            raise NoApproval
        return Approval.model_validate(dict(row))

    async def _end(
        self, actor: Actor, approval_id: UUID, state: str, outcome: dict[str, Any] | None
    ) -> None:
        values = {
            "owner": actor.user_id,
            "id": approval_id,
            "state": state,
            "now": self._now(),
            "outcome": None if outcome is None else json.dumps(outcome),
        }
        async with self._db.transaction(actor) as session:
            await session.execute(_END, values)


class _Use:
    """Companion of the confirmed call."""

    def __init__(self, actor: Actor, approval_id: UUID, now: datetime) -> None:
        self._named = {"owner": actor.user_id, "id": approval_id}
        self._now = now

    async def before(self, session: Session) -> None:
        """Take the approval, or refuse.

        Raises:
            NoApproval: It was used, cancelled or has expired.
        """
        taken = await session.execute(_USE, self._named | {"now": self._now})
        if taken.one_or_none() is None:
            raise NoApproval

    async def after(self, session: Session, view: object | None) -> None:
        """Keep what came of it."""
        outcome = view.model_dump(mode="json") if isinstance(view, BaseModel) else view
        await session.execute(_KEEP, self._named | {"outcome": json.dumps(outcome)})


def hash_of(arguments: Any) -> str:
    """Return what tells these arguments from any others; their order does not matter."""
    canonical = json.dumps(arguments, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def _hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
