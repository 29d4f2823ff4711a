"""One answer after the other begins: of a crowd the first are served before the last are read.

To begin an answer is work for the processor; to write it is mostly waiting for the model. Where all
of a crowd begin at once, each of them waits as long as the last one.
"""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from uuid import UUID

MOST = 6
"""So many answers of a process begin at the same time."""
HELD_SECONDS = 1.0
"""Then the next one begins all the same: what waits for something else keeps nobody waiting."""


class Place:
    """Held by one answer from its submission until its model is asked."""

    def __init__(self, free: asyncio.Semaphore) -> None:
        self._free, self._held = free, True
        self._late = asyncio.get_running_loop().call_later(HELD_SECONDS, self.leave)
        self.kept = False

    def leave(self) -> None:
        """Let the next one begin; safe to repeat."""
        if self._held:
            self._held = False
            self._late.cancel()
            self._free.release()


class Beginnings:
    """The places of one process, given in the order in which they were asked for."""

    def __init__(self, most: int = MOST) -> None:
        self._free = asyncio.Semaphore(most)
        self._places: dict[UUID, Place] = {}

    @asynccontextmanager
    async def place(self) -> AsyncGenerator[Place]:
        """Wait for a place, which is free again afterwards unless a turn keeps it."""
        await self._free.acquire()
        place = Place(self._free)
        try:
            yield place
        finally:
            if not place.kept:
                place.leave()

    def keep(self, turn_id: UUID, place: Place) -> None:
        """Let the turn have the place until it has begun."""
        place.kept = True
        self._places[turn_id] = place

    def begun(self, turn_id: UUID) -> None:
        """Say that the turn has begun, or has ended."""
        place = self._places.pop(turn_id, None)
        if place is not None:
            place.leave()
