"""Gallery and stock server as one application, for `make element` and for tests."""

import logging
from collections.abc import Generator
from contextlib import contextmanager

from starlette.applications import Starlette

from .app import furnish, guarded, page_routes
from .policy import Reports
from .stock import Stock
from .stock.serving import fill


class Hall(Stock):
    """A stock server with the pages on the same origin.

    Attributes:
        reports: What browsers said about the content security policy.
    """

    def __init__(self, *, pace: float = 1, port: int = 0) -> None:
        super().__init__(pace=pace, port=port)
        self.reports = Reports()
        routes = [*self.front.routes(), *page_routes(self.reports)]
        self.app = guarded(Starlette(routes=routes), self.reports)

    async def furnish(self) -> None:
        """Fill the threads that the pages show; once the port is known, as files go by it."""
        self.front.origin = self.origin
        await furnish(self.front)

    async def talk(self, thread_id: str, *words: str) -> str:
        """Have a conversation in a thread before anybody opens it; return the thread."""
        for one in words:
            await fill(self.front, thread_id, one)
        return thread_id


@contextmanager
def open_hall(*, pace: float = 1, furnished: bool = True) -> Generator[Hall]:
    """Run the gallery on a free port for as long as it is entered."""
    logging.getLogger("chatkit").setLevel(logging.CRITICAL)  # scripts that fail are meant to
    hall = Hall(pace=pace)
    hall.start()
    try:
        if furnished:
            hall.do(hall.furnish())
        yield hall
    finally:
        hall.stop()
