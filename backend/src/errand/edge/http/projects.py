"""Projects, their sections, and labels over REST."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Response, status

from errand.edge.http.deps import CurrentActor, client_secret
from errand.edge.http.problems import PROBLEMS
from errand.edge.http.task_deps import IdempotencyKey, IfMatch, Tasks, tagged
from errand.errors import InvalidInput
from errand.identity import Actor
from errand.tasks.errors import StructureNotFound
from errand.tasks.naming import id_in
from errand.tasks.service import TaskService
from errand.tasks.structure_inputs import (
    Kind,
    LabelList,
    Managed,
    ManageStructure,
    NameChange,
    NamedView,
    NewName,
    ProjectList,
    StructureFilter,
)

router = APIRouter(tags=["projects"], responses=PROBLEMS, dependencies=[client_secret])
_OfTasks = Annotated[Literal["keep", "trash"], Query(description="What becomes of its tasks.")]


@router.get("/api/projects")
async def list_projects(
    asked: Annotated[StructureFilter, Query()], actor: CurrentActor, tasks: Tasks
) -> ProjectList:
    """List the caller's projects with their sections, in their order."""
    return await tasks.projects(actor, asked)


@router.get("/api/labels")
async def list_labels(
    asked: Annotated[StructureFilter, Query()], actor: CurrentActor, tasks: Tasks
) -> LabelList:
    """List the caller's labels, in their order."""
    return await tasks.labels(actor, asked)


@router.post("/api/projects", status_code=status.HTTP_201_CREATED)
async def add_project(
    new: NewName, response: Response, actor: CurrentActor, tasks: Tasks, key: IdempotencyKey = None
) -> NamedView:
    """Make a project; the same Idempotency-Key and body make it once."""
    return tagged(response, await _add("project", new, actor, tasks, key))


@router.post("/api/projects/{project_id}/sections", status_code=status.HTTP_201_CREATED)
async def add_section(
    project_id: str,
    new: NewName,
    response: Response,
    actor: CurrentActor,
    tasks: Tasks,
    key: IdempotencyKey = None,
) -> NamedView:
    """Make a section of a project."""
    project = _id(project_id, "project")
    return tagged(response, await _add("section", new, actor, tasks, key, project=project))


@router.post("/api/labels", status_code=status.HTTP_201_CREATED)
async def add_label(
    new: NewName, response: Response, actor: CurrentActor, tasks: Tasks, key: IdempotencyKey = None
) -> NamedView:
    """Make a label; labels are made at their first use too."""
    return tagged(response, await _add("label", new, actor, tasks, key))


@router.patch("/api/projects/{project_id}")
async def change_project(
    project_id: str,
    change: NameChange,
    response: Response,
    actor: CurrentActor,
    tasks: Tasks,
    version: IfMatch,
) -> NamedView:
    """Rename, order or archive a project: one of these at a time."""
    return tagged(response, await _change("project", project_id, change, version, actor, tasks))


@router.patch("/api/sections/{section_id}")
async def change_section(
    section_id: str,
    change: NameChange,
    response: Response,
    actor: CurrentActor,
    tasks: Tasks,
    version: IfMatch,
) -> NamedView:
    """Rename, order or archive a section: one of these at a time."""
    return tagged(response, await _change("section", section_id, change, version, actor, tasks))


@router.patch("/api/labels/{label_id}")
async def change_label(
    label_id: str,
    change: NameChange,
    response: Response,
    actor: CurrentActor,
    tasks: Tasks,
    version: IfMatch,
) -> NamedView:
    """Rename, order or archive a label: one of these at a time."""
    return tagged(response, await _change("label", label_id, change, version, actor, tasks))


@router.delete("/api/projects/{project_id}")
async def delete_project(
    project_id: str, actor: CurrentActor, tasks: Tasks, of_tasks: _OfTasks = "keep"
) -> Managed:
    """Delete a project; its tasks go to the inbox, or with `of_tasks=trash` to the trash."""
    return await _delete("project", project_id, of_tasks, actor, tasks)


@router.delete("/api/sections/{section_id}")
async def delete_section(
    section_id: str, actor: CurrentActor, tasks: Tasks, of_tasks: _OfTasks = "keep"
) -> Managed:
    """Delete a section; its tasks stay in the project, or with `of_tasks=trash` go to the trash."""
    return await _delete("section", section_id, of_tasks, actor, tasks)


@router.delete("/api/labels/{label_id}")
async def delete_label(label_id: str, actor: CurrentActor, tasks: Tasks) -> Managed:
    """Delete a label, and take it from its tasks."""
    return await _delete("label", label_id, "keep", actor, tasks)


def _id(given: str, kind: Kind) -> str:
    """Return the id in an address: names are for bodies alone.

    Raises:
        StructureNotFound: It is no id.
    """
    if id_in(given) is None:
        raise StructureNotFound(kind)
    return given


async def _add(
    kind: Kind,
    new: NewName,
    actor: Actor,
    tasks: TaskService,
    key: str | None,
    *,
    project: str | None = None,
) -> NamedView:
    asked = ManageStructure(
        op="create",
        kind=kind,
        name=new.name,
        position=new.position,
        project=project,
        idempotency_key=key,
    )
    return (await tasks.manage(actor, asked)).changed


async def _change(
    kind: Kind,
    row_id: str,
    change: NameChange,
    version: int | None,
    actor: Actor,
    tasks: TaskService,
) -> NamedView:
    return (await tasks.manage(actor, _changing(kind, row_id, change, version))).changed


def _changing(kind: Kind, row_id: str, change: NameChange, version: int | None) -> ManageStructure:
    ways: list[dict[str, object]] = []
    if change.name is not None:
        ways.append({"op": "rename", "name": change.name})
    if change.archived is not None:
        ways.append({"op": "archive" if change.archived else "unarchive"})
    if change.position is not None or change.after is not None:
        after = None if change.after is None else str(change.after)
        ways.append({"op": "move", "position": change.position, "after": after})
    if len(ways) != 1:
        raise InvalidInput("name: change one of name, archived and position (or after) at a time")
    known = change.if_version if version is None else version
    target = {"kind": kind, "target": _id(row_id, kind), "if_version": known}
    return ManageStructure.model_validate(ways[0] | target)


async def _delete(
    kind: Kind, row_id: str, of_tasks: Literal["keep", "trash"], actor: Actor, tasks: TaskService
) -> Managed:
    target = _id(row_id, kind)
    asked = ManageStructure(op="delete", kind=kind, target=target, tasks=of_tasks)
    return await tasks.manage(actor, asked)
