"""Which model answers: a hosted one in either dialect, or the offline one."""

from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import parse_qsl
from zoneinfo import ZoneInfo

from agents.models.interface import Model
from openai import AsyncOpenAI

from errand.assistant.client import QuickClient
from errand.assistant.dialects import Dialect, speak
from errand.assistant.fallback import FallbackModel
from errand.assistant.offline import OfflineModel
from errand.assistant.offline.values import USUAL, Customs
from errand.assistant.steady import Patience, SteadyModel
from errand.assistant.traced import TracedModel
from errand.assistant.wire import BEARER, BoundedClient

CONTEXT_TOKENS = 32_000


@dataclass(frozen=True)
class HostedModels:
    """Models behind one OpenAI-compatible address."""

    names: tuple[str, ...]
    """What the operator offers; the first is the usual one."""
    dialect: Dialect
    client: AsyncOpenAI = field(repr=False)
    patience: Patience = field(default_factory=Patience)
    context_tokens: int = CONTEXT_TOKENS
    """So much a model reads at once: instructions, tools, conversation and answer."""
    offline_instead: bool = False
    """Whether the offline model answers where these cannot be had."""

    def build(self, wanted: str | None) -> Model:
        """Return the wanted model where it is on offer, else the usual one."""
        name = wanted if wanted in self.names else self.names[0]
        return SteadyModel(speak(self.dialect, name, self.client), self.patience)


def model_client(
    *,
    api_key: str | None,
    base_url: str | None,
    key_header: str = BEARER,
    query: str = "",
    silence_seconds: float = Patience.silence_seconds,
) -> AsyncOpenAI:
    """Return the client for the server at `base_url`, or for OpenAI where it is None.

    Args:
        api_key: None: the server wants none.
        base_url: Up to what both dialects have in common, such as `…/v1`.
        key_header: What carries the key; `authorization` carries it as a bearer's.
        query: What every address ends with, such as `api-version=2024-10-21`.
        silence_seconds: How long the server may send nothing.
    """
    return QuickClient(
        # Servers of one's own often want no key; the client insists on one.
        api_key=api_key or "none",
        base_url=base_url,
        default_query=dict(parse_qsl(query)),
        max_retries=0,  # SteadyModel asks again, and withdraws what was said
        http_client=BoundedClient(silence_seconds, key_header=key_header),
    )


def build_model(
    hosted: HostedModels | None,
    wanted: str | None,
    *,
    now: datetime,
    zone: ZoneInfo,
    customs: Customs = USUAL,
) -> Model:
    """Return the model for one turn.

    Args:
        hosted: None: the offline model answers.
        wanted: The person's choice, if any.
        now: The instant at which the turn was asked for.
        zone: The person's.
        customs: How they write dates and count weeks.
    """
    offline = OfflineModel(now.astimezone(zone), zone, customs=customs)
    if hosted is None:
        return offline
    usual = TracedModel(hosted.build(wanted))
    if not hosted.offline_instead:
        return usual
    return FallbackModel(usual, offline)
