"""What is refused with a status before a stream begins, and what the stream itself says."""

import json
from typing import Any
from uuid import uuid4

import httpx2
import psycopg
import pytest

from chat.conftest import Chat, done, message

NOWHERE = str(uuid4())


def refused(answer: httpx2.Response, status: int) -> dict[str, Any]:
    assert answer.headers["content-type"] == "application/problem+json", answer.text
    assert answer.status_code == status, answer.text
    return answer.json()


def thread_of(chat: Chat) -> str:
    return str(chat.say("add Buy oats")[0]["thread"]["id"])


@pytest.mark.parametrize(
    ("kind", "params"),
    [
        ("threads.add_user_message", {"input": message("hello")}),
        ("threads.add_client_tool_output", {"result": 1}),
        (
            "threads.add_structured_input",
            {"item_id": NOWHERE, "input": {"status": "skipped", "answers": {}}},
        ),
        ("threads.retry_after_item", {"item_id": NOWHERE}),
        ("threads.edit_user_message", {"item_id": NOWHERE, "input": message("hello")}),
        ("threads.custom_action", {"action": {"type": "x"}}),
        ("threads.sync_custom_action", {"action": {"type": "tasks.set_done"}}),
        ("threads.get_by_id", {}),
        ("threads.update", {"title": "x"}),
        ("threads.delete", {}),
        ("items.list", {}),
        ("items.feedback", {"item_ids": [NOWHERE], "kind": "positive"}),
        ("threads.stop", {}),
        ("threads.resume", {"after": None}),
    ],
)
@pytest.mark.parametrize("thread", ["unknown", "malformed", "foreign"])
def test_a_conversation_that_is_not_there_is_404_before_any_stream(
    chat: Chat, strange_chat: Chat, kind: str, params: dict[str, Any], thread: str
) -> None:
    known = {"unknown": NOWHERE, "malformed": "thr_1", "foreign": ""}
    thread_id = known[thread] or thread_of(strange_chat)

    problem = refused(chat.ask(kind, thread_id=thread_id, **params), 404)

    assert problem["detail"].startswith("Thread not found")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"not json",
        b"[]",
        b'{"type": "threads.sing", "params": {}}',
        b'{"type": "threads.create", "params": {}}',
        b'{"type": "threads.resume"}',
        b'{"type": "threads.edit_user_message", "params": {"thread_id": "a", "item_id": "b"}}',
        b"[" * 100_000,
    ],
)
def test_a_body_that_is_no_request_is_422(chat: Chat, body: bytes) -> None:
    headers = {"content-type": "application/json"}

    refused(chat.client.post("/api/chatkit", content=body, headers=headers), 422)


@pytest.mark.parametrize(
    ("kind", "params"),
    [
        ("attachments.create", {"name": "a", "size": 1, "mime_type": "text/plain"}),
        ("attachments.delete", {"attachment_id": "a"}),
        ("input.transcribe", {"audio_base64": "", "mime_type": "audio/webm"}),
    ],
)
def test_what_is_not_offered_yet_says_so(chat: Chat, kind: str, params: dict[str, Any]) -> None:
    refused(chat.ask(kind, **params), 501)


@pytest.mark.parametrize("cursor", [NOWHERE, "msg_1"])
def test_a_cursor_that_was_never_given_is_refused(chat: Chat, cursor: str) -> None:
    thread_id = thread_of(chat)

    for answer in (
        chat.ask("threads.list", after=cursor),
        chat.ask("items.list", thread_id=thread_id, after=cursor),
    ):
        assert refused(answer, 400)["detail"].startswith("Invalid cursor")


@pytest.mark.parametrize("status", ["locked", "closed"])
def test_a_locked_or_closed_conversation_is_read_and_not_continued(
    chat: Chat, database_url: str, status: str
) -> None:
    thread_id = thread_of(chat)
    with psycopg.connect(database_url) as connection:
        connection.execute("set local role errand_maintenance")
        connection.execute(
            "update app.conversations set status = %s, status_reason = 'Archived' where id = %s",
            (status, thread_id),
        )

    problem = refused(
        chat.ask("threads.add_user_message", thread_id=thread_id, input=message("hello")), 409
    )
    read = chat.ask("threads.get_by_id", thread_id=thread_id).json()

    assert "Archived" in problem["detail"]
    assert read["status"] == {"type": status, "reason": "Archived"}


