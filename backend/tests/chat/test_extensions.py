"""Resume, stop, idempotency, heartbeat: additive, and announced."""

import threading
import time

from api import Api
from chat.conftest import OURS, Chat, Json, done, message, text_of
from errand.identity import Actor

SLOW = "mock-itl20-len200"


def begin(chat: Chat, until: str = "thread.item.updated") -> tuple[str, str]:
    """Begin a slow answer and leave in the middle; return conversation and last event id."""
    events = chat.stream("threads.create", input=message("hello", SLOW), until=until)
    return events[0]["thread"]["id"], chat.ids[-1]


def test_every_answer_announces_the_extensions(chat: Chat) -> None:
    answer = chat.ask("threads.list")

    assert answer.headers["chatkit-extensions"] == OURS


def test_leaving_does_not_stop_an_answer_and_coming_back_joins_it(chat: Chat) -> None:
    thread_id, last = begin(chat)

    rest = chat.stream("threads.resume", thread_id=thread_id, after=last)
    first_number = int(last.rsplit(":", 1)[1])

    assert [int(given.rsplit(":", 1)[1]) for given in chat.ids] == list(
        range(first_number + 1, first_number + 1 + len(chat.ids))
    )
    assert len(text_of(rest).split()) == 200


def test_another_tab_hears_the_whole_answer_from_its_first_event(chat: Chat) -> None:
    thread_id, _last = begin(chat)

    whole = chat.stream("threads.resume", thread_id=thread_id, after=None)

    assert whole[0]["type"] == "thread.created"
    streamed = "".join(
        event["update"].get("delta", "")
        for event in whole
        if event["type"] == "thread.item.updated"
    )
    assert streamed.split() == text_of(whole).split()


def test_nothing_to_resume_is_204(chat: Chat) -> None:
    thread_id = chat.say("add Buy oats")[0]["thread"]["id"]
    last = chat.ids[-1]

    for after in (None, last):
        answer = chat.ask("threads.resume", thread_id=thread_id, after=after)
        assert (answer.status_code, answer.content) == (204, b"")


def test_what_was_missed_of_an_ended_answer_is_given(chat: Chat) -> None:
    events = chat.say("add Buy oats")
    third = chat.ids[2]

    rest = chat.stream("threads.resume", thread_id=events[0]["thread"]["id"], after=third)

    assert rest == events[3:]


def test_a_stop_keeps_what_was_said_and_says_no_more(chat: Chat) -> None:
    thread_id, last = begin(chat)

    assert chat.ask("threads.stop", thread_id=thread_id).json() == {}
    rest = chat.stream("threads.resume", thread_id=thread_id, after=last)
    assert chat.ask("threads.stop", thread_id=thread_id).json() == {}

    kept = text_of(rest).split()
    items = chat.ask("items.list", thread_id=thread_id, order="asc").json()["data"]
    assert 0 < len(kept) < 200
    assert items[-1]["content"][0]["text"].split() == kept
    assert [item["type"] for item in items] == ["user_message", "assistant_message"]


def test_a_client_that_knows_no_stop_stops_by_leaving(chat_api: Api, owner: Actor) -> None:
    with chat_api.signed_in(owner) as client:
        stock = Chat(client)
        events = stock.stream(
            "threads.create", input=message("hello", SLOW), until="thread.item.updated"
        )
        thread_id = events[0]["thread"]["id"]
        items: list[Json] = []
        deadline = time.monotonic() + 10
        while time.monotonic() < deadline:
            items = stock.ask("items.list", thread_id=thread_id, order="asc").json()["data"]
            if len(items) == 2:
                break
            time.sleep(0.05)

    assert len(items[1]["content"][0]["text"].split()) < 200


def test_the_same_key_is_the_same_answer(chat: Chat) -> None:
    headers = {"idempotency-key": "one"}
    asked = message("add Buy oats", "mock-tools")

    first = chat.stream("threads.create", headers=headers, input=asked)
    first_ids = chat.ids
    second = chat.stream("threads.create", headers=headers, input=asked)

    assert (second, chat.ids) == (first, first_ids)
    assert len(chat.client.get("/api/tasks").json()["tasks"]) == 1


def test_a_second_sender_with_the_same_key_follows_while_the_first_still_runs(chat: Chat) -> None:
    headers = {"idempotency-key": "two"}
    heard: list[list[object]] = []

    def send() -> None:
        with_own_state = Chat(chat.client)
        heard.append(
            with_own_state.stream(  # type: ignore[arg-type]
                "threads.create", headers=headers, input=message("hello", SLOW)
            )
        )

    senders = [threading.Thread(target=send) for _ in range(2)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join(timeout=30)

    assert heard[0] == heard[1]


def test_the_same_key_for_another_message_is_409(chat: Chat) -> None:
    headers = {"idempotency-key": "three"}
    chat.stream("threads.create", headers=headers, input=message("add Buy oats", "mock-tools"))

    answer = chat.client.post(
        "/api/chatkit",
        json={"type": "threads.create", "params": {"input": message("add Buy milk")}},
        headers=headers,
    )

    assert answer.status_code == 409


def test_a_second_message_waits_for_the_first_answer(chat: Chat) -> None:
    thread_id, _ = begin(chat)

    second = chat.say("add Buy oats", thread_id)
    items = chat.ask("items.list", thread_id=thread_id, order="asc", limit=50).json()["data"]

    assert "Buy oats" in text_of(second)
    answers = [item for item in items if item["type"] == "assistant_message"]
    assert len(answers[0]["content"][0]["text"].split()) == 200
    assert done(second, "user_message")[0]["id"] in [item["id"] for item in items]
