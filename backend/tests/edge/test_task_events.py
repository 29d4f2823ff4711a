"""The live stream of tasks: whatever changes them, wherever, is told at once, in order, once."""

import json
import time
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import httpx2
import pytest

from api import Api
from databases import sqlalchemy_url
from errand.db import open_database
from errand.identity import Actor, uuid7
from errand.turns.pages import MOST_PER_PERSON
from people import People
from serving import Server
from task_api import task_api


@dataclass
class Frame:
    """One server-sent event."""

    event: str
    id: str | None
    data: dict[str, Any]


def frames(answer: httpx2.Response) -> Iterator[Frame]:
    """The events of a stream as they come; signs of life left out."""
    event, event_id, data = "", None, ""
    for line in answer.iter_lines():
        name, _, value = line.partition(": ")
        if name == "event":
            event = value
        elif name == "id":
            event_id = value
        elif name == "data":
            data = value
        elif not line and data:
            yield Frame(event, event_id, json.loads(data))
            event, event_id, data = "", None, ""


@contextmanager
def following(
    client: httpx2.Client, last_event_id: str | None = None
) -> Generator[Iterator[Frame]]:
    headers = {} if last_event_id is None else {"last-event-id": last_event_id}
    with client.stream("GET", "/api/tasks/events", headers=headers) as answer:
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith("text/event-stream")
        yield frames(answer)


def test_a_change_in_chat_by_another_tab_or_undone_is_told_within_a_second(
    api: Api, owner: Actor, stranger: Actor
) -> None:
    with api.signed_in(owner) as client, api.signed_in(stranger) as other:
        thread = client.post("/api/chatkit/threads").json()["id"]
        with following(client) as stream:
            assert next(stream).event == "ready"
            other.post("/api/tasks", json={"title": "not yours"})
            began = time.monotonic()
            task = client.post("/api/tasks", json={"title": "typed"}).json()
            typed = next(stream)
            took = time.monotonic() - began
            said = {"thread_id": thread, "message": "add buy stamps"}
            client.post("/api/chatkit/messages", json=said).raise_for_status()
            spoken = next(stream)
            client.post(f"/api/tasks/{task['id']}/complete")
            completed = next(stream)
            client.post("/api/tasks/undo", json={"event_id": completed.id})
            undone = next(stream)

    assert took < 1
    assert (typed.event, typed.data["verb"], typed.data["task"]) == ("change", "added", task)
    assert spoken.data["conversation_id"] == thread
    assert spoken.data["task"]["title"] == "Buy stamps"
    assert (completed.data["verb"], completed.data["task"]["status"]) == ("status_set", "done")
    assert (undone.data["undoes"], undone.data["task"]["status"]) == (completed.id, "open")


def test_whoever_comes_back_hears_what_was_missed_in_order_and_once(api: Api, owner: Actor) -> None:
    with api.signed_in(owner) as client:
        with following(client) as stream:
            next(stream)
            client.post("/api/tasks", json={"title": "0"})
            last = next(stream).id
        for n in range(1, 120):
            client.post("/api/tasks", json={"title": str(n)})
        client.post("/api/projects", json={"name": "Work"})
        with following(client, last) as stream:
            begun = next(stream)
            told = [next(stream) for _ in range(120)]
            client.post("/api/tasks", json={"title": "new"})
            following_ = next(stream)

    assert (begun.event, begun.id) == ("ready", last)
    assert [each.data["task"]["title"] for each in told[:-1]] == [str(n) for n in range(1, 120)]
    assert (told[-1].data["subject"], told[-1].data["task"]) == ("project", None)
    assert following_.data["task"]["title"] == "new"
    assert len({each.id for each in told}) == 120


@pytest.mark.parametrize("last", ["nonsense", str(uuid7()), "1:2"])
def test_whoever_comes_back_with_what_is_not_known_reads_everything_anew(
    api: Api, owner: Actor, last: str
) -> None:
    with api.signed_in(owner) as client:
        client.post("/api/tasks", json={"title": "a"})
        with following(client, last) as stream:
            begun = next(stream)
            client.post("/api/tasks", json={"title": "b"})
            told = next(stream)

    assert begun.event == "reset"
    assert told.data["task"]["title"] == "b"


def test_another_persons_event_is_as_unknown_as_none(
    api: Api, owner: Actor, stranger: Actor
) -> None:
    with api.signed_in(owner) as client, following(client) as stream:
        next(stream)
        client.post("/api/tasks", json={"title": "a"})
        theirs = next(stream).id

    with api.signed_in(stranger) as client, following(client, theirs) as stream:
        assert next(stream).event == "reset"


def test_the_stream_ends_with_the_sign_in_and_is_then_refused(
    api: Api, owner: Actor, people: People
) -> None:
    with api.signed_in(owner) as client, following(client) as stream:
        next(stream)
        people.sign_out(owner)
        again = people.sign_in(owner.user_id)
        with api.signed_in(again) as other:
            other.post("/api/tasks", json={"title": "said after the sign-out"})

        assert list(stream) == []
        assert client.get("/api/tasks/events").status_code == 401


def test_one_person_has_so_many_streams_and_no_more(api: Api, owner: Actor) -> None:
    with api.signed_in(owner) as client:
        opened = [following(client) for _ in range(MOST_PER_PERSON)]
        streams = [each.__enter__() for each in opened]
        for stream in streams:
            next(stream)
        refused = client.get("/api/tasks/events")
        opened.pop().__exit__(None, None, None)
        client.post("/api/tasks", json={"title": "wakes those that are gone"})

        assert refused.status_code == 429
        assert refused.headers["retry-after"] == "5"
        assert next(streams[0]).event == "change"
        for each in opened:
            each.__exit__(None, None, None)


async def test_where_nothing_is_heard_the_tables_are_read_again(
    database_url: str, owner: Actor
) -> None:
    database = open_database(sqlalchemy_url(database_url), pooled=False)
    made = task_api(database)
    secret = made.client_secrets.mint(owner).token
    with (
        Server(made.app) as server,
        httpx2.Client(
            base_url=server.origin,
            headers={"authorization": f"Bearer {secret}"},
            trust_env=False,
            timeout=10,
        ) as client,
        following(client) as stream,
    ):
        next(stream)
        began = time.monotonic()
        client.post("/api/tasks", json={"title": "a"})

        assert next(stream).data["task"]["title"] == "a"
        assert time.monotonic() - began < 2
    await database.close()
