"""The one private piece of the SDK that we need: its pipeline for the events of a turn.

It stores finished items, swallows hidden ones and turns errors into events. Its public entrance,
`process`, would also do what a submission has already done in its own transaction. A test pins
the signature.
"""

from collections.abc import AsyncIterator, Callable

from chatkit.server import ChatKitServer
from chatkit.types import Thread, ThreadMetadata, ThreadStreamEvent
from pydantic import BaseModel

from errand.edge.chatkit.store import Context


def pipeline(
    chat: ChatKitServer[Context],
    thread: ThreadMetadata,
    context: Context,
    stream: Callable[[], AsyncIterator[ThreadStreamEvent]],
) -> AsyncIterator[ThreadStreamEvent]:
    """Give the events of `stream`, after storing what they finish."""
    return chat._process_events(thread, context, stream)  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]


def as_thread(thread: ThreadMetadata) -> Thread:
    """Return the conversation as events show it: without metadata, with no items."""
    return Thread(
        id=thread.id,
        title=thread.title,
        created_at=thread.created_at,
        status=thread.status,
        allowed_image_domains=thread.allowed_image_domains,
        items={"data": []},  # pyright: ignore[reportArgumentType]
    )


def serialize(thing: BaseModel) -> str:
    """Return one line of JSON as the SDK would send it."""
    return thing.model_dump_json(
        by_alias=True, exclude_none=True, context={"exclude_metadata": True}
    )
