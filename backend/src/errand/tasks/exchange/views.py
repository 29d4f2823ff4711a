"""What can be asked of the exchange, and what it answers."""

from typing import Literal
from uuid import UUID

from pydantic import Field

from errand.tasks.exchange.record import Issue, TaskRecord
from errand.tasks.parts import Given, IdempotencyKey, Input
from errand.tasks.views import View, Written

Action = Literal["added", "updated", "unchanged", "kept", "left_out"]
Format = Literal["ics", "csv"]
MOST_SHOWN = 200


class ImportOptions(Input):
    """How a file is brought in."""

    dry_run: bool = Field(default=False, description="Only say what would be done.")
    project: Given = Field(
        default=None, description="Name or id of the project for tasks that name none."
    )


class ImportTasks(ImportOptions):
    """Tasks of a file, to be brought in."""

    records: list[TaskRecord]
    idempotency_key: IdempotencyKey = None


class ImportedTask(View):
    """What became of one task of the file."""

    line: int
    title: str
    action: Action = Field(
        description="kept: changed here later than there; left_out: the issues say why."
    )
    id: UUID | None
    recurrence_words: str = ""


class Imported(Written):
    """What was done, or, on trial, what would be."""

    dry_run: bool
    counts: dict[Action, int]
    tasks: list[ImportedTask] = Field(description=f"The first {MOST_SHOWN}, in the file's order.")
    new_projects: list[str] = Field(description="Projects that did not exist before.")
    new_labels: list[str]
    issues: list[Issue] = Field(description="What was not understood, by line.")
    issues_total: int
