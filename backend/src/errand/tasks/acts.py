"""What else can be asked of tasks: moving, rescheduling, restoring, undoing, looking closely."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, model_validator

from errand.tasks.due import Due
from errand.tasks.parts import (
    KEY_HELP,
    ON_ERROR_HELP,
    PROJECT_HELP,
    SECTION_HELP,
    Given,
    IdempotencyKey,
    Ids,
    Input,
    OnError,
    Place,
    Scope,
)

_MOST_SHIFTED = 5000


class MoveTasks(Input):
    """Tasks that go elsewhere, in this order, with their subtasks."""

    ids: Ids
    project: Given = Field(default=None, description=PROJECT_HELP)
    section: Given = Field(default=None, description=SECTION_HELP)
    parent: UUID | None = Field(default=None, description="Makes them subtasks of this one.")
    detach: bool = Field(default=False, description="They are no longer subtasks.")
    position: Place | None = Field(default=None, description="Where they are put there.")
    after: UUID | None = Field(default=None, description="Directly after this task.")
    before: UUID | None = Field(default=None, description="Directly before this task.")
    if_version: int | None = Field(default=None, description="Only with one id.")
    idempotency_key: IdempotencyKey = Field(default=None, description=KEY_HELP)


class Shift(Input):
    """How far from the date that a task has; negative for earlier."""

    minutes: int = Field(default=0, ge=-_MOST_SHIFTED, le=_MOST_SHIFTED)
    hours: int = Field(default=0, ge=-_MOST_SHIFTED, le=_MOST_SHIFTED)
    days: int = Field(default=0, ge=-_MOST_SHIFTED, le=_MOST_SHIFTED)
    weeks: int = Field(default=0, ge=-_MOST_SHIFTED, le=_MOST_SHIFTED)
    months: int = Field(default=0, ge=-1200, le=1200)


class Reschedule(Input):
    """A task and its new date: one of `to`, `shift` and `next_occurrence`."""

    id: UUID
    if_version: int | None = None
    to: Due | None = None
    shift: Shift | None = None
    next_occurrence: bool = Field(
        default=False, description="Skips this occurrence of a task that comes back."
    )
    keep_time: bool = Field(
        default=True, description="A task due at a time stays at that time when `to` is a day."
    )
    scope: Scope = Field(default="this", description="this occurrence, or the series from here on.")

    @model_validator(mode="after")
    def _one_way(self) -> "Reschedule":
        ways = (self.to is not None, self.shift is not None, self.next_occurrence)
        if sum(ways) != 1:
            raise ValueError("say one of to, shift and next_occurrence")
        return self


class RescheduleTasks(Input):
    """Tasks that get another date; how they come back stays."""

    items: list[Reschedule] = Field(min_length=1, max_length=50)
    on_error: OnError = Field(default="abort", description=ON_ERROR_HELP)
    idempotency_key: IdempotencyKey = Field(default=None, description=KEY_HELP)


class RestoreTasks(Input):
    """Tasks to take out of the trash, with the subtasks that went there with them."""

    ids: Ids
    idempotency_key: IdempotencyKey = Field(default=None, description=KEY_HELP)


class Trash(Input):
    """Which page of the trash, last deleted first."""

    limit: int = Field(default=20, ge=1, le=100)
    after: str | None = Field(default=None, max_length=500)


class Undo(Input):
    """What to take back: one of these."""

    event_id: UUID | None = Field(
        default=None, description="An entry of the history, and what it brought about."
    )
    call_id: UUID | None = Field(default=None, description="All that one call did.")
    last: int | None = Field(
        default=None, ge=1, le=20, description="So many of the last calls, newest first."
    )
    last_turn: bool = Field(
        default=False, description="Everything that the last answer with changes did."
    )
    idempotency_key: IdempotencyKey = Field(default=None, description=KEY_HELP)

    @model_validator(mode="after")
    def _one_way(self) -> "Undo":
        named = [each is not None for each in (self.event_id, self.call_id, self.last)]
        if sum(named) + self.last_turn != 1:
            raise ValueError("say one of event_id, call_id, last and last_turn")
        return self


class GetTasks(Input):
    """Tasks to look at closely."""

    ids: Ids
    include: Annotated[list[Literal["history", "subtasks"]], Field(max_length=2)] = Field(
        default=[]
    )


class Overview(Input):
    """How far to look ahead."""

    horizon_days: int = Field(default=7, ge=1, le=90)
