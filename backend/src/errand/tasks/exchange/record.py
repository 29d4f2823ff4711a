"""One task as it travels, and what was not understood of a file."""

from datetime import UTC, datetime
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from errand.identity import derived_uuid7
from errand.tasks.due import Day, Due
from errand.tasks.model import Priority, Status
from errand.tasks.parts import Link, Recurring, Reminder
from errand.tasks.views import TaskView

MOST_TASKS = 1000
MOST_ISSUES = 200
EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
"""Ids that follow from a foreign id have no time of their own."""


class TaskRecord(BaseModel):
    """A task as it travels. Other tasks are named by their uid, projects and labels by name."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    uid: str = Field(max_length=1000)
    title: str
    notes: str = ""
    status: Status = "open"
    priority: Priority = "none"
    due: Due | None = None
    deadline: Day | None = None
    defer_until: Day | None = None
    recurrence: Recurring | None = None
    series: str | None = None
    """Shared by the occurrences of one recurring task."""
    reminders: tuple[Reminder, ...] = ()
    labels: tuple[str, ...] = ()
    project: str | None = None
    section: str | None = None
    parent: str | None = None
    position: str = Field(default="", max_length=200)
    """Sorts as text among those of the same project, section and parent."""
    estimate_minutes: int | None = None
    links: tuple[Link, ...] = ()
    created_at: AwareDatetime | None = None
    updated_at: AwareDatetime | None = None
    """None: nobody knows when it last changed; then what is here already stays as it is."""
    completed_at: AwareDatetime | None = None
    cancelled_at: AwareDatetime | None = None
    line: int = Field(default=0, exclude=True)
    """Where it stands in the file, from 1."""


class Issue(BaseModel):
    """Something of a file that was not understood, and what became of it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    line: int = Field(description="Line of the file, from 1; 0 for the whole of it.")
    field: str = Field(description="Column or property; empty for the whole task.")
    problem: str
    left_out: bool = Field(description="The whole task was left out, not this alone.")


class Notes:
    """Collects what was not understood."""

    def __init__(self) -> None:
        self.issues: list[Issue] = []
        self.total = 0

    def say(self, line: int, field: str, problem: str, *, left_out: bool = False) -> None:
        """Note something; beyond the first few hundred only their number is kept."""
        self.total += 1
        if len(self.issues) < MOST_ISSUES:
            self.issues.append(
                Issue(line=line, field=field, problem=problem[:500], left_out=left_out)
            )


def task_id_of(owner_id: UUID, uid: str) -> UUID:
    """Return the id that the task of this uid has for this person: always the same one."""
    try:
        return UUID(uid.removeprefix("urn:uuid:"))
    except ValueError:
        return derived_uuid7(EPOCH, "imported", owner_id, uid)


def record_of(view: TaskView) -> TaskRecord:
    """Return a task as it travels."""
    repeats = view.recurrence
    return TaskRecord(
        uid=str(view.id),
        title=view.title,
        notes=view.notes,
        status=view.status,
        priority=view.priority,
        due=view.due,
        deadline=view.deadline,
        defer_until=view.defer_until,
        recurrence=repeats and Recurring(rrule=repeats.rrule, anchor=repeats.anchor),
        series=None if view.series_id is None else str(view.series_id),
        reminders=tuple(_reminders(view)),
        labels=tuple(view.labels),
        project=None if view.project is None else view.project.name,
        section=None if view.section is None else view.section.name,
        parent=None if view.parent_id is None else str(view.parent_id),
        position=view.position,
        estimate_minutes=view.estimate_minutes,
        links=tuple(Link(url=each.url, title=each.title) for each in view.links),
        created_at=view.created_at,
        updated_at=view.updated_at,
        completed_at=view.completed_at,
        cancelled_at=view.cancelled_at,
    )


def _reminders(view: TaskView) -> list[Reminder]:
    return [
        TaskRecord.model_validate(
            {
                "uid": "",
                "title": "",
                "reminders": [each.model_dump(exclude={"id"}, exclude_none=True)],
            }
        ).reminders[0]
        for each in view.reminders
    ]
