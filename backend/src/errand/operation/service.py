"""Use cases of the operator: each asks first whether the caller is one."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Row, text

from errand.db import Database, Session
from errand.errors import AppError, Kind
from errand.identity import Actor, uuid7_floor
from errand.operation.audit import NOBODY
from errand.operation.views import (
    AuditPage,
    AuditView,
    Overview,
    PersonUsage,
    QueueView,
    SlowTurn,
    WorkerView,
)

MOST = 100
"""So many people, workers and slow answers are shown."""
SLOW_SECONDS = 30
LONGEST_TURN = timedelta(days=7)
"""An answer that was open for longer is shown while it is open, and not after its end."""
CLOCKS_DIFFER = timedelta(hours=1)
"""At most so much does the clock that made an id differ from the one that made the time."""
_AFTER_ALL = UUID(int=2**128 - 1)

_QUEUE = text(
    "select count(*) filter (where status = 'queued') as queued,"
    " count(*) filter (where status = 'running') as running,"
    " coalesce(extract(epoch from now() - min(created_at) filter (where status = 'queued')), 0)"
    " as oldest_seconds from app.turns where status in ('queued', 'running')"
)
_WORKERS = text(
    "select worker as name, count(*) as running, max(lease_until) as lease_until from app.turns"
    " where status = 'running' and worker is not null group by worker order by 2 desc limit :most"
)
_SLOW = text(
    "with shown as (select owner_id, id, kind, status, attempts, created_at, ended_at"
    " from app.turns where status in ('queued', 'running')"
    " and (created_at < now() - make_interval(secs => :slow) or attempts > 1)"
    " union all select owner_id, id, kind, status, attempts, created_at, ended_at"
    " from app.turns where id > :lately and status not in ('queued', 'running')"
    " and ended_at > now() - interval '1 day'"
    " and (attempts > 1 or ended_at - created_at > make_interval(secs => :slow)))"
    " select owner_id, id, kind, status, attempts,"
    " extract(epoch from coalesce(ended_at, now()) - created_at) as seconds from shown"
    " order by seconds desc limit :most"
)
_PEOPLE = text(
    "with answered as (select owner_id, count(*) as answers,"
    " count(*) filter (where status = 'failed') as failed,"
    " count(*) filter (where status = 'running') as running from app.turns"
    " where id > :lately and created_at > :midnight group by owner_id),"
    " used as (select owner_id, sum(input_tokens + output_tokens) filter (where day = :today)"
    " as today, sum(input_tokens + output_tokens) as month from app.usage"
    " where day > cast(:today as date) - 30 group by owner_id)"
    " select coalesce(a.owner_id, u.owner_id) as owner_id, coalesce(a.answers, 0) as answers,"
    " coalesce(a.failed, 0) as failed, coalesce(a.running, 0) as running,"
    " coalesce(u.today, 0) as today, coalesce(u.month, 0) as month"
    " from answered a full join used u on u.owner_id = a.owner_id"
    " order by month desc, answers desc limit :most"
)
_AUDIT = text(
    "select id, at, owner_id, door, action, status, address, request_id from app.audit"
    " where id < :before and (not :denied or status >= 400) order by id desc limit :most"
)
_NAMES = text("select id, email from app.people(cast(:wanted as uuid[]))")
_IS_OPERATOR = text("select app.has_email(:person, cast(:emails as text[]))")


class OperatorsOnly(AppError):
    """The caller is no operator of this installation."""

    kind, code = Kind.FORBIDDEN, "operators_only"

    def __init__(self) -> None:
        super().__init__("Only an operator of this installation may see this.")


class OperatorService:
    """Reads as `errand_operator`, which sees no content."""

    def __init__(self, db: Database, *, emails: Iterable[str]) -> None:
        """`emails`: of the accounts whose people are operators."""
        self._db, self._emails = db, [email.lower() for email in emails]

    async def overview(self, actor: Actor) -> Overview:
        """Return how the installation runs.

        Raises:
            OperatorsOnly: The caller is none.
        """
        await self._refuse_others(actor)
        now = datetime.now(UTC)
        midnight = now.replace(hour=0, minute=0, second=0)
        ended = uuid7_floor(now - timedelta(days=1), margin=LONGEST_TURN)
        values = {"most": MOST, "slow": SLOW_SECONDS, "lately": ended}
        asked = uuid7_floor(midnight, margin=CLOCKS_DIFFER)
        day = {"today": now.date(), "midnight": midnight, "lately": asked, "most": MOST}
        async with self._db.as_role("errand_operator") as session:
            queue = (await session.execute(_QUEUE)).one()
            workers = (await session.execute(_WORKERS, {"most": MOST})).all()
            slow = (await session.execute(_SLOW, values)).all()
            people = (await session.execute(_PEOPLE, day)).all()
            names = await _names(session, [row.owner_id for row in (*slow, *people)])
        return Overview(
            at=now,
            queue=QueueView.model_validate(queue, from_attributes=True),
            workers=[WorkerView.model_validate(row, from_attributes=True) for row in workers],
            slow=[_slow(row, names) for row in slow],
            people=[_usage(row, names) for row in people],
        )

    async def audit(
        self, actor: Actor, *, before: UUID | None, limit: int, denied: bool
    ) -> AuditPage:
        """Return a page of the trail, newest first; `denied`: only what was refused.

        Raises:
            OperatorsOnly: The caller is none.
        """
        await self._refuse_others(actor)
        values = {"before": before or _AFTER_ALL, "denied": denied, "most": limit + 1}
        async with self._db.as_role("errand_operator") as session:
            rows = (await session.execute(_AUDIT, values)).all()
            names = await _names(session, [row.owner_id for row in rows])
        entries = [
            AuditView(
                id=row.id,
                at=row.at,
                person=names.get(row.owner_id, ""),
                door=row.door,
                action=row.action,
                status=row.status,
                address=row.address,
                request_id=row.request_id,
            )
            for row in rows[:limit]
        ]
        return AuditPage(entries=entries, next=entries[-1].id if len(rows) > limit else None)

    async def is_operator(self, actor: Actor) -> bool:
        """Tell whether the caller is an operator, while their authority lasts."""
        if not self._emails:
            return False
        async with self._db.reading(actor):
            pass  # whose sign-in has ended is nobody
        async with self._db.as_role("errand_operator") as session:
            values = {"person": actor.user_id, "emails": self._emails}
            return bool((await session.execute(_IS_OPERATOR, values)).scalar_one())

    async def _refuse_others(self, actor: Actor) -> None:
        if not await self.is_operator(actor):
            raise OperatorsOnly


async def _names(session: Session, wanted: Sequence[UUID]) -> dict[UUID, str]:
    ids = [str(one) for one in {*wanted} - {NOBODY}]
    rows = await session.execute(_NAMES, {"wanted": ids})
    return {row.id: row.email for row in rows}


def _slow(row: Row[Any], names: Mapping[UUID, str]) -> SlowTurn:
    return SlowTurn(
        turn_id=row.id,
        person=names.get(row.owner_id, ""),
        kind=row.kind,
        status=row.status,
        attempts=row.attempts,
        seconds=float(row.seconds),
    )


def _usage(row: Row[Any], names: Mapping[UUID, str]) -> PersonUsage:
    return PersonUsage(
        person_id=row.owner_id,
        person=names.get(row.owner_id, ""),
        answers_today=row.answers,
        failed_today=row.failed,
        running=row.running,
        tokens_today=row.today,
        tokens_30_days=row.month,
    )
