"""The settings of docs/models.md, each against a server that takes its provider's form alone."""

from collections.abc import AsyncGenerator, Iterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from agents import ModelSettings
from agents.models.interface import Model, ModelTracing
from pydantic import SecretStr

from e2e.model_server import ModelServer, serve
from errand.assistant.faults import ModelFault
from errand.configured import hosted_by
from errand.settings import Settings

AZURE = {"errand_model_key_header": "api-key"}
CHAT = {"errand_model_api": "chat_completions"}
PRESETS: dict[str, tuple[str, str, dict[str, str]]] = {
    "OpenAI": ("/v1", "responses", {}),
    "Azure": ("/openai/v1", "azure", AZURE),
    "Azure in Chat Completions": ("/openai/v1", "azure", AZURE | CHAT),
    "Azure with a version": (
        "/openai/deployments/mock",
        "azure-dated",
        AZURE | CHAT | {"errand_model_query": "api-version=2024-10-21"},
    ),
    "Ollama": ("/v1", "chat", CHAT | {"openai_api_key": ""}),
    "vLLM": ("/v1", "chat", CHAT),
    "OpenRouter": ("/api/v1", "openrouter", CHAT),
}
WRONG: dict[str, tuple[str, dict[str, str], str]] = {
    "Azure with a bearer": ("/openai/v1", {}, "key_refused"),
    "Azure without its version": ("/openai/deployments/mock", AZURE | CHAT, "unknown_model"),
    "an address of nothing": ("/nothing", {}, "unknown_model"),
}


@pytest.fixture(scope="module")
def server() -> Iterator[ModelServer]:
    with serve() as running:
        yield running


@asynccontextmanager
async def model_of(server: ModelServer, path: str, given: dict[str, str]) -> AsyncGenerator[Model]:
    """The model as the operator's settings make it."""
    key = given.get("openai_api_key", "sk-preset")
    fields: dict[str, Any] = {
        **{name: value for name, value in given.items() if name != "openai_api_key"},
        "openai_base_url": server.base_url.removesuffix("/v1") + path,
        "openai_api_key": SecretStr(key) if key else None,
        "errand_model": ("mock-len3",),
    }
    hosted = hosted_by(Settings(**fields))
    assert hosted is not None
    async with hosted.client:
        yield hosted.build(None)


async def said_by(model: Model) -> str:
    """What it answers to a greeting."""
    events: Any = model.stream_response(
        "Be brief.",
        [{"role": "user", "content": "hello"}],
        ModelSettings(store=False, include_usage=True),
        [],
        None,
        [],
        ModelTracing.DISABLED,
        previous_response_id=None,
        conversation_id=None,
        prompt=None,
    )
    return "".join([event.delta async for event in events if event.type.endswith("text.delta")])


@pytest.mark.parametrize(("path", "door", "given"), PRESETS.values(), ids=PRESETS.keys())
async def test_the_documented_settings_reach_the_model(
    server: ModelServer, path: str, door: str, given: dict[str, str]
) -> None:
    async with model_of(server, path, given) as model:
        said = await said_by(model)

    assert said.split() == ["word1", "word2", "word3"]
    assert server.log()["entries"][-1]["dialect"] == door


@pytest.mark.parametrize(("path", "given", "fault"), WRONG.values(), ids=WRONG.keys())
async def test_settings_of_another_provider_are_refused_in_words_that_name_the_setting(
    server: ModelServer, path: str, given: dict[str, str], fault: str
) -> None:
    async with model_of(server, path, given) as model:
        with pytest.raises(ModelFault) as raised:
            await said_by(model)

    assert raised.value.fault.name == fault
    assert "OPENAI_BASE_URL" in raised.value.fault.words
