"""What differs between two views of a task, in words."""

from collections.abc import Callable

from errand.tasks.views import TaskView

_SHOWN: tuple[tuple[str, Callable[[TaskView], str]], ...] = (
    ("title", lambda task: f"“{task.title}”"),
    ("status", lambda task: task.status.replace("_", " ")),
    ("priority", lambda task: task.priority),
    ("due", lambda task: task.due_words),
    ("deadline", lambda task: str(task.deadline or "")),
    ("hidden until", lambda task: str(task.defer_until or "")),
    ("comes back", lambda task: task.recurrence_words),
    ("project", lambda task: task.project.name if task.project else "Inbox"),
    ("section", lambda task: task.section.name if task.section else ""),
    ("labels", lambda task: ", ".join(task.labels)),
)


def difference(before: TaskView, after: TaskView) -> str:
    """Return `#3 “Milk”: due Mon 23 Nov 2026 → Wed 25 Nov 2026.`."""
    named = f"#{after.number} “{after.title}”"
    if before.deleted_at is None and after.deleted_at is not None:
        return f"{named} is gone."
    if before.deleted_at is not None and after.deleted_at is None:
        return f"{named} is back."
    told = [
        f"{name} {show(before) or 'none'} → {show(after) or 'none'}"
        for name, show in _SHOWN
        if show(before) != show(after)
    ]
    return f"{named}: {'; '.join(told)}." if told else f"{named} is as it was."
