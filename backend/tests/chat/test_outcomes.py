"""The card under a deed: tick, reschedule, undo; the same services, once, and still so later."""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

from chat.conftest import Chat, Json, done, text_of
from chat.test_confirmation import card_of, press, shown, titles

TOMORROW = {"type": "tasks.reschedule", "payload": {"to": "tomorrow"}}


def parts(node: Any, kind: str) -> list[Json]:
    """Everything of this kind in a widget."""
    if isinstance(node, list):
        return [found for each in node for found in parts(each, kind)]
    if not isinstance(node, dict):
        return []
    mine = [node] if node.get("type") == kind else []
    return mine + parts(node.get("children", []), kind)


def act(chat: Chat, thread_id: str, item: Json, action: Json) -> Json:
    """Do it in the widget, and return the widget as it is then."""
    answer = chat.ask(
        "threads.sync_custom_action",
        thread_id=thread_id,
        item_id=item["id"],
        action={key: action[key] for key in ("type", "payload")},
    )
    return answer.raise_for_status().json()["updated_item"]


def button(item: Json, label: str) -> Json:
    """The action of that button."""
    [found] = [one for one in parts(item["widget"], "Button") if one["label"] == label]
    return found["onClickAction"]


def buttons(item: Json) -> list[str]:
    return [one["label"] for one in parts(item["widget"], "Button")]


def stored(chat: Chat, thread_id: str, item: Json) -> Json:
    items = chat.ask("items.list", thread_id=thread_id, limit=50).json()["data"]
    return next(each for each in items if each["id"] == item["id"])


def task_of(chat: Chat, title: str) -> Json:
    found = chat.client.get("/api/tasks", params={"status": "all"}).raise_for_status().json()
    return next(task for task in found["tasks"] if task["title"] == title)


@pytest.fixture
def added(chat: Chat) -> tuple[str, Json]:
    """A conversation in which a task was added, and the card of that."""
    events = chat.say("add Buy oats")
    return events[0]["thread"]["id"], done(events, "widget")[0]


def test_what_was_added_is_undone_by_its_card_once_and_the_card_says_so_after_a_reload(
    chat: Chat, added: tuple[str, Json]
) -> None:
    thread_id, card = added
    undo = button(card, "Undo")

    undone = act(chat, thread_id, card, undo)

    assert titles(chat) == []
    assert "Undone" in shown(undone["widget"])
    assert "Buy oats" in undone["copy_text"]
    assert buttons(undone) == []
    assert stored(chat, thread_id, card)["widget"] == undone["widget"]
    again = chat.ask(
        "threads.sync_custom_action", thread_id=thread_id, item_id=card["id"], action=undo
    )
    assert again.status_code == 422
    assert titles(chat) == []


def test_rescheduled_by_its_card_a_task_has_the_new_day_and_undo_gives_the_old_one_back(
    chat: Chat, added: tuple[str, Json]
) -> None:
    thread_id, card = added
    zone = chat.client.get("/api/me").json()["time_zone"]
    day = datetime.now(ZoneInfo(zone)).date() + timedelta(days=1)

    moved = act(chat, thread_id, card, button(card, "Tomorrow"))
    assert task_of(chat, "Buy oats")["due"] == {"date": str(day)}
    [picker] = parts(moved["widget"], "DatePicker")
    chosen = picker["onChangeAction"]
    chosen["payload"][picker["name"]] = "2031-02-03"
    later = act(chat, thread_id, moved, chosen)

    assert task_of(chat, "Buy oats")["due"] == {"date": "2031-02-03"}
    assert "3 Feb" in shown(later["widget"])
    assert stored(chat, thread_id, card)["widget"] == later["widget"]
    back = act(chat, thread_id, later, button(later, "Undo"))
    assert task_of(chat, "Buy oats")["due"] == {"date": str(day)}
    back = act(chat, thread_id, back, button(back, "Undo"))
    assert task_of(chat, "Buy oats")["due"] is None
    act(chat, thread_id, back, button(back, "Undo"))
    assert titles(chat) == []


def test_a_ticked_box_can_be_undone_by_the_same_card(chat: Chat, added: tuple[str, Json]) -> None:
    thread_id, card = added
    [box] = parts(card["widget"], "Checkbox")

    ticked = act(chat, thread_id, card, box["onChangeAction"])
    assert buttons(ticked) == ["Undo"]
    undone = act(chat, thread_id, ticked, button(ticked, "Undo"))

    assert task_of(chat, "Buy oats")["status"] == "open"
    assert "Undone." in shown(undone["widget"])
    assert parts(undone["widget"], "Checkbox")[0]["defaultChecked"] is False


