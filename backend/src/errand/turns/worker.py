"""The worker: claims turns, runs them, keeps their leases, ends them."""

import asyncio
import contextlib
import functools
import os
import sys
import traceback
from collections.abc import Callable, Coroutine
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from uuid import UUID

import structlog

from errand.db import Database
from errand.errors import SignedOut, Unavailable
from errand.metrics import QUEUE_AGE, QUEUED, RUNNING, TAKEOVERS, TURNS
from errand.tracing import spanned
from errand.turns import leases, queue
from errand.turns.faults import Faults
from errand.turns.hub import Hub
from errand.turns.limits import Limits
from errand.turns.log import EventLog
from errand.turns.model import Claim, EndStatus, Lost
from errand.turns.running import RunningTurn, TurnHandler

SLOTS = 100
ATTEMPTS = 5
"""So often is a turn begun again after its worker died; then it is taken to be the cause."""
TURN_SECONDS = 600
CLOSING_SECONDS = 30
PRUNE_SECONDS = 3600
MEASURE_SECONDS = 5

_log = structlog.get_logger(__name__)


class Worker:
    """Runs up to `slots` turns at once; any number of workers share one database."""

    def __init__(
        self,
        db: Database,
        hub: Hub,
        handler: TurnHandler,
        *,
        faults: Faults | None = None,
        report: Callable[[BaseException], None] | None = None,
        slots: int = SLOTS,
        limits: Limits | None = None,
    ) -> None:
        """`report` takes unexpected errors of turns."""
        self._db, self._hub, self._handler, self._slots = db, hub, handler, slots
        self._limits = limits or Limits()
        self._faults, self._report = faults or Faults(), report
        self._running: dict[UUID, tuple[Claim, asyncio.Task[None]]] = {}
        self._left: list[Claim] = []
        self._wake = asyncio.Event()
        self._log = EventLog(db, sender=hub.sender, deliver=hub.deliver, lost=self._cancel)
        self._tasks: list[asyncio.Task[None]] = []
        hub.on_queue(self._wake.set)
        hub.on_stop(self._cancel)
        hub.beginnings.on_free(self._wake.set)
        hub.take_over(room=self._has_room, begin=self._begin, here=self._running.__contains__)

    def start(self) -> None:
        """Begin to work, in tasks of the running event loop."""
        loops = (
            self._log.run(),
            self._claim_for_ever(),
            self._beat(),
            self._measure_for_ever(),
            self._prune_for_ever(),
        )
        self._tasks = [asyncio.create_task(_vital(loop)) for loop in loops]

    async def close(self) -> None:
        """Finish what runs, as far as there is time; the rest another worker takes up."""
        self._hub.leaving.ask()
        seconds = self._hub.leaving.seconds_left
        running = [task for _, task in self._running.values()]
        if running and seconds:
            await asyncio.wait(running, timeout=seconds)
        tasks = [*self._tasks, *(task for _, task in self._running.values())]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        with contextlib.suppress(Unavailable):
            await self._give_back()

    @property
    def alive(self) -> bool:
        """Whether every loop of the worker runs."""
        return bool(self._tasks) and not any(task.done() for task in self._tasks)

    def _cancel(self, turn_id: UUID, fence: int | None = None) -> None:
        """End the attempt here: the turn was stopped, or another took it."""
        held, task = self._running.get(turn_id, (None, None))
        if held is None or task is None or (fence is not None and held.fence != fence):
            return
        if fence is None and held.stop_requested:
            return  # this attempt is the one that carries out the stop
        task.cancel()

    async def _claim_for_ever(self) -> None:
        while True:
            self._wake.clear()
            with contextlib.suppress(Unavailable):
                await self._give_back()
                await self._claim()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(0.5):
                    await self._wake.wait()

    async def _give_back(self) -> None:
        """Tell the queue what this process has left and lives: no turn is to blame for that."""
        if not self._left:
            return
        left = {held.turn_id: held for held in self._left}
        async with self._db.as_role("errand_worker") as session:
            locked = await leases.give_back(session, list(left.values()))
        given = left.keys() - locked
        self._left = [held for held in self._left if held.turn_id not in given]

    async def _claim(self) -> None:
        most = min(self._slots - len(self._running), self._hub.beginnings.free)
        if most <= 0 or self._hub.leaving.asked:
            return
        async with self._db.as_role("errand_worker") as session:
            claims = await queue.claim(
                session,
                worker=self._hub.worker_name,
                most=most,
                running=self._limits.running,
                busy=self._hub.claiming_people,
            )
        for held in claims:
            self._hub.beginnings.keep(held.turn_id)
            self._begin(held)

    def _begin(self, held: Claim) -> None:
        self._faults.reach("turn.claimed")
        RUNNING.inc()
        if held.attempts > 1:
            TAKEOVERS.inc()
        older = self._running.get(held.turn_id)
        if older is not None:
            older[1].cancel()
        self._log.open(held)
        attempt = asyncio.create_task(self._run(held))
        attempt.add_done_callback(functools.partial(self._over, held))
        self._running[held.turn_id] = (held, attempt)

    def _over(self, held: Claim, attempt: asyncio.Task[None]) -> None:
        # Not in the attempt itself: of one cancelled before its first step, nothing ever runs.
        if attempt.cancelled():
            self._left.append(held)
            _log.info("turn.lost", attempt=held.attempts, turn_id=str(held.turn_id))
        RUNNING.dec()
        self._hub.beginnings.begun(held.turn_id)
        self._log.close(held)
        if self._running.get(held.turn_id, (None,))[0] is held:
            del self._running[held.turn_id]
        self._wake.set()

    def _has_room(self, person: UUID, more: int) -> bool:
        theirs = sum(held.actor.user_id == person for held, _ in self._running.values())
        return (
            self.alive
            and len(self._running) < self._slots
            and theirs + more <= self._limits.running
        )

    async def _beat(self) -> None:
        while True:
            await asyncio.sleep(queue.LEASE_SECONDS / 3)
            # Only the turns asked about: those claimed meanwhile are not missed.
            mine = {turn_id: held for turn_id, (held, _) in self._running.items()}
            if not mine:
                continue
            with contextlib.suppress(Unavailable):
                async with self._db.as_role("errand_worker") as session:
                    kept = await leases.renew(
                        session, worker=self._hub.worker_name, turn_ids=list(mine)
                    )
                for turn_id in mine.keys() - kept:
                    self._cancel(turn_id, mine[turn_id].fence)

    async def _measure_for_ever(self) -> None:
        while True:
            with contextlib.suppress(Unavailable):
                async with self._db.as_role("errand_worker") as session:
                    queued, seconds = await queue.waiting(session)
                QUEUED.set(queued)
                QUEUE_AGE.set(seconds)
            await asyncio.sleep(MEASURE_SECONDS)

    async def _prune_for_ever(self) -> None:
        while True:
            with contextlib.suppress(Unavailable):
                async with self._db.as_role("errand_worker") as session:
                    await queue.prune(session)
            await asyncio.sleep(PRUNE_SECONDS)

    async def _run(self, held: Claim) -> None:
        beginnings = self._hub.beginnings
        turn = RunningTurn(
            held,
            self._db,
            self._log,
            self._faults,
            begun=beginnings.begun,
            crowded=lambda: beginnings.crowded,
        )
        with structlog.contextvars.bound_contextvars(
            turn_id=str(held.turn_id), thread_id=str(held.conversation_id)
        ):
            try:
                status = await self._attempt(held, turn)
                self._faults.reach("turn.before_end")
                await self._end(held, turn, status)
                TURNS.labels(status).observe((datetime.now(UTC) - held.created_at).total_seconds())
                _log.info("turn.ended", status=status, attempt=held.attempts)
            except Lost:
                self._left.append(held)
                _log.info("turn.lost", attempt=held.attempts)
            except Unavailable:
                # Whoever reaches the database goes on: given back, or once the lease is over.
                self._left.append(held)
                _log.warning("turn.left", attempt=held.attempts)

    async def _attempt(self, held: Claim, turn: RunningTurn) -> EndStatus:
        try:
            await turn.load()
            with turn.fenced(), self._traced(held, turn):
                if held.stop_requested:
                    async with asyncio.timeout(CLOSING_SECONDS):
                        await self._handler.stop(turn)
                    return "stopped"
                if held.attempts > ATTEMPTS:
                    return await self._fail(
                        turn, "It could not be finished after several attempts."
                    )
                async with asyncio.timeout(TURN_SECONDS):
                    return await self._handler.run(turn)
        except SignedOut:
            return await self._fail(turn, "You were signed out before this answer was finished.")
        except (Lost, Unavailable):
            raise
        except TimeoutError:
            return await self._fail(turn, "The answer took too long and was given up.")
        except Exception as error:  # noqa: BLE001  a turn must end, whatever went wrong in it
            _log.exception("turn.failed", attempt=held.attempts)
            if self._report is not None:
                self._report(error)
            return await self._fail(turn, "Something went wrong while answering.")

    def _traced(self, held: Claim, turn: RunningTurn) -> AbstractContextManager[object]:
        return spanned(
            f"turn {turn.kind}",
            after=turn.input.get("trace"),
            turn_id=str(held.turn_id),
            thread_id=str(held.conversation_id),
            attempt=held.attempts,
        )

    async def _fail(self, turn: RunningTurn, reason: str) -> EndStatus:
        try:
            with turn.fenced():
                async with asyncio.timeout(CLOSING_SECONDS):
                    await self._handler.fail(turn, reason)
        except (Lost, Unavailable):
            raise
        except Exception:  # noqa: BLE001  a turn must end, also when nothing can be said of it
            _log.exception("turn.unsaid")
        return "failed"

    async def _end(self, held: Claim, turn: RunningTurn, status: EndStatus) -> None:
        seq = await turn.flushed()
        async with self._db.transaction(held.actor, closing=True) as session:
            ended = await queue.end(session, held, status=status, seq=seq, sender=self._hub.sender)
        if ended is None:
            raise Lost
        self._hub.deliver(held.turn_id, [ended])


async def _vital(loop: Coroutine[None, None, None]) -> None:
    """Run a loop that the process must not outlive: else it would hold turns and not run them."""
    try:
        await loop
    except asyncio.CancelledError:
        raise
    except BaseException:  # noqa: BLE001  whatever it was, the process must go
        traceback.print_exc()
        sys.stderr.flush()
        os._exit(70)
