"""Reminders over REST: what has gone out, what is new, and how a person wants to be told."""

from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Annotated, cast

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import StreamingResponse

from errand.edge.http.deps import CurrentActor, OpenedBy, client_secret
from errand.edge.http.problems import PROBLEMS
from errand.edge.http.streams import PING, event_stream, frame
from errand.errors import AppError
from errand.identity import Actor
from errand.reminders.service import ReminderService
from errand.reminders.views import (
    Acknowledge,
    Acknowledged,
    ReminderFilter,
    ReminderList,
    ReminderWays,
    ReminderWaysChange,
    WebhookTried,
)

router = APIRouter(
    prefix="/api/reminders", tags=["reminders"], responses=PROBLEMS, dependencies=[client_secret]
)


async def _reminders(request: Request) -> ReminderService:
    return cast("ReminderService", request.app.state.reminders)


Reminders = Annotated[ReminderService, Depends(_reminders)]


@router.get("")
async def list_reminders(
    wanted: Annotated[ReminderFilter, Query()], actor: CurrentActor, reminders: Reminders
) -> ReminderList:
    """List the caller's reminders that have gone out, newest first."""
    return await reminders.list(actor, wanted)


@router.post("/acknowledge")
async def acknowledge_reminders(
    seen: Acknowledge, actor: CurrentActor, reminders: Reminders
) -> Acknowledged:
    """Take reminders off every page of the caller; doing it twice changes nothing."""
    return await reminders.acknowledge(actor, seen)


@router.get("/stream", response_class=StreamingResponse)
async def stream_reminders(
    actor: CurrentActor, reminders: Reminders, opened: OpenedBy
) -> StreamingResponse:
    """Send reminders as they go out, as server-sent events.

    It begins with all that are not acknowledged: a `reminder` event each, whose id is the
    reminder's. `acknowledged` says that one is to be taken off.
    """
    await opened.alive(actor)
    return event_stream(_frames(reminders, actor))


async def _frames(reminders: ReminderService, actor: Actor) -> AsyncGenerator[bytes]:
    try:
        async with aclosing(reminders.follow(actor)) as looks:
            async for shown, gone in looks:
                frames = [
                    frame("reminder", each.model_dump_json(), event_id=each.id) for each in shown
                ]
                frames += [frame("acknowledged", f'{{"id": "{each}"}}') for each in gone]
                yield b"".join(frames) or PING
    except AppError:
        # The status is sent: all that is left is to close, and to say no again to whoever asks.
        return


@router.get("/settings")
async def get_ways(actor: CurrentActor, reminders: Reminders) -> ReminderWays:
    """Return how the caller is told, beside the page."""
    return await reminders.ways(actor)


@router.patch("/settings")
async def change_ways(
    change: ReminderWaysChange, actor: CurrentActor, reminders: Reminders
) -> ReminderWays:
    """Change how the caller is told; the webhook's secret is shown when it is made, this once."""
    return await reminders.change_ways(actor, change)


@router.post("/settings/test")
async def try_webhook(actor: CurrentActor, reminders: Reminders) -> WebhookTried:
    """Send a message on trial to the caller's webhook, and say what became of it."""
    return await reminders.try_webhook(actor)
