"""For operators alone: how the installation runs, and who did what."""

from typing import Annotated, cast
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request

from errand.edge.http.deps import CurrentActor, client_secret
from errand.edge.http.problems import PROBLEMS
from errand.operation.service import OperatorService
from errand.operation.views import AuditPage, Overview, Standing

router = APIRouter(
    prefix="/api/operator", tags=["operator"], responses=PROBLEMS, dependencies=[client_secret]
)


async def _service(request: Request) -> OperatorService:
    return cast("OperatorService", request.app.state.operator)


Operating = Annotated[OperatorService, Depends(_service)]


@router.get("")
async def read_overview(actor: CurrentActor, operating: Operating) -> Overview:
    """Tell what waits and runs, who runs it, what is slow, and who uses how much."""
    return await operating.overview(actor)


@router.get("/me")
async def read_standing(actor: CurrentActor, operating: Operating) -> Standing:
    """Tell whether the caller is an operator, so that only they are shown the way there."""
    return Standing(operator=await operating.is_operator(actor))


@router.get("/audit")
async def read_audit(
    actor: CurrentActor,
    operating: Operating,
    before: Annotated[UUID | None, Query(description="`next` of the page before.")] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    denied: Annotated[bool, Query(description="Only what was refused.")] = False,
) -> AuditPage:
    """List who did what through which door, newest first."""
    return await operating.audit(actor, before=before, limit=limit, denied=denied)
