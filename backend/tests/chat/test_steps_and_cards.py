"""What a tool did, and what became of a confirmation, in words for the person."""

from datetime import UTC, datetime
from typing import Any

import pytest
from chatkit.types import (
    AssistantMessageContent,
    AssistantMessageItem,
    ThreadItem,
    ThreadItemReplacedEvent,
    WidgetItem,
)

from chat.overheard import OverheardTurn
from chat.test_agent_events import called, items, returned, told
from errand.approvals.model import Approval, State
from errand.db import Database
from errand.edge.chatkit.cards import approval_of, decided_card, outcome_of, waiting_card
from errand.edge.chatkit.recorder import Recorder
from errand.edge.chatkit.steps import finished, result_of
from errand.identity import Actor, uuid7

NOW = datetime.now(UTC)


def approval(state: State, outcome: dict[str, Any] | None = None) -> Approval:
    return Approval(
        id=uuid7(),
        conversation_id=None,
        tool="delete_tasks",
        arguments={},
        headline="Delete 1 task?",
        summary=["“Oats”"],
        arguments_hash="",
        state=state,
        outcome=outcome,
        expires_at=NOW,
    )


def card(widget: Any) -> WidgetItem:
    return WidgetItem(id=str(uuid7()), thread_id=str(uuid7()), created_at=NOW, widget=widget)


@pytest.mark.parametrize(
    ("tool", "result", "title"),
    [
        ("get_overview", {"ok": True}, "Looked at your tasks"),
        ("manage_structure", {"ok": True, "changed": {"name": "Home"}}, "Arranged “Home”"),
        ("undo", {"ok": True, "undone": [{}]}, "Undone"),
        ("undo", {"ok": True, "undone": [{}, {}]}, "Undone: 2 changes"),
        ("find_tasks", {"ok": True, "total": 7}, "Found 7"),
        ("update_tasks", {"ok": True, "changed": []}, "Changed nothing"),
        ("set_status", {"ok": True, "changed": [{"after": {"title": "Oats"}}]}, "Updated “Oats”"),
        ("delete_tasks", {"ok": True, "approval": {"id": "1"}}, "Needs your confirmation"),
        ("delete_tasks", {"ok": False, "error": "Gone."}, "Could not do that"),
    ],
)
def test_a_step_says_what_was_done(tool: str, result: dict[str, Any], title: str) -> None:
    assert finished(tool, result).title == title


@pytest.mark.parametrize(("output", "ok"), [("no JSON", False), ("[]", None), ('{"ok": 1}', 1)])
def test_the_answer_of_a_tool_is_read_whatever_it_is(output: str, ok: object) -> None:
    assert result_of(output).get("ok") == ok


@pytest.mark.parametrize(
    ("state", "outcome", "words"),
    [
        ("cancelled", None, "Cancelled. Nothing was changed."),
        ("failed", {"error": "It is gone."}, "That could not be done. It is gone."),
        ("failed", None, "That could not be done."),
        ("expired", None, "The time to confirm has passed"),
        ("confirmed", {"ok": True, "trashed": [{"title": "Oats"}]}, "Deleted “Oats”"),
    ],
)
def test_a_card_says_what_became_of_it(
    state: State, outcome: dict[str, Any] | None, words: str
) -> None:
    assert outcome_of(approval(state, outcome)).startswith(words)


def test_only_a_card_of_ours_stands_for_an_approval() -> None:
    asked = approval("cancelled")

    assert approval_of(card(decided_card(asked))) == asked.id
    assert approval_of(card({"type": "Card", "children": []})) is None
    ours = str(decided_card(asked)["key"]).removesuffix(str(asked.id))
    assert approval_of(card({"type": "Card", "key": f"{ours}x", "children": []})) is None


async def test_a_call_tried_twice_asks_the_person_once(database: Database, owner: Actor) -> None:
    asked = approval("pending").model_dump(mode="json")
    waits = {"ok": False, "code": "confirmation_required", "error": "It waits.", "approval": asked}

    events = await told(
        OverheardTurn(database, owner),
        called("delete_tasks", "call_1"),
        returned("call_1", waits),
        called("delete_tasks", "call_2"),
        returned("call_2", waits),
    )

    [shown] = items(events, "widget")
    assert shown["widget"]["key"] == waiting_card(asked)["key"]
    assert shown["widget"]["confirm"]["action"]["payload"] == {"approval_id": asked["id"]}


async def test_what_is_finished_is_not_said_again_and_yet_may_be_replaced(
    database: Database, owner: Actor
) -> None:
    turn = OverheardTurn(database, owner)
    item: ThreadItem = AssistantMessageItem(
        id=str(uuid7()),
        thread_id=str(uuid7()),
        created_at=NOW,
        content=[AssistantMessageContent(text="Hello")],
    )
    recorder = Recorder(turn)

    await recorder.say(ThreadItemReplacedEvent(item=item))

    assert [event["type"] for event in turn.said] == ["thread.item.replaced"]
