"""The offline model behind the model interface of the Agents SDK."""

from collections.abc import AsyncIterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from agents.items import ModelResponse, TResponseInputItem, TResponseStreamEvent
from agents.models.interface import Model
from agents.tool import Tool
from agents.usage import Usage

from errand.assistant.offline.deciding import decide
from errand.assistant.offline.english import ENGLISH
from errand.assistant.offline.events import output_item, stream
from errand.assistant.offline.history import read_input
from errand.assistant.offline.steps import Call
from errand.assistant.offline.values import USUAL, Customs, Moment
from errand.assistant.offline.vocabulary import Vocabulary


class OfflineModel(Model):
    """A deterministic model: the same input at the same moment has the same answer.

    It keeps nothing between calls, reaches no network and never waits.

    Args:
        now: The person's now, aware.
        zone: The zone that their words are meant in.
        customs: How they write dates and count weeks.
    """

    def __init__(
        self,
        now: datetime,
        zone: ZoneInfo,
        *,
        customs: Customs = USUAL,
        words: Vocabulary = ENGLISH,
    ) -> None:
        if now.tzinfo is None:
            raise ValueError("now must be aware")
        self._moment = Moment(now, zone, customs)
        self._words = words

    async def get_response(
        self,
        system_instructions: str | None,
        input: str | list[TResponseInputItem],  # noqa: A002 (the SDK's name)
        model_settings: object,
        tools: list[Tool],
        *args: Any,
        **kwargs: Any,
    ) -> ModelResponse:
        """Return the next step in one piece."""
        item = output_item(self._step(input, tools))
        return ModelResponse(output=[item], usage=Usage(requests=1), response_id=None)

    async def stream_response(
        self,
        system_instructions: str | None,
        input: str | list[TResponseInputItem],  # noqa: A002 (the SDK's name)
        model_settings: object,
        tools: list[Tool],
        *args: Any,
        **kwargs: Any,
    ) -> AsyncIterator[TResponseStreamEvent]:
        """Stream the next step."""
        for event in stream(self._step(input, tools)):
            yield event

    def _step(self, given: str | list[TResponseInputItem], tools: list[Tool]) -> Call | str:
        step = decide(read_input(given), self._words, self._moment)
        if isinstance(step, Call) and step.name not in {tool.name for tool in tools}:
            return "I can't do that here: the tool for it is not available."
        return step
