"""The Responses dialect: every object is one of the openai package's types, so it validates."""

import time
from collections.abc import Iterator
from typing import Any, Literal, TypeVar
from uuid import uuid4

from openai import BaseModel
from openai.types import responses as wire
from openai.types.responses.response import IncompleteDetails
from openai.types.responses.response_error import ResponseError
from openai.types.responses.response_usage import InputTokensDetails, OutputTokensDetails

from .asked import Asked
from .behaviour import Behaviour
from .said import Answer, Call, Say
from .stream import Part

_Item = wire.ResponseOutputMessage | wire.ResponseFunctionToolCall
_Status = Literal["in_progress", "completed", "incomplete"]
_Reason = Literal["content_filter", "max_output_tokens"]
_Event = TypeVar("_Event", bound=BaseModel)


def whole(answer: Answer, asked: Asked, behaviour: Behaviour) -> wire.Response:
    """Return the answer in one piece."""
    return _Writer(asked, behaviour).ended(answer)


def stream(answer: Answer, asked: Asked, behaviour: Behaviour) -> Iterator[Part]:
    """Return the answer as server-sent events."""
    writer = _Writer(asked, behaviour)
    opened = writer.response("in_progress", [])
    yield writer.event(wire.ResponseCreatedEvent, "response.created", response=opened)
    yield writer.event(wire.ResponseInProgressEvent, "response.in_progress", response=opened)
    yield from writer.items(answer)
    ended = writer.ended(answer)
    if behaviour.no_end:
        return
    if behaviour.failed:
        ended.error = ResponseError(code="server_error", message="sk-canary failed")
        ended.status = "failed"
        yield writer.event(wire.ResponseFailedEvent, "response.failed", response=ended)
    elif behaviour.filtered or behaviour.short:
        yield writer.event(wire.ResponseIncompleteEvent, "response.incomplete", response=ended)
    else:
        yield writer.event(wire.ResponseCompletedEvent, "response.completed", response=ended)


