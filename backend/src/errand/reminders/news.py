"""Who waits in this process for reminders: pages, and the worker that lets them go out."""

from collections.abc import Callable

from errand.turns.pages import Pages

CHANNEL = "errand_reminders"


class News(Pages):
    """Wakes those who wait, the worker too."""

    def __init__(self) -> None:
        super().__init__()
        self._workers: list[Callable[[], None]] = []

    def on_change(self, wake: Callable[[], None]) -> None:
        """Call `wake` when there may be something earlier to wait for."""
        self._workers.append(wake)

    def hear(self, payload: str) -> None:
        """Take a notification: a person to whose pages there is something to say, or nobody."""
        if payload:
            super().hear(payload)
            return
        for wake in self._workers:
            wake()
