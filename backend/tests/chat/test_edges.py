"""The rims of the address: strange headers, ids of no form, actions of nobody, early stops."""

import json
from typing import Any
from uuid import uuid4

import httpx2
import pytest

from chat.conftest import Chat, Json, done, message

NOWHERE = str(uuid4())


def begun(chat: Chat) -> list[Json]:
    return chat.say("add Buy oats")


def task_of(chat: Chat) -> str:
    return str(chat.client.get("/api/tasks").json()["tasks"][0]["id"])


def set_done(task_id: str) -> Json:
    return {"type": "tasks.set_done", "payload": {"task_id": task_id, "done": True}}


def refused(answer: httpx2.Response, status: int) -> str:
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    return str(answer.json()["detail"])


def test_an_idempotency_key_has_a_length(chat: Chat) -> None:
    body = {"type": "threads.create", "params": {"input": message("hello")}}
    headers = {"idempotency-key": "k" * 256}

    answer = chat.client.post("/api/chatkit", json=body, headers=headers)

    assert "255" in refused(answer, 422)


@pytest.mark.parametrize(
    ("params", "status"),
    [
        ({"after": "nonsense"}, 422),
        ({"after": f"{NOWHERE}:-1"}, 422),
        ({"after": "turn:3"}, 404),
        ({"after": f"{NOWHERE}:3"}, 404),
        ({"turn_id": "turn"}, 404),
        ({"turn_id": NOWHERE}, 404),
    ],
)
def test_what_was_never_an_event_or_a_turn_cannot_be_resumed(
    chat: Chat, params: dict[str, Any], status: int
) -> None:
    thread_id = begun(chat)[0]["thread"]["id"]

    refused(chat.ask("threads.resume", thread_id=thread_id, **params), status)


def test_a_turn_that_cannot_be_is_not_stopped(chat: Chat) -> None:
    thread_id = begun(chat)[0]["thread"]["id"]

    refused(chat.ask("threads.stop", thread_id=thread_id, turn_id="turn"), 404)


def test_the_time_zone_of_the_page_is_remembered_where_it_is_one(chat: Chat) -> None:
    def zone_after(told: str) -> str:
        headers = {"chatkit-time-zone": told}
        chat.stream("threads.create", headers=headers, input=message("hello", "mock-tools"))
        return str(chat.client.get("/api/me").json()["time_zone"])

    assert zone_after("Asia/Kathmandu") == "Asia/Kathmandu"
    assert zone_after("Mars/Olympus_Mons") == "Asia/Kathmandu"


def test_an_action_needs_no_widget(chat: Chat) -> None:
    thread_id = begun(chat)[0]["thread"]["id"]
    action = set_done(task_of(chat))

    streamed = chat.stream("threads.custom_action", thread_id=thread_id, action=action)
    answered = chat.ask("threads.sync_custom_action", thread_id=thread_id, action=action)

    assert [event["type"] for event in streamed] == ["stream_options"]
    assert answered.json() == {}
    task_id = action["payload"]["task_id"]
    assert chat.client.get(f"/api/tasks/{task_id}").json()["status"] == "done"


@pytest.mark.parametrize(
    ("action", "words"),
    [
        ({"type": "tasks.explode"}, "no action"),
        ({"type": "tasks.set_done", "payload": {}}, "task_id"),
        (set_done("not-an-id"), "ids"),
    ],
)
def test_an_action_that_cannot_be_done_says_why_in_its_stream(
    chat: Chat, action: Json, words: str
) -> None:
    thread_id = begun(chat)[0]["thread"]["id"]

    streamed = chat.stream("threads.custom_action", thread_id=thread_id, action=action)

    assert (streamed[-1]["type"], streamed[-1]["allow_retry"]) == ("error", False)
    assert words in streamed[-1]["message"]


def test_a_message_that_waits_when_the_person_stops_is_kept_without_an_answer(chat: Chat) -> None:
    slow = message("hello", "mock-itl20-len200")
    thread_id = chat.stream("threads.create", input=slow, until="thread.item.updated")[0]["thread"][
        "id"
    ]
    waiting = Chat(chat.client)
    said = {"input": message("add Buy oats", "mock-tools"), "thread_id": thread_id}
    body = {"type": "threads.add_user_message", "params": said}

    with chat.client.stream("POST", "/api/chatkit", json=body) as answer:
        chat.ask("threads.stop", thread_id=thread_id)
        waiting.events = [
            json.loads(line[6:]) for line in answer.iter_lines() if line.startswith("data: ")
        ]
    items = chat.ask("items.list", thread_id=thread_id, order="asc").json()["data"]

    assert [event["type"] for event in waiting.events] == ["thread.item.done"]
    assert waiting.events[0]["item"]["content"][0]["text"] == "add Buy oats"
    assert items[-1]["type"] == "assistant_message"
    assert sorted(item["type"] for item in items) == [
        "assistant_message",
        "user_message",
        "user_message",
    ]
    assert chat.client.get("/api/tasks").json()["tasks"] == []


@pytest.mark.parametrize("chat_api", ["responses"], indirect=True)
def test_an_answer_stopped_before_its_first_word_is_withdrawn(chat: Chat) -> None:
    given = message("hello", "mock-stall0")
    heard = chat.stream("threads.create", input=given, until="thread.item.added")
    thread_id, last = heard[0]["thread"]["id"], chat.ids[-1]

    chat.ask("threads.stop", thread_id=thread_id)
    rest = chat.stream("threads.resume", thread_id=thread_id, after=last)
    items = chat.ask("items.list", thread_id=thread_id).json()["data"]

    assert rest[-1] == {"type": "thread.item.removed", "item_id": heard[-1]["item"]["id"]}
    assert done(rest, "assistant_message") == []
    assert [item["type"] for item in items] == ["user_message"]
