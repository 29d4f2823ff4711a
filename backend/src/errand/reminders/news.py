"""Who waits in this process for reminders: pages, and the worker that lets them go out."""

import asyncio
from collections.abc import Callable, Generator
from contextlib import contextmanager
from uuid import UUID

CHANNEL = "errand_reminders"


class News:
    """Wakes those who wait. Like all news a short cut: who waits looks for itself after a while."""

    def __init__(self) -> None:
        self._pages: dict[UUID, set[asyncio.Event]] = {}
        self._workers: list[Callable[[], None]] = []

    def on_change(self, wake: Callable[[], None]) -> None:
        """Call `wake` when there may be something earlier to wait for."""
        self._workers.append(wake)

    def hear(self, payload: str) -> None:
        """Take a notification: a person to whose pages there is something to say, or nobody."""
        if not payload:
            for wake in self._workers:
                wake()
            return
        for waiting in self._pages.get(UUID(payload), ()):
            waiting.set()

    @contextmanager
    def page(self, owner_id: UUID) -> Generator[asyncio.Event]:
        """Have an event that is set whenever there may be something new for this person."""
        event = asyncio.Event()
        self._pages.setdefault(owner_id, set()).add(event)
        try:
            yield event
        finally:
            waiting = self._pages[owner_id]
            waiting.discard(event)
            if not waiting:
                del self._pages[owner_id]
