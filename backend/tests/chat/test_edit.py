"""A message said in other words: it and all after it give way, for every reader."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from chat.conftest import Chat, Json, done, message, text_of
from chat.test_extensions import SLOW, begin
from errand.db import Database
from errand.edge.chatkit.submissions import message_submission, plain_message
from errand.identity import Actor
from errand.threads.service import ThreadService
from errand.turns.limits import Limits, TooManySends

EDIT = "threads.edit_user_message"


def asked(chat: Chat, text: str = "add Buy oats") -> tuple[str, str]:
    """Begin a conversation; return it and its message."""
    events = chat.say(text)
    return events[0]["thread"]["id"], done(events, "user_message")[0]["id"]


def edit(chat: Chat, thread_id: str, item_id: str, text: str) -> list[Json]:
    said = message(text, "mock-tools")
    return chat.stream(EDIT, thread_id=thread_id, item_id=item_id, input=said)


def edit_slowly(chat: Chat, thread_id: str, item_id: str) -> list[Json]:
    """Edit, and leave in the middle of the new answer."""
    until, said = "thread.item.updated", message("hello", SLOW)
    return chat.stream(EDIT, thread_id=thread_id, item_id=item_id, input=said, until=until)


def items_of(chat: Chat, thread_id: str) -> list[Json]:
    answer = chat.ask("items.list", thread_id=thread_id, order="asc", limit=100)
    return list(answer.json()["data"])


def ids(items: list[Json]) -> list[str]:
    return [item["id"] for item in items]


def removed(events: list[Json]) -> list[str]:
    return [event["item_id"] for event in events if event["type"] == "thread.item.removed"]


def titles(chat: Chat) -> set[str]:
    return {task["title"] for task in chat.client.get("/api/tasks").json()["tasks"]}


def test_a_message_and_all_that_came_after_it_give_way_to_other_words(chat: Chat) -> None:
    thread_id, item_id = asked(chat)
    chat.say("add Buy salt", thread_id)
    before = ids(items_of(chat, thread_id))

    events = edit(chat, thread_id, item_id, "add Buy milk")

    said = done(events, "user_message")[0]
    kinds = [event["type"] for event in events]
    assert removed(events) == before
    assert kinds[len(before) : len(before) + 2] == ["thread.item.done", "stream_options"]
    assert said["id"] not in before
    assert "Buy milk" in text_of(events)
    items = items_of(chat, thread_id)
    assert [item["type"] for item in items] == [
        "user_message",
        "workflow",
        "widget",
        "assistant_message",
    ]
    assert items[0] == said


def test_what_was_said_before_the_message_stays(chat: Chat) -> None:
    thread_id, _ = asked(chat)
    kept = items_of(chat, thread_id)
    second = done(chat.say("add Buy salt", thread_id), "user_message")[0]["id"]

    edit(chat, thread_id, second, "add Buy milk")

    items = items_of(chat, thread_id)
    assert items[:4] == kept
    assert len(items) == 8
    assert second not in ids(items)


def test_the_deeds_of_the_answers_that_were_removed_stay_done(chat: Chat) -> None:
    thread_id, item_id = asked(chat)

    edit(chat, thread_id, item_id, "add Buy milk")

    assert titles(chat) == {"Buy oats", "Buy milk"}


def test_tags_and_the_quotation_of_the_new_words_are_kept(chat: Chat) -> None:
    thread_id, item_id = asked(chat)
    tag: Json = {"type": "input_tag", "id": "p1", "text": "Home", "data": {}, "interactive": False}
    said = message("add Buy milk", "mock-tools") | {"quoted_text": "The fridge is empty"}
    said["content"] = [*said["content"], tag]

    events = chat.stream(EDIT, thread_id=thread_id, item_id=item_id, input=said)

    stored = done(events, "user_message")[0]
    assert stored["quoted_text"] == "The fridge is empty"
    assert [part["type"] for part in stored["content"]] == ["input_text", "input_tag"]


def test_another_reader_hears_the_same_removals_and_the_same_answer(chat: Chat) -> None:
    thread_id, item_id = asked(chat)
    before = ids(items_of(chat, thread_id))
    other = Chat(chat.client)
    mine = edit_slowly(chat, thread_id, item_id)

    theirs = other.stream("threads.resume", thread_id=thread_id, after=None)

    assert theirs[: len(mine)] == mine
    assert other.ids[: len(chat.ids)] == chat.ids
    assert removed(theirs) == before
    assert len(text_of(theirs).split()) == 200


def test_the_reader_of_the_answer_that_is_edited_away_is_told_that_it_is_over(chat: Chat) -> None:
    thread_id, last = begin(chat)
    item_id = items_of(chat, thread_id)[0]["id"]
    edit_slowly(chat, thread_id, item_id)
    turn_id = last.rsplit(":", 1)[0]

    rest = chat.stream("threads.resume", thread_id=thread_id, turn_id=turn_id, after=last)

    assert done(rest, "assistant_message") == []


def test_an_answer_that_still_runs_ends_when_its_message_is_edited(chat: Chat) -> None:
    thread_id, _ = begin(chat)
    first = items_of(chat, thread_id)[0]["id"]

    events = edit(chat, thread_id, first, "add Buy milk")

    assert first in removed(events)
    assert "Buy milk" in text_of(events)
    assert chat.ask("threads.resume", thread_id=thread_id, after=None).status_code == 204
    items = items_of(chat, thread_id)
    assert [item["type"] for item in items].count("user_message") == 1
    assert first not in ids(items)


def test_the_same_key_edits_once(chat: Chat) -> None:
    thread_id, item_id = asked(chat)
    headers = {"idempotency-key": "edit-once"}
    said = message("add Buy milk", "mock-tools")

    def send() -> list[Json]:
        return chat.stream(EDIT, headers=headers, thread_id=thread_id, item_id=item_id, input=said)

    first = send()
    first_ids, stored = chat.ids, items_of(chat, thread_id)
    second = send()

    assert (second, chat.ids) == (first, first_ids)
    assert items_of(chat, thread_id) == stored
    assert len(chat.client.get("/api/tasks").json()["tasks"]) == 2


def test_a_message_that_was_edited_away_cannot_be_edited_again(chat: Chat) -> None:
    thread_id, item_id = asked(chat)
    edit(chat, thread_id, item_id, "add Buy milk")
    stored = items_of(chat, thread_id)

    answer = chat.ask(EDIT, thread_id=thread_id, item_id=item_id, input=message("add Buy tea"))

    assert (answer.status_code, answer.json()["code"]) == (404, "item_not_found")
    assert items_of(chat, thread_id) == stored


@pytest.mark.parametrize(
    ("said", "status"),
    [
        (message("  \n "), 422),
        (message("x" * (64 * 1024 + 1)), 413),
        (message("a\x00b"), 422),
        (message("hi") | {"attachments": ["a"]}, 501),
        (message("hi", "no-such-model"), 422),
    ],
)
def test_what_is_refused_of_a_message_is_refused_here_and_removes_nothing(
    chat: Chat, said: Json, status: int
) -> None:
    thread_id, item_id = asked(chat)
    stored = items_of(chat, thread_id)

    answer = chat.ask(EDIT, thread_id=thread_id, item_id=item_id, input=said)

    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert items_of(chat, thread_id) == stored


def test_only_a_message_of_ones_own_is_edited_and_only_in_its_conversation(
    chat: Chat, strange_chat: Chat
) -> None:
    thread_id, item_id = asked(chat)
    stored = items_of(chat, thread_id)
    elsewhere, _ = asked(chat, "add Buy tea")
    given = {"input": message("hello")}

    of_the_answer = chat.ask(EDIT, thread_id=thread_id, item_id=stored[-1]["id"], **given)
    in_another = chat.ask(EDIT, thread_id=elsewhere, item_id=item_id, **given)
    of_a_stranger = strange_chat.ask(EDIT, thread_id=thread_id, item_id=item_id, **given)

    assert of_the_answer.status_code == 422
    assert "message of yours" in of_the_answer.json()["detail"]
    assert (in_another.status_code, in_another.json()["code"]) == (404, "item_not_found")
    assert (of_a_stranger.status_code, of_a_stranger.json()["code"]) == (404, "thread_not_found")
    assert items_of(chat, thread_id) == stored


async def test_an_edit_counts_as_a_message_and_one_too_many_removes_nothing(
    database: Database, owner: Actor
) -> None:
    threads = ThreadService(
        database, now=lambda: datetime.now(UTC), limits=Limits(sends_a_minute=2)
    )
    begun = await threads.submit(owner, message_submission(plain_message("one"), None, None))

    async def replaced() -> UUID:
        item = (await threads.items(owner, begun.thread_id)).items[0]
        again = message_submission(
            plain_message("other words"), begun.thread_id, None, replaces=item.id
        )
        await threads.submit(owner, again)
        return item.id

    await replaced()
    stored = await threads.items(owner, begun.thread_id)
    with pytest.raises(TooManySends):
        await replaced()

    assert [item.text for item in stored.items] == ["other words"]
    assert await threads.items(owner, begun.thread_id) == stored
