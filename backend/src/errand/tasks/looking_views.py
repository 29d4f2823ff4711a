"""What looking closely at tasks answers, and at all of them from afar."""

from typing import Any, Literal
from uuid import UUID

from pydantic import Field

from errand.identity import Via
from errand.tasks.views import Instant, Now, TaskView, View


class EventView(View):
    """One entry of the history."""

    id: UUID
    at: Instant
    via: Via
    verb: str
    fields: list[str] = Field(description="What changed.")
    before: dict[str, Any] | None
    after: dict[str, Any] | None
    undoes: UUID | None
    undone: bool = Field(description="It was taken back since.")
    conversation_id: UUID | None


class TaskDetails(View):
    """A task with what was asked to be included."""

    task: TaskView
    subtasks: list[TaskView] | None = None
    history: list[EventView] | None = Field(default=None, description="Newest first, 50 at most.")


class TasksGot(View):
    """Answer of get_tasks."""

    ok: Literal[True] = True
    tasks: list[TaskDetails]
    missing: list[UUID] = Field(description="There are none of these.")


class Counts(View):
    """How many unfinished tasks there are, of each kind."""

    open: int = Field(description="All that is not finished.")
    in_progress: int
    waiting: int
    overdue: int
    today: int
    upcoming: int = Field(description="After today, within the horizon.")
    undated: int
    deferred: int = Field(description="Not to be seen before a later day.")


class SectionBranch(View):
    """A section, with how many unfinished tasks it has."""

    id: UUID
    name: str
    open: int


class ProjectBranch(SectionBranch):
    """A project, with its sections."""

    archived: bool
    sections: list[SectionBranch]


class LabelCount(SectionBranch):
    """A label, with how many unfinished tasks have it."""


class OverviewView(View):
    """Answer of get_overview; each list holds 50 at most, its count says how many there are."""

    ok: Literal[True] = True
    counts: Counts
    overdue: list[TaskView]
    today: list[TaskView]
    upcoming: list[TaskView]
    projects: list[ProjectBranch]
    labels: list[LabelCount]
    horizon_days: int
    now: Now
