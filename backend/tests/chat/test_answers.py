"""What the conversation waits for: the result of a client's tool, answers to questions."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from chatkit.types import ClientToolCallItem, StructuredInputItem, ThreadItem

from chat.conftest import Chat, text_of
from errand.db import Database
from errand.edge.chatkit.items import to_row
from errand.identity import Actor, uuid7
from errand.threads.service import ThreadService


@pytest.fixture
def thread_id(chat: Chat) -> str:
    """A conversation in which something was said."""
    return str(chat.say("add Buy oats")[0]["thread"]["id"])


async def put(database: Database, owner: Actor, item: ThreadItem) -> None:
    """Store what an agent would have left at the end of its answer."""
    threads = ThreadService(database, now=lambda: datetime.now(UTC))
    await threads.put_item(owner, UUID(item.thread_id), to_row(item, turn_id=None))


def tool_call(thread_id: str) -> ClientToolCallItem:
    return ClientToolCallItem(
        id=str(uuid7()),
        thread_id=thread_id,
        created_at=datetime.now(UTC),
        call_id="call_1",
        name="pick_color",
        arguments={"shades": 3},
    )


def questions(thread_id: str) -> StructuredInputItem:
    return StructuredInputItem.model_validate(
        {
            "id": str(uuid7()),
            "thread_id": thread_id,
            "created_at": datetime.now(UTC),
            "inputs": [
                {
                    "id": "when",
                    "type": "multiple_choice",
                    "question": "When?",
                    "options": [{"value": "morning"}, {"value": "evening"}],
                },
                {"id": "why", "type": "freeform", "question": "Why?"},
            ],
        }
    )


async def test_the_result_of_a_clients_tool_is_stored_and_answered(
    chat: Chat, thread_id: str, database: Database, owner: Actor
) -> None:
    call = tool_call(thread_id)
    await put(database, owner, call)

    events = chat.stream(
        "threads.add_client_tool_output", thread_id=thread_id, result={"color": "blue"}
    )
    items = chat.ask("items.list", thread_id=thread_id, limit=50).json()["data"]
    again = chat.ask("threads.add_client_tool_output", thread_id=thread_id, result={})

    assert events[0]["type"] == "stream_options"
    assert text_of(events)
    stored = next(item for item in items if item["id"] == call.id)
    assert (stored["status"], stored["output"]) == ("completed", {"color": "blue"})
    assert again.status_code == 409


async def test_answers_to_questions_are_stored_shown_and_answered(
    chat: Chat, thread_id: str, database: Database, owner: Actor
) -> None:
    item = questions(thread_id)
    await put(database, owner, item)
    given: dict[str, Any] = {
        "status": "answered",
        "answers": {
            "when": {"values": ["morning", "evening"], "skipped": False},
            "unknown": {"values": ["x"], "skipped": False},
        },
    }

    events = chat.stream(
        "threads.add_structured_input", thread_id=thread_id, item_id=item.id, input=given
    )
    again = chat.ask(
        "threads.add_structured_input", thread_id=thread_id, item_id=item.id, input=given
    )

    assert [event["type"] for event in events[:2]] == ["stream_options", "thread.item.replaced"]
    answers = {each["id"]: each["answer"] for each in events[1]["item"]["inputs"]}
    assert answers == {
        "when": {"values": ["morning"], "skipped": False},
        "why": {"values": [], "skipped": True},
    }
    assert text_of(events)
    assert again.status_code == 409
