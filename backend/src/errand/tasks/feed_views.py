"""What those who follow a person's tasks are told."""

from uuid import UUID

from pydantic import Field

from errand.identity import Via
from errand.tasks.model import Subject
from errand.tasks.views import Instant, TaskView, View


class Happened(View):
    """One entry of the history, with the task as it is by now."""

    id: UUID
    subject: Subject
    subject_id: UUID
    verb: str
    via: Via
    at: Instant
    call_id: UUID = Field(description="Shared by all that one call changed.")
    cause_id: UUID | None = Field(description="The entry that brought this one about.")
    undoes: UUID | None = Field(description="The entry that this one took back.")
    conversation_id: UUID | None
    task: TaskView | None = Field(
        description="As it is now; with deleted_at where it is in the trash."
    )


class News(View):
    """What happened since the last time; nothing, for a sign of life."""

    happened: list[Happened] = Field(default=[])
    begins_after: UUID | None = None
    lost: bool = False
    """What happened before is not known any more: read everything anew."""
