"""That a process was told to stop: it begins nothing more, and finishes what it has begun."""

import asyncio
import time
from collections.abc import Callable

from errand.errors import Unavailable


class Leaving:
    """One of a process; `ask` may be called from a signal handler through the running loop."""

    def __init__(self, *, seconds: float = 20) -> None:
        """`seconds`: so long it may take."""
        self.seconds = seconds
        self._event = asyncio.Event()
        self._since: float | None = None
        self._wakes: list[Callable[[], None]] = []

    @property
    def asked(self) -> bool:
        """Whether the process was told to stop."""
        return self._event.is_set()

    @property
    def seconds_left(self) -> float:
        """How long what runs may still take."""
        since = time.monotonic() if self._since is None else self._since
        return max(0.0, since + self.seconds - time.monotonic())

    def ask(self) -> None:
        """Tell everything in this process that it is leaving; safe to repeat."""
        if self._since is None:
            self._since = time.monotonic()
        self._event.set()
        for wake in self._wakes:
            wake()

    def then(self, wake: Callable[[], None]) -> None:
        """Call `wake` as soon as the process is told to stop."""
        self._wakes.append(wake)

    async def check(self) -> None:
        """Return while the process stays, so that balancers send nobody to one that leaves.

        Raises:
            Unavailable: It was told to stop.
        """
        if self.asked:
            raise Unavailable("This process is about to stop.")

    async def wait(self) -> None:
        """Return once it was told to stop."""
        await self._event.wait()
