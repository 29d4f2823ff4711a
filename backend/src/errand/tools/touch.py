"""What a call is about to do to what is there already, as far as its arguments tell."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from errand.tasks.acts import MoveTasks, RescheduleTasks, Undo
from errand.tasks.inputs import (
    DeleteTasks,
    NewTask,
    SetStatus,
    TaskFields,
    UpdateTasks,
)
from errand.tasks.phrasing import AddTasksOrText, lines_of
from errand.tasks.structure_inputs import ManageStructure

_STATUS_WORDS = {
    "done": "Mark {} as done?",
    "open": "Reopen {}?",
    "in_progress": "Mark {} as in progress?",
    "waiting": "Mark {} as waiting?",
    "cancelled": "Mark {} as cancelled?",
}

MANY_CALLS = 3
"""So many calls are not taken back at once without a person's word."""


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
    undoes: bool = False
    """It takes back what was done."""
    names: tuple[str, ...] = ()
    """Projects, sections and labels that it changes, as the call names them."""


def by_adding(asked: AddTasksOrText) -> Touch:
    """Return what adding reaches: nothing that exists."""
    if asked.dry_run:
        return Touch()
    said = [line.text for line in lines_of(asked.text)] if asked.text else []
    words = [*said, *(word for task in asked.tasks for word in _words(task))]
    lines = tuple(f"“{title}”" for title in (*said, *(task.title for task in asked.tasks)))
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


def by_rescheduling(asked: RescheduleTasks) -> Touch:
    """Return what other dates reach."""
    series = any(item.scope == "series" for item in asked.items)
    return Touch("Reschedule {}?", ids=tuple(item.id for item in asked.items), series=series)


def by_moving(asked: MoveTasks) -> Touch:
    """Return what moving reaches."""
    return Touch("Move {}?", ids=tuple(asked.ids))


def by_undoing(asked: Undo) -> Touch:
    """Return what taking back reaches: how much that is, only the history knows."""
    if asked.last is None or asked.last < MANY_CALLS:
        return Touch("Undo the last change?", lines=("The last change",), undoes=True)
    return Touch(
        f"Undo the last {asked.last} changes?",
        everything=True,
        undoes=True,
        lines=(f"The last {asked.last} changes, whatever they were",),
    )


def by_managing(asked: ManageStructure) -> Touch:
    """Return what arranging reaches: only a delete, of what is named, takes something away."""
    named = f"The {asked.kind} “{asked.target}”"
    tasks = " with all its tasks" if asked.tasks == "trash" else ""
    return Touch(
        f"Delete this {asked.kind}?" if asked.op == "delete" else f"Change this {asked.kind}?",
        deletes=asked.op == "delete",
        words=(asked.name,) if asked.name else (),
        lines=(f"{named}{tasks}" if asked.target else f"“{asked.name}”",),
        names=tuple(each for each in (asked.target, asked.name) if each),
    )


def _words(fields: NewTask | TaskFields) -> Iterable[str]:
    yield from (each for each in (fields.title, fields.notes) if each)
    yield from getattr(fields, "labels", None) or ()
    yield from (str(link.url) for link in fields.links or ())
