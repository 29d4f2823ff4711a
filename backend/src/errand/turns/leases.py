"""How long a worker holds its turns, and how it gives them back; each runs as `errand_worker`."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import text

from errand.db import Session
from errand.turns.model import Claim
from errand.turns.queue import LEASE_SECONDS

# Rows are locked in the order of their ids here and in the log, so that neither waits for the
# other in a circle. A turn whose tool is in the middle of its transaction is locked: it is not
# waited for, since the leases of all the others would run out meanwhile, and nobody can take it.
_MINE = (
    "select id from app.turns where right(worker, -2) = right(:me, -2) and status = 'running'"
    " and id = any(cast(:turns as uuid[]))"
)
_RENEW = text(
    "with kept as (update app.turns set lease_until = now() + make_interval(secs => :lease)"  # noqa: S608 - a constant
    f" where id in ({_MINE} order by id for update skip locked)) {_MINE}"
)


async def renew(session: Session, *, worker: str, turn_ids: Sequence[UUID]) -> set[UUID]:
    """Hold these turns for another lease; return those still held."""
    rows = await session.run(
        _RENEW, {"me": worker, "lease": LEASE_SECONDS, "turns": [str(turn) for turn in turn_ids]}
    )
    return set(rows.scalars())


# One that a tool has locked is left for later: whoever gives back claims next, and must not wait.
_GIVE_BACK = text(
    "with given as (select * from unnest(cast(:turns as uuid[]), cast(:fences as int[]))"
    " as g (id, fence)), free as (select id from app.turns where id = any(cast(:turns as uuid[]))"
    " and status in ('queued', 'running') order by id for update skip locked),"
    " back as (update app.turns t set attempts = greatest(t.attempts - 1, 0),"
    " status = case when t.fence = g.fence then 'queued' else t.status end,"
    " worker = case when t.fence = g.fence then null else t.worker end,"
    " lease_until = case when t.fence = g.fence then null else t.lease_until end"
    " from given g where t.id = g.id and t.id in (select id from free) returning t.status),"
    " told as (select pg_notify('errand_queue', '') from back where status = 'queued')"
    " select t.id, (select count(*) from told) from app.turns t where t.id ="
    " any(cast(:turns as uuid[])) and t.status in ('queued', 'running')"
    " and t.id not in (select id from free)"
)


async def give_back(session: Session, left: Sequence[Claim]) -> set[UUID]:
    """Let others begin these at once, and count no attempt: it was not they that ended it.

    Of those that another holds by now only the attempt is forgiven. Returns those that are locked
    just now, to be given back later.
    """
    turns, fences = [str(held.turn_id) for held in left], [held.fence for held in left]
    rows = await session.run(_GIVE_BACK, {"turns": turns, "fences": fences})
    return {row.id for row in rows}
