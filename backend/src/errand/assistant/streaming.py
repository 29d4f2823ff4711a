"""What all models have in common that are only ever streamed."""

from typing import Any

from agents import ModelResponse
from agents.models.interface import Model


class StreamingModel(Model):
    """Has no answer in one piece; what it streams is the subclass's."""

    async def get_response(self, *args: Any, **kwargs: Any) -> ModelResponse:
        """Not used: every turn streams."""
        raise NotImplementedError("a turn streams its answer")
