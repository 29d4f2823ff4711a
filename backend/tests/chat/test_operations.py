"""The operations of the protocol, as a client sees them."""

from uuid import UUID

import psycopg

from chat.conftest import Chat, done, text_of


def started(chat: Chat, text: str = "add Buy oats") -> str:
    events = chat.say(text)
    return str(events[0]["thread"]["id"])


def test_a_message_begins_a_conversation_and_is_answered(chat: Chat, database_url: str) -> None:
    events = chat.say("add Buy oats")

    kinds = [event["type"] for event in events]
    assert kinds[:3] == ["thread.created", "thread.item.done", "stream_options"]
    assert events[2]["stream_options"] == {"allow_cancel": True}
    assert "Buy oats" in text_of(events)
    assert [task["title"] for task in done(events, "workflow")[0]["workflow"]["tasks"]] == [
        "Added “Buy oats”"
    ]
    assert done(events, "widget")[0]["copy_text"] == "1. Buy oats"
    with psycopg.connect(database_url) as connection:
        connection.execute("set local role errand_maintenance")
        rows = connection.execute("select owner_id from app.tasks where title = 'Buy oats'")
        assert len(rows.fetchall()) >= 1


def test_ids_are_uuids_of_version_7_and_times_are_utc(chat: Chat) -> None:
    events = chat.say("add Buy oats")

    items = [event["item"] for event in events if event["type"] == "thread.item.done"]
    assert {UUID(item["id"]).version for item in items} == {7}
    assert UUID(events[0]["thread"]["id"]).version == 7
    assert all(item["created_at"].endswith("Z") for item in items)
    assert events[0]["thread"]["created_at"].endswith("Z")


def test_event_ids_name_the_turn_and_count_without_a_gap(chat: Chat) -> None:
    chat.say("add Buy oats")

    turns, numbers = zip(*(given.rsplit(":", 1) for given in chat.ids), strict=True)
    assert len(set(turns)) == 1
    assert [int(number) for number in numbers] == list(range(len(numbers)))


def test_what_was_streamed_is_what_is_stored_in_its_order(chat: Chat) -> None:
    events = chat.say("add Buy oats")
    thread_id = events[0]["thread"]["id"]

    items = chat.ask("items.list", thread_id=thread_id, order="asc").json()["data"]
    streamed = [event["item"] for event in events if event["type"] == "thread.item.done"]

    assert [item["id"] for item in items] == [item["id"] for item in streamed]
    assert [item["type"] for item in items] == [
        "user_message",
        "workflow",
        "widget",
        "assistant_message",
    ]


def test_a_conversation_goes_on(chat: Chat) -> None:
    thread_id = started(chat)

    events = chat.say("add Buy milk", thread_id)

    assert "thread.created" not in [event["type"] for event in events]
    assert "Buy milk" in text_of(events)
    listed = chat.ask("items.list", thread_id=thread_id, order="asc").json()["data"]
    assert len(listed) == 8


def test_reading_renaming_listing_and_deleting_conversations(chat: Chat) -> None:
    thread_id = started(chat)

    read = chat.ask("threads.get_by_id", thread_id=thread_id).json()
    renamed = chat.ask("threads.update", thread_id=thread_id, title="Oats").json()
    listed = chat.ask("threads.list", limit=1).json()
    assert chat.ask("threads.delete", thread_id=thread_id).json() == {}

    assert read["title"] == 'About "add Buy oats'
    assert len(read["items"]["data"]) == 4
    assert renamed["title"] == "Oats"
    assert listed["data"][0]["title"] == "Oats"
    assert chat.ask("threads.get_by_id", thread_id=thread_id).status_code == 404


def test_lists_are_paged_and_end(chat: Chat) -> None:
    thread_ids = [started(chat, f"add Task {number}") for number in range(3)]

    first = chat.ask("threads.list", limit=2).json()
    second = chat.ask("threads.list", limit=2, after=first["after"]).json()

    assert [thread["id"] for thread in first["data"]] == thread_ids[:0:-1]
    assert [thread["id"] for thread in second["data"]] == thread_ids[:1]
    assert (first["has_more"], second["has_more"]) == (True, False)
    assert "after" not in second


def test_conversations_are_found_by_what_was_said(chat: Chat) -> None:
    wanted = started(chat, "add Buy a xylophone")
    started(chat, "add Buy oats")

    found = chat.ask("threads.list", query="XYLOPHONE").json()["data"]

    assert [thread["id"] for thread in found] == [wanted]


def test_feedback_is_stored_and_comes_back_on_reload(chat: Chat) -> None:
    events = chat.say("add Buy oats")
    thread_id = events[0]["thread"]["id"]
    answer = done(events, "assistant_message")[0]["id"]

    given = chat.ask("items.feedback", thread_id=thread_id, item_ids=[answer], kind="positive")
    reloaded = chat.ask("threads.get_by_id", thread_id=thread_id).json()["items"]["data"]
    listed = chat.ask("items.list", thread_id=thread_id).json()["data"]

    assert given.json() == {}
    assert {item["id"]: item.get("feedback") for item in reloaded}[answer] == "positive"
    assert {item["id"]: item.get("feedback") for item in listed}[answer] == "positive"


def test_an_answer_can_be_tried_again(chat: Chat) -> None:
    events = chat.say("add Buy oats")
    thread_id, asked = events[0]["thread"]["id"], done(events, "user_message")[0]
    earlier = {item["id"] for item in (event.get("item") for event in events) if item}

    again = chat.stream("threads.retry_after_item", thread_id=thread_id, item_id=asked["id"])

    removed = {event["item_id"] for event in again if event["type"] == "thread.item.removed"}
    assert removed == earlier - {asked["id"]}
    assert "Buy oats" in text_of(again)
    items = chat.ask("items.list", thread_id=thread_id, order="asc").json()["data"]
    assert next(item["id"] for item in items) == asked["id"]
    assert len(items) == 4


def test_a_checkbox_completes_its_task_and_stays_checked_after_a_reload(chat: Chat) -> None:
    events = chat.say("add Buy oats")
    thread_id, widget = events[0]["thread"]["id"], done(events, "widget")[0]
    checkbox = widget["widget"]["children"][0]["children"][0]
    action = {key: checkbox["onChangeAction"][key] for key in ("type", "payload")}

    answer = chat.ask(
        "threads.sync_custom_action", thread_id=thread_id, item_id=widget["id"], action=action
    ).json()
    reloaded = chat.ask("items.list", thread_id=thread_id).json()["data"]

    def checked(item: dict[str, object]) -> object:
        return item["widget"]["children"][0]["children"][0]["defaultChecked"]  # type: ignore[index]

    assert checkbox["defaultChecked"] is False
    assert checked(answer["updated_item"]) is True
    assert [checked(item) for item in reloaded if item["type"] == "widget"] == [True]


def test_the_same_action_can_come_as_a_stream(chat: Chat) -> None:
    events = chat.say("add Buy oats")
    thread_id, widget = events[0]["thread"]["id"], done(events, "widget")[0]
    task_id = widget["widget"]["children"][0]["key"]
    action = {"type": "tasks.set_done", "payload": {"task_id": task_id, "done": True}}

    streamed = chat.stream(
        "threads.custom_action", thread_id=thread_id, item_id=widget["id"], action=action
    )

    assert [event["type"] for event in streamed] == ["stream_options", "thread.item.replaced"]
    assert streamed[-1]["item"]["id"] == widget["id"]


def test_the_second_message_knows_what_the_first_answer_showed(chat: Chat) -> None:
    thread_id = started(chat)

    events = chat.say("list", thread_id)

    assert "Buy oats" in text_of(events)
