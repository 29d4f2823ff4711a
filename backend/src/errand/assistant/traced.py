"""A model whose steps are spans of the trace."""

from collections.abc import AsyncIterator
from typing import Any

from agents.items import TResponseStreamEvent
from agents.models.interface import Model

from errand.assistant.streaming import StreamingModel
from errand.tracing import begun, failed


class TracedModel(StreamingModel):
    """Asks the inner model, and notes how long that took and whether it failed."""

    def __init__(self, inner: Model) -> None:
        self._inner = inner

    async def stream_response(
        self, *args: Any, **kwargs: Any
    ) -> AsyncIterator[TResponseStreamEvent]:
        """Stream what the inner model says."""
        span = begun("model")
        try:
            async for event in self._inner.stream_response(*args, **kwargs):
                yield event
        except Exception as error:
            failed(span, type(error).__name__)
            raise
        finally:
            span.end()