def test_items_that_are_not_there_are_refused(chat: Chat) -> None:
    thread_id = thread_of(chat)

    for kind, params in (
        ("threads.retry_after_item", {"item_id": NOWHERE}),
        ("threads.edit_user_message", {"item_id": NOWHERE, "input": message("hello")}),
        ("threads.edit_user_message", {"item_id": "msg_1", "input": message("hello")}),
        ("items.feedback", {"item_ids": [NOWHERE], "kind": "positive"}),
        ("items.feedback", {"item_ids": ["msg_1"], "kind": "positive"}),
        ("threads.custom_action", {"item_id": NOWHERE, "action": {"type": "tasks.set_done"}}),
    ):
        refused(chat.ask(kind, thread_id=thread_id, **params), 404)


def test_only_a_widget_sends_actions_and_only_known_ones(chat: Chat) -> None:
    events = chat.say("add Buy oats")
    thread_id = events[0]["thread"]["id"]
    answer, widget = done(events, "assistant_message")[0], done(events, "widget")[0]
    known = {"type": "tasks.set_done", "payload": {"task_id": NOWHERE, "done": True}}

    def act(item_id: str, action: dict[str, Any]) -> httpx2.Response:
        kind = "threads.sync_custom_action"
        return chat.ask(kind, thread_id=thread_id, item_id=item_id, action=action)

    refused(act(answer["id"], known), 422)
    refused(act(widget["id"], {"type": "tasks.explode"}), 422)
    refused(act(widget["id"], {"type": "tasks.set_done", "payload": {}}), 422)
    refused(act(widget["id"], known), 422)


def test_a_tool_result_that_nobody_waits_for_is_refused(chat: Chat) -> None:
    thread_id = thread_of(chat)

    refused(chat.ask("threads.add_client_tool_output", thread_id=thread_id, result=1), 409)


def test_blank_and_overlong_messages_are_refused(chat: Chat) -> None:
    refused(chat.ask("threads.create", input=message("  \n ")), 422)
    refused(chat.ask("threads.create", input=message("x" * (64 * 1024 + 1))), 413)
    refused(chat.ask("threads.create", input=message("a\x00b")), 422)
    refused(chat.ask("threads.create", input=message("hi") | {"attachments": ["a"]}), 501)


@pytest.mark.parametrize("strange", ["a\x00b", "\ud800", "a\udfffb"])
def test_what_cannot_be_stored_is_refused_wherever_it_stands(chat: Chat, strange: str) -> None:
    thread_id = thread_of(chat)
    for body in (
        {"type": "threads.update", "params": {"thread_id": thread_id, "title": strange}},
        {"type": "threads.list", "params": {"query": strange}},
        {"type": "threads.create", "params": {"input": message(strange)}},
        {"type": "threads.get_by_id", "params": {"thread_id": strange}},
        {"type": "threads.list", "params": {}, "metadata": {strange: [1]}},
    ):
        answer = chat.client.post(
            "/api/chatkit",
            content=json.dumps(body).encode(),
            headers={"content-type": "application/json"},
        )
        assert refused(answer, 422)["code"] == "invalid_input"


def test_a_title_of_control_characters_is_refused(chat: Chat) -> None:
    params = {"thread_id": thread_of(chat), "title": "a\x1b[31mb"}

    refused(chat.ask("threads.update", **params), 422)


def test_without_a_client_secret_nothing_opens(chat: Chat) -> None:
    for headers in ({"authorization": ""}, {"authorization": "Bearer x.y.z"}):
        answer = chat.client.post("/api/chatkit", json={"type": "threads.list"}, headers=headers)
        refused(answer, 401)


def test_a_model_that_fails_ends_the_stream_with_an_error_that_can_be_retried(chat: Chat) -> None:
    events = chat.say("hello", model="mock-500x9")

    assert events[-1]["type"] == "error"
    assert events[-1]["allow_retry"] is True
    assert "500" not in events[-1]["message"]


def test_malformed_arguments_go_back_to_the_model_which_can_try_again(chat: Chat) -> None:
    events = chat.say("add Buy oats", model="mock-tools-malformed")

    assert done(events, "assistant_message") or events[-1]["type"] == "error"
    assert "Traceback" not in str(events)


@pytest.mark.parametrize("model", ["mock-tools-parallel", "mock-tools-dupids"])
def test_parallel_calls_each_happen_once_whatever_their_ids(chat: Chat, model: str) -> None:
    title = f"Once {uuid4().hex[:6]}"

    events = chat.say(f"add {title} and Second {title}", model=model)

    tasks = chat.client.get("/api/tasks").json()["tasks"]
    titles = sorted(task["title"] for task in tasks)
    assert len(titles) == len(set(titles)) > 0, events
