"""Batches: one bad item stops them all, or is reported while the others are done."""

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field

from errand.errors import AppError, InvalidInput
from errand.tasks.errors import TaskNotFound, VersionConflict
from errand.tasks.inputs import OnError
from errand.tasks.views import Failure


@dataclass
class Batch:
    """Notes which items of one call were refused, and why."""

    size: int
    on_error: OnError
    failures: list[Failure] = field(default_factory=list[Failure])
    _first: AppError | None = None

    @contextmanager
    def item(self, index: int) -> Generator[None]:
        """Do one item.

        Every check of an item precedes its first write, so that a refused one leaves nothing
        behind and needs no savepoint.

        Raises:
            AppError: It was refused, and the call asked to abort then.
        """
        try:
            yield
        except (InvalidInput, TaskNotFound, VersionConflict) as refusal:
            error = self._located(refusal, index)
            if self.on_error == "abort":
                raise error from refusal
            self._first = self._first or error
            self.failures.append(Failure(index=index, code=error.code, error=error.message))

    def settle(self) -> None:
        """End the batch.

        Raises:
            AppError: Nothing was done; this was wrong with the first item.
        """
        if self._first is not None and len(self.failures) == self.size:
            raise self._first

    def _located(self, refusal: AppError, index: int) -> AppError:
        if self.size > 1 and isinstance(refusal, InvalidInput):
            return InvalidInput(f"tasks.{index}.{refusal.message}")
        return refusal
