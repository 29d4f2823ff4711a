"""What tasks need of reminders; the feature that delivers them is handed in by `app`."""

from collections.abc import Mapping, Sequence
from typing import Protocol
from uuid import UUID

from errand.db import Session
from errand.errors import AppError, Kind
from errand.tasks.model import Task
from errand.tasks.parts import ReminderAt, ReminderBefore
from errand.tasks.views import ReminderView


class Reminding(Protocol):
    """Keeps the reminders of tasks, inside the transaction that changes the tasks.

    Every row of its own belongs to `owner_id` and falls with its task.
    """

    async def of(
        self, session: Session, *, owner_id: UUID, task_ids: Sequence[UUID]
    ) -> Mapping[UUID, Sequence[ReminderView]]:
        """Return the reminders of these tasks, in a fixed order; tasks without may be missing."""
        ...

    async def replace(
        self,
        session: Session,
        *,
        task: Task,
        reminders: Sequence[ReminderBefore | ReminderAt | ReminderView],
    ) -> Sequence[ReminderView]:
        """Let the task have these and no others; one that comes as a view keeps its id.

        Raises:
            InvalidInput: One makes no sense: before a due that is not there, an unknown zone.
        """
        ...

    async def changed(self, session: Session, *, tasks: Sequence[Task]) -> None:
        """Work out anew when to remind: due, status or whether they are deleted has changed."""
        ...


class NoReminders:
    """Where nothing delivers reminders, there are none."""

    async def of(
        self, session: Session, *, owner_id: UUID, task_ids: Sequence[UUID]
    ) -> Mapping[UUID, Sequence[ReminderView]]:
        """Return none."""
        return {}

    async def replace(
        self,
        session: Session,
        *,
        task: Task,
        reminders: Sequence[ReminderBefore | ReminderAt | ReminderView],
    ) -> Sequence[ReminderView]:
        """Refuse them.

        Raises:
            RemindersUnsupported: There are some.
        """
        if reminders:
            raise RemindersUnsupported
        return ()

    async def changed(self, session: Session, *, tasks: Sequence[Task]) -> None:
        """Nothing to work out."""


class RemindersUnsupported(AppError):
    """Nothing here delivers reminders."""

    kind, code = Kind.UNSUPPORTED, "reminders_unsupported"

    def __init__(self) -> None:
        super().__init__("Reminders are not available here.")
