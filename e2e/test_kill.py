"""kill -9 of the API and its worker: every answer completes, every task exists once."""

import asyncio
import os
import random
from collections.abc import AsyncGenerator

import pytest

from .model_server import serve_apart
from .people import People
from .person import Person
from .product import Product, running
from .stream import Event, fold
from .waiting import until

MODEL = "mock-tools-ttft60-itl15-tail40"
TAIL = " ".join(f"word{number}" for number in range(1, 41))
POINTS = ("turn.claimed", "model.delta.2", "tool.committed", "turn.before_end")
TURNS_AT_ONCE = 5
KILLS_BETWEEN_STARTS = 4
"""`errand up` gives up on an API that ends more than five times within a minute."""
KILLS = 20 if os.environ.get("ERRAND_LONG") else KILLS_BETWEEN_STARTS
LONGEST_TURN_SECONDS = 1.5
SEED = int(os.environ.get("ERRAND_SEED", "0")) or random.randrange(1, 10**6)

pytestmark = pytest.mark.timeout(600)


@pytest.fixture(scope="module")
async def product() -> AsyncGenerator[Product]:
    with serve_apart() as model:
        async with running(
            started=False,  # every test but the last starts it in its own way
            OPENAI_API_KEY="kill",
            OPENAI_BASE_URL=model.base_url,
            ERRAND_MODEL=MODEL,
        ) as made:
            yield made


@pytest.fixture
async def people(product: Product) -> AsyncGenerator[People]:
    async with People(product) as made:
        yield made


async def test_an_answer_completes_though_the_api_is_killed_before_any_worker_claims_it(
    product: Product, people: People
) -> None:
    await product.restart(ERRAND_WORKER="false")
    person = await people.add()
    asking = asyncio.create_task(person.say_surely("add feed the cat"))
    await until(lambda: _queued(product, person), seconds=20, what="a turn that waits")
    product.kill()

    await product.restart(ERRAND_WORKER="true")

    await _is_whole(product, person, "feed the cat", await asking)


@pytest.mark.parametrize("point", POINTS)
async def test_an_answer_completes_once_though_its_worker_is_killed_at(
    product: Product, people: People, point: str
) -> None:
    (product.home / "fault").unlink(missing_ok=True)  # the mark that a kill has been done
    await product.restart(ERRAND_FAULT=point)
    victim = product.pid("API")
    person = await people.add()

    events = await person.say_surely(f"add water the plants at {point}")

    assert product.pid("API") != victim, "nobody was killed"
    await _is_whole(product, person, f"water the plants at {point}", events)


async def test_answers_complete_once_though_the_api_is_killed_at_random_moments(
    product: Product, people: People
) -> None:
    # The kill point of the test before, if there was one, has done its work.
    dice = random.Random(SEED)
    print(f"ERRAND_SEED={SEED}")
    for number in range(KILLS):
        if number % KILLS_BETWEEN_STARTS == 0 and (number or not product.is_up):
            await product.restart()
        asked = [(await people.add(), f"errand {number}.{one}") for one in range(TURNS_AT_ONCE)]
        waits = [dice.uniform(0, LONGEST_TURN_SECONDS) for _ in asked]
        asking = [
            asyncio.create_task(_later(wait, person, title))
            for wait, (person, title) in zip(waits, asked, strict=True)
        ]
        await asyncio.sleep(dice.uniform(0.1, LONGEST_TURN_SECONDS))
        product.kill()
        answers = await asyncio.gather(*asking)
        await product.well()
        for (person, title), events in zip(asked, answers, strict=True):
            await _is_whole(product, person, title, events)


async def _later(wait: float, person: Person, title: str) -> list[Event]:
    await asyncio.sleep(wait)
    return await person.say_surely(f"add {title}")


async def _queued(product: Product, person: Person) -> bool:
    rows = await product.sql(
        "select 1 from app.turns where owner_id = %s and status = 'queued'", [person.user_id]
    )
    return bool(rows)


async def _is_whole(product: Product, person: Person, title: str, events: list[Event]) -> None:
    """Check a turn from every side: its stream, its log, the tasks and what is kept of it."""
    page = fold(events)
    said = f"Added #1 {title}.\n{TAIL}"
    first = events[0]
    assert page.problems == []
    assert first.kind == "thread.created"
    assert page.said() == said

    replayed = await person.replay(page.thread_id, first.turn_id)
    assert [event.sequence for event in replayed] == list(
        range(first.sequence, first.sequence + len(replayed))
    ), "a gap"
    assert [event.data for event in replayed] == [event.data for event in events]
    assert await _titles(product, person) == [title]
    assert await _kept(person, page.thread_id) == said
    assert await _turns(product, person) == ["done"]


async def _titles(product: Product, person: Person) -> list[str]:
    rows = await product.sql(
        "select title from app.tasks where owner_id = %s and deleted_at is null", [person.user_id]
    )
    return [title for (title,) in rows]


async def _turns(product: Product, person: Person) -> list[str]:
    rows = await product.sql("select status from app.turns where owner_id = %s", [person.user_id])
    return [status for (status,) in rows]


async def _kept(person: Person, thread_id: str) -> str:
    """Return what the assistant said, as a page that is opened now shows it."""
    page = await person.call("items.list", thread_id=thread_id, order="asc", limit=50)
    return "\n".join(
        "".join(part["text"] for part in item["content"])
        for item in page["data"]
        if item["type"] == "assistant_message"
    )
