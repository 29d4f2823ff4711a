"""A finished response, given again as the events of a stream."""

from time import time

from agents.items import TResponseStreamEvent
from openai.types.responses import (
    Response,
    ResponseCompletedEvent,
    ResponseCreatedEvent,
    ResponseOutputItemAddedEvent,
    ResponseOutputItemDoneEvent,
    ResponseOutputMessage,
)


def replayed(response: Response) -> list[TResponseStreamEvent]:
    """Return each item in one piece, between the first event and the last."""
    events: list[TResponseStreamEvent] = [
        ResponseCreatedEvent(type="response.created", response=_begun(response), sequence_number=0)
    ]
    for index, item in enumerate(response.output):
        begun = item.model_copy(update={"content": []}) if _is_message(item) else item
        events.append(
            ResponseOutputItemAddedEvent(
                type="response.output_item.added",
                item=begun,
                output_index=index,
                sequence_number=len(events),
            )
        )
        events.append(
            ResponseOutputItemDoneEvent(
                type="response.output_item.done",
                item=item,
                output_index=index,
                sequence_number=len(events),
            )
        )
    events.append(
        ResponseCompletedEvent(
            type="response.completed", response=response, sequence_number=len(events)
        )
    )
    return events


def _begun(response: Response) -> Response:
    return response.model_copy(update={"output": [], "status": "in_progress", "created_at": time()})


def _is_message(item: object) -> bool:
    return isinstance(item, ResponseOutputMessage)