def test_two_clicks_on_undo_undo_once(chat: Chat, added: tuple[str, Json]) -> None:
    thread_id, card = added
    undo = button(card, "Undo")
    streamed = {key: undo[key] for key in ("type", "payload")}

    first = chat.stream(
        "threads.custom_action", thread_id=thread_id, item_id=card["id"], action=streamed
    )
    second = chat.stream(
        "threads.custom_action", thread_id=thread_id, item_id=card["id"], action=streamed
    )

    assert first[-1]["type"] == "thread.item.replaced"
    assert second[-1]["type"] == "error"
    assert titles(chat) == []


def test_a_click_that_comes_after_somebody_elses_undo_finds_it_done(
    chat: Chat, added: tuple[str, Json]
) -> None:
    thread_id, card = added
    undo = button(card, "Undo")
    chat.client.post("/api/tasks/undo", json=undo["payload"]).raise_for_status()

    undone = act(chat, thread_id, card, undo)

    assert "Undone" in shown(undone["widget"])


def test_what_was_changed_since_is_not_undone_and_the_reason_is_told(
    chat: Chat, added: tuple[str, Json]
) -> None:
    thread_id, card = added
    task = task_of(chat, "Buy oats")
    change = {"set": {"title": "Buy rye"}}
    chat.client.patch(f"/api/tasks/{task['id']}", json=change).raise_for_status()

    refused = chat.ask(
        "threads.sync_custom_action",
        thread_id=thread_id,
        item_id=card["id"],
        action={key: button(card, "Undo")[key] for key in ("type", "payload")},
    )

    assert refused.status_code == 422
    assert titles(chat) == ["Buy rye"]


def test_what_was_confirmed_and_deleted_comes_back_by_its_card(chat: Chat) -> None:
    thread_id = chat.say("add Buy oats")[0]["thread"]["id"]
    asked = card_of(chat.say("delete oats", thread_id))
    deleted = press(chat, thread_id, asked, "confirm")[-1]["item"]
    assert titles(chat) == []

    undone = act(chat, thread_id, deleted, button(deleted, "Undo"))

    assert titles(chat) == ["Buy oats"]
    assert "Undone" in shown(undone["widget"])
    assert buttons(stored(chat, thread_id, asked)) == []


@pytest.mark.parametrize(
    "action",
    [
        {"type": "tasks.undo", "payload": {}},
        {"type": "tasks.undo", "payload": {"call_id": str(uuid4())}},
        {"type": "tasks.reschedule", "payload": {"task_id": str(uuid4())}},
        {"type": "tasks.reschedule", "payload": {"task_id": str(uuid4()), "to": "someday"}},
        {"type": "tasks.reschedule", "payload": {"task_id": str(uuid4()), "to": "2031-02-03"}},
        TOMORROW,
    ],
)
def test_what_a_card_does_not_offer_is_refused(
    chat: Chat, added: tuple[str, Json], action: Json
) -> None:
    thread_id, card = added

    refused = chat.ask(
        "threads.sync_custom_action", thread_id=thread_id, item_id=card["id"], action=action
    )

    assert refused.status_code == 422
    assert task_of(chat, "Buy oats")["due"] is None


def test_undo_needs_a_card_of_its_own(chat: Chat) -> None:
    chat.say("add Buy oats")
    events = chat.say("list")

    answer = chat.ask(
        "threads.sync_custom_action",
        thread_id=events[0]["thread"]["id"],
        item_id=done(events, "widget")[0]["id"],
        action={"type": "tasks.undo", "payload": {"call_id": str(uuid4())}},
    )

    assert answer.status_code == 422
    assert "Buy oats" in text_of(events)


def test_a_stranger_undoes_nothing(chat: Chat, strange_chat: Chat, added: tuple[str, Json]) -> None:
    thread_id, card = added
    events = strange_chat.say("add Mine")
    theirs, mine = events[0]["thread"]["id"], done(events, "widget")[0]
    forged = {key: button(card, "Undo")[key] for key in ("type", "payload")}

    answer = strange_chat.ask(
        "threads.sync_custom_action", thread_id=theirs, item_id=mine["id"], action=forged
    )
    elsewhere = strange_chat.ask(
        "threads.sync_custom_action", thread_id=thread_id, item_id=card["id"], action=forged
    )

    assert (answer.status_code, elsewhere.status_code) == (422, 404)
    assert titles(chat) == ["Buy oats"]


def test_a_box_of_a_list_is_ticked_and_the_list_stays_a_list(chat: Chat) -> None:
    thread_id = chat.say("add Buy oats")[0]["thread"]["id"]
    listed = done(chat.say("list", thread_id), "widget")[0]
    [box] = parts(listed["widget"], "Checkbox")

    ticked = act(chat, thread_id, listed, box["onChangeAction"])

    assert ticked["widget"]["type"] == "ListView"
    assert parts(ticked["widget"], "Checkbox")[0]["defaultChecked"] is True
    assert task_of(chat, "Buy oats")["status"] == "done"
