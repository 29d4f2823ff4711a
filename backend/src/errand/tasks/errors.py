"""What can be wrong with a request about tasks."""

from uuid import UUID

from errand.errors import AppError, Kind


class TaskNotFound(AppError):
    """No such task, or it is someone else's, or deleted; a caller cannot tell which."""

    kind, code = Kind.NOT_FOUND, "task_not_found"

    def __init__(self, task_id: UUID | None = None) -> None:
        """`task_id`: None where what was given is not even an id."""
        super().__init__(f"There is no task {task_id}." if task_id else "There is no such task.")


class VersionConflict(AppError):
    """The task has changed since the caller read it."""

    kind, code = Kind.CONFLICT, "version_conflict"

    def __init__(self, *, number: int, current: int, expected: int) -> None:
        super().__init__(
            f"Task #{number} has changed: its version is {current} now, not {expected}."
            " Read it again and decide anew."
        )
