"""Titles of conversations, the choice of a model, and what contradicts a model that lies."""

from collections.abc import AsyncGenerator, Sequence
from typing import Any, cast

import pytest
from chatkit.types import ThreadItemDoneEvent, ThreadStreamEvent, ThreadUpdatedEvent, WidgetItem

from chat.conftest import Chat, done
from chat.overheard import OverheardTurn
from chat.test_agent_events import called, raw, returned, said, steps, task, told, words
from errand.db import Database
from errand.edge.chatkit.honesty import claims_deed
from errand.edge.chatkit.items import from_json
from errand.edge.chatkit.outcomes import (
    MOST_ROWS,
    Deed,
    added_titles,
    changed_tasks,
    deed_of,
    outcome_card,
    remarks_of,
)
from errand.edge.chatkit.server import no_model
from errand.edge.chatkit.titling import Titling
from errand.identity import Actor, uuid7
from errand.tasks.service import utc_now
from errand.threads.service import ThreadService


def names(chat: Chat, text: str) -> list[str]:
    events = chat.say(text)
    return [event["thread"]["title"] for event in events if event["type"] == "thread.updated"]


def test_the_model_names_a_new_conversation(chat: Chat) -> None:
    assert names(chat, "Remember the milk") == ['About "Remember the milk']


@pytest.mark.parametrize(
    "first", ["nameless words", "this comes late", "see https://example.org/x"]
)
def test_where_no_usable_title_comes_in_time_the_first_words_stay(chat: Chat, first: str) -> None:
    assert names(chat, first) == []

    thread_id = chat.events[0]["thread"]["id"]
    assert chat.ask("threads.get_by_id", thread_id=thread_id).json()["title"] == first


@pytest.fixture
def turn(database: Database, owner: Actor) -> OverheardTurn:
    return OverheardTurn(database, owner)


def added(*titles: str) -> WidgetItem:
    card = outcome_card(Deed("add_tasks", ("c",)), [task(title) for title in titles])
    given = {"id": str(uuid7()), "thread_id": "t", "type": "widget", "widget": card}
    return cast("WidgetItem", from_json(given | {"created_at": utc_now().isoformat()}))


async def _along(titling: Titling, given: Sequence[ThreadStreamEvent]) -> list[ThreadStreamEvent]:
    async def events() -> AsyncGenerator[ThreadStreamEvent]:
        for event in given:
            yield event

    return [event async for event in titling.along(events())]


@pytest.mark.parametrize(("instead_of", "named"), [("plain", ["Oats and 1 more"]), ("other", [])])
async def test_offline_what_was_added_names_it_unless_the_person_has(
    database: Database, turn: OverheardTurn, owner: Actor, instead_of: str, named: list[str]
) -> None:
    threads = ThreadService(database, now=utc_now)
    thread = await threads.create(owner, title="plain")
    turn.input["thread"] = {"title": instead_of}
    turn._held = cast("Any", _In(turn._held, thread.id))  # pyright: ignore
    titling = Titling(threads, turn, "add oats and milk", None, None)

    given = await _along(titling, [ThreadItemDoneEvent(item=added("Oats", "Milk"))])

    updates = [event.thread.title for event in given if isinstance(event, ThreadUpdatedEvent)]
    assert updates == named
    assert (await threads.get(owner, thread.id)).title == (named[0] if named else "plain")


class _In:
    """A claim in another conversation."""

    def __init__(self, held: Any, conversation_id: Any) -> None:
        self._held, self.conversation_id = held, conversation_id

    def __getattr__(self, name: str) -> Any:
        return getattr(self._held, name)


@pytest.mark.parametrize(
    ("words_said", "claims"),
    [
        ("Done! I deleted 5 tasks.", True),
        ("I have completed it.", True),
        ("✅ Alles erledigt", True),
        ("All tasks have been removed.", True),
        ("Deleted “Oats”.", True),
        ("You have three tasks.", False),
        ("Shall I delete it?", False),
        ("It is not done yet.", False),
    ],
)
def test_what_sounds_like_a_deed(words_said: str, claims: bool) -> None:
    assert claims_deed(words_said) is claims


async def _doubted(turn: OverheardTurn, text: str, *events: Any) -> list[str]:
    given = await told(turn, *events, raw("output_item.done", item=said(words(text))), doubted=True)
    return steps(given)


async def test_a_claim_without_a_deed_is_contradicted(turn: OverheardTurn) -> None:
    found = (called("find_tasks", "c1"), returned("c1", {"ok": True, "total": 0, "tasks": []}))

    assert await _doubted(turn, "I deleted it.") == ["Nothing was changed in this answer"]
    looked = await _doubted(turn, "I deleted it.", *found)
    assert looked == ["Found 0", "Nothing was changed in this answer"]


async def test_a_deed_a_card_and_plain_words_are_not_contradicted(turn: OverheardTurn) -> None:
    deed = (called("delete_tasks", "c1"), returned("c1", {"ok": True, "trashed": [task("Oats")]}))
    waits: Any = {"id": str(uuid7()), "headline": "Delete?", "summary": []}
    asked = (called("delete_tasks", "c1"), returned("c1", {"ok": False, "approval": waits}))

    assert await _doubted(turn, "I deleted it.", *deed) == ["Deleted “Oats”"]
    assert await _doubted(turn, "Done.", *asked) == ["Needs your confirmation"]
    assert await _doubted(turn, "You have none.") == []


def test_a_card_of_many_tasks_shows_some_and_counts_the_rest() -> None:
    card = outcome_card(Deed("set_status", ()), [task("x") for _ in range(MOST_ROWS + 2)])

    assert [child["type"] for child in card["children"]].count("Row") == MOST_ROWS
    assert card["children"][-1] == {"type": "Caption", "value": "And 2 more."}


def test_what_comes_back_is_told() -> None:
    coming = [task("Water the plants", due_words="Mon 7 Dec 2026")]

    assert remarks_of("set_status", {"next_occurrences": coming}) == [
        "Comes back: “Water the plants”, Mon 7 Dec 2026."
    ]
    assert remarks_of("add_tasks", {}) == []


def test_only_cards_of_deeds_are_taken_for_such() -> None:
    item = added("Oats")
    item.widget.key = "outcome:x"

    assert deed_of(item) is None
    assert added_titles(item) == []
    assert added_titles(added("Oats")) == ["Oats"]
    assert changed_tasks("add_tasks", {"ok": False, "tasks": [task("a")]}) == []


def test_a_model_that_is_not_offered_is_refused_with_the_list(chat: Chat) -> None:
    refused = chat.ask("threads.create", input=_said("gpt-imagined"))

    assert refused.status_code == 422
    assert "mock-tools" in refused.json()["detail"]


def test_without_a_choice_in_the_message_the_one_of_the_settings_answers(chat: Chat) -> None:
    chat.client.patch("/api/me", json={"model": "mock-itl20-len200"}).raise_for_status()

    events = chat.stream("threads.create", input=_said(None))

    assert "word200" in str(done(events, "assistant_message"))


async def test_who_has_chosen_no_model_has_none(owner: Actor) -> None:
    assert await no_model(owner) is None


def test_the_models_on_offer_are_listed(chat: Chat) -> None:
    listed = chat.client.get("/api/me/models").raise_for_status().json()["models"]

    assert listed[0] == {"id": "mock-tools", "chosen": True}
    assert [each["chosen"] for each in listed].count(True) == 1


def _said(model: str | None) -> dict[str, Any]:
    return {
        "content": [{"type": "input_text", "text": "hello"}],
        "attachments": [],
        "inference_options": {"model": model} if model else {},
    }
