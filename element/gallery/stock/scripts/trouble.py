"""What goes wrong: notices, errors of every kind, and things from a newer server."""

from typing import Any, Literal

from chatkit.errors import CustomStreamError, ErrorCode, StreamError
from chatkit.types import NoticeEvent
from pydantic import BaseModel

from ..stage import Events, Stage
from .registry import script


@script("Warn me")
async def notices(stage: Stage) -> Events:
    """A notice of each level."""
    yield NoticeEvent(level="info", message="The list was shared with **Ada**.")
    yield NoticeEvent(
        level="warning",
        title="Nearly there",
        message="You have used 90 of 100 messages. [More](https://bank.example/plans)",
    )
    yield NoticeEvent(level="danger", title="Not saved", message="The calendar is read-only.")
    async for event in stage.say("Three notices stand above."):
        yield event


@script("Fail with a reason")
async def custom_error(stage: Stage) -> Events:
    """An error with words of the server's own, that may be tried again."""
    async for event in stage.say("I will ask the calendar."):
        yield event
    raise CustomStreamError("The calendar did not answer.", allow_retry=True)


@script("Fail for good")
async def final_error(stage: Stage) -> Events:
    """An error that there is no use in trying again."""
    async for event in stage.say("I will ask the calendar."):
        yield event
    raise CustomStreamError("There is no such calendar.", allow_retry=False)


@script("Fail by code")
async def coded_error(stage: Stage) -> Events:
    """An error that the client has the words for."""
    async for event in stage.say("I will ask the calendar."):
        yield event
    raise StreamError(ErrorCode.STREAM_ERROR)


@script("Crash")
async def crash(stage: Stage) -> Events:
    """An exception that nobody expected."""
    async for event in stage.say("One moment."):
        yield event
    raise ZeroDivisionError


class Unknown(BaseModel):
    """An event of a version of the protocol that is not there yet."""

    type: str
    item: dict[str, Any] | None = None
    item_id: str | None = None
    update: dict[str, Any] | None = None
    level: Literal["info"] = "info"


@script("Say something from the future")
async def unknown(stage: Stage) -> Events:
    """An event, an item and an update that no client knows."""
    base = stage.base()
    item = {**base, "created_at": base["created_at"].isoformat(), "type": "hologram", "x": 1}
    for event in (
        Unknown(type="thread.dreamt"),
        Unknown(type="thread.item.done", item=item),
        Unknown(type="thread.item.updated", item_id=base["id"], update={"type": "hologram.spun"}),
    ):
        yield event  # pyright: ignore[reportReturnType] - the SDK passes on what it does not know
    async for event in stage.say("Whoever does not know it still reads this."):
        yield event
