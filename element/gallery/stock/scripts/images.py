"""An image that appears while it is made."""

from chatkit.types import (
    GeneratedImage,
    GeneratedImageItem,
    GeneratedImageUpdated,
    ThreadItemAddedEvent,
    ThreadItemDoneEvent,
    ThreadItemUpdatedEvent,
)

from ..stage import Events, Stage
from .registry import script

STEP_SECONDS = 0.8
STEPS = (("hills-1.svg", 0.3), ("hills-2.svg", 0.7), ("hills.svg", 1.0))


@script("Make an image")
async def image(stage: Stage) -> Events:
    """Three pictures of one image, each clearer than the one before."""
    item = GeneratedImageItem(**stage.base())
    yield ThreadItemAddedEvent(item=item)
    await stage.pause(STEP_SECONDS)
    made = GeneratedImage(id="img_hills", url="")
    for name, progress in STEPS:
        made = GeneratedImage(id="img_hills", url=f"/pictures/{name}")
        update = GeneratedImageUpdated(image=made, progress=progress)
        yield ThreadItemUpdatedEvent(item_id=item.id, update=update)
        await stage.pause(STEP_SECONDS)
    yield ThreadItemDoneEvent(item=item.model_copy(update={"image": made}))
    async for event in stage.say("The hills behind the harbour."):
        yield event
