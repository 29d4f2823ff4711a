"""One answer, a call or words, as the Responses items and stream events of the Agents SDK."""

import json
import re
from collections.abc import Iterator
from itertools import count
from time import time
from typing import TypedDict
from uuid import uuid4

from openai.types.responses import (
    Response,
    ResponseCompletedEvent,
    ResponseContentPartAddedEvent,
    ResponseContentPartDoneEvent,
    ResponseCreatedEvent,
    ResponseFunctionCallArgumentsDeltaEvent,
    ResponseFunctionCallArgumentsDoneEvent,
    ResponseFunctionToolCall,
    ResponseOutputItem,
    ResponseOutputItemAddedEvent,
    ResponseOutputItemDoneEvent,
    ResponseOutputMessage,
    ResponseOutputText,
    ResponseStreamEvent,
    ResponseTextDeltaEvent,
    ResponseTextDoneEvent,
)
from openai.types.responses.response_usage import (
    InputTokensDetails,
    OutputTokensDetails,
    ResponseUsage,
)

from errand.assistant.offline.steps import Call

MODEL_NAME = "errand-offline"
_NO_TOKENS = ResponseUsage(
    input_tokens=0,
    output_tokens=0,
    total_tokens=0,
    input_tokens_details=InputTokensDetails(cached_tokens=0, cache_write_tokens=0),
    output_tokens_details=OutputTokensDetails(reasoning_tokens=0),
)


class _Place(TypedDict):
    item_id: str
    output_index: int
    content_index: int


def output_item(step: Call | str) -> ResponseFunctionToolCall | ResponseOutputMessage:
    """Return the finished item; its ids are new with each call."""
    if isinstance(step, Call):
        return ResponseFunctionToolCall(
            type="function_call",
            id=f"fc_{uuid4().hex}",
            call_id=f"call_{uuid4().hex}",
            name=step.name,
            arguments=json.dumps(step.arguments, ensure_ascii=False),
            status="completed",
        )
    return ResponseOutputMessage(
        id=f"msg_{uuid4().hex}",
        type="message",
        role="assistant",
        status="completed",
        content=[ResponseOutputText(type="output_text", text=step, annotations=[])],
    )


def stream(step: Call | str) -> Iterator[ResponseStreamEvent]:
    """Yield the events of one response, the text word by word."""
    number = count()
    item = output_item(step)
    response = _response([], completed=False)
    yield ResponseCreatedEvent(
        type="response.created", response=response, sequence_number=next(number)
    )
    if isinstance(item, ResponseFunctionToolCall):
        yield from _call_events(item, number)
    else:
        yield from _message_events(item, str(step), number)
    yield ResponseOutputItemDoneEvent(
        type="response.output_item.done",
        item=item,
        output_index=0,
        sequence_number=next(number),
    )
    done = response.model_copy(update={"output": [item], "status": "completed"})
    yield ResponseCompletedEvent(
        type="response.completed", response=done, sequence_number=next(number)
    )


def _call_events(
    item: ResponseFunctionToolCall, number: Iterator[int]
) -> Iterator[ResponseStreamEvent]:
    begun = item.model_copy(update={"arguments": "", "status": "in_progress"})
    yield _added(begun, number)
    item_id = item.id or ""
    yield ResponseFunctionCallArgumentsDeltaEvent(
        type="response.function_call_arguments.delta",
        delta=item.arguments,
        item_id=item_id,
        output_index=0,
        sequence_number=next(number),
    )
    yield ResponseFunctionCallArgumentsDoneEvent(
        type="response.function_call_arguments.done",
        arguments=item.arguments,
        item_id=item_id,
        output_index=0,
        sequence_number=next(number),
    )


def _message_events(
    item: ResponseOutputMessage, text: str, number: Iterator[int]
) -> Iterator[ResponseStreamEvent]:
    yield _added(item.model_copy(update={"content": [], "status": "in_progress"}), number)
    place = _Place(item_id=item.id, output_index=0, content_index=0)
    empty = ResponseOutputText(type="output_text", text="", annotations=[])
    yield ResponseContentPartAddedEvent(
        type="response.content_part.added", part=empty, sequence_number=next(number), **place
    )
    for word in re.findall(r"\s*\S+|\s+$", text):
        yield ResponseTextDeltaEvent(
            type="response.output_text.delta",
            delta=word,
            logprobs=[],
            sequence_number=next(number),
            **place,
        )
    yield ResponseTextDoneEvent(
        type="response.output_text.done",
        text=text,
        logprobs=[],
        sequence_number=next(number),
        **place,
    )
    yield ResponseContentPartDoneEvent(
        type="response.content_part.done",
        part=empty.model_copy(update={"text": text}),
        sequence_number=next(number),
        **place,
    )


def _added(item: ResponseOutputItem, number: Iterator[int]) -> ResponseOutputItemAddedEvent:
    return ResponseOutputItemAddedEvent(
        type="response.output_item.added",
        item=item,
        output_index=0,
        sequence_number=next(number),
    )


def _response(output: list[ResponseOutputItem], *, completed: bool) -> Response:
    return Response(
        id=f"resp_{uuid4().hex}",
        created_at=time(),
        model=MODEL_NAME,
        object="response",
        output=output,
        tool_choice="auto",
        tools=[],
        parallel_tool_calls=False,
        status="completed" if completed else "in_progress",
        usage=_NO_TOKENS,
    )
