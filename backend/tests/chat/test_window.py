"""What of a long conversation is told in full, what as a summary, and where the cut lies."""

from datetime import UTC, datetime
from typing import Any, cast

import pytest
from chatkit.types import (
    AssistantMessageContent,
    AssistantMessageItem,
    HiddenContextItem,
    ThreadItem,
    UserMessageItem,
    UserMessageTextContent,
    WidgetItem,
)

from errand.assistant.offline import OfflineModel
from errand.edge.chatkit.cards import waiting_card
from errand.edge.chatkit.confirming import open_cards
from errand.edge.chatkit.store import Context
from errand.edge.chatkit.window import Remembered, fitting_input
from errand.identity import Actor, uuid7

THREAD, NOW = str(uuid7()), datetime.now(UTC)


def asked(text: str) -> UserMessageItem:
    given: Any = {"content": [UserMessageTextContent(text=text)], "inference_options": {}}
    return UserMessageItem(
        id=str(uuid7()), thread_id=THREAD, created_at=NOW, attachments=[], **given
    )


def said(text: str) -> AssistantMessageItem:
    content = [AssistantMessageContent(text=text)]
    return AssistantMessageItem(id=str(uuid7()), thread_id=THREAD, created_at=NOW, content=content)


def hidden(content: Any) -> HiddenContextItem:
    return HiddenContextItem(id=str(uuid7()), thread_id=THREAD, created_at=NOW, content=content)


async def told(items: list[ThreadItem], *, tokens: int = 4000) -> str:
    kept: list[Remembered] = []

    async def keep(remembered: Remembered) -> None:
        kept.append(remembered)

    nobody = cast("OfflineModel", None)  # nothing may be summarised here
    given = await fitting_input(
        items, model=nobody, journal=cast("Any", None), tokens=tokens, keep=keep
    )
    assert kept == []
    return str(given)


async def test_a_question_that_fills_the_window_is_told_in_full() -> None:
    assert "word " * 50 in await told([asked("word " * 3000)])


async def test_hidden_items_of_another_kind_are_no_summary() -> None:
    items: list[ThreadItem] = [hidden({"note": "stopped"}), hidden("note"), asked("Hello")]

    assert "Hello" in await told(items)


async def test_what_a_summary_covers_is_told_by_it_alone() -> None:
    old, new = asked("The old question"), asked("The new one")
    remembered = Remembered("It was about oats.", old.id)
    items: list[ThreadItem] = [old, remembered.item(str(uuid7()), THREAD), said("Yes"), new]

    given = await told(items)

    assert "It was about oats." in given
    assert "The new one" in given
    assert "The old question" not in given


@pytest.mark.parametrize("with_question", [True, False])
async def test_only_cards_of_the_last_answer_can_be_answered(
    owner: Actor, with_question: bool
) -> None:
    approval = {"id": str(uuid7()), "headline": "Delete?", "summary": [], "expires_at": str(NOW)}
    card = WidgetItem(
        id=str(uuid7()),
        thread_id=THREAD,
        created_at=NOW,
        widget=cast("Any", waiting_card(approval)),
    )
    before: list[ThreadItem] = [asked("delete it")] if with_question else []

    found = open_cards([*before, card, asked("yes")], Context(owner))

    assert [item.id for item in found] == [card.id]
