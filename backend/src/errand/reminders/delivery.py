"""Letting reminders go out: one per worker process, any number of them share one database.

A reminder goes out in one transaction of its owner: the row in the page and the rows of the other
ways, by their keys never twice for one date. The other ways are then carried out one by one under
a lease. A process that dies leaves nothing half done but, at the worst, a letter that was taken
and not written down; it is sent again under the same key (`sending.delivery_key`).
"""

import asyncio
import contextlib
from collections.abc import AsyncGenerator, Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any, Protocol
from uuid import UUID
from zoneinfo import ZoneInfo

import structlog

from errand.db import Database
from errand.errors import SignedOut, Unavailable
from errand.identity import Actor, Bearer
from errand.reminders import queue
from errand.reminders.keeping import home_of
from errand.reminders.model import Channel
from errand.reminders.moments import zone_data
from errand.reminders.news import News
from errand.reminders.queue import Claim, Letter
from errand.reminders.sending import NotSent, Way, delivery_key

LONGEST_WAIT_SECONDS = 5.0
AT_A_TIME, SENDING_AT_A_TIME = 100, 8
SET_APART = timedelta(minutes=5)
"""So long is a reminder left alone that could not go out for a reason that we do not know."""
BACK_OFF = tuple(timedelta(seconds=each) for each in (30, 120, 600, 3600, 3 * 3600))
"""After so long is a letter sent again that was not taken; then it has failed."""
MOST_ATTEMPTS = 10
"""Counting also those in which the process died: then it is taken to be the cause."""
PRUNE_EVERY = timedelta(hours=1)

_log = structlog.get_logger(__name__)

SayDue = Callable[[date | None, datetime | None, str | None, ZoneInfo], str]


class FaultPoints(Protocol):
    """Where a test may kill the process."""

    def reach(self, point: str) -> None:
        """Say that the process is here."""
        ...


