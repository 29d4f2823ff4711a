"""One answer after the other begins: of a crowd the first are served before the last are read.

To begin an answer is work for the processor; to write it is mostly waiting for the model. Where all
of a crowd begin at once, each of them waits as long as the last one.
"""

import asyncio
from collections import deque
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from uuid import UUID

from errand.errors import Unavailable

MOST = 6
"""So many answers of a process begin at the same time."""
HELD_SECONDS = 1.0
"""Then the next one begins all the same: what waits for something else keeps nobody waiting."""
MOST_WAITING, WAITING_SECONDS = 1000, 20
"""So many wait for a place, and for so long; whoever comes after them is asked to come again."""


class TooCrowded(Unavailable):
    """More answers are about to begin here than anybody waits for."""

    def __init__(self) -> None:
        super().__init__(
            "Very many people are asking just now. Please try again in a moment.",
            retry_after_seconds=5,
        )


class Place:
    """Held by one answer until its model is asked."""

    def __init__(self, leave: Callable[[], None]) -> None:
        self._leave, self._held = leave, True
        self._late = asyncio.get_running_loop().call_later(HELD_SECONDS, self.leave)
        self.kept = False

    def leave(self) -> None:
        """Let the next one begin; safe to repeat."""
        if self._held:
            self._held = False
            self._late.cancel()
            self._leave()


class Beginnings:
    """The places of one process, given in the order in which they were asked for."""

    def __init__(self, most: int = MOST) -> None:
        self.free = most
        """Places that nobody holds or waits for."""
        self._waiting = deque[asyncio.Future[None]]()
        self._places: dict[UUID, Place] = {}
        self._wakes: list[Callable[[], None]] = []

    @property
    def crowded(self) -> bool:
        """Whether somebody waits for a place."""
        return bool(self._waiting)

    def on_free(self, wake: Callable[[], None]) -> None:
        """Call `wake` when a place is free that nobody waits for."""
        self._wakes.append(wake)

    @asynccontextmanager
    async def place(self) -> AsyncGenerator[Place]:
        """Wait for a place, which is free again afterwards unless a turn keeps it.

        Raises:
            TooCrowded: It would take, or has taken, too long.
        """
        place = await self._taken()
        try:
            yield place
        finally:
            if not place.kept:
                place.leave()

    def keep(self, turn_id: UUID, place: Place | None = None) -> None:
        """Let the turn have this place, or one of those that are free, until it has begun."""
        if place is None:
            self.free -= 1
            place = Place(self._next)
        place.kept = True
        self._places[turn_id] = place

    def begun(self, turn_id: UUID) -> None:
        """Say that the turn has begun, or has ended."""
        place = self._places.pop(turn_id, None)
        if place is not None:
            place.leave()

    async def _taken(self) -> Place:
        if self.free > 0:
            self.free -= 1
            return Place(self._next)
        if len(self._waiting) >= MOST_WAITING:
            raise TooCrowded
        waiting = asyncio.get_running_loop().create_future()
        self._waiting.append(waiting)
        try:
            async with asyncio.timeout(WAITING_SECONDS):
                await waiting
        except TimeoutError as error:
            raise TooCrowded from error
        except asyncio.CancelledError:
            if waiting.done() and not waiting.cancelled():
                self._next()
            raise
        return Place(self._next)

    def _next(self) -> None:
        while self._waiting:
            waiting = self._waiting.popleft()
            if not waiting.done():
                waiting.set_result(None)
                return
        self.free += 1
        for wake in self._wakes:
            wake()
