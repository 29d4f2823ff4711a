"""News between processes: LISTEN on one direct connection, or none and everybody polls.

News is a short cut, never the truth: a lost one costs a moment, since every reader looks at the
tables again after a while.
"""

import asyncio
from collections import Counter
from collections.abc import Callable, Generator
from contextlib import contextmanager
from uuid import UUID, uuid4

import psycopg
import structlog
from psycopg import sql

from errand.metrics import STREAMS
from errand.turns.beginning import Beginnings
from errand.turns.leaving import Leaving
from errand.turns.model import Claim, Event
from errand.turns.queue import EVENT_CHANNEL, QUEUE_CHANNEL, STOP_CHANNEL

PROBE_SECONDS = 3
RECONNECT_SECONDS = 1.0
DEAF_SECONDS = 300.0
LISTENING_RECHECK_SECONDS = 5.0
POLLING_RECHECK_SECONDS = 0.5
BATCHES_PER_READER = 64

_log = structlog.get_logger(__name__)


class Subscription:
    """What one reader of one turn has been told and not yet taken; may leave things out."""

    def __init__(self) -> None:
        self._told: list[list[Event]] = []
        self._waiting: asyncio.Future[None] | None = None

    async def take(self, seconds: float) -> list[Event] | None:
        """Return all that was told by now, so that who is behind catches up at once.

        Waits at most so long for the first of it, and returns None then. It waits without a queue
        and `asyncio.timeout`, which were a tenth of what a reader costs.
        """
        if not self._told:
            await self._wait(seconds)
        told, self._told = self._told, []
        if len(told) < 2:
            return told[0] if told else None
        return [event for events in told for event in events]

    def put(self, events: list[Event]) -> None:
        """Tell the reader; a slow one finds the gap and reads the table."""
        if len(self._told) < BATCHES_PER_READER:
            self._told.append(events)
        if self._waiting is not None:
            _wake(self._waiting)

    async def _wait(self, seconds: float) -> None:
        loop = asyncio.get_running_loop()
        self._waiting = loop.create_future()
        timer = loop.call_later(seconds, _wake, self._waiting)
        try:
            await self._waiting
        finally:
            timer.cancel()
            self._waiting = None


def _wake(waiting: asyncio.Future[None]) -> None:
    if not waiting.done():
        waiting.set_result(None)


