"""An answer that breaks off is asked for again, wherever it broke off."""

import asyncio

import pytest
from agents import Agent, RunConfig, Runner

from e2e.model_server import ModelServer
from errand.assistant.dialects import Dialect
from errand.assistant.models import HostedModels, model_client
from errand.assistant.steady import Patience

WORDS = 12
EAGER = Patience(silence_seconds=60, first_pause_seconds=0)
NAMES = tuple(
    f"mock-len{WORDS}-once-cut{place}{split}"
    for place in range(WORDS)
    for split in ("", "-chunks")  # as it is said, and with pieces of any size
)


@pytest.mark.parametrize("dialect", ["responses", "chat_completions"])
async def test_an_answer_that_is_cut_off_anywhere_is_whole_the_second_time(
    hostile_server: ModelServer, dialect: Dialect
) -> None:
    async with model_client(api_key=f"sk-{dialect}", base_url=hostile_server.base_url) as client:
        models = HostedModels(NAMES, dialect, client, EAGER)

        answers = await asyncio.gather(*(_asked(models, name) for name in NAMES))

    whole = [f"word{number}" for number in range(1, WORDS + 1)]
    assert dict(zip(NAMES, answers, strict=True)) == dict.fromkeys(NAMES, whole)
    asked = [entry["ended"] for entry in hostile_server.log()["entries"] if entry["model"] in NAMES]
    assert asked.count("cut") >= len(NAMES)


async def _asked(models: HostedModels, name: str) -> list[str]:
    agent = Agent(name="Cut", model=models.build(name))
    run = Runner.run_streamed(agent, "hello", run_config=RunConfig(tracing_disabled=True))
    async for _event in run.stream_events():
        pass
    return str(run.final_output).split()
