"""The queue in PostgreSQL: submit, claim, renew, stop, end. Every function runs in one session."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import text

from errand.db import Session
from errand.identity import Actor, actor_from
from errand.turns.limits import Limits, a_minute_before, reached
from errand.turns.model import END_EVENT, Claim, EndStatus, Event, NewTurn

QUEUE_CHANNEL = "errand_queue"
STOP_CHANNEL = "errand_stop"
EVENT_CHANNEL = "errand_events"
LEASE_SECONDS = 5

# A worker of the submitting process may hold the turn from its first moment, unless an earlier
# turn of the conversation is open; its conversation is locked, so no other can come between, and
# what is asked later is later, whatever this machine's clock says.
_SUBMIT = text(
    "with turn as (insert into app.turns (owner_id, id, conversation_id, kind, input, via,"
    " authority_kind, authority_id, created_at, status, worker, lease_until, fence, attempts)"
    " select :owner, :turn, :conversation, :kind, cast(:input as jsonb), :via, :authority_kind,"
    " cast(:authority as uuid), greatest(:now, newest + interval '1 microsecond'),"
    " case when mine then 'running' else 'queued' end, case when mine then :worker end,"
    " case when mine then now() + make_interval(secs => :lease) end,"
    " cast(mine as integer), cast(mine as integer)"
    " from (select cast(:worker as text) is not null and running < :running and not here as mine,"
    " open, newest from (select count(*) as open, count(*) filter (where status = 'running')"
    " as running, coalesce(bool_or(conversation_id = :conversation), false) as here,"
    " max(created_at) filter (where conversation_id = :conversation) as newest from app.turns"
    " where owner_id = :owner and status in ('queued', 'running')) as those) as who"
    " where open < :open and (select count(*) from app.turns where owner_id = :owner"
    " and id > :minute) < :sends and (cast(:tokens as bigint) is null or (select"
    " coalesce(sum(input_tokens + output_tokens), 0) from app.usage where owner_id = :owner"
    " and day = cast(:today as date)) < cast(:tokens as bigint)) returning status)"
    " select status, case when status = 'queued' then pg_notify('errand_queue', '') end from turn"
)


async def submit(
    session: Session,
    actor: Actor,
    new: NewTurn,
    *,
    turn_id: UUID,
    conversation_id: UUID,
    now: datetime,
    limits: Limits,
    worker: str | None = None,
) -> Claim | None:
    """Queue a turn, or claim it at once for `worker`; workers hear of it when this commits.

    Returns:
        The claim; None where the turn waits in the queue.

    Raises:
        LimitReached: The person has asked for enough.
    """
    submitted = await session.run(
        _SUBMIT,
        {
            "owner": actor.user_id,
            "turn": turn_id,
            "conversation": conversation_id,
            "kind": new.kind,
            "input": json.dumps(new.input),
            "via": actor.via,
            "authority_kind": actor.authority_kind,
            "authority": None if actor.authority_id is None else str(actor.authority_id),
            "now": now,
            "running": limits.running,
            "open": limits.open,
            "sends": limits.sends_a_minute,
            "minute": a_minute_before(turn_id),
            "tokens": limits.tokens_a_day,
            "today": now.astimezone(UTC).date(),
            "worker": worker,
            "lease": LEASE_SECONDS,
        },
    )
    row = submitted.one_or_none()
    if row is None:
        raise await reached(session, actor, turn_id=turn_id, limits=limits, now=now)
    if row.status == "queued":
        return None
    return Claim(
        turn_id=turn_id,
        conversation_id=conversation_id,
        actor=actor,
        fence=1,
        attempts=1,
        stop_requested=False,
        created_at=now,
        asked=new,
    )


# A worker named `d:…` holds an advisory lock on its name for as long as its process lives: who
# gets that lock knows that the process is gone. Workers named `p:…` (no direct connection to hold
# a lock on) are believed until their lease is over. Turns of one conversation run in order, and of
# one person only so many at once.
_CLAIM = text(
    "with first as (select distinct on (owner_id, conversation_id) owner_id, id, status, created_at"
    " from app.turns where status in ('queued', 'running')"
    " order by owner_id, conversation_id, created_at, id),"
    " ranked as materialized (select owner_id, id, row_number() over (partition by owner_id"
    " order by status <> 'running', created_at, id) as place from first)"
    " update app.turns set worker = :me, status = 'running', fence = fence + 1,"
    " attempts = attempts + case when stop_requested_at is null then 1 else 0 end,"
    " lease_until = now() + make_interval(secs => :lease)"
    " where (owner_id, id) in (select t.owner_id, t.id from ranked r join app.turns t"
    " on t.owner_id = r.owner_id and t.id = r.id where r.place <= :running"
    " and t.owner_id <> all(cast(:busy as uuid[]))"
    " and (t.status = 'queued' or t.status = 'running'"
    " and (t.lease_until < now() or right(t.worker, -2) <> right(:me, -2) and t.worker like 'd:%'"
    " and pg_try_advisory_xact_lock(hashtextextended(t.worker, 0))))"
    " order by t.created_at, t.id limit :most for update of t skip locked)"
    " returning owner_id, id, conversation_id, via, authority_kind, authority_id, fence, attempts,"
    " stop_requested_at, created_at"
)


async def claim(
    session: Session, *, worker: str, most: int, running: int, busy: Sequence[UUID]
) -> list[Claim]:
    """Take up to `most` turns that wait or whose worker is gone; runs as `errand_worker`.

    Of one person no more than `running` are taken while others of theirs run, and none of those
    who are `busy`: of these something is being claimed as it is submitted.
    """
    values = {
        "me": worker,
        "most": most,
        "lease": LEASE_SECONDS,
        "running": running,
        "busy": [str(person) for person in busy],
    }
    rows = await session.run(_CLAIM, values)
    return [
        Claim(
            turn_id=row.id,
            conversation_id=row.conversation_id,
            actor=actor_from(
                row.owner_id, kind=row.authority_kind, authority_id=row.authority_id, via=row.via
            ),
            fence=row.fence,
            attempts=row.attempts,
            stop_requested=row.stop_requested_at is not None,
            created_at=row.created_at,
        )
        for row in rows
    ]


_STOP = text(
    "with stopped as (update app.turns set stop_requested_at = now(), fence = fence + 1,"
    " status = 'queued', worker = null, lease_until = null"
    " where owner_id = :owner and conversation_id = :conversation and stop_requested_at is null"
    " and status in ('queued', 'running') and (cast(:turn as uuid) is null or id = :turn)"
    " returning id)"
    " select id, pg_notify('errand_stop', id::text), pg_notify('errand_queue', '')"
    " from stopped"
)


async def request_stop(
    session: Session, actor: Actor, *, conversation_id: UUID, turn_id: UUID | None
) -> list[UUID]:
    """Take the turns from whoever runs them; return which.

    Waits for a write that is on its way. Once this commits, the old fence opens nothing: no
    token is stored and no tool runs, even by a worker that has not heard of it yet.
    """
    rows = await session.run(
        _STOP,
        {
            "owner": actor.user_id,
            "conversation": conversation_id,
            "turn": None if turn_id is None else str(turn_id),
        },
    )
    return [row.id for row in rows]


# FOR SHARE makes a stop or a takeover wait for this transaction, and this one refuse after it.
_HOLD = text(
    "select 1 from app.turns where owner_id = :owner and id = :turn and fence = :fence"
    " and status = 'running' for share"
)


async def holds(session: Session, held: Claim) -> bool:
    """Whether the worker still holds the turn, and does so until the session ends."""
    values = {"owner": held.actor.user_id, "turn": held.turn_id, "fence": held.fence}
    return (await session.run(_HOLD, values)).one_or_none() is not None


_END = text(
    "with ended as (update app.turns set status = :status, ended_at = now(), worker = null,"
    " lease_until = null where owner_id = :owner and id = :turn and fence = :fence"
    " and status = 'running' returning id),"
    " said as (insert into app.turn_events (owner_id, turn_id, seq, data)"
    " select :owner, id, :seq, :data from ended returning turn_id)"
    " select pg_notify('errand_events', :notice), pg_notify('errand_queue', '') from said"
)


async def end(
    session: Session, held: Claim, *, status: EndStatus, seq: int, sender: str
) -> Event | None:
    """End the turn; return its last event, or None where another holds the turn by now."""
    data = json.dumps({"type": END_EVENT, "status": status})
    rows = await session.run(
        _END,
        {
            "owner": held.actor.user_id,
            "turn": held.turn_id,
            "fence": held.fence,
            "status": status,
            "seq": seq,
            "data": data,
            "notice": f"{sender}|{held.turn_id}|{seq}|{seq}|{data}",
        },
    )
    return Event(seq, data) if rows.one_or_none() is not None else None


_INPUT = text("select kind, input from app.turns where owner_id = :owner and id = :turn")


async def asked(session: Session, held: Claim) -> tuple[str, dict[str, Any]]:
    """Return the kind and input of the turn."""
    values = {"owner": held.actor.user_id, "turn": held.turn_id}
    row = (await session.run(_INPUT, values)).one()
    return row.kind, row.input


_WAITING = text(
    "select count(*) as queued, coalesce(extract(epoch from now() - min(created_at)), 0) as seconds"
    " from app.turns where status = 'queued'"
)


async def waiting(session: Session) -> tuple[int, float]:
    """Return how many turns wait for a worker, and for how many seconds the oldest of them has."""
    row = (await session.run(_WAITING)).one()
    return row.queued, max(0.0, float(row.seconds))


_PRUNE_EVENTS = text(
    "delete from app.turn_events e using app.turns t where t.owner_id = e.owner_id"
    " and t.id = e.turn_id and t.ended_at is not"
    " null and t.ended_at < now() - make_interval(hours => 24)"
)
_PRUNE_KEYS = text(
    "delete from app.idempotency_keys where created_at < now() - make_interval(hours => 24)"
)


async def prune(session: Session) -> None:
    """Forget what nobody can ask for any more; runs as `errand_worker`."""
    await session.run(_PRUNE_EVENTS)
    await session.run(_PRUNE_KEYS)
