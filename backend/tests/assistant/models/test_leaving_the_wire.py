"""A connection to a model is left as soon as its answer is over, however it ends."""

import asyncio
import gc
import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from agents import Agent, RunConfig, Runner

from e2e.model_server import ModelServer
from errand.assistant.dialects import Dialect
from errand.assistant.faults import ModelFault
from errand.assistant.models import HostedModels, model_client
from errand.assistant.steady import Patience

HEAD = b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n"
ENDS = {
    "whole": "mock-len30",
    "too large": "mock-huge",
    "silent": "mock-stall3",
    "broken off": "mock-cut3",
    "failed": "mock-fail",
}


@pytest.fixture
async def complaints() -> AsyncIterator[list[dict[str, Any]]]:
    """What the event loop was not told to anybody."""
    heard: list[dict[str, Any]] = []
    asyncio.get_running_loop().set_exception_handler(lambda _loop, context: heard.append(context))
    yield heard
    asyncio.get_running_loop().set_exception_handler(None)


@pytest.mark.parametrize("dialect", ["responses", "chat_completions"])
@pytest.mark.parametrize("name", ENDS.values(), ids=ENDS.keys())
async def test_nothing_goes_on_reading_an_answer_that_is_over(
    hostile_server: ModelServer, complaints: list[dict[str, Any]], dialect: Dialect, name: str
) -> None:
    async with model_client(
        api_key="sk-left", base_url=hostile_server.base_url, silence_seconds=5
    ) as client:
        patience = Patience(silence_seconds=1, attempts=1)
        models = HostedModels((name,), dialect, client, patience)
        before = asyncio.all_tasks()

        await _asked(models)

        assert asyncio.all_tasks() - before == set()
        await _collected()
        assert asyncio.all_tasks() - before == set()
        assert complaints == []


async def test_an_answer_is_whole_though_its_body_ends_later_than_its_last_event() -> None:
    said = {"index": 0, "delta": {"role": "assistant", "content": "Hello"}, "finish_reason": None}
    ended = {"index": 0, "delta": {}, "finish_reason": "stop"}
    body = b"".join(_chunk(choice) for choice in (said, ended)) + b"data: [DONE]\n\n"

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(HEAD + b"%x\r\n%s\r\n" % (len(body), body))
        await writer.drain()
        # Long enough for all that was sent to be read: only the end of the body is missing.
        await asyncio.sleep(0.5)
        writer.write(b"0\r\n\r\n")
        writer.close()

    async with await asyncio.start_server(serve, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        async with model_client(
            api_key="sk-late", base_url=f"http://127.0.0.1:{port}/v1"
        ) as client:
            models = HostedModels(("late",), "chat_completions", client, Patience(attempts=1))

            assert await _asked(models) == "Hello"


def _chunk(choice: dict[str, Any]) -> bytes:
    kind = "chat.completion.chunk"
    made = {"id": "1", "object": kind, "created": 1, "model": "late", "choices": [choice]}
    return f"data: {json.dumps(made)}\n\n".encode()


async def _collected() -> None:
    """Let the collector close what libraries left open, and complain of what it could not."""
    for _ in range(5):
        gc.collect()
        await asyncio.sleep(0)


async def _asked(models: HostedModels) -> str | None:
    agent = Agent(name="Left", model=models.build(None))
    run = Runner.run_streamed(agent, "hello", run_config=RunConfig(tracing_disabled=True))
    try:
        async for _event in run.stream_events():
            pass
    except ModelFault:
        return None
    return run.final_output
