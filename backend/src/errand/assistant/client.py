"""The client library, without the work that it repeats for each request and each event.

It rewrites every parameter by its declared type, which for what the agents' library hands over
changes nothing, and finds the type of an event by trying sixty of them. Together that was a third
of what an answer cost. What is left out here has tests that compare it with the library's own
(tests/assistant/models/test_client.py).
"""

from functools import cached_property
from typing import Any, cast, get_args

import httpx2
from openai import AsyncOpenAI, AsyncStream, NotGiven, Omit, not_given
from openai._base_client import make_request_options
from openai.resources.chat import AsyncChat, AsyncCompletions
from openai.resources.responses import AsyncResponses
from openai.types.chat import ChatCompletion, ChatCompletionChunk
from openai.types.responses import Response, ResponseStreamEvent
from pydantic import BaseModel, ValidationError

Json = dict[str, Any]


def _kinds() -> dict[str, type[BaseModel]]:
    union = get_args(ResponseStreamEvent)[0]
    return {
        kind: variant
        for variant in cast("tuple[type[BaseModel], ...]", get_args(union))
        for kind in get_args(variant.model_fields["type"].annotation)
    }


_KINDS = _kinds()
"""Types of the events of a Responses stream, by the name that stands in each."""


class QuickClient(AsyncOpenAI):
    """Asks and reads as `AsyncOpenAI` does; `create` takes what is on the wire already."""

    @cached_property
    def responses(self) -> AsyncResponses:  # pyright: ignore[reportIncompatibleMethodOverride]
        """The Responses dialect."""
        return _Responses(self)

    @cached_property
    def chat(self) -> AsyncChat:  # pyright: ignore[reportIncompatibleMethodOverride]
        """The Chat Completions dialect."""
        return _Chat(self)

    def _process_response_data(
        self, *, data: object, cast_to: type[Any], response: httpx2.Response
    ) -> Any:
        found = _known(data, cast_to)
        if found is not None:
            return found
        return super()._process_response_data(data=data, cast_to=cast_to, response=response)


def _known(data: object, wanted: object) -> BaseModel | None:
    """Return the event; None where it is not quite as it should be: the library takes it as is."""
    if not isinstance(data, dict):
        return None
    kind: type[BaseModel] | None = ChatCompletionChunk if wanted is ChatCompletionChunk else None
    if wanted is ResponseStreamEvent:
        kind = _KINDS.get(str(cast("Json", data).get("type")))
    try:
        return None if kind is None else kind.model_validate(data)
    except ValidationError:
        return None


class _Responses(AsyncResponses):
    async def create(self, **asked: Any) -> Any:
        """Ask for an answer."""
        return await self._post(
            "/responses",
            body=_given(asked),
            options=_options(asked),
            cast_to=Response,
            stream=bool(asked.get("stream")),
            stream_cls=AsyncStream[ResponseStreamEvent],
        )


class _Chat(AsyncChat):
    @cached_property
    def completions(self) -> AsyncCompletions:  # pyright: ignore[reportIncompatibleMethodOverride]
        """The one part of it that is asked."""
        return _Completions(self._client)


class _Completions(AsyncCompletions):
    async def create(self, **asked: Any) -> Any:
        """Ask for an answer."""
        return await self._post(
            "/chat/completions",
            body=_given(asked),
            options=_options(asked),
            cast_to=ChatCompletion,
            stream=bool(asked.get("stream")),
            stream_cls=AsyncStream[ChatCompletionChunk],
        )


_BESIDE_THE_BODY = frozenset({"extra_headers", "extra_query", "extra_body", "timeout"})


def _given(asked: Json) -> Json:
    """Return the body: what is not to be left out."""
    return {
        name: value
        for name, value in asked.items()
        if name not in _BESIDE_THE_BODY and not isinstance(value, Omit | NotGiven)
    }


def _options(asked: Json) -> Any:
    return make_request_options(
        extra_headers=asked.get("extra_headers"),
        extra_query=asked.get("extra_query"),
        extra_body=asked.get("extra_body"),
        timeout=asked.get("timeout", not_given),
        security={"bearer_auth": True},
    )
