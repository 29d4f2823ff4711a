"""What can be asked of tasks: adding, finding, changing what they say, finishing, deleting."""

from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from errand.fields import PlainText
from errand.tasks.due import Day, Due
from errand.tasks.model import Priority, Status
from errand.tasks.parts import (
    KEY_HELP,
    NOTES_CHARACTERS,
    ON_ERROR_HELP,
    PROJECT_HELP,
    SECTION_HELP,
    TITLE_CHARACTERS,
    EstimateMinutes,
    Given,
    IdempotencyKey,
    Ids,
    Input,
    LabelNames,
    LabelsChange,
    Links,
    Notes,
    Number,
    OnError,
    Place,
    Recurring,
    Reminders,
    Scope,
    Title,
)

__all__ = [
    "NOTES_CHARACTERS", "TITLE_CHARACTERS", "AddTasks", "DeleteTasks", "DueFilter", "FindTasks",
    "Input", "LabelFilter", "NewTask", "SetStatus", "TaskChange", "TaskFields", "TaskFilter",
    "TaskRef", "TaskUpdate", "UpdateTasks",
]  # fmt: skip

Clearable = Literal[
    "notes", "due", "deadline", "defer_until", "priority", "recurrence", "reminders", "labels",
    "project", "section", "parent", "estimate", "links",
]  # fmt: skip
Sort = Literal["due", "created", "updated", "completed", "position"]


class NewTask(Input):
    """One task to add."""

    title: Title = Field(description="What is to be done, in the person's words; one line.")
    notes: Notes = Field(default="", description="Anything more; may have several lines.")
    due: Due | None = Field(default=None, description="When it is due; leave out for no date.")
    deadline: Day | None = Field(default=None, description="The day after which it is too late.")
    defer_until: Day | None = Field(default=None, description="Not to be seen before this day.")
    priority: Priority = Field(default="none", description="Only if the person said so.")
    recurrence: Recurring | None = Field(default=None, description="Only if it comes back.")
    reminders: Reminders = Field(default=[])
    labels: LabelNames = Field(default=[])
    project: Given = Field(default=None, description=PROJECT_HELP)
    section: Given = Field(default=None, description=SECTION_HELP)
    parent_ref: Given = Field(
        default=None,
        description="Makes it a subtask: id of a task, or #0 for the first task of this call.",
    )
    estimate_minutes: EstimateMinutes | None = None
    links: Links = Field(default=[])
    position: Place = Field(default="last", description="Where in its project or section.")


class AddTasks(Input):
    """Tasks to add, in this order."""

    tasks: list[NewTask] = Field(min_length=1, max_length=25)
    on_error: OnError = Field(default="abort", description=ON_ERROR_HELP)
    idempotency_key: IdempotencyKey = Field(default=None, description=KEY_HELP)


class DueFilter(Input):
    """Tasks of any of the kinds that are asked for here."""

    from_: Day | None = Field(default=None, alias="from", description="First day, inclusive.")
    to: Day | None = Field(default=None, description="Last day, inclusive.")
    overdue: bool = Field(default=False, description="Unfinished tasks whose time has passed.")
    undated: bool = Field(default=False, description="Tasks without a due date.")


class DayRange(Input):
    """Days, both ends included."""

    from_: Day | None = Field(default=None, alias="from")
    to: Day | None = None


class LabelFilter(Input):
    """Tasks by their labels."""

    any: LabelNames = Field(default=[], description="With at least one of these.")
    all: LabelNames = Field(default=[], description="With every one of these.")


