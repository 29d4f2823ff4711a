"""Tasks in words over REST: what is understood, and adding it."""

from typing import Annotated, cast

from fastapi import APIRouter, Depends, Request, status

from errand.edge.http.deps import CurrentActor, client_secret
from errand.edge.http.problems import PROBLEMS
from errand.edge.http.task_deps import IdempotencyKey, keyed
from errand.tasks.phrasing import Line, QuickAdd, QuickAdded, Understood
from errand.tasks.quick import QuickAdding

router = APIRouter(
    prefix="/api/tasks/quick-add",
    tags=["tasks"],
    responses=PROBLEMS,
    dependencies=[client_secret],
)


async def _quick(request: Request) -> QuickAdding:
    return cast("QuickAdding", request.app.state.quick_add)


Quick = Annotated[QuickAdding, Depends(_quick)]


@router.post("/preview")
async def preview_quick_add(line: Line, actor: CurrentActor, quick: Quick) -> Understood:
    """Say what is understood of a line, and where it stands; nothing is written."""
    return await quick.preview(actor, line)


@router.post("", status_code=status.HTTP_201_CREATED)
async def quick_add(
    asked: QuickAdd, actor: CurrentActor, quick: Quick, key: IdempotencyKey = None
) -> QuickAdded:
    """Add a line as a task; refused while it has several readings."""
    return await quick.quick_add(actor, keyed(asked, key))
