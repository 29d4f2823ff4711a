"""What can be wrong with a request about tasks."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from errand.errors import AppError, Kind
from errand.tasks.views import TaskView


class TaskNotFound(AppError):
    """No such task, or it is someone else's, or deleted; a caller cannot tell which."""

    kind, code = Kind.NOT_FOUND, "task_not_found"

    def __init__(self, task_id: UUID | None = None) -> None:
        """`task_id`: None where what was given is not even an id."""
        super().__init__(f"There is no task {task_id}." if task_id else "There is no such task.")


class VersionConflict(AppError):
    """The task has changed since the caller read it."""

    kind, code = Kind.CONFLICT, "version_conflict"

    def __init__(self, current: TaskView, *, expected: int) -> None:
        super().__init__(
            f"Task #{current.number} has changed: its version is {current.version} now, not"
            f" {expected}. Read it again and decide anew."
        )
        self.current = current
        """How the task is now."""

    @property
    def details(self) -> Mapping[str, Any]:
        """The task as it is now, so that the caller need not ask."""
        return {"current": self.current.model_dump(mode="json")}


class EventNotFound(AppError):
    """No such entry in this person's history."""

    kind, code = Kind.NOT_FOUND, "event_not_found"

    def __init__(self) -> None:
        super().__init__("There is no such change.")


class NothingToUndo(AppError):
    """No change is left that could be taken back."""

    kind, code = Kind.CONFLICT, "nothing_to_undo"


class AlreadyUndone(AppError):
    """The change was taken back before."""

    kind, code = Kind.CONFLICT, "already_undone"

    def __init__(self) -> None:
        super().__init__("That was undone already. To have it again, undo the undoing.")


class UndoConflict(AppError):
    """Taking the change back would lose what was done after it; nothing was changed."""

    kind, code = Kind.CONFLICT, "undo_conflict"


class StructureNotFound(AppError):
    """No such project, section or label, or it is someone else's, or deleted."""

    kind, code = Kind.NOT_FOUND, "not_found"

    def __init__(self, what: str) -> None:
        super().__init__(f"There is no such {what}.")


class NameTaken(AppError):
    """Another one has this name already."""

    kind, code = Kind.CONFLICT, "name_taken"

    def __init__(self, what: str, name: str) -> None:
        super().__init__(f"There is a {what} called “{name}” already.")


class StructureConflict(AppError):
    """A project, section or label has changed since the caller read it."""

    kind, code = Kind.CONFLICT, "version_conflict"

    def __init__(self, what: str, name: str, *, current: int) -> None:
        super().__init__(
            f"The {what} “{name}” has changed: its version is {current} now. Read it again and"
            " decide anew."
        )
