"""The model server, as the real clients see it: openai in both dialects, and the Agents SDK."""

import asyncio
import json
import time
from collections.abc import AsyncGenerator, Generator
from typing import Any, Literal

import httpx2
import openai
import pytest
from agents import Agent, FunctionTool, Model, Runner, RunResultStreaming
from agents.models.openai_chatcompletions import OpenAIChatCompletionsModel
from agents.models.openai_responses import OpenAIResponsesModel
from agents.tool_context import ToolContext

from .model_server import ModelServer, serve
from .waiting import until

Dialect = Literal["responses", "chat"]
both = pytest.mark.parametrize("dialect", ["responses", "chat"])
KEY = "test-key"


@pytest.fixture(scope="module")
def server() -> Generator[ModelServer]:
    with serve() as running:
        yield running


@pytest.fixture
async def client(server: ModelServer) -> AsyncGenerator[openai.AsyncOpenAI]:
    async with openai.AsyncOpenAI(api_key=KEY, base_url=server.base_url, max_retries=0) as made:
        yield made


async def _say(client: openai.AsyncOpenAI, dialect: Dialect, model: str, text: str) -> str:
    """Return the streamed answer, joined."""
    if dialect == "responses":
        said = ""
        async with await client.responses.create(model=model, input=text, stream=True) as stream:
            async for event in stream:
                said += event.delta if event.type == "response.output_text.delta" else ""
        return said
    messages: Any = [{"role": "user", "content": text}]
    made = await client.chat.completions.create(model=model, messages=messages, stream=True)
    async with made as chunks:
        return "".join([it.choices[0].delta.content or "" async for it in chunks if it.choices])


