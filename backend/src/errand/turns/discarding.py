"""Ends the open turns of a conversation whose messages go: nobody wants to hear more of them."""

import json
from uuid import UUID

from sqlalchemy import text

from errand.db import Session
from errand.identity import Actor
from errand.turns.model import END_EVENT

_OPEN = (
    "select id from app.turns where owner_id = :owner and conversation_id = :conversation"
    " and status in ('queued', 'running') order by id"
)
_ANY = text(f"{_OPEN} limit 1")
# A statement of its own: it waits for events that are being written, and the next one sees them.
_TAKE = text(f"{_OPEN} for update")
_DISCARD = text(
    "with gone as (update app.turns set stop_requested_at = coalesce(stop_requested_at, now()),"
    " fence = fence + 1, status = 'stopped', ended_at = now(), worker = null, lease_until = null"
    " where owner_id = :owner and conversation_id = :conversation"
    " and status in ('queued', 'running') returning id),"
    " said as (insert into app.turn_events (owner_id, turn_id, seq, data)"
    " select :owner, g.id, coalesce((select max(seq) + 1 from app.turn_events e"
    " where e.turn_id = g.id and e.owner_id = :owner), 0), :data from gone g"
    " returning turn_id, seq, data)"
    " select pg_notify('errand_stop', turn_id::text), pg_notify('errand_events',"
    " '|' || turn_id || '|' || seq || '|' || seq || '|' || data) from said"
)


async def discard(session: Session, actor: Actor, *, conversation_id: UUID) -> None:
    """End the conversation's open turns and keep nothing more of what they say."""
    values = {"owner": actor.user_id, "conversation": conversation_id}
    await session.execute(_TAKE, values)
    ended = json.dumps({"type": END_EVENT, "status": "stopped"})
    await session.execute(_DISCARD, values | {"data": ended})


async def is_open(session: Session, actor: Actor, *, conversation_id: UUID) -> bool:
    """Whether a turn of the conversation runs or waits."""
    values = {"owner": actor.user_id, "conversation": conversation_id}
    return (await session.execute(_ANY, values)).one_or_none() is not None
