"""What needs a person's word waits for it, and is then done exactly once; no model has a say."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID

import psycopg
import pytest

from chat.conftest import Chat, Json, done, text_of


def card_of(events: list[Json]) -> Json:
    """The one card that asks."""
    [card] = [item for item in done(events, "widget") if "confirm" in item["widget"]]
    return card


def press(chat: Chat, thread_id: str, card: Json, button: str) -> list[Json]:
    """Use a button of the card."""
    return chat.stream(
        "threads.custom_action",
        thread_id=thread_id,
        item_id=card["id"],
        action=card["widget"][button]["action"],
    )


def titles(chat: Chat) -> list[str]:
    found = chat.client.get("/api/tasks", params={"status": "all"}).raise_for_status().json()
    return sorted(task["title"] for task in found["tasks"])


def item_of(chat: Chat, thread_id: str, item_id: str) -> Json:
    items = chat.ask("items.list", thread_id=thread_id, limit=50).json()["data"]
    return next(item for item in items if item["id"] == item_id)


@pytest.fixture
def asked(chat: Chat) -> tuple[str, Json]:
    """A conversation in which something is to be deleted, and the card for it."""
    thread_id = chat.say("add Buy oats and add Call Ada")[0]["thread"]["id"]
    return thread_id, card_of(chat.say("delete oats", thread_id))


def shown(node: Any) -> str:
    if isinstance(node, list):
        return " ".join(map(shown, node))
    if isinstance(node, dict):
        return " ".join(
            value if key == "value" else shown(value)
            for key, value in node.items()
            if key == "value" or not isinstance(value, str)
        )
    return ""


def test_a_delete_changes_nothing_and_shows_what_it_would_do(
    chat: Chat, asked: tuple[str, Json]
) -> None:
    thread_id, card = asked

    assert titles(chat) == ["Buy oats", "Call Ada"]
    assert "Delete 1 task?" in shown(card["widget"])
    assert "“Buy oats”" in shown(card["widget"])
    assert item_of(chat, thread_id, card["id"])["widget"] == card["widget"]


def test_confirmed_it_is_done_once_and_the_card_says_so_after_a_reload(
    chat: Chat, asked: tuple[str, Json]
) -> None:
    thread_id, card = asked

    events = press(chat, thread_id, card, "confirm")
    again = press(chat, thread_id, card, "confirm")

    [replaced] = [event["item"] for event in events if event["type"] == "thread.item.replaced"]
    assert titles(chat) == ["Call Ada"]
    assert "Deleted “Buy oats”" in shown(replaced["widget"])
    assert not {"confirm", "cancel"} & set(replaced["widget"])
    assert item_of(chat, thread_id, card["id"])["widget"] == replaced["widget"]
    assert "error" not in {event["type"] for event in again}


def test_cancelled_it_can_never_be_confirmed(chat: Chat, asked: tuple[str, Json]) -> None:
    thread_id, card = asked

    press(chat, thread_id, card, "cancel")
    press(chat, thread_id, card, "confirm")

    assert titles(chat) == ["Buy oats", "Call Ada"]
    kept = item_of(chat, thread_id, card["id"])
    assert "Cancelled. Nothing was changed." in shown(kept["widget"])


@pytest.mark.parametrize(
    ("said", "left", "told"),
    [
        ("Yes!", ["Call Ada"], "Deleted “Buy oats”"),
        ("no, thanks", ["Buy oats", "Call Ada"], "Nothing was changed"),
    ],
)
def test_a_plain_yes_or_no_is_taken_by_the_server(
    chat: Chat, asked: tuple[str, Json], said: str, left: list[str], told: str
) -> None:
    thread_id, card = asked

    events = chat.say(said, thread_id, model="mock-500x9")

    assert told in text_of(events)
    assert "error" not in {event["type"] for event in events}
    assert titles(chat) == left
    assert "confirm" not in item_of(chat, thread_id, card["id"])["widget"]


def test_a_yes_to_something_else_confirms_nothing(chat: Chat, asked: tuple[str, Json]) -> None:
    thread_id, _card = asked

    chat.say("hello", thread_id)
    chat.say("yes", thread_id)

    assert titles(chat) == ["Buy oats", "Call Ada"]


def test_a_yes_with_more_to_it_is_no_plain_yes(chat: Chat, asked: tuple[str, Json]) -> None:
    chat.say("yes, and the other one too", asked[0])

    assert titles(chat) == ["Buy oats", "Call Ada"]


def test_two_clicks_at_once_delete_once(chat: Chat, asked: tuple[str, Json]) -> None:
    thread_id, card = asked
    others = [Chat(chat.client) for _ in range(2)]

    with ThreadPoolExecutor(2) as pool:
        pressed = [pool.submit(press, one, thread_id, card, "confirm") for one in others]
        told = [each.result() for each in pressed]

    assert titles(chat) == ["Call Ada"]
    for events in told:
        assert "error" not in {event["type"] for event in events}
    assert "Deleted" in shown(item_of(chat, thread_id, card["id"])["widget"])


def test_another_approval_or_another_conversation_is_refused(
    chat: Chat, asked: tuple[str, Json]
) -> None:
    thread_id, card = asked
    elsewhere = chat.say("add Water plants")[0]["thread"]["id"]
    other = card_of(chat.say("delete plants", elsewhere))
    forged = {**card, "widget": other["widget"]}

    events = press(chat, thread_id, forged, "confirm")
    moved = chat.ask(
        "threads.custom_action",
        thread_id=elsewhere,
        item_id=card["id"],
        action=card["widget"]["confirm"]["action"],
    )

    assert "error" in {event["type"] for event in events}
    assert moved.status_code == 404
    assert titles(chat) == ["Buy oats", "Call Ada", "Water plants"]


def test_a_stranger_confirms_nothing(
    chat: Chat, strange_chat: Chat, asked: tuple[str, Json]
) -> None:
    thread_id, card = asked
    theirs = strange_chat.say("add Mine")[0]["thread"]["id"]
    own = card_of(strange_chat.say("delete Mine", theirs))

    events = press(strange_chat, theirs, {**own, "widget": card["widget"]}, "confirm")

    assert "error" in {event["type"] for event in events}
    assert titles(chat) == ["Buy oats", "Call Ada"]
    assert titles(strange_chat) == ["Mine"]
    assert thread_id != theirs


def test_after_its_time_it_is_too_late(
    chat: Chat, asked: tuple[str, Json], database_url: str
) -> None:
    thread_id, card = asked
    approval_id = UUID(card["widget"]["confirm"]["action"]["payload"]["approval_id"])
    with psycopg.connect(database_url) as connection:
        connection.execute("set role errand_maintenance")
        connection.execute(
            "update app.approvals set expires_at = now() - interval '1 second' where id = %s",
            (approval_id,),
        )

    press(chat, thread_id, card, "confirm")

    assert titles(chat) == ["Buy oats", "Call Ada"]
    assert "time to confirm has passed" in shown(item_of(chat, thread_id, card["id"])["widget"])


def test_what_is_gone_by_then_is_told_and_not_done(chat: Chat, asked: tuple[str, Json]) -> None:
    thread_id, card = asked
    tasks = chat.client.get("/api/tasks").json()["tasks"]
    oats = next(task for task in tasks if task["title"] == "Buy oats")
    chat.client.delete(f"/api/tasks/{oats['id']}").raise_for_status()

    press(chat, thread_id, card, "confirm")

    told = shown(item_of(chat, thread_id, card["id"])["widget"])
    assert "That could not be done" in told
    assert titles(chat) == ["Call Ada"]


def test_a_conversation_that_is_gone_takes_its_approvals_along(
    chat: Chat, asked: tuple[str, Json]
) -> None:
    thread_id, card = asked
    chat.ask("threads.delete", thread_id=thread_id)

    answer = chat.ask(
        "threads.custom_action",
        thread_id=thread_id,
        item_id=card["id"],
        action=card["widget"]["confirm"]["action"],
    )

    assert answer.status_code == 404
    assert titles(chat) == ["Buy oats", "Call Ada"]


def test_a_card_can_also_be_answered_without_a_stream(chat: Chat, asked: tuple[str, Json]) -> None:
    thread_id, card = asked

    answer = chat.ask(
        "threads.sync_custom_action",
        thread_id=thread_id,
        item_id=card["id"],
        action=card["widget"]["confirm"]["action"],
    )

    assert "Deleted “Buy oats”" in shown(answer.json()["updated_item"]["widget"])
    assert titles(chat) == ["Call Ada"]


def test_a_button_without_its_approval_is_refused(chat: Chat, asked: tuple[str, Json]) -> None:
    thread_id, card = asked
    action = card["widget"]["confirm"]["action"] | {"payload": {}}

    events = chat.stream(
        "threads.custom_action", thread_id=thread_id, item_id=card["id"], action=action
    )

    assert "approval_id" in str(events[-1])
    assert titles(chat) == ["Buy oats", "Call Ada"]


def test_a_yes_to_two_questions_asks_which(chat: Chat) -> None:
    thread_id = chat.say("add Buy oats and add Call Ada")[0]["thread"]["id"]
    events = chat.say("delete each of oats and Ada", thread_id, model="mock-tools")
    assert len(done(events, "widget")) == 2

    told = text_of(chat.say("yes", thread_id))

    assert told == "There is more than one thing to confirm. Please use the buttons on the cards."
    assert titles(chat) == ["Buy oats", "Call Ada"]
