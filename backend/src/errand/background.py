"""What a process does beside answering: listen, run turns, let reminders go out, empty trash."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from errand.edge.http.health import Check
from errand.errors import Unavailable
from errand.metrics import serve
from errand.reminders.delivery import Deliverer
from errand.tasks.emptying import Emptying
from errand.turns.hub import Hub
from errand.turns.worker import Worker


@dataclass(frozen=True)
class Workers:
    """Those of one process."""

    turns: Worker
    reminders: Deliverer
    emptying: Emptying

    async def check(self) -> None:
        """Return while all of them work.

        Raises:
            Unavailable: One of them has stopped.
        """
        if not (self.turns.alive and self.reminders.alive and self.emptying.alive):
            raise Unavailable("The worker has stopped.")


@asynccontextmanager
async def working(
    hub: Hub, workers: Workers | None, *, metrics: str = ""
) -> AsyncGenerator[dict[str, Check]]:
    """Listen, and work if there are workers, for as long as the context is open.

    Serves the process's metrics at the address `metrics`. Gives the checks of what works.
    """
    close_metrics = serve(metrics) if metrics else None
    listening = asyncio.create_task(hub.run())
    if workers:
        workers.turns.start()
        workers.reminders.start()
        workers.emptying.start()
    try:
        yield {"worker": workers.check} if workers else {}
    finally:
        if workers:
            closing = (workers.turns, workers.reminders, workers.emptying)
            await asyncio.gather(*(each.close() for each in closing))
        listening.cancel()
        await asyncio.gather(listening, return_exceptions=True)
        if close_metrics is not None:
            close_metrics()