class FindTasks(Input):
    """Which tasks to find; every filter that is given has to fit."""

    text: PlainText | None = Field(
        default=None, max_length=200, description="Words that title or notes contain, in any case."
    )
    statuses: Annotated[list[Status], Field(max_length=5)] | None = Field(
        default=None,
        description="Default: open, in_progress and waiting; with ids or numbers: all.",
    )
    due: DueFilter | None = Field(
        default=None,
        description="Days in the person's time zone; several kinds add up (overdue or in range).",
    )
    deadline: DayRange | None = None
    priorities: Annotated[list[Priority], Field(max_length=5)] | None = None
    project: Given = Field(default=None, description="Id or name; inbox: tasks without project.")
    section: Given = Field(default=None, description=SECTION_HELP)
    labels: LabelFilter | None = None
    parent: UUID | None = Field(default=None, description="Subtasks of this task.")
    recurring: bool | None = Field(default=None, description="Only those that come back, or not.")
    deferred: Literal["include", "exclude", "only"] = Field(
        default="include", description="Those that are not to be seen before a later day."
    )
    ids: Annotated[list[UUID], Field(max_length=100)] | None = None
    numbers: Annotated[list[Number], Field(max_length=100)] | None = Field(
        default=None, description="The short numbers that people use: 12 for task #12."
    )
    sort: Sort = Field(
        default="due",
        description="due: soonest first, undated last; position: as the person ordered them;"
        " created, updated, completed: newest first.",
    )
    limit: int = Field(default=20, ge=1, le=100)
    cursor: Annotated[str | None, BeforeValidator(lambda value: value or None)] = Field(
        default=None, max_length=2000, description="next_cursor of the page before, same filters."
    )


class TaskFields(Input):
    """New values."""

    title: Title | None = None
    notes: Notes | None = None
    due: Due | None = None
    deadline: Day | None = None
    defer_until: Day | None = None
    priority: Priority | None = None
    recurrence: Recurring | None = None
    reminders: Reminders | None = None
    project: Given = Field(default=None, description=PROJECT_HELP)
    section: Given = Field(default=None, description=SECTION_HELP)
    parent: UUID | None = Field(default=None, description="Makes it a subtask of this one.")
    estimate_minutes: EstimateMinutes | None = None
    links: Links | None = None

    @model_validator(mode="before")
    @classmethod
    def _null_is_not_given(cls, value: Any) -> Any:
        if isinstance(value, dict) and None in value.values():
            raise PydanticCustomError(
                "clear", "null is no value: to empty a field name it in clear instead"
            )
        return value  # pyright: ignore[reportUnknownVariableType]


class TaskChange(Input):
    """What to change in one task."""

    if_version: int | None = Field(
        default=None, description="Change only if the task still has this version."
    )
    set: TaskFields = Field(default_factory=TaskFields, description="Fields with their new values.")
    clear: Annotated[list[Clearable], Field(max_length=13)] = Field(
        default=[], description="Fields to empty."
    )
    labels: LabelsChange | None = None
    scope: Scope | None = Field(
        default=None,
        description="Needed to change the due date of a task that comes back: this one occurrence,"
        " or the series from here on.",
    )


class TaskUpdate(TaskChange):
    """What to change in which task."""

    id: UUID


class UpdateTasks(Input):
    """Changes to several tasks."""

    tasks: list[TaskUpdate] = Field(min_length=1, max_length=25)
    on_error: OnError = Field(default="abort", description=ON_ERROR_HELP)
    idempotency_key: IdempotencyKey = Field(default=None, description=KEY_HELP)


class SetStatus(Input):
    """Tasks that get one status."""

    ids: Ids
    status: Status
    if_version: int | None = Field(default=None, description="Only with one id.")
    idempotency_key: IdempotencyKey = Field(default=None, description=KEY_HELP)


class DeleteTasks(Input):
    """Tasks to move to the trash, with their subtasks."""

    ids: Ids
    if_version: int | None = Field(default=None, description="Only with one id.")
    idempotency_key: IdempotencyKey = Field(default=None, description=KEY_HELP)


class TaskRef(Input):
    """One task."""

    id: UUID


class TaskFilter(Input):
    """Which tasks a page shows; `due` is `overdue`, `today`, `none` or `<day>..<day>`."""

    status: Status | Literal["all"] = Field(
        default="open", description="open means not finished: open, in progress or waiting."
    )
    due: PlainText | None = Field(
        default=None,
        max_length=30,
        description="overdue, today, none, or days: 2026-11-23..2026-11-29, 2026-11-23..",
    )
    q: PlainText | None = Field(default=None, max_length=200)
    project: Given = Field(default=None, description="Id or name; inbox: tasks without project.")
    section: Given = Field(default=None, description=SECTION_HELP)
    label: Given = None
    priority: Priority | None = None
    parent: UUID | None = None
    sort: Sort = "due"
    limit: int = Field(default=20, ge=1, le=100)
    after: str | None = Field(default=None, max_length=2000)
