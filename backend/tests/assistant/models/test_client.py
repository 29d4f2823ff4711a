"""Our client asks for and reads the same as the library's own."""

import json
from collections.abc import AsyncIterator, Iterator
from typing import Any

import httpx2
import pytest
from agents import FunctionTool, ModelSettings
from agents.models.interface import ModelTracing
from openai import AsyncOpenAI
from openai.types.chat import ChatCompletionChunk
from openai.types.responses import ResponseStreamEvent
from pydantic import BaseModel

from e2e.model_server import ModelServer, serve
from errand.assistant.client import QuickClient
from errand.assistant.dialects import Dialect, speak

DIALECTS = ("responses", "chat_completions")
CONVERSATION: list[Any] = [
    {"role": "user", "content": "Größe ändern \u2028 \U0001f9f9"},
    {"type": "message", "role": "assistant", "content": "Which one?"},
    {"type": "function_call", "call_id": "c1", "name": "find_tasks", "arguments": "{}"},
    {"type": "function_call_output", "call_id": "c1", "output": '{"ok": true}'},
    {"role": "user", "content": [{"type": "input_text", "text": "add buy oats"}]},
]


@pytest.fixture(scope="module")
def server() -> Iterator[ModelServer]:
    with serve() as running:
        yield running


class Overheard(httpx2.AsyncBaseTransport):
    """Passes requests on, and keeps their bodies and headers and what came back."""

    def __init__(self) -> None:
        self._on = httpx2.AsyncHTTPTransport()
        self.asked: list[tuple[str, dict[str, str], Any]] = []

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        headers = {name: value for name, value in request.headers.items() if name != "idempotency"}
        self.asked.append((str(request.url), headers, json.loads(await request.aread())))
        return await self._on.handle_async_request(request)

    async def aclose(self) -> None:
        await self._on.aclose()


async def _streamed(
    made: type[AsyncOpenAI], server: ModelServer, dialect: Dialect, model: str
) -> tuple[Overheard, list[Any]]:
    heard = Overheard()
    async with made(
        api_key="sk-k",
        base_url=server.base_url,
        default_query={"api-version": "1"},
        max_retries=0,
        http_client=httpx2.AsyncClient(transport=heard),
    ) as client:
        tool = FunctionTool(
            name="add_tasks",
            description="Adds tasks.",
            params_json_schema={"type": "object", "properties": {"text": {"type": "string"}}},
            on_invoke_tool=_never,
            strict_json_schema=False,
        )
        events: AsyncIterator[Any] = speak(dialect, model, client).stream_response(
            "Be kind.",
            CONVERSATION,
            ModelSettings(store=False, parallel_tool_calls=True, include_usage=True),
            [tool],
            None,
            [],
            ModelTracing.DISABLED,
            previous_response_id=None,
            conversation_id=None,
            prompt=None,
        )
        return heard, [event async for event in events]


async def _never(_context: Any, _arguments: str) -> str:
    raise AssertionError("no tool is called here")


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("model", ["mock", "mock-tools"])
async def test_a_request_is_the_librarys_own(
    server: ModelServer, dialect: Dialect, model: str
) -> None:
    theirs, said = await _streamed(AsyncOpenAI, server, dialect, model)
    ours, told = await _streamed(QuickClient, server, dialect, model)

    assert ours.asked == theirs.asked
    assert [(type(event), event.type) for event in told] == [
        (type(event), event.type) for event in said
    ]


def _read(made: type[AsyncOpenAI], data: object, wanted: Any) -> Any:
    client = made(api_key="k")
    answer = httpx2.Response(200, request=httpx2.Request("POST", "http://model"))
    return client._process_response_data(data=data, cast_to=wanted, response=answer)


_PART = {"item_id": "m", "output_index": 0, "content_index": 0, "sequence_number": 3}
_RESPONSE = {
    "id": "r",
    "object": "response",
    "created_at": 1.5,
    "model": "m",
    "status": "completed",
    "output": [],
    "parallel_tool_calls": True,
    "tool_choice": "auto",
    "tools": [{"type": "function", "name": "f", "parameters": {}, "strict": False}],
}
EVENTS = [
    {"type": "response.output_text.delta", "delta": "Hi", "logprobs": [], **_PART},
    {"type": "response.output_text.delta", "delta": "Hi", **_PART},
    {"type": "response.output_text.delta", "delta": None},
    {
        "type": "response.output_text.delta",
        "delta": "Hi",
        "logprobs": [],
        "more": {"a": 1},
        **_PART,
    },
    {"type": "response.created", "response": _RESPONSE, "sequence_number": 0},
    {"type": "response.completed", "response": {**_RESPONSE, "usage": {"input_tokens": 1}}},
    {"type": "response.completed", "response": None},
    {"type": "response.never_heard_of", "delta": "x"},
    {"type": "error", "code": "server_error", "message": "no", "param": None},
    {"no": "type"},
    {"type": ["response.created"]},
    ["response.created"],
    "response.created",
    None,
]
_CHOICE = {"index": 0, "delta": {"content": "Hi"}, "finish_reason": None}
_CHUNK = {"id": "c", "object": "chat.completion.chunk", "created": 1, "model": "m"}
CHUNKS = [
    {**_CHUNK, "choices": [_CHOICE]},
    {**_CHUNK, "choices": [{**_CHOICE, "finish_reason": "eos"}]},
    {**_CHUNK, "choices": [{**_CHOICE, "delta": {"reasoning": "hm", "content": None}}]},
    {**_CHUNK, "choices": None},
    {"choices": [{"delta": {"content": "Hi"}}]},
    {},
    None,
]


@pytest.mark.parametrize(
    ("data", "wanted"),
    [
        *((event, ResponseStreamEvent) for event in EVENTS),
        *((chunk, ChatCompletionChunk) for chunk in CHUNKS),
    ],
)
def test_an_event_is_read_as_the_library_reads_it(data: object, wanted: Any) -> None:
    theirs, ours = _read(AsyncOpenAI, data, wanted), _read(QuickClient, data, wanted)

    assert type(ours) is type(theirs)
    assert ours == theirs
    if isinstance(ours, BaseModel) and isinstance(theirs, BaseModel):
        assert ours.model_dump() == theirs.model_dump()
