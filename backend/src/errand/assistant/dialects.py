"""The two dialects of the OpenAI wire format, as the Agents SDK speaks them.

Chat Completions needs one thing more: the SDK takes a stream that ends without its last chunk, or
with one that says "filtered", for a whole answer. The private method that is wrapped here has a
test which fails when the SDK changes it (tests/chat/test_model_faults.py).
"""

from collections.abc import AsyncIterator
from typing import Any, Literal, cast

from agents import OpenAIChatCompletionsModel, OpenAIResponsesModel
from agents.models.interface import Model
from openai import AsyncOpenAI
from openai.types.chat import ChatCompletionChunk

from errand.assistant.faults import BROKEN, FILTERED, ModelFault

Dialect = Literal["responses", "chat_completions"]


def speak(dialect: Dialect, name: str, client: AsyncOpenAI) -> Model:
    """Return the model of that name."""
    if dialect == "responses":
        return OpenAIResponsesModel(model=name, openai_client=client)
    return _ChatCompletions(model=name, openai_client=client)


class _ChatCompletions(OpenAIChatCompletionsModel):
    async def _fetch_response(self, *args: Any, **kwargs: Any) -> Any:
        fetched = cast("object", await super()._fetch_response(*args, **kwargs))
        if not isinstance(fetched, tuple):
            return fetched
        response, stream = cast("tuple[Any, Any]", fetched)
        return response, _Ended(stream)


class _Ended:
    """The chunks of a stream that has to say why it ends."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream
        self.response = stream.response

    async def __aiter__(self) -> AsyncIterator[ChatCompletionChunk]:
        ended = False
        async for chunk in self._stream:
            for choice in chunk.choices or ():
                if choice.finish_reason == "content_filter":
                    raise ModelFault(FILTERED)
                ended = ended or choice.finish_reason is not None
            yield chunk
        if not ended:
            raise ModelFault(BROKEN)

    async def close(self) -> None:
        """Close the connection."""
        await self._stream.close()

    aclose = close
