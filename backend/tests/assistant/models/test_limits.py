"""Bounds that no model gets around: an answer's time, summaries, and calls made again."""

import asyncio
from collections.abc import AsyncIterator
from time import monotonic
from typing import Any

import pytest
from agents.items import TResponseStreamEvent
from openai.types.responses import ResponseTextDeltaEvent
from pydantic import BaseModel

from assistant.offline.talking import KeptSteps
from errand.assistant.budget import Budget
from errand.assistant.faults import LATE, TOO_LONG, ModelFault
from errand.assistant.journaled import JournaledModel
from errand.assistant.made import Made
from errand.assistant.streaming import StreamingModel
from errand.assistant.summary import MOST_PIECES, summarise
from errand.identity import Actor
from errand.tools.tool import Effect, Tool


async def _never(_actor: Actor, _asked: Any) -> BaseModel:
    raise NotImplementedError


ADDING = Tool("add_tasks", "", BaseModel, BaseModel, _never, Effect())


class Dripping(StreamingModel):
    """Says one more letter for ever, and counts how often it was asked."""

    asked = 0

    async def stream_response(
        self, *args: Any, **kwargs: Any
    ) -> AsyncIterator[TResponseStreamEvent]:
        self.asked += 1
        while True:
            yield ResponseTextDeltaEvent(
                type="response.output_text.delta",
                delta="x",
                item_id="m",
                content_index=0,
                output_index=0,
                sequence_number=0,
                logprobs=[],
            )


async def test_a_model_that_drips_for_ever_ends_with_the_time_of_the_answer() -> None:
    model = JournaledModel(Dripping(), KeptSteps(), Budget(until=monotonic() + 0.05))

    with pytest.raises(ModelFault) as caught:
        async for _ in model.stream_response():
            pass

    assert caught.value.fault is LATE
    assert "longer than one may take" in LATE.words


async def test_more_than_can_be_summarised_is_refused_before_the_model_is_asked() -> None:
    model, tokens = Dripping(), 100
    said = ["x" * (tokens * 3)] * (MOST_PIECES + 1)

    with pytest.raises(ModelFault) as caught:
        await summarise(model, said, before="", journal=KeptSteps(), tokens=tokens)

    assert caught.value.fault is TOO_LONG
    assert model.asked == 0


@pytest.mark.parametrize("arguments", ['{"a": 1, "b": 2}', '{"b":2,"a":1}', "{broken"])
async def test_a_call_is_known_again_however_its_arguments_are_written(arguments: str) -> None:
    ran: list[str] = []

    async def carry(_key: Any, given: str) -> dict[str, Any]:
        ran.append(given)
        return {"ok": True}

    async def nothing(_call_id: str) -> list[Any]:
        return []

    made = Made(nothing)
    for call_id in ("call_123456789012", "again_1_1_x"):
        await made.once(ADDING, (1, call_id), arguments, carry)
    await made.once(ADDING, (1, "again_1_2_y"), '{"other": 1}', carry)

    assert ran == [arguments, '{"other": 1}']


async def test_what_breaks_the_first_breaks_its_double_too() -> None:

    async def carry(_key: Any, _given: str) -> dict[str, Any]:
        raise LookupError

    made = Made(None)
    with pytest.raises(LookupError):
        await made.once(ADDING, (1, "call_1"), "{}", carry)
    with pytest.raises(asyncio.CancelledError):
        await made.once(ADDING, (1, "again_1_1_x"), "{}", carry)