class Desk:
    """A tool `add_tasks` that answers as Errand's does, and what it was called with."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, str]] = []

    def tools(self) -> list[Any]:
        return [self._tool("add_tasks"), self._tool("find_tasks")]

    def _tool(self, name: str) -> FunctionTool:
        schema = {"type": "object", "properties": {}, "additionalProperties": True}

        async def run(context: ToolContext[Any], arguments: str) -> str:
            self.calls.append((context.tool_call_id, arguments))
            try:
                wanted = json.loads(arguments).get("tasks", [])
            except ValueError:
                return json.dumps({"ok": False, "code": "bad", "error": "Not JSON."})
            tasks = [
                {"number": 40 + number, "title": task["title"].upper(), "due_words": "Wed 25 Nov"}
                for number, task in enumerate(wanted)
            ]
            return json.dumps({"ok": True, "tasks": tasks})

        return FunctionTool(name, "", schema, run, strict_json_schema=False)


async def _run(
    client: openai.AsyncOpenAI, dialect: Dialect, name: str, text: str, desk: Desk
) -> RunResultStreaming:
    made: Model = (
        OpenAIResponsesModel(name, client)
        if dialect == "responses"
        else OpenAIChatCompletionsModel(name, client)
    )
    agent = Agent[Any](name="Errand", model=made, tools=desk.tools())
    run = Runner.run_streamed(agent, text)
    async for _ in run.stream_events():
        pass
    return run


@both
async def test_it_streams_as_many_different_words_as_its_name_says(
    client: openai.AsyncOpenAI, dialect: Dialect
) -> None:
    said = await _say(client, dialect, "mock-len200", "hello")

    assert said.split() == [f"word{number}" for number in range(1, 201)]


@both
async def test_it_keeps_to_the_times_in_its_name(
    client: openai.AsyncOpenAI, dialect: Dialect
) -> None:
    started = time.perf_counter()
    await _say(client, dialect, "mock-ttft80-itl10-len21", "hello")
    took = time.perf_counter() - started

    assert 0.28 <= took < 1.5


async def test_it_answers_in_one_piece_too(client: openai.AsyncOpenAI) -> None:
    response = await client.responses.create(model="mock-len3", input="hello")
    messages: Any = [{"role": "user", "content": "hello"}]
    completion = await client.chat.completions.create(model="mock-len3", messages=messages)

    assert response.output_text == completion.choices[0].message.content == "word1 word2 word3 "
    assert response.usage is not None
    assert response.usage.output_tokens == 3


@both
async def test_a_body_split_anywhere_says_the_same(
    client: openai.AsyncOpenAI, dialect: Dialect
) -> None:
    assert (await _say(client, dialect, "mock-len50-chunks", "hello")).split()[-1] == "word50"


async def test_a_split_body_breaks_inside_events(server: ModelServer) -> None:
    body = {"model": "mock-len50-chunks", "input": "hello", "stream": True}
    async with (
        httpx2.AsyncClient(headers={"Authorization": f"Bearer {KEY}"}) as http,
        http.stream("POST", f"{server.base_url}/responses", json=body) as answer,
    ):
        chunks = [chunk async for chunk in answer.aiter_raw()]

    assert any(not chunk.endswith(b"\n\n") for chunk in chunks[:-1])


@both
async def test_what_it_says_after_a_tool_depends_on_what_the_tool_gave(
    client: openai.AsyncOpenAI, dialect: Dialect
) -> None:
    desk = Desk()

    run = await _run(client, dialect, "mock-tools", "add buy oats due 2026-11-25", desk)

    assert run.final_output == "Added #40 BUY OATS (due Wed 25 Nov)."
    assert json.loads(desk.calls[0][1]) == {
        "tasks": [{"title": "buy oats", "due": {"date": "2026-11-25"}}]
    }


@both
async def test_it_can_call_two_tools_at_once(client: openai.AsyncOpenAI, dialect: Dialect) -> None:
    desk = Desk()

    run = await _run(client, dialect, "mock-parallel-chunks", "add oats and add milk", desk)

    assert run.final_output == "Added #40 OATS (due Wed 25 Nov).\nAdded #40 MILK (due Wed 25 Nov)."
    assert len({call_id for call_id, _ in desk.calls}) == 2


@both
async def test_it_can_give_two_calls_one_id(client: openai.AsyncOpenAI, dialect: Dialect) -> None:
    said: list[str] = []
    if dialect == "responses":
        tools: Any = [{"type": "function", "name": "add_tasks", "parameters": {}, "strict": False}]
        response = await client.responses.create(
            model="mock-dupids", input="add a and add b", tools=tools
        )
        said = [item.call_id for item in response.output if item.type == "function_call"]
    else:
        messages: Any = [{"role": "user", "content": "add a and add b"}]
        tools = [{"type": "function", "function": {"name": "add_tasks", "parameters": {}}}]
        made = await client.chat.completions.create(
            model="mock-dupids", messages=messages, tools=tools
        )
        said = [call.id for call in made.choices[0].message.tool_calls or []]

    assert len(said) == 2
    assert len(set(said)) == 1


@both
async def test_a_malformed_call_is_followed_by_a_proper_one_when_the_tool_complains(
    client: openai.AsyncOpenAI, dialect: Dialect
) -> None:
    desk = Desk()

    run = await _run(client, dialect, "mock-malformed", "add oats", desk)

    assert desk.calls[0][1] == '{"tasks": [{"title": "unfin'
    assert run.final_output == "Added #40 OATS (due Wed 25 Nov)."


async def test_it_asks_for_a_tool_that_nobody_offered(client: openai.AsyncOpenAI) -> None:
    response = await client.responses.create(model="mock-unknown", input="add oats")

    assert [it.name for it in response.output if it.type == "function_call"] == ["send_fax"]


@both
async def test_it_refuses_the_first_requests_of_each_key_and_says_when_to_come_back(
    client: openai.AsyncOpenAI, dialect: Dialect
) -> None:
    for _ in range(2):
        with pytest.raises(openai.RateLimitError) as caught:
            await _say(client, dialect, "mock-429-len1", dialect)
        assert caught.value.response.headers["retry-after"] == "1"

    assert await _say(client, dialect, "mock-429-len1", dialect) == "word1 "
    with pytest.raises(openai.RateLimitError):
        await _say(client.copy(api_key="another"), dialect, "mock-429-len1", dialect)


async def test_it_breaks_as_often_as_its_name_says(client: openai.AsyncOpenAI) -> None:
    with pytest.raises(openai.InternalServerError):
        await _say(client, "chat", "mock-500x1-len1", "hello")

    assert await _say(client, "chat", "mock-500x1-len1", "hello") == "word1 "


@both
async def test_a_stalled_stream_counts_as_cancelled_once_the_caller_leaves(
    client: openai.AsyncOpenAI, server: ModelServer, dialect: Dialect
) -> None:
    before = server.log()["cancelled_streams"]

    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.5):
            await _say(client, dialect, "mock-stall5", "hello")

    async def left() -> bool:
        return server.log()["cancelled_streams"] == before + 1

    await until(left, seconds=5, what="the stream to be given up")
    last = server.log()["entries"][-1]
    assert (last["ended"], last["tokens_sent"]) == ("cancelled", 5)


async def test_it_closes_the_socket_in_the_middle(client: openai.AsyncOpenAI) -> None:
    with pytest.raises((openai.APIConnectionError, httpx2.RemoteProtocolError)):
        await _say(client, "responses", "mock-cut5", "hello")


async def test_filtered_answers_say_so(client: openai.AsyncOpenAI) -> None:
    response = await client.responses.create(model="mock-filter", input="hello")
    messages: Any = [{"role": "user", "content": "hello"}]
    completion = await client.chat.completions.create(model="mock-filter", messages=messages)

    assert response.incomplete_details is not None
    assert response.incomplete_details.reason == "content_filter"
    assert completion.choices[0].finish_reason == "content_filter"


async def test_it_refuses_what_the_real_service_refuses(client: openai.AsyncOpenAI) -> None:
    orphan: Any = [{"type": "function_call_output", "call_id": "call_1", "output": "{}"}]
    call: Any = {"id": "c1", "type": "function", "function": {"name": "x", "arguments": "{}"}}
    unanswered: Any = [
        {"role": "user", "content": "hello"},
        {"role": "assistant", "tool_calls": [call]},
        {"role": "user", "content": "well?"},
    ]

    with pytest.raises(openai.BadRequestError, match="call_1"):
        await client.responses.create(model="mock", input=orphan)
    with pytest.raises(openai.BadRequestError, match="c1"):
        await client.chat.completions.create(model="mock", messages=unanswered)
    with pytest.raises(openai.NotFoundError):
        await client.responses.create(model="gpt-unheard-of", input="hello")


async def test_it_lists_models_that_it_has(client: openai.AsyncOpenAI) -> None:
    names = [model.id async for model in client.models.list()]

    assert "mock-tools" in names
    assert [await _say(client, "chat", name, "hello") for name in names]
