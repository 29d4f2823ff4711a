"""What can be asked of tasks. Shapes are checked here, meaning (years, zones, titles) per item."""

from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from errand.fields import PlainText
from errand.tasks.due import Day, Due
from errand.tasks.model import Priority, Status

TITLE_CHARACTERS, NOTES_CHARACTERS = 500, 10_000

# Checked per item, so that one bad task of a batch can be reported while the others are saved.
Title = Annotated[str, Field(json_schema_extra={"minLength": 1, "maxLength": TITLE_CHARACTERS})]
Notes = Annotated[str, Field(json_schema_extra={"maxLength": NOTES_CHARACTERS})]
Number = Annotated[int, Field(ge=1, le=2**31 - 1)]
OnError = Literal["abort", "continue"]
Clearable = Literal["notes", "due", "priority"]
# Models send "" for what they leave out.
IdempotencyKey = Annotated[
    Annotated[PlainText, Field(max_length=255)] | None,
    BeforeValidator(lambda value: value or None),
]
_KEY = "Optional. A new random text (such as a UUID) for each thing to be done; repeating a call"
_KEY_HELP = f"{_KEY} with the same key and the same arguments does it once and answers alike."
_ON_ERROR = "abort (default): one bad item saves nothing. continue: save the good, report the bad."


class Input(BaseModel):
    """Refuses what it does not know; null means not given."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _null_is_not_given(cls, value: Any) -> Any:
        if isinstance(value, dict):
            return {name: each for name, each in value.items() if each is not None}  # pyright: ignore[reportUnknownVariableType]
        return value


class NewTask(Input):
    """One task to add."""

    title: Title = Field(description="What is to be done, in the person's words; one line.")
    notes: Notes = Field(default="", description="Anything more; may have several lines.")
    due: Due | None = Field(default=None, description="When it is due; leave out for no date.")
    priority: Priority = Field(default="none", description="Only if the person said so.")


class AddTasks(Input):
    """Tasks to add, in this order."""

    tasks: list[NewTask] = Field(min_length=1, max_length=25)
    on_error: OnError = Field(default="abort", description=_ON_ERROR)
    idempotency_key: IdempotencyKey = Field(default=None, description=_KEY_HELP)


class DueFilter(Input):
    """Tasks of any of the kinds that are asked for here."""

    from_: Day | None = Field(default=None, alias="from", description="First day, inclusive.")
    to: Day | None = Field(default=None, description="Last day, inclusive.")
    overdue: bool = Field(default=False, description="Unfinished tasks whose time has passed.")
    undated: bool = Field(default=False, description="Tasks without a due date.")


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
    priorities: Annotated[list[Priority], Field(max_length=5)] | None = None
    ids: Annotated[list[UUID], Field(max_length=100)] | None = None
    numbers: Annotated[list[Number], Field(max_length=100)] | None = Field(
        default=None, description="The short numbers that people use: 12 for task #12."
    )
    sort: Literal["due", "created", "updated"] = Field(
        default="due",
        description="due: soonest first, undated last; created and updated: newest first.",
    )
    limit: int = Field(default=20, ge=1, le=100)
    cursor: Annotated[str | None, BeforeValidator(lambda value: value or None)] = Field(
        default=None, max_length=500, description="next_cursor of the page before, same filters."
    )


class TaskFields(Input):
    """New values."""

    title: Title | None = None
    notes: Notes | None = None
    due: Due | None = None
    priority: Priority | None = None

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
    clear: Annotated[list[Clearable], Field(max_length=3)] = Field(
        default=[], description="Fields to empty."
    )


class TaskUpdate(TaskChange):
    """What to change in which task."""

    id: UUID


class UpdateTasks(Input):
    """Changes to several tasks."""

    tasks: list[TaskUpdate] = Field(min_length=1, max_length=25)
    on_error: OnError = Field(default="abort", description=_ON_ERROR)
    idempotency_key: IdempotencyKey = Field(default=None, description=_KEY_HELP)


class SetStatus(Input):
    """Tasks that get one status."""

    ids: list[UUID] = Field(min_length=1, max_length=50)
    status: Status
    idempotency_key: IdempotencyKey = Field(default=None, description=_KEY_HELP)


class DeleteTasks(Input):
    """Tasks to move to the trash."""

    ids: list[UUID] = Field(min_length=1, max_length=50)
    idempotency_key: IdempotencyKey = Field(default=None, description=_KEY_HELP)


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
    limit: int = Field(default=20, ge=1, le=100)
    after: str | None = Field(default=None, max_length=500)