class _Writer:
    """Keeps the ids and the sequence number of one answer."""

    def __init__(self, asked: Asked, behaviour: Behaviour) -> None:
        self._asked = asked
        self._filtered = behaviour.filtered or behaviour.short
        self._reason: _Reason = "content_filter" if behaviour.filtered else "max_output_tokens"
        self._id = f"resp_{uuid4().hex}"
        self._message_id = f"msg_{uuid4().hex}"
        self._call_ids: dict[int, str] = {}
        self._sequence = -1

    def event(self, kind: type[_Event], name: str, /, *, tokens: int = 0, **fields: Any) -> Part:
        """Return one event with the next sequence number."""
        self._sequence += 1
        made = kind.model_validate({"type": name, "sequence_number": self._sequence, **fields})
        body = made.model_dump_json(by_alias=True, exclude_unset=True)
        return Part(f"event: {name}\ndata: {body}\n\n".encode(), tokens)

    def response(self, status: _Status, output: list[_Item], *, tokens: int = 0) -> wire.Response:
        """Return the envelope with `output` in it."""
        usage = None if status == "in_progress" else self._usage(tokens)
        cut = IncompleteDetails(reason=self._reason) if status == "incomplete" else None
        return wire.Response(
            id=self._id,
            created_at=time.time(),
            object="response",
            model=self._asked.model,
            status=status,
            output=[*output],
            error=None,
            incomplete_details=cut,
            tools=[],
            tool_choice="auto",
            parallel_tool_calls=True,
            usage=usage,
        )

    def ended(self, answer: Answer) -> wire.Response:
        """Return the finished response."""
        status = "incomplete" if self._filtered else "completed"
        if isinstance(answer, Say):
            said: list[_Item] = [self._message(status, answer)]
            return self.response(status, said, tokens=len(answer.tokens))
        calls: list[_Item] = [self._call(n, call) for n, call in enumerate(answer)]
        return self.response(status, calls, tokens=len(calls))

    def items(self, answer: Answer) -> Iterator[Part]:
        """Yield what happens between the first event and the last."""
        if isinstance(answer, Say):
            yield from self._said(answer)
            return
        for index, call in enumerate(answer):
            yield from self._called(index, call)

    def _said(self, answer: Say) -> Iterator[Part]:
        here: dict[str, Any] = {
            "item_id": self._message_id,
            "output_index": 0,
            "content_index": 0,
        }
        opened = wire.ResponseOutputMessage(
            id=self._message_id, type="message", role="assistant", status="in_progress", content=[]
        )
        yield self._item(wire.ResponseOutputItemAddedEvent, "added", 0, opened)
        part = "response.content_part"
        empty = _text("")
        yield self.event(wire.ResponseContentPartAddedEvent, f"{part}.added", part=empty, **here)
        for token in answer.tokens:
            yield self.event(
                wire.ResponseTextDeltaEvent,
                "response.output_text.delta",
                tokens=1,
                delta=token,
                logprobs=[],
                **here,
            )
        text = "".join(answer.tokens)
        done = "response.output_text.done"
        yield self.event(wire.ResponseTextDoneEvent, done, text=text, logprobs=[], **here)
        full = _text(text)
        yield self.event(wire.ResponseContentPartDoneEvent, f"{part}.done", part=full, **here)
        status = "incomplete" if self._filtered else "completed"
        message = self._message(status, answer)
        yield self._item(wire.ResponseOutputItemDoneEvent, "done", 0, message)

    def _called(self, index: int, call: Call) -> Iterator[Part]:
        done = self._call(index, call)
        opened = done.model_copy(update={"arguments": "", "status": "in_progress"})
        yield self._item(wire.ResponseOutputItemAddedEvent, "added", index, opened)
        here: dict[str, Any] = {"item_id": done.id, "output_index": index}
        arguments = "response.function_call_arguments"
        delta, end = f"{arguments}.delta", f"{arguments}.done"
        for number, piece in enumerate(_halves(call.arguments)):
            yield self.event(
                wire.ResponseFunctionCallArgumentsDeltaEvent,
                delta,
                tokens=int(number == 0),
                delta=piece,
                **here,
            )
        yield self.event(
            wire.ResponseFunctionCallArgumentsDoneEvent,
            end,
            arguments=call.arguments,
            name=call.name,
            **here,
        )
        yield self._item(wire.ResponseOutputItemDoneEvent, "done", index, done)

    def _item(self, kind: type[_Event], name: str, index: int, item: _Item) -> Part:
        return self.event(kind, f"response.output_item.{name}", output_index=index, item=item)

    def _message(self, status: _Status, answer: Say) -> wire.ResponseOutputMessage:
        return wire.ResponseOutputMessage(
            id=self._message_id,
            type="message",
            role="assistant",
            status=status,
            content=[_text("".join(answer.tokens))],
        )

    def _call(self, index: int, call: Call) -> wire.ResponseFunctionToolCall:
        item_id = self._call_ids.setdefault(index, f"fc_{uuid4().hex}")
        return wire.ResponseFunctionToolCall(
            id=item_id,
            type="function_call",
            call_id=call.call_id,
            name=call.name,
            arguments=call.arguments,
            status="completed",
        )

    def _usage(self, tokens: int) -> wire.ResponseUsage:
        return wire.ResponseUsage(
            input_tokens=self._asked.input_tokens,
            input_tokens_details=InputTokensDetails(cached_tokens=0, cache_write_tokens=0),
            output_tokens=tokens,
            output_tokens_details=OutputTokensDetails(reasoning_tokens=0),
            total_tokens=self._asked.input_tokens + tokens,
        )


def _text(text: str) -> wire.ResponseOutputText:
    return wire.ResponseOutputText(type="output_text", text=text, annotations=[])


def _halves(arguments: str) -> tuple[str, str]:
    middle = len(arguments) // 2
    return arguments[:middle], arguments[middle:]
