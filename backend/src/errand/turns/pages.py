"""Open pages of people in this process, woken when there may be something new for them."""

import asyncio
from collections.abc import Generator
from contextlib import contextmanager
from uuid import UUID

from errand.errors import AppError, Kind

MOST_PER_PERSON = 20


class TooManyPages(AppError):
    """This person follows from as many places as can be."""

    kind, code = Kind.RATE_LIMITED, "too_many_streams"

    def __init__(self) -> None:
        super().__init__(
            f"You have {MOST_PER_PERSON} open streams already. Close one of them first.",
            retry_after_seconds=5,
        )


class Pages:
    """Wakes those who wait. Like all news a short cut: who waits looks for itself after a while.

    What there is to tell lies in the tables, so nothing piles up for one who is slow to take it.
    """

    def __init__(self) -> None:
        self._waiting: dict[UUID, set[asyncio.Event]] = {}

    def hear(self, payload: str) -> None:
        """Take a notification, which names the person for whose pages there is something."""
        for event in self._waiting.get(UUID(payload), ()):
            event.set()

    def wake(self) -> None:
        """Let everybody look."""
        for events in self._waiting.values():
            for event in events:
                event.set()

    @contextmanager
    def page(self, owner_id: UUID) -> Generator[asyncio.Event]:
        """Have an event that is set whenever there may be something new for this person.

        Raises:
            TooManyPages: They have too many of these here.
        """
        waiting = self._waiting.setdefault(owner_id, set())
        if len(waiting) >= MOST_PER_PERSON:
            raise TooManyPages
        event = asyncio.Event()
        waiting.add(event)
        try:
            yield event
        finally:
            waiting.discard(event)
            if not waiting:
                self._waiting.pop(owner_id, None)
