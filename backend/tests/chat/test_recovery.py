"""The server goes while it answers: the next one goes on, and the person sees one answer."""

import json
import socket
from collections import Counter
from collections.abc import Callable, Generator, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial

import psycopg
import pytest

from api import Api, running
from chat.conftest import OURS, Chat, Json, done, message, text_of
from databases import fresh_database
from e2e.model_server import ModelServer
from errand.db import open_database
from errand.edge.chatkit.stream import event_stream
from errand.identity import Actor, SignIn, uuid7
from errand.turns import service
from errand.turns.hub import Hub
from forging import Issuer
from people import People
from serving import KeyServer

DELTA = "assistant_message.content_part.text_delta"
WORDS = 100
ADDING = f"mock-tools-itl20-tail{WORDS}"
SLOW = "mock-itl20-len60"
THINKING = "mock-tools-ttft1000"

StartServer = Callable[[], AbstractContextManager[Api]]


@pytest.fixture(scope="module")
def database_url(admin_url: str) -> Iterator[str]:
    """A database that no other server looks at."""
    with fresh_database(admin_url, "recovery") as url:
        yield url


@pytest.fixture(scope="module")
def people(database_url: str) -> People:
    return People(database_url)


@pytest.fixture
def start_server(
    database_url: str,
    people: People,
    better_auth: tuple[Issuer, KeyServer],
    model_server: ModelServer,
    tmp_path_factory: pytest.TempPathFactory,
) -> StartServer:
    """Start an API with its worker; leaving stops it as a deployment would."""
    home = tmp_path_factory.mktemp("errand")
    return partial(
        running,
        database_url,
        people,
        better_auth,
        home,
        openai_base_url=model_server.base_url,
        errand_model=(ADDING, SLOW, THINKING),
        errand_drain=0,  # it goes in the middle of what it says
    )


@contextmanager
def chat_at(api: Api, person: Actor) -> Generator[Chat]:
    """The person at this server."""
    with api.signed_in(person) as client:
        client.headers["ChatKit-Extensions"] = OURS
        yield Chat(client)


def cut_off(start_server: StartServer, owner: Actor) -> tuple[list[Json], str]:
    """Ask for a task, and let the server go in the middle of saying so.

    Returns the events heard by then, and the id of the last of them.
    """
    with start_server() as api, chat_at(api, owner) as chat:
        heard = chat.stream(
            "threads.create", input=message("add Buy oats", ADDING), until=DELTA, times=5
        )
        last = chat.ids[-1]
    return heard, last


def spoken(events: list[Json]) -> list[str]:
    """The words of the deltas, from where the message was begun last."""
    words: str = ""
    for event in events:
        if event["type"] == "thread.item.added":
            words = ""
        words += str(event.get("update", {}).get("delta", ""))
    return words.split()


def begun_id(events: list[Json]) -> str:
    """Id of the message that was being said."""
    return next(
        event["item"]["id"]
        for event in events
        if event["type"] == "thread.item.added" and event["item"]["type"] == "assistant_message"
    )


@pytest.mark.parametrize("joins", ["after the last event heard", "from the first event"])
def test_what_was_half_said_is_withdrawn_and_said_again_once(
    start_server: StartServer, owner: Actor, joins: str
) -> None:
    heard, last = cut_off(start_server, owner)
    thread_id, half_said = heard[0]["thread"]["id"], begun_id(heard)

    with start_server() as api, chat_at(api, owner) as chat:
        after = last if joins == "after the last event heard" else None
        rest = chat.stream("threads.resume", thread_id=thread_id, after=after)
        items = chat.ask("items.list", thread_id=thread_id, order="asc").json()["data"]
        tasks = chat.client.get("/api/tasks").json()["tasks"]

    whole = heard + rest if after else rest
    withdrawn = [event["item_id"] for event in rest if event["type"] == "thread.item.removed"]
    finished = [event["item"] for event in whole if event["type"] == "thread.item.done"]
    assert withdrawn == [half_said]
    assert text_of(whole).split()[-WORDS:] == [f"word{number}" for number in range(1, WORDS + 1)]
    assert spoken(whole) == text_of(whole).split()
    assert max(Counter(item["id"] for item in finished).values()) == 1
    assert [item["id"] for item in items] == [item["id"] for item in finished]
    assert items[-1]["id"] == half_said
    assert [task["title"] for task in tasks] == ["Buy oats"]


