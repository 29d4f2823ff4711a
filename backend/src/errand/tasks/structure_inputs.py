"""What can be asked of projects, sections and labels, and what it answers."""

from typing import Literal
from uuid import UUID

from pydantic import Field

from errand.fields import PlainText
from errand.tasks.model import Subject
from errand.tasks.parts import KEY_HELP, PROJECT_HELP, Given, IdempotencyKey, Input, Place
from errand.tasks.views import Instant, View, Written

Kind = Literal["project", "section", "label"]
Op = Literal["create", "rename", "archive", "unarchive", "move", "delete"]


class ManageStructure(Input):
    """One thing to do with a project, a section or a label."""

    op: Op
    kind: Kind
    target: Given = Field(default=None, description="Id or name of it; not with create.")
    name: PlainText | None = Field(
        default=None, max_length=200, description="With create and rename: the new name."
    )
    project: Given = Field(default=None, description=f"Of a section. {PROJECT_HELP}")
    position: Place | None = Field(default=None, description="With create and move.")
    after: Given = Field(default=None, description="With move: id or name of the one before it.")
    tasks: Literal["keep", "trash"] = Field(
        default="keep",
        description="With delete: what becomes of its tasks. keep: a project's go to the inbox, a"
        " section's stay in the project; trash: they go to the trash.",
    )
    if_version: int | None = None
    idempotency_key: IdempotencyKey = Field(default=None, description=KEY_HELP)


class NewName(Input):
    """A new project, section or label."""

    name: PlainText = Field(max_length=200)
    position: Place | None = None


class NameChange(Input):
    """What to change of a project, a section or a label."""

    name: PlainText | None = Field(default=None, max_length=200)
    archived: bool | None = None
    position: Place | None = None
    after: UUID | None = Field(default=None, description="Directly after this one.")
    if_version: int | None = None


class StructureFilter(Input):
    """Which page; archived ones come last, if at all."""

    archived: bool = Field(default=False, description="Those in the archive too.")
    limit: int = Field(default=100, ge=1, le=100)
    after: str | None = Field(default=None, max_length=500)


class NamedView(View):
    """A project, a section or a label."""

    id: UUID
    kind: Subject
    name: str
    position: str
    open: int = Field(description="How many unfinished tasks it has.")
    version: int
    created_at: Instant
    updated_at: Instant
    archived_at: Instant | None
    project_id: UUID | None = Field(default=None, description="Of a section.")


class ProjectView(NamedView):
    """A project with its sections, in their order."""

    sections: list[NamedView]


class ProjectList(View):
    """One page of projects, in their order."""

    projects: list[ProjectView]
    inbox_open: int = Field(description="How many unfinished tasks have no project.")
    has_more: bool
    after: str | None


class LabelList(View):
    """One page of labels, in their order."""

    labels: list[NamedView]
    has_more: bool
    after: str | None


class Managed(Written):
    """Answer of manage_structure."""

    changed: NamedView = Field(description="As it is now, or was until it was deleted.")
    tasks_moved: int = Field(default=0, description="How many tasks went elsewhere with it.")
