"""Time to the first token: through the whole stack, and from the same model directly."""

import time

import httpx2

from e2e.model_server import ModelServer
from e2e.people import People
from e2e.person import Person, until_first_text
from e2e.product import Product
from e2e.stream import events

from .figures import Measured, Verdict

MODEL = "mock-ttft50-itl5-len8"
KEY = "bench"
PAIRS = 120
WARMING = 6
TURNS_PER_PERSON = 6
MOST_P50_MILLISECONDS = 30.0
MOST_P99_MILLISECONDS = 100.0
TEXT = "Say something."


async def measure(product: Product, model: ModelServer) -> tuple[list[Measured], list[Verdict]]:
    """Return the floor and the stack, asked in turns, one request at a time."""
    direct: list[float] = []
    stack: list[float] = []
    async with (
        People(product) as people,
        httpx2.AsyncClient(headers={"Authorization": f"Bearer {KEY}"}, timeout=20) as http,
    ):
        person, thread = await people.add(), None
        for number in range(PAIRS + WARMING):
            if number % TURNS_PER_PERSON == 0:
                person, thread = await people.add(), None
            floor = await directly(http, model, MODEL, TEXT)
            whole, thread = await _through(person, thread)
            if number >= WARMING:
                direct.append(floor)
                stack.append(whole)
    rows = [Measured("the model (the floor)", direct), Measured("the whole stack", stack)]
    return rows, _verdicts(*rows)


async def directly(http: httpx2.AsyncClient, model: ModelServer, name: str, text: str) -> float:
    """Return the seconds to the first token of a model that is asked without us between."""
    asked = {"model": name, "input": text, "stream": True}
    started, first = time.perf_counter(), 0.0
    async with http.stream("POST", f"{model.base_url}/responses", json=asked) as answer:
        async for event in events(answer.raise_for_status().aiter_bytes(), marked=False):
            if event.kind == "response.output_text.delta" and not first:
                first = event.at - started
    return first


async def _through(person: Person, thread: str | None) -> tuple[float, str]:
    return await until_first_text(person, TEXT, thread)


def _verdicts(floor: Measured, stack: Measured) -> list[Verdict]:
    return [
        Verdict(
            "p50 of the first token above the floor's",
            stack.p50 - floor.p50,
            MOST_P50_MILLISECONDS,
            " ms",
        ),
        Verdict(
            "p99 of the first token above the floor's",
            stack.p99 - floor.p99,
            MOST_P99_MILLISECONDS,
            " ms",
        ),
    ]
