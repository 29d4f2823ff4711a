"""Threads and items that change: replaced, removed, renamed, locked, closed."""

from chatkit.types import (
    AssistantMessageContent,
    AssistantMessageItem,
    ClosedStatus,
    LockedStatus,
    ThreadItemAddedEvent,
    ThreadItemDoneEvent,
    ThreadItemRemovedEvent,
    ThreadItemReplacedEvent,
)

from ..stage import Events, Stage
from .registry import script


def _message(stage: Stage, text: str) -> AssistantMessageItem:
    return AssistantMessageItem(**stage.base(), content=[AssistantMessageContent(text=text)])


@script("Change your mind")
async def replaced(stage: Stage) -> Events:
    """One message is withdrawn, another one replaced."""
    wrong, vague = _message(stage, "Wednesday."), _message(stage, "Some day.")
    yield ThreadItemAddedEvent(item=wrong)
    await stage.pause(0.5)
    yield ThreadItemRemovedEvent(item_id=wrong.id)
    yield ThreadItemDoneEvent(item=vague)
    await stage.pause(0.5)
    sure = [AssistantMessageContent(text="Thursday, surely.")]
    yield ThreadItemReplacedEvent(item=vague.model_copy(update={"content": sure}))


@script("Call this conversation")
async def renamed(stage: Stage) -> Events:
    """The thread gets the name that follows."""
    stage.thread.title = stage.words.removeprefix("Call this conversation").strip() or "Renamed"
    async for event in stage.say("It has a name now."):
        yield event


@script("Lock this conversation")
async def locked(stage: Stage) -> Events:
    """Nothing more can be written for now."""
    async for event in stage.say("I am waiting for the bank."):
        yield event
    stage.thread.status = LockedStatus(reason="Waiting for the bank to answer.")


@script("Close this conversation")
async def closed(stage: Stage) -> Events:
    """Nothing more can be written, ever."""
    async for event in stage.say("All done here."):
        yield event
    stage.thread.status = ClosedStatus(reason="This request has been settled.")


@script("Allow pictures from bank.example only")
async def allowed(stage: Stage) -> Events:
    """The thread names the one domain that pictures may come from."""
    stage.thread.allowed_image_domains = ["bank.example"]
    text = "![From elsewhere](https://tracker.example/pixel.png)\n\nOnly one host is allowed."
    async for event in stage.say(text):
        yield event
