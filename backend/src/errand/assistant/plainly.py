"""One request for a text, without tools and without a conversation."""

from typing import Any

from agents import ModelSettings
from agents.models.interface import Model, ModelTracing
from openai.types.responses import Response, ResponseCompletedEvent, ResponseOutputMessage

from errand.assistant.faults import EMPTY, ModelFault


async def asked_plainly(model: Model, *, instructions: str, given: str) -> Response:
    """Return what the model answers.

    Raises:
        ModelFault: It failed.
    """
    events: Any = model.stream_response(
        instructions,
        [{"role": "user", "content": given}],
        ModelSettings(store=False),
        [],
        None,
        [],
        ModelTracing.DISABLED,
        previous_response_id=None,
        conversation_id=None,
        prompt=None,
    )
    async for event in events:
        if isinstance(event, ResponseCompletedEvent):
            return event.response
    raise ModelFault(EMPTY)


def text_of(response: Response) -> str:
    """Return the words of an answer; empty where it has none."""
    return "".join(
        getattr(part, "text", "")
        for item in response.output
        if isinstance(item, ResponseOutputMessage)
        for part in item.content
    ).strip()
