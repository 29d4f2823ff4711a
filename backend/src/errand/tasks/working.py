"""One call that writes: whose, when, and what it has changed so far."""

from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, TypedDict
from uuid import UUID

from sqlalchemy import insert, text

from errand.db import Session
from errand.fields import zone_named
from errand.identity import Actor, origin, uuid7
from errand.tasks.model import Subject, TaskEvent
from errand.tasks.reminding import Reminding
from errand.tasks.store import Clock

CHANNEL = "errand_tasks"
"""Tells processes that a person's tasks have changed; carries the person's id."""

# Whoever writes holds this row until the commit: one person's writes come one after another, so
# numbers, positions and the order of the history are theirs alone.
_HOLD = text(
    "select time_zone, week_start, date_order from app.user_settings"
    " where owner_id = :owner for update"
)
_SETTLE_IN = text(
    "insert into app.user_settings (owner_id, updated_at) values (:owner, :now)"
    " on conflict do nothing"
)
ALL_COLUMNS = {"render_nulls": True}
"""For inserting many rows: one statement for all, whatever is null in some of them."""
_TELL = text("select pg_notify(:channel, :owner)")


def in_utc(instant: datetime | None) -> str | None:
    """Return an instant as history keeps it, whatever the zone of the connection."""
    return None if instant is None else instant.astimezone(UTC).isoformat()


class Done(TypedDict):
    """What every answer tells of a call."""

    event_ids: list[UUID]
    call_id: UUID | None
    remarks: list[str]


@dataclass
class Work:
    """What every step of a writing call needs, and what it leaves behind."""

    session: Session
    actor: Actor
    clock: Clock
    reminding: Reminding
    call_id: UUID = field(default_factory=uuid7)
    event_ids: list[UUID] = field(default_factory=list[UUID])
    """Entries of the history that no other one of this call brought about."""
    remarks: list[str] = field(default_factory=list[str])
    """Sentences that the person should hear of what was done."""

    @property
    def owner_id(self) -> UUID:
        """Whose tasks these are."""
        return self.actor.user_id

    @property
    def done(self) -> Done:
        """What every answer tells of a call."""
        return Done(
            event_ids=self.event_ids,
            call_id=self.call_id if self.event_ids else None,
            remarks=self.remarks,
        )

    def remark(self, sentence: str) -> None:
        """Say something of what was done, once."""
        if sentence not in self.remarks:
            self.remarks.append(sentence)

    async def record(
        self,
        subject: Subject,
        subject_id: UUID,
        verb: str,
        *,
        before: dict[str, Any] | None,
        after: dict[str, Any],
        cause: UUID | None = None,
        undoes: UUID | None = None,
        event_id: UUID | None = None,
    ) -> UUID:
        """Add an entry to the history and return its id."""
        values = self.entry(
            subject, subject_id, verb, before=before, after=after, cause=cause, event_id=event_id
        )
        await self.session.execute(insert(TaskEvent).values(values | {"undoes": undoes}))
        return self._kept(values)

    async def record_all(self, entries: Sequence[dict[str, Any]]) -> None:
        """Add entries to the history, in this order."""
        await self.session.execute(insert(TaskEvent), entries, execution_options=ALL_COLUMNS)
        for values in entries:
            self._kept(values)

    def _kept(self, values: dict[str, Any]) -> UUID:
        if values["cause_id"] is None:
            self.event_ids.append(values["id"])
        return values["id"]

    def entry(
        self,
        subject: Subject,
        subject_id: UUID,
        verb: str,
        *,
        before: dict[str, Any] | None,
        after: dict[str, Any],
        cause: UUID | None = None,
        event_id: UUID | None = None,
    ) -> dict[str, Any]:
        """Return an entry of the history as it is stored."""
        came = origin()
        return {
            "owner_id": self.owner_id,
            "id": event_id or uuid7(),
            "subject": subject,
            "subject_id": subject_id,
            "task_id": subject_id if subject == "task" else None,
            "at": self.clock.now,
            "via": self.actor.via,
            "verb": verb,
            "before": before,
            "after": after,
            "call_id": self.call_id,
            "cause_id": cause,
            "undoes": None,
            "authority_kind": self.actor.authority_kind,
            "authority_id": self.actor.authority_id,
            "conversation_id": came.conversation_id,
            "turn_id": came.turn_id,
            "tool_call_id": came.tool_call_id,
        }

    @asynccontextmanager
    async def attempt(self) -> AsyncGenerator[None]:
        """Do something that leaves nothing behind when it raises, whatever was done before it."""
        events, remarks = len(self.event_ids), len(self.remarks)
        try:
            async with self.session.begin_nested():
                yield
        except BaseException:
            del self.event_ids[events:], self.remarks[remarks:]
            raise

    async def tell(self) -> None:
        """Let everybody who follows this person's tasks know, once this commits."""
        if self.event_ids:
            values = {"channel": CHANNEL, "owner": str(self.owner_id)}
            await self.session.execute(_TELL, values)


async def hold(session: Session, clock: Clock, *, owner_id: UUID) -> Clock:
    """Wait until nobody else writes for this person; return the clock in their zone."""
    values = {"owner": owner_id}
    found = (await session.execute(_HOLD, values)).one_or_none()
    if found is None:
        await session.execute(_SETTLE_IN, values | {"now": clock.now})
        found = (await session.execute(_HOLD, values)).one()
    zone = zone_named(found.time_zone) or clock.zone
    return Clock(clock.now, zone, found.week_start, found.date_order)