def test_what_was_finished_keeps_its_id_and_is_not_said_again(
    start_server: StartServer, owner: Actor
) -> None:
    heard, last = cut_off(start_server, owner)
    thread_id = heard[0]["thread"]["id"]
    known = {event["item"]["id"] for event in heard if event["type"] == "thread.item.done"}

    with start_server() as api, chat_at(api, owner) as chat:
        rest = chat.stream("threads.resume", thread_id=thread_id, after=last)
        items = chat.ask("items.list", thread_id=thread_id, order="asc").json()["data"]

    named = {event.get("item_id") or event.get("item", {}).get("id") for event in rest}
    assert len(known) == 3
    assert known <= {item["id"] for item in items}
    assert not known & named
    assert {event["type"] for event in rest}.isdisjoint({"thread.created", "stream_options"})


def test_a_server_that_goes_leaves_no_word_of_its_own_in_the_conversation(
    start_server: StartServer, owner: Actor, database_url: str
) -> None:
    heard, _ = cut_off(start_server, owner)

    with psycopg.connect(database_url) as connection:
        connection.execute("set local role errand_maintenance")
        rows = connection.execute(
            "select kind from app.messages where conversation_id = %s order by seq",
            (heard[0]["thread"]["id"],),
        ).fetchall()

    assert [kind for (kind,) in rows] == ["user_message", "workflow", "widget"]
    with start_server() as api, chat_at(api, owner) as chat:
        chat.stream("threads.resume", thread_id=heard[0]["thread"]["id"], after=None)


@pytest.mark.parametrize(
    ("model", "moment"),
    [(SLOW, DELTA), (THINKING, "stream_options")],
    ids=["while words come", "before a tool is called"],
)
def test_a_person_who_signs_out_in_mid_answer_hears_why_there_is_no_more(
    start_server: StartServer,
    owner: Actor,
    people: People,
    monkeypatch: pytest.MonkeyPatch,
    model: str,
    moment: str,
) -> None:
    monkeypatch.setattr(service, "AUTHORITY_RECHECK_SECONDS", 0.1)
    lines: list[str] = []
    body = {"type": "threads.create", "params": {"input": message("add Buy oats", model)}}

    with start_server() as api:
        with chat_at(api, owner) as chat:
            with chat.client.stream("POST", "/api/chatkit", json=body) as answer:
                for line in answer.iter_lines():
                    lines.append(line)
                    if moment in line and chat.ids == []:
                        chat.ids = ["signed out"]
                        people.sign_out(owner)
            refused = chat.ask("threads.list")
        with chat_at(api, people.sign_in(owner.user_id)) as again:
            thread_id = again.ask("threads.list").json()["data"][0]["id"]
            last = next(line[4:] for line in reversed(lines) if line.startswith("id: "))
            rest = again.stream("threads.resume", thread_id=thread_id, after=last)
            items = again.ask("items.list", thread_id=thread_id).json()["data"]
            tasks = again.client.get("/api/tasks").json()["tasks"]

    heard = Chat(chat.client, [json.loads(line[6:]) for line in lines if line[:6] == "data: "])
    why = {
        "type": "error",
        "code": "custom",
        "message": "You were signed out before this answer was finished.",
        "allow_retry": False,
    }
    assert heard.events[-1] == why
    assert ": end" not in lines
    assert refused.status_code == 401
    assert rest[-1] == why | {"allow_retry": True}
    assert done(rest, "assistant_message") == []
    assert [item["type"] for item in items] == ["user_message"]
    assert tasks == []


async def test_a_stream_whose_database_goes_closes_in_the_middle_and_says_no_end() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        url = f"postgresql+psycopg://x:x@127.0.0.1:{taken.getsockname()[1]}/x"
    gone = open_database(url, pooled=False)
    turns = service.TurnService(gone, Hub(None))
    reader = Actor(uuid7(), SignIn(uuid7()), "chat")

    answer = event_stream(turns, reader, thread_id=uuid7(), turn_id=uuid7(), stop_when_left=True)

    assert [part async for part in answer.body_iterator] == []
    await gone.close()
