"""Several APIs and workers behind the shipped balancer: nobody notices when one of them goes."""

import asyncio
import signal
from collections.abc import AsyncGenerator

import httpx2
import pytest

from .cluster import Cluster, cluster
from .model_server import serve_apart
from .people import People
from .stream import fold

TAIL = " ".join(f"word{number}" for number in range(1, 41))
pytestmark = pytest.mark.timeout(300)


@pytest.fixture(scope="module")
async def several() -> AsyncGenerator[Cluster]:
    with serve_apart() as model:
        async with cluster(
            OPENAI_API_KEY="several",
            OPENAI_BASE_URL=model.base_url,
            ERRAND_MODEL="mock-tools-ttft60-itl40-tail40",
        ) as made:
            yield made


@pytest.fixture
async def people(several: Cluster) -> AsyncGenerator[People]:
    async with People(several) as made:
        yield made


async def test_the_balancer_serves_pages_sign_in_component_and_api(several: Cluster) -> None:
    async with httpx2.AsyncClient(base_url=several.url, timeout=20) as http:
        for path in ("/sign-in", "/api/auth/ok", "/chatkit.js", "/api/health"):
            assert (await http.get(path)).status_code == 200, path


@pytest.mark.parametrize(
    ("victim", "how"),
    [
        ("api-1", signal.SIGKILL),
        ("api-2", signal.SIGTERM),
        ("worker-1", signal.SIGKILL),
        ("worker-2", signal.SIGTERM),
    ],
)
async def test_answers_complete_once_though_a_process_goes_in_the_middle(
    several: Cluster, people: People, victim: str, how: int
) -> None:
    asked = [(await people.add(), f"errand {number} of {victim}") for number in range(6)]
    asking = [asyncio.create_task(person.say_surely(f"add {title}")) for person, title in asked]
    await asyncio.sleep(0.7)

    member = several.members[victim]
    await member.end(how)
    answers = await asyncio.gather(*asking)
    member.start()
    await several.well("api-1", "api-2")

    for (person, title), events in zip(asked, answers, strict=True):
        assert fold(events).said() == f"Added #1 {title}.\n{TAIL}"
        kept = await several.sql(
            "select title from app.tasks where owner_id = %s", [person.user_id]
        )
        assert kept == [(title,)]


async def test_any_replica_continues_the_stream_of_any_turn(
    several: Cluster, people: People
) -> None:
    person = await people.add()
    events = await person.say_surely("add be everywhere")
    page, turn = fold(events), events[0].turn_id

    for name in ("api-1", "api-2"):
        async with httpx2.AsyncClient(
            base_url=f"http://127.0.0.1:{several.members[name].port}", timeout=20
        ) as direct:
            answer = await direct.post(
                "/api/chatkit",
                headers=person.headers(Host=several.url.removeprefix("http://")),
                json={
                    "type": "threads.resume",
                    "params": {"thread_id": page.thread_id, "turn_id": turn, "after": None},
                },
            )
        assert answer.status_code == 200, answer.text
        assert answer.text.count("data:") == len(events)
