"""The title of a conversation is asked for when nobody waits to begin an answer."""

import asyncio
from collections.abc import AsyncGenerator, Iterator
from contextlib import AsyncExitStack, suppress
from datetime import UTC, datetime

import pytest
from chatkit.types import (
    AssistantMessageItem,
    ThreadItemAddedEvent,
    ThreadStreamEvent,
    ThreadUpdatedEvent,
)

from e2e.model_server import ModelServer, serve
from errand.assistant.models import HostedModels, model_client
from errand.edge.chatkit.titling import Titling
from errand.identity import Actor
from errand.turns.beginning import Beginnings
from errand.turns.running import RunningTurn
from turns.conftest import Engine, StartEngine


@pytest.fixture(scope="module")
def server() -> Iterator[ModelServer]:
    with serve() as running:
        yield running


async def _crowd(beginnings: Beginnings, stack: AsyncExitStack) -> None:
    """Take all places, and let one more wait."""
    for _ in range(beginnings.free):
        await stack.enter_async_context(beginnings.place())
    waiting = asyncio.create_task(stack.enter_async_context(beginnings.place()))
    await asyncio.sleep(0)
    assert not waiting.done()


@pytest.mark.parametrize("crowded", [True, False])
async def test_in_a_crowd_a_title_is_asked_for_after_the_answer_and_comes_all_the_same(
    start_engine: StartEngine, owner: Actor, server: ModelServer, *, crowded: bool
) -> None:
    titles: list[str | None] = []
    asked: list[int] = []
    client = model_client(api_key="k", base_url=server.base_url)
    hosted = HostedModels(("mock",), "responses", client)
    before = server.log()["requests"]

    async def said(turn: RunningTurn) -> AsyncGenerator[ThreadStreamEvent]:
        item = AssistantMessageItem(
            id="m", thread_id=str(turn.thread_id), created_at=datetime.now(UTC), content=[]
        )
        yield ThreadItemAddedEvent(item=item)
        with suppress(TimeoutError):
            async with asyncio.timeout(1 if crowded else 10):
                while server.log()["requests"] == before:  # noqa: ASYNC110
                    await asyncio.sleep(0.01)
        asked.append(server.log()["requests"] - before)

    async def run(turn: RunningTurn) -> None:
        async with AsyncExitStack() as stack:
            if crowded:
                engine.hub.beginnings.begun(turn.turn_id)
                await _crowd(engine.hub.beginnings, stack)
            titling = Titling(engine.threads, turn, "Remember the milk", hosted, None)
            told = [event async for event in titling.along(said(turn))]
            named = [event for event in told if isinstance(event, ThreadUpdatedEvent)]
            titles.extend(event.thread.title for event in named)

    engine: Engine
    async with client, start_engine(run) as engine:
        thread = await engine.threads.create(owner)
        _, turn_id = await engine.submit(
            owner, thread.id, thread=thread.model_dump(mode="json"), created=True
        )
        await engine.told(owner, turn_id)

    assert asked == [0 if crowded else 1]
    assert titles == ['About "Remember the milk']
