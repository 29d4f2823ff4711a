"""A model that is asked again when it fails in passing, and whose every failure has a name.

Nothing of a step is acted on before the step is whole: tool calls are held back until the end, and
what was said of a broken step is withdrawn by beginning the response anew.
"""

import asyncio
import random
from collections.abc import AsyncGenerator, AsyncIterator
from dataclasses import dataclass
from typing import Any, cast

import structlog
from agents.items import TResponseStreamEvent
from agents.models.interface import Model
from openai.types.responses import (
    Response,
    ResponseCompletedEvent,
    ResponseErrorEvent,
    ResponseFailedEvent,
    ResponseFunctionToolCall,
    ResponseIncompleteEvent,
    ResponseOutputItem,
    ResponseOutputItemAddedEvent,
    ResponseOutputItemDoneEvent,
    ResponseOutputMessage,
    ResponseOutputRefusal,
    ResponseOutputText,
)

from errand.assistant.faults import (
    BROKEN,
    CUT_SHORT,
    DOWN,
    EMPTY,
    FILTERED,
    TOO_MUCH,
    UNUSABLE,
    Fault,
    ModelFault,
    coded,
    fault_of,
)
from errand.assistant.streaming import StreamingModel

_log = structlog.get_logger(__name__)
_ARGUMENTS = "response.function_call_arguments."


@dataclass(frozen=True)
class Patience:
    """How long and how often a model is waited for, and how much it may say."""

    silence_seconds: float = 60
    """A model that gives no event for so long is taken to be stuck."""
    attempts: int = 3
    first_pause_seconds: float = 0.5
    longest_pause_seconds: float = 20
    """A server that wants to be left alone for longer is not asked again."""
    characters: int = 200_000
    """So much text and arguments may one step hold."""


class SteadyModel(StreamingModel):
    """Asks the inner model; raises nothing but `ModelFault`."""

    def __init__(self, inner: Model, patience: Patience) -> None:
        self._inner, self._patience = inner, patience

    async def stream_response(
        self, *args: Any, **kwargs: Any
    ) -> AsyncIterator[TResponseStreamEvent]:
        """Stream one step.

        Raises:
            ModelFault: It did not come, not even when asked again.
        """
        for attempt in range(1, self._patience.attempts + 1):
            try:
                async for event in self._attempt(*args, **kwargs):
                    yield event
            except Exception as error:
                fault = fault_of(error)
                pause = self._pause(fault, attempt)
                _log.warning("model.failed", fault=fault.name, attempt=attempt, pause=pause)
                if pause is None:
                    raise ModelFault(fault) from error
                await asyncio.sleep(pause)
            else:
                return

    def _pause(self, fault: Fault, attempt: int) -> float | None:
        """Return how long to wait before the next attempt, in seconds; None: there is none."""
        if not fault.passing or attempt >= self._patience.attempts:
            return None
        if fault.wait_seconds is not None:
            given = fault.wait_seconds
            # Jitter only on top: earlier than asked for would be refused again.
            return None if given > self._patience.longest_pause_seconds else given + _jitter(0.25)
        longest = self._patience.first_pause_seconds * 2 ** (attempt - 1)
        return longest / 2 + _jitter(longest / 2)

    async def _attempt(self, *args: Any, **kwargs: Any) -> AsyncIterator[TResponseStreamEvent]:
        stream = cast(
            "AsyncGenerator[TResponseStreamEvent]", self._inner.stream_response(*args, **kwargs)
        )
        step = _Step(self._patience.characters)
        try:
            while True:
                try:
                    async with asyncio.timeout(self._patience.silence_seconds):
                        event = await anext(stream)
                except StopAsyncIteration:
                    raise ModelFault(BROKEN) from None
                for given in step.take(event):
                    yield given
                if step.whole:
                    return
        finally:
            await stream.aclose()


class _Step:
    """One attempt at a step: lets words through, and holds tool calls back until it is whole."""

    def __init__(self, characters: int) -> None:
        self._left = characters
        self._held: list[TResponseStreamEvent] = []
        self._done: list[ResponseOutputItem] = []
        self.whole = False

    def take(self, event: TResponseStreamEvent) -> list[TResponseStreamEvent]:
        """Return what of the step can be told after this event.

        Raises:
            ModelFault: The event is no part of a usable answer.
        """
        self._count(event)
        match event:
            case ResponseCompletedEvent():
                self._check(event.response)
                self.whole = True
                return [*self._held, event]
            case ResponseIncompleteEvent():
                raise ModelFault(_incomplete(event.response))
            case ResponseFailedEvent():
                error = event.response.error
                raise ModelFault(coded(error.code if error else "", default=DOWN))
            case ResponseErrorEvent():
                raise ModelFault(coded(event.code or "", default=DOWN))
            case _ if _is_call(event):
                self._note(event)
                self._held.append(event)
                return []
            case _:
                self._note(event)
                return [event]

    def _note(self, event: TResponseStreamEvent) -> None:
        if isinstance(event, ResponseOutputItemDoneEvent):
            self._done.append(event.item)

    def _count(self, event: TResponseStreamEvent) -> None:
        delta = getattr(event, "delta", None)
        self._left -= len(delta) if isinstance(delta, str) else 0
        if self._left < 0:
            raise ModelFault(TOO_MUCH)

    def _check(self, response: Response) -> None:
        # Some servers leave the items out of the last event.
        response.output = response.output or self._done
        if any(isinstance(item, ResponseFunctionToolCall) for item in response.output):
            return
        messages = [item for item in response.output if isinstance(item, ResponseOutputMessage)]
        if not any(_says(item) for item in messages):
            raise ModelFault(EMPTY)
        if all(_withheld(item) for item in messages):
            raise ModelFault(FILTERED)


def _is_call(event: TResponseStreamEvent) -> bool:
    if isinstance(event, ResponseOutputItemAddedEvent | ResponseOutputItemDoneEvent):
        return isinstance(event.item, ResponseFunctionToolCall)
    return event.type.startswith(_ARGUMENTS)


def _says(message: ResponseOutputMessage) -> bool:
    return any(
        (part.text if isinstance(part, ResponseOutputText) else part.refusal).strip()
        for part in message.content
    )


def _withheld(message: ResponseOutputMessage) -> bool:
    """Whether it is the SDK's own note that a filter left nothing, and not the model's refusal."""
    return all(
        isinstance(part, ResponseOutputRefusal) and "content filter" in part.refusal
        for part in message.content
    )


def _incomplete(response: Response) -> Fault:
    reason = response.incomplete_details.reason if response.incomplete_details else None
    return {"content_filter": FILTERED, "max_output_tokens": CUT_SHORT}.get(reason or "", UNUSABLE)


def _jitter(most: float) -> float:
    return random.uniform(0, most)  # noqa: S311  no secret hangs on it
