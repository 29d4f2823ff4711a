"""The chat over real HTTP, answered by a model server that speaks the provider's wire format."""

import json
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from typing import Any

import httpx2
import pytest
import pytest_asyncio

from api import Api, running
from databases import fresh_database, sqlalchemy_url
from e2e.model_server import ModelServer, serve
from errand.db import Database, open_database
from errand.identity import Actor
from forging import Issuer
from people import People
from serving import KeyServer

Json = dict[str, Any]
OURS = "resume, stop, heartbeat, search, idempotency, time-zone, edit"


@pytest.fixture(scope="session")
def database_url(admin_url: str) -> Iterator[str]:
    """A database of their own: the workers of other tests would take these turns."""
    with fresh_database(admin_url, "chat") as url:
        yield url


@pytest.fixture(scope="session")
def people(database_url: str) -> People:
    """Signs people up, in and out."""
    return People(database_url)


@pytest_asyncio.fixture(scope="session")
async def database(database_url: str) -> AsyncIterator[Database]:
    """The application's database over it."""
    opened = open_database(sqlalchemy_url(database_url), pooled=False)
    yield opened
    await opened.close()


@pytest.fixture(scope="session")
def model_server() -> Iterator[ModelServer]:
    """The model server of the tests."""
    with serve() as server:
        yield server


@pytest.fixture(scope="session", params=["responses", "chat_completions"])
def chat_api(
    request: pytest.FixtureRequest,
    database_url: str,
    people: People,
    better_auth: tuple[Issuer, KeyServer],
    model_server: ModelServer,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Api]:
    """The running API with the mock models, in both dialects."""
    home = tmp_path_factory.mktemp("errand")
    with running(
        database_url,
        people,
        better_auth,
        home,
        openai_base_url=model_server.base_url,
        errand_model_api=request.param,
        errand_model=(
            "mock-tools",
            "mock-itl20-len200",
            "mock-tools-parallel",
            "mock-500x9",
            "mock-stall0",
            "mock-tools-unknown",
            "mock-tools-malformed",
            "mock-tools-dupids",
        ),
    ) as api:
        yield api


@dataclass
class Chat:
    """A person at the ChatKit address."""

    client: httpx2.Client
    events: list[Json] = field(default_factory=list[Json])
    ids: list[str] = field(default_factory=list[str])

    def ask(self, kind: str, /, **params: Any) -> httpx2.Response:
        """Send one request that does not stream."""
        return self.client.post("/api/chatkit", json={"type": kind, "params": params})

    def stream(
        self,
        kind: str,
        /,
        *,
        headers: dict[str, str] | None = None,
        until: str = "",
        times: int = 1,
        **params: Any,
    ) -> list[Json]:
        """Send one request that streams and return its events.

        `until` leaves early: after so many events of that type, or with an update of that type.
        """
        self.events, self.ids = [], []
        body = {"type": kind, "params": params}
        with self.client.stream("POST", "/api/chatkit", json=body, headers=headers) as answer:
            answer.raise_for_status()
            assert answer.headers["content-type"].startswith("text/event-stream")
            for line in answer.iter_lines():
                if line.startswith("id: "):
                    self.ids.append(line[4:])
                if line.startswith("data: "):
                    self.events.append(json.loads(line[6:]))
                    event = self.events[-1]
                    times -= until in {event["type"], event.get("update", {}).get("type")}
                    if times == 0:
                        break
        return self.events

    def say(self, text: str, thread_id: str | None = None, **more: Any) -> list[Json]:
        """Send a message and return the events of its whole answer."""
        model = more.pop("model", "mock-tools")
        given = {"input": message(text, model)}
        if thread_id is None:
            return self.stream("threads.create", **given, **more)
        return self.stream("threads.add_user_message", thread_id=thread_id, **given, **more)


def message(text: str, model: str | None = None) -> Json:
    """The input of a message."""
    options = {"model": model} if model else {}
    return {
        "content": [{"type": "input_text", "text": text}],
        "attachments": [],
        "inference_options": options,
    }


def done(events: list[Json], kind: str) -> list[Json]:
    """The finished items of that kind."""
    return [
        event["item"]
        for event in events
        if event["type"] == "thread.item.done" and event["item"]["type"] == kind
    ]


def text_of(events: list[Json]) -> str:
    """The words of the answer."""
    return "\n".join(item["content"][0]["text"] for item in done(events, "assistant_message"))


@pytest.fixture
def chat(chat_api: Api, owner: Actor) -> Iterator[Chat]:
    """Somebody who uses our own element: it announces what it knows."""
    with chat_api.signed_in(owner) as client:
        client.headers["ChatKit-Extensions"] = OURS
        yield Chat(client)


@pytest.fixture
def strange_chat(chat_api: Api, stranger: Actor) -> Iterator[Chat]:
    """Somebody else."""
    with chat_api.signed_in(stranger) as client:
        client.headers["ChatKit-Extensions"] = OURS
        yield Chat(client)
