"""What the routes over tasks share: the service, the task that is named, keys and versions."""

import re
from typing import Annotated, TypeVar, cast
from uuid import UUID

from fastapi import Depends, Header, Request, Response

from errand.errors import InvalidInput
from errand.fields import PlainText
from errand.tasks.errors import TaskNotFound
from errand.tasks.inputs import TaskRef
from errand.tasks.parts import Input
from errand.tasks.service import TaskService
from errand.tasks.structure_inputs import NamedView
from errand.tasks.views import TaskView

_TAG = re.compile(r'(?:W/)?"(\d{1,9})"', re.ASCII)
Shown = TypeVar("Shown", TaskView, NamedView)
Asked = TypeVar("Asked", bound=Input)


async def _tasks(request: Request) -> TaskService:
    return cast("TaskService", request.app.state.tasks)


async def _named(task_id: str) -> TaskRef:
    try:
        return TaskRef(id=UUID(task_id))
    except ValueError as error:
        raise TaskNotFound from error


async def _version(if_match: Annotated[str | None, Header(max_length=50)] = None) -> int | None:
    """Return the version that an If-Match header names; None where any will do."""
    if if_match is None or if_match.strip() == "*":
        return None
    found = _TAG.fullmatch(if_match.strip())
    if found is None:
        raise InvalidInput('If-Match: must be one version in quotes, such as "3", or *')
    return int(found[1])


Tasks = Annotated[TaskService, Depends(_tasks)]
Named = Annotated[TaskRef, Depends(_named)]
IfMatch = Annotated[int | None, Depends(_version)]
IdempotencyKey = Annotated[PlainText | None, Header(alias="Idempotency-Key", max_length=255)]


def tagged(response: Response, view: Shown) -> Shown:
    """Return the view, its version being the ETag of the answer."""
    response.headers["ETag"] = f'"{view.version}"'
    return view


def keyed(asked: Asked, key: str | None) -> Asked:
    """Return what is asked with the key of the header, if there is one."""
    return asked if key is None else asked.model_copy(update={"idempotency_key": key})
