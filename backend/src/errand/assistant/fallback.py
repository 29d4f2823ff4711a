"""The offline model in place of one that cannot be had, and never in secret."""

from collections.abc import AsyncIterator
from typing import Any, cast
from uuid import uuid4

import structlog
from agents.items import TResponseStreamEvent
from agents.models.interface import Model
from openai.types.responses import (
    Response,
    ResponseCompletedEvent,
    ResponseOutputMessage,
    ResponseOutputText,
)

from errand.assistant.faults import ModelFault
from errand.assistant.replay import replayed
from errand.assistant.streaming import StreamingModel

NOTICE = (
    "The usual model cannot be reached just now, so I am answering with the built-in offline "
    "assistant."
)
_log = structlog.get_logger(__name__)


class FallbackModel(StreamingModel):
    """Asks the usual model, and the offline one where the usual one is away.

    Once the usual model has called a tool in a turn, nobody else goes on with that turn: another
    model could do the same deed again.
    """

    def __init__(self, usual: Model, offline: Model) -> None:
        self._usual, self._offline = usual, offline

    async def stream_response(
        self, *args: Any, **kwargs: Any
    ) -> AsyncIterator[TResponseStreamEvent]:
        """Stream one step.

        Raises:
            ModelFault: The usual model has failed, and the offline one may not answer.
        """
        since = _since_asked(args[1] if len(args) > 1 else kwargs["input"])
        fallen = _says_notice(since)
        if not fallen:
            try:
                async for event in self._usual.stream_response(*args, **kwargs):
                    yield event
            except ModelFault as error:
                if not error.fault.away or since:
                    raise
                _log.warning("model.fell_back", fault=error.fault.name)
            else:
                return
        async for event in self._instead(*args, say_so=not fallen, **kwargs):
            yield event

    async def _instead(
        self, *args: Any, say_so: bool, **kwargs: Any
    ) -> AsyncIterator[TResponseStreamEvent]:
        async for event in self._offline.stream_response(*args, **kwargs):
            if not isinstance(event, ResponseCompletedEvent):
                continue
            for given in replayed(_noticed(event.response) if say_so else event.response):
                yield given


def _noticed(response: Response) -> Response:
    text = ResponseOutputText(type="output_text", text=NOTICE, annotations=[])
    notice = ResponseOutputMessage(
        id=f"msg_{uuid4().hex}",
        type="message",
        role="assistant",
        status="completed",
        content=[text],
    )
    return response.model_copy(update={"output": [notice, *response.output]})


def _since_asked(given: object) -> list[dict[str, Any]]:
    """Return what the model did since the person spoke last."""
    items = cast("list[dict[str, Any]]", given if isinstance(given, list) else [])
    asked = max((n for n, item in enumerate(items) if item.get("role") == "user"), default=-1)
    made = ("function_call", "function_call_output", "message")
    return [
        item
        for item in items[asked + 1 :]
        if item.get("type", "message") in made and item.get("role", "assistant") == "assistant"
    ]


def _says_notice(items: list[dict[str, Any]]) -> bool:
    return any(NOTICE in str(item.get("content", "")) for item in items)