class Hub:
    """Hears of queued and stopped turns and of events, and tells who waits for them here."""

    def __init__(self, direct_url: str | None, leaving: Leaving | None = None) -> None:
        """`direct_url`: `postgresql://…` without a transaction pooler; None: nobody listens."""
        self._url = direct_url
        self.leaving = leaving or Leaving()
        self.leaving.then(self._wake_readers)
        self.sender = uuid4().hex
        """Name of this process."""
        self.beginnings = Beginnings()
        self.listening = False
        self._readers: dict[UUID, set[Subscription]] = {}
        self._streams: Counter[UUID] = Counter()
        self._here: Callable[[UUID], bool] = lambda _turn_id: False
        self._room: Callable[[UUID, int], bool] = lambda _person, _more: False
        self._claiming: Counter[UUID] = Counter()
        self._begin: Callable[[Claim], None] = lambda _held: None
        self._queue_wakes: list[Callable[[], None]] = []
        self._stop_wakes: list[Callable[[UUID], None]] = []
        self._further: dict[str, list[Callable[[str], None]]] = {}

    @property
    def worker_name(self) -> str:
        """Name under which to claim turns now; `d:` promises an advisory lock on it."""
        return f"{'d' if self.listening else 'p'}:{self.sender}"

    @property
    def recheck_seconds(self) -> float:
        """After so long without news a reader looks for itself."""
        return LISTENING_RECHECK_SECONDS if self.listening else POLLING_RECHECK_SECONDS

    def on_queue(self, wake: Callable[[], None]) -> None:
        """Call `wake` when a turn may wait for a worker."""
        self._queue_wakes.append(wake)

    def on_stop(self, wake: Callable[[UUID], None]) -> None:
        """Call `wake` with the turn that somebody stopped."""
        self._stop_wakes.append(wake)

    def on_news(self, channel: str, hear: Callable[[str], None]) -> None:
        """Call `hear` with each payload on a channel of others; to be said before `run`."""
        self._further.setdefault(channel, []).append(hear)

    def take_over(
        self,
        *,
        room: Callable[[UUID, int], bool],
        begin: Callable[[Claim], None],
        here: Callable[[UUID], bool],
    ) -> None:
        """Let turns that are submitted here begin here, in a worker of this process.

        `room` tells whether it can run so many more of a person's turns, `here` whether it runs a
        turn.
        """
        self._room, self._begin, self._here = room, begin, here

    def goes_on(self, turn_id: UUID) -> bool:
        """Whether the turn can be followed here: a leaving process tells of its own turns alone."""
        return not self.leaving.asked or self._here(turn_id)

    @contextmanager
    def claiming(self, person: UUID) -> Generator[str | None]:
        """Give the name under which a turn of theirs may be claimed as it is submitted.

        None: it has to queue.
        """
        self._claiming[person] += 1
        try:
            room = not self.leaving.asked and self._room(person, self._claiming[person])
            yield self.worker_name if room else None
        finally:
            self._claiming[person] -= 1
            if not self._claiming[person]:
                del self._claiming[person]
                self.queued()

    @property
    def claiming_people(self) -> list[UUID]:
        """People of whom a turn is being submitted here right now."""
        return list(self._claiming)

    def claimed(self, held: Claim) -> None:
        """Begin a turn that was claimed under the name that `claiming` gave."""
        self._begin(held)

    def queued(self) -> None:
        """Tell the workers of this process that a turn may wait."""
        for wake in self._queue_wakes:
            wake()

    def stopped(self, turn_id: UUID) -> None:
        """Tell the workers of this process that a turn was stopped."""
        for wake in self._stop_wakes:
            wake(turn_id)

    def deliver(self, turn_id: UUID, events: list[Event]) -> None:
        """Tell this process's readers of a turn."""
        for reader in self._readers.get(turn_id, ()):
            reader.put(events)

    def streams_of(self, person: UUID) -> int:
        """How many streams of this person are open here."""
        return self._streams[person]

    @property
    def streams(self) -> int:
        """How many streams are open here."""
        return self._streams.total()

    @contextmanager
    def subscribe(self, turn_id: UUID, person: UUID) -> Generator[Subscription]:
        """Hear of this turn's events for as long as the context is open."""
        reader = Subscription()
        self._readers.setdefault(turn_id, set()).add(reader)
        self._streams[person] += 1
        STREAMS.inc()
        try:
            yield reader
        finally:
            STREAMS.dec()
            self._streams[person] -= 1
            if not self._streams[person]:
                del self._streams[person]
            readers = self._readers[turn_id]
            readers.discard(reader)
            if not readers:
                del self._readers[turn_id]

    def _wake_readers(self) -> None:
        for readers in self._readers.values():
            for reader in readers:
                reader.put([])

    async def run(self) -> None:
        """Listen for ever, connecting again when the connection is lost."""
        if self._url is None:
            return
        while True:
            try:
                await self._listen(self._url)
                pause = RECONNECT_SECONDS
            except TimeoutError:
                _log.warning("hub.deaf", hint="set DATABASE_DIRECT_URL; until then we poll")
                pause = DEAF_SECONDS
            except (psycopg.Error, OSError) as error:
                _log.warning("hub.disconnected", error=type(error).__name__)
                pause = RECONNECT_SECONDS
            self.listening = False
            self.queued()
            await asyncio.sleep(pause)

    async def _listen(self, url: str) -> None:
        connection = await psycopg.AsyncConnection.connect(url, autocommit=True, connect_timeout=10)
        async with connection:
            for channel in (QUEUE_CHANNEL, STOP_CHANNEL, EVENT_CHANNEL, *self._further):
                await connection.execute(sql.SQL("listen {}").format(sql.Identifier(channel)))
            await self._probe(connection, url)
            # The server drops this lock the moment the process dies: others may take its turns.
            await connection.execute(
                "select pg_advisory_lock(hashtextextended(%s, 0))", (f"d:{self.sender}",)
            )
            self.listening = True
            self.queued()
            async for news in connection.notifies():
                self._hear(news.channel, news.payload)

    async def _probe(self, connection: psycopg.AsyncConnection, url: str) -> None:
        """Behind a transaction pooler LISTEN succeeds and hears nothing: find out."""
        async with await psycopg.AsyncConnection.connect(
            url, autocommit=True, connect_timeout=10
        ) as other:
            await other.execute("select pg_notify(%s, %s)", (QUEUE_CHANNEL, self.sender))
        async for _ in connection.notifies(timeout=PROBE_SECONDS, stop_after=1):
            return
        raise TimeoutError

    def _hear(self, channel: str, payload: str) -> None:
        if channel == QUEUE_CHANNEL:
            self.queued()
        elif channel == STOP_CHANNEL:
            self.stopped(UUID(payload))
        elif channel in self._further:
            for hear in self._further[channel]:
                hear(payload)
        else:
            self._hear_events(payload)

    def _hear_events(self, payload: str) -> None:
        sender, turn, first, last, body = payload.split("|", 4)
        if sender == self.sender:
            return
        seqs = range(int(first), int(last) + 1)
        lines = body.split("\n") if body else []
        events = [Event(seq, data) for seq, data in zip(seqs, lines, strict=False)]
        # Too long to be carried: a last number without its events makes the reader look.
        self.deliver(UUID(turn), events or [Event(int(last), "")])