class Deliverer:
    """Lets reminders go out when their moment comes."""

    def __init__(
        self,
        db: Database,
        news: News,
        *,
        ways: Mapping[Channel, Way],
        say_due: SayDue,
        faults: FaultPoints,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        report: Callable[[BaseException], None] | None = None,
    ) -> None:
        """`ways`: those of this server, beside the page. `report` takes what we did not expect."""
        self._db, self._ways, self._say_due = db, ways, say_due
        self._faults, self._now, self._report = faults, now, report
        self._wake = asyncio.Event()
        self._apart: dict[UUID, datetime] = {}
        self._pruned: datetime | None = None
        self._loop: asyncio.Task[None] | None = None
        news.on_change(self._wake.set)

    def start(self) -> None:
        """Begin, in a task of the running event loop."""
        self._loop = asyncio.create_task(self._for_ever())

    @property
    def alive(self) -> bool:
        """Whether it runs."""
        return self._loop is not None and not self._loop.done()

    async def close(self) -> None:
        """Stop; what is on its way another one takes up when the lease has ended."""
        if self._loop is not None:
            self._loop.cancel()
            await asyncio.gather(self._loop, return_exceptions=True)

    async def _for_ever(self) -> None:
        marked = False
        while True:
            self._wake.clear()
            pause = LONGEST_WAIT_SECONDS
            with contextlib.suppress(Unavailable):
                marked = marked or await self._mark_outdated()
                await self.drain()
                pause = await self._pause()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(pause):
                    await self._wake.wait()

    async def drain(self) -> None:
        """Do all that is to be done by now, and return."""
        while await self._refresh() + await self._fire() + await self._send():
            pass
        now = self._now()
        if self._pruned is None or now >= self._pruned + PRUNE_EVERY:
            async with self._db.as_role("errand_worker") as session:
                await queue.prune(session, now=now)
            self._pruned = now

    async def _pause(self) -> float:
        now = self._now()
        async with self._db.as_role("errand_worker") as session:
            due = await queue.next_moment(session, now=now)
        wait = LONGEST_WAIT_SECONDS if due is None else (due - now).total_seconds()
        return min(max(wait, 0.05), LONGEST_WAIT_SECONDS)

    async def _mark_outdated(self) -> bool:
        async with self._db.as_role("errand_worker") as session:
            await queue.mark_outdated(session, zone_data=zone_data())
        return True

    async def _refresh(self) -> int:
        async with self._db.as_role("errand_worker") as session:
            owners = await queue.stale_owners(session, most=AT_A_TIME)
        for owner_id in owners:
            try:
                async with self._db.transaction(_system(owner_id)) as session:
                    await queue.refresh(session, owner_id, now=self._now())
            except SignedOut:
                await self._give_up_on(owner_id)
        return len(owners)

    async def _fire(self) -> int:
        now = self._now()
        self._apart = {each: until for each, until in self._apart.items() if until > now}
        async with self._db.as_role("errand_worker") as session:
            waiting = await queue.to_fire(session, now=now, apart=list(self._apart), most=AT_A_TIME)
        for owner_id, reminder_id in waiting:
            async with self._unexpected_sets_apart(reminder_id):
                await self._fire_one(owner_id, reminder_id, now)
        return len(waiting)

    async def _fire_one(self, owner_id: UUID, reminder_id: UUID, now: datetime) -> None:
        try:
            async with self._db.transaction(_system(owner_id)) as session:
                fired = await queue.fire(
                    session, owner_id, reminder_id, now=now, mail="email" in self._ways
                )
                self._faults.reach("reminder.firing")
        except SignedOut:
            await self._give_up_on(owner_id)
            return
        self._faults.reach("reminder.fired")
        if fired:
            _log.info("reminder.fired", reminder_id=str(reminder_id))
        else:
            # Another worker holds it, or its moment was moved: the next round sees.
            self._apart[reminder_id] = now + timedelta(seconds=1)

    @contextlib.asynccontextmanager
    async def _unexpected_sets_apart(self, reminder_id: UUID) -> AsyncGenerator[None]:
        """Let one reminder that cannot go out not hold up the others."""
        try:
            yield
        except Unavailable:
            raise
        except Exception as error:  # noqa: BLE001  whatever it is, the others must go out
            _log.exception("reminder.not_fired", reminder_id=str(reminder_id))
            self._apart[reminder_id] = self._now() + SET_APART
            if self._report is not None:
                self._report(error)

    async def _send(self) -> int:
        now = self._now()
        async with self._db.as_role("errand_worker") as session:
            held = await queue.claim(session, now=now, lease=queue.LEASE, most=SENDING_AT_A_TIME)
        if held:
            self._faults.reach("delivery.claimed")
        done = await asyncio.gather(*map(self._send_one, held), return_exceptions=True)
        for error in done:
            if isinstance(error, Unavailable | asyncio.CancelledError):
                raise error
            if isinstance(error, BaseException):
                _log.error("delivery.failed", error=type(error).__name__)
                if self._report is not None:
                    self._report(error)
        return len(held)

    async def _send_one(self, held: Claim) -> None:
        if held.attempts > MOST_ATTEMPTS:
            await self._settle(held, state="failed", error="Something goes wrong each time.")
            return
        letter = await self._letter(held)
        if letter is None:
            await self._settle(held, state="withdrawn")
            return
        try:
            await self._ways[held.channel].send(letter)
        except NotSent as problem:
            await self._not_sent(held, problem)
            return
        self._faults.reach("delivery.sent")
        await self._settle(held, state="delivered")
        _log.info("delivery.sent", channel=held.channel, attempt=held.attempts)

    async def _letter(self, held: Claim) -> Letter | None:
        """Return what to send; None where it is not wanted any more."""
        try:
            async with self._db.transaction(_system(held.owner_id)) as session:
                row, task, ways = await queue.compose(session, held)
                wanted = ways.email if held.channel == "email" else ways.webhook_url is not None
                if not (wanted and task.unfinished and held.channel in self._ways):
                    return None
                home = await home_of(session, held.owner_id)
                return Letter(
                    key=delivery_key(row.owner_id, row.reminder_id, row.occurrence, row.channel),
                    attempt=held.attempts,
                    remind_at=row.remind_at,
                    task=task,
                    due_words=self._say_due(task.due_date, task.due_local, task.due_tz, home),
                    address=await queue.own_address(session),
                    webhook_url=ways.webhook_url,
                    webhook_secret=ways.webhook_secret,
                )
        except SignedOut:
            return None

    async def _not_sent(self, held: Claim, problem: NotSent) -> None:
        _log.warning("delivery.not_sent", channel=held.channel, attempt=held.attempts)
        if problem.final or held.attempts > len(BACK_OFF):
            await self._settle(held, state="failed", error=problem.why)
            return
        again = self._now() + BACK_OFF[held.attempts - 1]
        await self._settle(held, state="waiting", error=problem.why, next_at=again)

    async def _settle(self, held: Claim, **what: Any) -> None:
        async with self._db.as_role("errand_worker") as session:
            await queue.settle(session, held, now=self._now(), **what)

    async def _give_up_on(self, owner_id: UUID) -> None:
        async with self._db.as_role("errand_worker") as session:
            await queue.give_up_on(session, owner_id)


def _system(owner_id: UUID) -> Actor:
    """Return the person as far as their own reminders go: they must still exist."""
    return Actor(owner_id, Bearer(), "system")
