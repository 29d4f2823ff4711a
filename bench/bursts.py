"""Many people at the same instant, each with a new conversation: through the stack, and directly.

Everything is durable in PostgreSQL before it is shown; a process of its own generates the load on
the same machine, as everything does.
"""

import asyncio
import time
from dataclasses import dataclass, field

import httpx2

from e2e.model_server import ModelServer
from e2e.people import People
from e2e.person import Person, message
from e2e.product import Product
from e2e.stream import events

from .crowd import crowd_of
from .figures import Measured, Verdict

MODEL = "mock-ttft50-itl10-len200"
KEY = "bench"
TEXT = "Say something long."
WORDS = 200
BURSTS = {50: (0.35, 2.9), 100: (0.8, 3.6), 200: (1.8, 5.5)}
"""People: seconds to the first token and to the whole answer that are promised, as medians."""
SECONDS = 120


@dataclass
class Burst:
    """What one crowd met."""

    first: list[float] = field(default_factory=list[float])
    whole: list[float] = field(default_factory=list[float])
    events: int = 0
    failed: int = 0


async def measure(product: Product, model: ModelServer) -> tuple[list[Measured], list[Verdict]]:
    """Return what each crowd met, the model alone first."""
    rows: list[Measured] = []
    verdicts: list[Verdict] = []
    async with People(product) as people:
        crowd: list[Person] = []
        for count, promised in BURSTS.items():
            crowd += await crowd_of(people, count - len(crowd))
            floor = await _directly(model, count)
            burst = await _through(crowd[:count])
            for name, each in (("model alone", floor), ("stack", burst)):
                rows.append(Measured(f"{count} {name}: first", each.first))
                rows.append(Measured(f"{count} {name}: whole", each.whole))
            print(f"{count} people: {burst.events / count:.0f} events each, {burst.failed} failed")
            verdicts += _verdicts(count, rows[-2], rows[-1], burst, promised)
    return rows, verdicts


def _verdicts(
    count: int, first: Measured, whole: Measured, burst: Burst, promised: tuple[float, float]
) -> list[Verdict]:
    return [
        Verdict(f"{count} at once: p50 of the first token", first.p50 / 1000, promised[0], " s"),
        Verdict(f"{count} at once: p50 of the whole answer", whole.p50 / 1000, promised[1], " s"),
        Verdict(f"{count} at once: failed", burst.failed, 0, ""),
    ]


async def _through(crowd: list[Person]) -> Burst:
    burst, go = Burst(), asyncio.Event()
    asking = [asyncio.create_task(_ask(person, burst, go)) for person in crowd]
    await asyncio.sleep(0.2)  # until everybody stands at the line
    go.set()
    await asyncio.gather(*asking)
    return burst


async def _ask(person: Person, burst: Burst, go: asyncio.Event) -> None:
    await go.wait()
    started, first, said = time.perf_counter(), 0.0, ""
    try:
        async with asyncio.timeout(SECONDS), person.follow(*message(TEXT)) as stream:
            async for event in stream:
                burst.events += 1
                said += event.delta or ""
                if event.delta and not first:
                    first = event.at - started
    except Exception as error:  # noqa: BLE001 - whatever it was, this person got no answer
        print(f"failed: {type(error).__name__}: {str(error)[:120]}")
        said = ""
    if len(said.split()) != WORDS:
        burst.failed += 1
        return
    burst.first.append(first)
    burst.whole.append(time.perf_counter() - started)


async def _directly(model: ModelServer, count: int) -> Burst:
    burst, go = Burst(), asyncio.Event()
    limits = httpx2.Limits(max_connections=count)
    headers = {"Authorization": f"Bearer {KEY}"}
    async with httpx2.AsyncClient(headers=headers, timeout=SECONDS, limits=limits) as http:

        async def ask() -> None:
            await go.wait()
            asked = {"model": MODEL, "input": TEXT, "stream": True}
            started, first = time.perf_counter(), 0.0
            async with http.stream("POST", f"{model.base_url}/responses", json=asked) as answer:
                async for event in events(answer.raise_for_status().aiter_bytes(), marked=False):
                    if event.kind == "response.output_text.delta" and not first:
                        first = event.at - started
            burst.first.append(first)
            burst.whole.append(time.perf_counter() - started)

        asking = [asyncio.create_task(ask()) for _ in range(count)]
        await asyncio.sleep(0.2)
        go.set()
        await asyncio.gather(*asking)
    return burst
