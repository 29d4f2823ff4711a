"""Batches: one bad item stops them all, or is reported while the others are done."""

from collections.abc import AsyncGenerator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from dataclasses import dataclass, field

from errand.errors import AppError, InvalidInput, Kind
from errand.tasks.errors import VersionConflict
from errand.tasks.parts import OnError
from errand.tasks.views import Failure
from errand.tasks.working import Work

_REFUSALS = {Kind.INVALID, Kind.NOT_FOUND, Kind.CONFLICT, Kind.UNSUPPORTED}


@dataclass
class Batch:
    """Notes which items of one call were refused, and why."""

    work: Work
    size: int
    on_error: OnError = "abort"
    called: str = "tasks"
    """What the caller calls the items."""
    failures: list[Failure] = field(default_factory=list[Failure])
    _first: AppError | None = None

    @asynccontextmanager
    async def item(self, index: int) -> AsyncGenerator[None]:
        """Do one item; what a refused one has written is taken back, by a savepoint.

        Raises:
            AppError: It was refused, and the call asked to abort then.
        """
        kept: AbstractAsyncContextManager[None] = nullcontext()
        if self.on_error == "continue":
            kept = self.work.attempt()
        try:
            async with kept:
                yield
        except AppError as refusal:
            if refusal.kind not in _REFUSALS:
                raise
            error = self._located(refusal, index)
            if self.on_error == "abort":
                raise error from refusal
            self._first = self._first or error
            current = error.current if isinstance(error, VersionConflict) else None
            self.failures.append(
                Failure(index=index, code=error.code, error=error.message, current=current)
            )

    def settle(self) -> None:
        """End the batch.

        Raises:
            AppError: Nothing was done; this was wrong with the first item.
        """
        if self._first is not None and len(self.failures) == self.size:
            raise self._first

    def _located(self, refusal: AppError, index: int) -> AppError:
        if self.size > 1 and isinstance(refusal, InvalidInput):
            return InvalidInput(f"{self.called}.{index}.{refusal.message}")
        return refusal
