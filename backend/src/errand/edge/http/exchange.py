"""Taking one's tasks, or everything, elsewhere, and bringing tasks in, over REST."""

from collections.abc import AsyncGenerator
from typing import Annotated, cast

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import StreamingResponse

from errand.edge.http.deps import CurrentActor, OpenedBy, client_secret
from errand.edge.http.problems import PROBLEMS
from errand.edge.http.task_deps import IdempotencyKey
from errand.errors import InvalidInput
from errand.tasks.exchange.service import ExchangeService
from errand.tasks.exchange.views import Format, Imported, ImportOptions

router = APIRouter(
    prefix="/api", tags=["exchange"], responses=PROBLEMS, dependencies=[client_secret]
)
_KINDS: dict[str, Format] = {
    "text/calendar": "ics",
    "application/ics": "ics",
    "text/csv": "csv",
    "application/csv": "csv",
}
_FILE: dict[str, object] = {
    "content": {kind: {"schema": {"type": "string"}} for kind in ("text/calendar", "text/csv")},
    "required": True,
}


async def _exchange(request: Request) -> ExchangeService:
    return cast("ExchangeService", request.app.state.exchange)


Exchange = Annotated[ExchangeService, Depends(_exchange)]


def _download(body: AsyncGenerator[str], media_type: str, name: str) -> StreamingResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return StreamingResponse(body, media_type=media_type, headers=headers)


@router.get("/export.json", response_class=StreamingResponse)
async def export_everything(
    actor: CurrentActor, exchange: Exchange, opened: OpenedBy
) -> StreamingResponse:
    """Send all that the caller has here, in one JSON document."""
    await opened.alive(actor)
    return _download(exchange.everything(actor), "application/json", "errand.json")


@router.get("/export.ics", response_class=StreamingResponse)
async def export_calendar(
    actor: CurrentActor, exchange: Exchange, opened: OpenedBy
) -> StreamingResponse:
    """Send the caller's tasks as iCalendar; those in the trash stay out."""
    await opened.alive(actor)
    kind = "text/calendar; charset=utf-8"
    return _download(exchange.export(actor, "ics"), kind, "errand.ics")


@router.get("/export.csv", response_class=StreamingResponse)
async def export_table(
    actor: CurrentActor, exchange: Exchange, opened: OpenedBy
) -> StreamingResponse:
    """Send the caller's tasks as CSV for spreadsheets; those in the trash stay out."""
    await opened.alive(actor)
    kind = "text/csv; charset=utf-8"
    return _download(exchange.export(actor, "csv"), kind, "errand.csv")


@router.post("/import", openapi_extra={"requestBody": _FILE})
async def import_tasks(
    request: Request,
    options: Annotated[ImportOptions, Query()],
    actor: CurrentActor,
    exchange: Exchange,
    key: IdempotencyKey = None,
) -> Imported:
    """Bring the tasks of an iCalendar or CSV file in; the same file again changes nothing."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    form = _KINDS.get(kind)
    if form is None:
        raise InvalidInput("Content-Type: must be text/calendar or text/csv")
    return await exchange.bring_in(actor, await request.body(), form, options, key=key)
