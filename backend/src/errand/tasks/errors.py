"""What can be wrong with a request about tasks."""

from uuid import UUID

from errand.errors import AppError, Kind


class TaskNotFound(AppError):
    """No such task, or it is someone else's, or deleted; a caller cannot tell which."""

    kind, code = Kind.NOT_FOUND, "task_not_found"

    def __init__(self, task_id: UUID) -> None:
        super().__init__(f"There is no task {task_id}.")
        self.task_id = task_id


class VersionConflict(AppError):
    """The task has changed since the caller read it."""

    kind, code = Kind.CONFLICT, "version_conflict"

    def __init__(self, *, number: int, current: int, expected: int) -> None:
        super().__init__(
            f"Task #{number} has changed: its version is {current} now, not {expected}."
            " Read it again and decide anew."
        )
