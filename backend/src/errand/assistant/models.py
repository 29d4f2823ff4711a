"""Which model answers: a hosted one in either dialect, or the offline one."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal
from zoneinfo import ZoneInfo

import httpx2
from agents import OpenAIChatCompletionsModel, OpenAIResponsesModel
from agents.models.interface import Model
from openai import AsyncOpenAI

from errand.assistant.offline import OfflineModel

CONNECT_SECONDS = 10
SILENCE_SECONDS = 60
"""A model that sends nothing for so long is taken to be stuck."""
RETRIES = 2


@dataclass(frozen=True)
class HostedModels:
    """Models behind one OpenAI-compatible address."""

    names: tuple[str, ...]
    """What the operator offers; the first is the usual one."""
    dialect: Literal["responses", "chat_completions"]
    client: AsyncOpenAI = field(repr=False)

    def build(self, wanted: str | None) -> Model:
        """Return the wanted model where it is on offer, else the usual one."""
        name = wanted if wanted in self.names else self.names[0]
        if self.dialect == "responses":
            return OpenAIResponsesModel(model=name, openai_client=self.client)
        return OpenAIChatCompletionsModel(model=name, openai_client=self.client)


def hosted_models(
    *,
    names: tuple[str, ...],
    dialect: Literal["responses", "chat_completions"],
    api_key: str | None,
    base_url: str | None,
) -> HostedModels:
    """Return the models at `base_url`, or at OpenAI where it is None."""
    client = AsyncOpenAI(
        # Servers of one's own often want no key; the client insists on one.
        api_key=api_key or "none",
        base_url=base_url,
        timeout=httpx2.Timeout(SILENCE_SECONDS, connect=CONNECT_SECONDS),
        max_retries=RETRIES,
    )
    return HostedModels(names=names, dialect=dialect, client=client)


def build_model(
    hosted: HostedModels | None, wanted: str | None, *, now: datetime, zone: ZoneInfo
) -> Model:
    """Return the model for one turn.

    Args:
        hosted: None: the offline model answers.
        wanted: The person's choice, if any.
        now: The instant at which the turn was asked for.
        zone: The person's.
    """
    if hosted is None:
        return OfflineModel(now.astimezone(zone), zone)
    return hosted.build(wanted)
