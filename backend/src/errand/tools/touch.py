"""What a call is about to do to what is there already, as far as its arguments tell."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from errand.tasks.inputs import (
    AddTasks,
    DeleteTasks,
    NewTask,
    SetStatus,
    TaskFields,
    UpdateTasks,
)

_STATUS_WORDS = {
    "done": "Mark {} as done?",
    "open": "Reopen {}?",
    "in_progress": "Mark {} as in progress?",
    "waiting": "Mark {} as waiting?",
    "cancelled": "Mark {} as cancelled?",
}


@dataclass(frozen=True)
class Touch:
    """A call's reach."""

    headline: str = "Go on with {}?"
    """As a question to the person, with a place for "2 tasks"."""
    ids: tuple[UUID, ...] = ()
    """Tasks that it changes, if they exist."""
    deletes: bool = False
    series: bool = False
    """It changes every coming occurrence of a recurring task."""
    everything: bool = False
    """It names no tasks, but takes whatever fits a filter."""
    words: tuple[str, ...] = ()
    """Texts that it writes."""
    lines: tuple[str, ...] = ()
    """What it changes beside existing tasks, a line each."""


def by_adding(asked: AddTasks) -> Touch:
    """Return what adding reaches: nothing that exists."""
    words = [word for task in asked.tasks for word in _words(task)]
    lines = tuple(f"“{task.title}”" for task in asked.tasks)
    return Touch("Add {}?", words=tuple(words), lines=lines)


def by_updating(asked: UpdateTasks) -> Touch:
    """Return what changing reaches."""
    words: list[str] = []
    for task in asked.tasks:
        words += _words(task.set)
        if task.labels is not None:
            words += [*task.labels.add, *(task.labels.replace or [])]
    return Touch(
        "Change {}?",
        ids=tuple(task.id for task in asked.tasks),
        series=any(task.scope == "series" for task in asked.tasks),
        words=tuple(words),
    )


def by_status(asked: SetStatus) -> Touch:
    """Return what a new status reaches."""
    return Touch(_STATUS_WORDS[asked.status], ids=tuple(asked.ids))


def by_deleting(asked: DeleteTasks) -> Touch:
    """Return what deleting reaches."""
    return Touch("Delete {}?", ids=tuple(asked.ids), deletes=True)


def _words(fields: NewTask | TaskFields) -> Iterable[str]:
    yield from (each for each in (fields.title, fields.notes) if each)
    yield from getattr(fields, "labels", None) or ()
    yield from (str(link.url) for link in fields.links or ())
