"""The Chat Completions dialect, validated like the other one."""

import json
import time
from collections.abc import Iterator
from typing import Literal
from uuid import uuid4

from openai.types.chat import (
    ChatCompletion,
    ChatCompletionChunk,
    ChatCompletionMessage,
    ChatCompletionMessageFunctionToolCall,
)
from openai.types.chat.chat_completion import Choice
from openai.types.chat.chat_completion_chunk import Choice as ChunkChoice
from openai.types.chat.chat_completion_chunk import (
    ChoiceDelta,
    ChoiceDeltaToolCall,
    ChoiceDeltaToolCallFunction,
)
from openai.types.chat.chat_completion_message_function_tool_call import Function
from openai.types.completion_usage import CompletionUsage

from .asked import Asked
from .behaviour import Behaviour
from .said import Answer, Call, Say
from .stream import Part

_Finish = Literal["stop", "length", "tool_calls", "content_filter"]


def whole(answer: Answer, asked: Asked, behaviour: Behaviour) -> ChatCompletion:
    """Return the answer in one piece."""
    said = "".join(answer.tokens) if isinstance(answer, Say) else None
    calls = None if isinstance(answer, Say) else [_tool_call(call) for call in answer]
    message = ChatCompletionMessage(
        role="assistant", content=said, tool_calls=[*calls] if calls else None
    )
    finish = _finish(answer, behaviour)
    return ChatCompletion(
        id=f"chatcmpl-{uuid4().hex}",
        object="chat.completion",
        created=int(time.time()),
        model=asked.model,
        choices=[Choice(index=0, message=message, finish_reason=finish, logprobs=None)],
        usage=_usage(answer, asked),
    )


def stream(answer: Answer, asked: Asked, behaviour: Behaviour) -> Iterator[Part]:
    """Return the answer as server-sent events."""
    writer = _Writer(asked)
    yield writer.delta(ChoiceDelta(role="assistant", content=""))
    if isinstance(answer, Say):
        for token in answer.tokens:
            yield writer.delta(ChoiceDelta(content=token), tokens=1)
    else:
        for index, call in enumerate(answer):
            yield from writer.call(index, call)
    if behaviour.no_end:
        yield Part(b"data: [DONE]\n\n")
        return
    if behaviour.failed:
        failed = {"error": {"code": "server_error", "message": "sk-canary failed"}}
        yield Part(f"data: {json.dumps(failed)}\n\n".encode())
        return
    yield writer.delta(ChoiceDelta(), finish=_finish(answer, behaviour))
    if asked.include_usage:
        yield writer.chunk([], usage=_usage(answer, asked))
    yield Part(b"data: [DONE]\n\n")


class _Writer:
    """Keeps the id and the time that all chunks of one answer share."""

    def __init__(self, asked: Asked) -> None:
        self._model = asked.model
        self._id = f"chatcmpl-{uuid4().hex}"
        self._created = int(time.time())

    def chunk(
        self, choices: list[ChunkChoice], *, usage: CompletionUsage | None = None, tokens: int = 0
    ) -> Part:
        """Return one chunk."""
        made = ChatCompletionChunk(
            id=self._id,
            object="chat.completion.chunk",
            created=self._created,
            model=self._model,
            choices=choices,
            usage=usage,
        )
        body = made.model_dump_json(by_alias=True, exclude_unset=True)
        return Part(f"data: {body}\n\n".encode(), tokens)

    def delta(self, delta: ChoiceDelta, *, finish: _Finish | None = None, tokens: int = 0) -> Part:
        """Return a chunk with one choice."""
        return self.chunk([ChunkChoice(index=0, delta=delta, finish_reason=finish)], tokens=tokens)

    def call(self, index: int, call: Call) -> Iterator[Part]:
        """Yield a tool call in three pieces, as providers send it."""
        middle = len(call.arguments) // 2
        name = ChoiceDeltaToolCallFunction(name=call.name, arguments="")
        opened = ChoiceDeltaToolCall(index=index, id=call.call_id, type="function", function=name)
        yield self.delta(ChoiceDelta(tool_calls=[opened]), tokens=1)
        for piece in (call.arguments[:middle], call.arguments[middle:]):
            more = ChoiceDeltaToolCallFunction(arguments=piece)
            part = ChoiceDeltaToolCall(index=index, function=more)
            yield self.delta(ChoiceDelta(tool_calls=[part]))


def _tool_call(call: Call) -> ChatCompletionMessageFunctionToolCall:
    return ChatCompletionMessageFunctionToolCall(
        id=call.call_id,
        type="function",
        function=Function(name=call.name, arguments=call.arguments),
    )


def _finish(answer: Answer, behaviour: Behaviour) -> _Finish:
    if behaviour.filtered:
        return "content_filter"
    if behaviour.short:
        return "length"
    return "stop" if isinstance(answer, Say) else "tool_calls"


def _usage(answer: Answer, asked: Asked) -> CompletionUsage:
    said = len(answer.tokens) if isinstance(answer, Say) else len(answer)
    return CompletionUsage(
        prompt_tokens=asked.input_tokens,
        completion_tokens=said,
        total_tokens=asked.input_tokens + said,
    )
