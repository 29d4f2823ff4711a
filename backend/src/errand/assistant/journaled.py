"""A model whose finished steps are never asked again."""

from collections.abc import AsyncIterator
from contextlib import AbstractContextManager
from typing import Any, Protocol
from uuid import uuid4

from agents.items import TResponseStreamEvent
from agents.models.interface import Model
from openai.types.responses import (
    Response,
    ResponseCompletedEvent,
    ResponseFunctionToolCall,
    ResponseOutputItemAddedEvent,
    ResponseOutputItemDoneEvent,
)

from errand.assistant.budget import Budget, spent_on
from errand.assistant.replay import replayed
from errand.assistant.streaming import StreamingModel
from errand.turns.limits import Spent

StepKey = tuple[int, str]
AGAIN = "again_"
"""Begins the id of a call that came under an id which the turn knows."""
MODEL_OUTPUT = ""
"""Call id under which a model step's own output is kept."""


class Journal(Protocol):
    """Where the steps of a turn are kept; a running turn is one."""

    def stored_step(self, key: StepKey) -> Any | None:
        """Return what this step gave in an earlier attempt, or None."""
        ...

    def asks(self) -> None:
        """Hear that a model is being asked."""
        ...

    async def store_step(
        self, key: StepKey, kind: str, output: object, spent: Spent | None = None
    ) -> None:
        """Keep what a step gave, and count what it took."""
        ...

    def tool_step(self, key: StepKey) -> AbstractContextManager[None]:
        """Let the next use case commit together with its row in the journal."""
        ...


class JournaledModel(StreamingModel):
    """Asks the inner model, and keeps its whole answer before the answer is acted on.

    A step that an earlier attempt finished is given again from the journal, in one piece; one
    that was cut off is asked anew.
    """

    def __init__(self, inner: Model, journal: Journal, budget: Budget) -> None:
        self._inner, self._journal, self._budget = inner, journal, budget
        self.step = 0
        """Number of the model step that runs, from 1."""
        self.calls: list[tuple[str, str]] = []
        """All that the step calls: names of tools, and their arguments."""
        self._call_ids: set[str] = set()

    async def stream_response(
        self, *args: Any, **kwargs: Any
    ) -> AsyncIterator[TResponseStreamEvent]:
        """Stream the step from the journal, or from the model into it.

        Raises:
            ModelFault: The model failed, or the turn has used up what it may use.
        """
        self.step += 1
        key = (self.step, MODEL_OUTPUT)
        stored = self._journal.stored_step(key)
        if stored is not None:
            response = Response.model_validate(stored)
            self._budget.take(response, args, kwargs)
            self.calls = _calls_of(response)
            for event in replayed(response):
                yield event
            return
        self._budget.refuse_spent()
        names: dict[int, str] = {}
        self._journal.asks()
        async for given in self._inner.stream_response(*args, **kwargs):
            self._budget.refuse_late()
            event = self._normalised(given, names)
            if isinstance(event, ResponseCompletedEvent):
                self._budget.take(event.response, args, kwargs)
                self.calls = _calls_of(event.response)
                stored, spent = (
                    event.response.model_dump(mode="json"),
                    spent_on(event.response, args),
                )
                await self._journal.store_step(key, "model", stored, spent)
            yield event

    def _normalised(
        self, event: TResponseStreamEvent, names: dict[int, str]
    ) -> TResponseStreamEvent:
        """Make every call id of the turn its own, whatever the model sent."""
        if isinstance(event, ResponseOutputItemAddedEvent | ResponseOutputItemDoneEvent):
            self._name_call(event.item, event.output_index, names)
        elif isinstance(event, ResponseCompletedEvent):
            for index, item in enumerate(event.response.output):
                self._name_call(item, index, names)
        return event

    def _name_call(self, item: object, index: int, names: dict[int, str]) -> None:
        if not isinstance(item, ResponseFunctionToolCall):
            return
        if index not in names:
            named = f"{self.step}_{index}_{uuid4().hex[:8]}"
            if item.call_id in self._call_ids:
                names[index] = f"{AGAIN}{named}"
            else:
                names[index] = item.call_id or f"call_{named}"
            self._call_ids.add(names[index])
        item.call_id = names[index]
        item.id = item.id or f"fc_{uuid4().hex}"


def _calls_of(response: Response) -> list[tuple[str, str]]:
    called = (each for each in response.output if isinstance(each, ResponseFunctionToolCall))
    return [(each.name, each.arguments) for each in called]
