"""What is open in a log, how far it came, and what of it is kept or withdrawn."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from chatkit.types import (
    Annotation,
    AssistantMessageContent,
    AssistantMessageContentPartAdded,
    AssistantMessageContentPartAnnotationAdded,
    AssistantMessageContentPartDone,
    AssistantMessageContentPartTextDelta,
    AssistantMessageItem,
    ClientToolCallItem,
    CustomTask,
    ProgressUpdateEvent,
    Thread,
    ThreadCreatedEvent,
    ThreadItem,
    ThreadItemAddedEvent,
    ThreadItemDoneEvent,
    ThreadItemRemovedEvent,
    ThreadItemReplacedEvent,
    ThreadItemUpdatedEvent,
    ThreadStreamEvent,
    URLSource,
    WidgetComponentUpdated,
    WidgetItem,
    WidgetRootUpdated,
    Workflow,
    WorkflowItem,
    WorkflowTaskAdded,
    WorkflowTaskUpdated,
)

from chat.overheard import Json, OverheardTurn
from errand.db import Database
from errand.edge.chatkit.recorder import Recorder, kept, open_items
from errand.edge.chatkit.sdk import serialize
from errand.identity import Actor, uuid7

THREAD, NOW = str(uuid7()), datetime.now(UTC)


def message(text: str = "") -> AssistantMessageItem:
    content = [AssistantMessageContent(text=text)] if text else []
    return AssistantMessageItem(id=str(uuid7()), thread_id=THREAD, created_at=NOW, content=content)


def workflow(*tasks: CustomTask) -> WorkflowItem:
    flow = Workflow(type="custom", tasks=[*tasks])
    return WorkflowItem(id=str(uuid7()), thread_id=THREAD, created_at=NOW, workflow=flow)


def text_widget(text: str) -> Any:
    return {"type": "Card", "children": [{"type": "Text", "value": text}]}


def widget(text: str) -> WidgetItem:
    return WidgetItem(id=str(uuid7()), thread_id=THREAD, created_at=NOW, widget=text_widget(text))


def call() -> ClientToolCallItem:
    return ClientToolCallItem(
        id=str(uuid7()), thread_id=THREAD, created_at=NOW, call_id="c", name="n", arguments={}
    )


def logged(*events: ThreadStreamEvent) -> list[Json]:
    """The events as the log gives them back."""
    return [json.loads(serialize(event)) for event in events]


def added(item: ThreadItem) -> ThreadStreamEvent:
    return ThreadItemAddedEvent(item=item)


def updated(item: ThreadItem, update: Any) -> ThreadStreamEvent:
    return ThreadItemUpdatedEvent(item_id=item.id, update=update)


def delta(text: str, place: int = 0) -> AssistantMessageContentPartTextDelta:
    return AssistantMessageContentPartTextDelta(content_index=place, delta=text)


def test_only_what_was_begun_and_not_ended_is_open() -> None:
    finished, removed, replaced, begun = message(), message(), message(), message()

    found = open_items(
        logged(
            ProgressUpdateEvent(text="Working"),
            *(added(item) for item in (finished, removed, replaced, begun)),
            ThreadItemDoneEvent(item=finished),
            ThreadItemRemovedEvent(item_id=removed.id),
            ThreadItemReplacedEvent(item=replaced),
            updated(message(), delta("of an item that never began")),
        )
    )

    assert [item["id"] for item in found] == [begun.id]


def test_an_open_message_has_every_word_and_source_said_so_far() -> None:
    item = message()
    cited = Annotation(source=URLSource(url="https://example.org", title="Oats"), index=4)

    found = open_items(
        logged(
            added(item),
            updated(
                item,
                AssistantMessageContentPartAdded(
                    content_index=0, content=AssistantMessageContent(text="")
                ),
            ),
            updated(item, delta("Buy ")),
            updated(item, delta("oats")),
            updated(
                item,
                AssistantMessageContentPartAnnotationAdded(
                    content_index=0, annotation_index=0, annotation=cited
                ),
            ),
            updated(item, delta("second part", 2)),
            updated(
                item,
                AssistantMessageContentPartDone(
                    content_index=2, content=AssistantMessageContent(text="Second part.")
                ),
            ),
        )
    )

    worth = kept(found[0])
    assert isinstance(worth, AssistantMessageItem)
    assert [part.text for part in worth.content] == ["Buy oats", "", "Second part."]
    assert worth.content[0].annotations == [cited]


def test_an_open_workflow_has_its_newest_steps_and_none_stays_busy() -> None:
    first = CustomTask(title="Adding", status_indicator="loading")
    item = workflow(first)

    found = open_items(
        logged(
            added(item),
            updated(
                item,
                WorkflowTaskAdded(
                    task_index=1, task=CustomTask(title="Looking", status_indicator="loading")
                ),
            ),
            updated(
                item,
                WorkflowTaskUpdated(
                    task_index=0, task=CustomTask(title="Added", status_indicator="complete")
                ),
            ),
        )
    )

    worth = kept(found[0])
    assert isinstance(worth, WorkflowItem)
    assert [(step.title, step.status_indicator) for step in worth.workflow.tasks] == [
        ("Added", "complete"),
        ("Looking", "none"),
    ]


def test_an_open_widget_is_kept_as_it_was_drawn_last() -> None:
    item = widget("Before")
    part = WidgetComponentUpdated.model_validate(
        {"component_id": "x", "component": {"type": "Text", "value": "Part"}}
    )

    found = open_items(
        logged(
            added(item),
            updated(item, WidgetRootUpdated(widget=text_widget("After"))),
            updated(item, part),
        )
    )

    worth = kept(found[0])
    assert isinstance(worth, WidgetItem)
    assert "After" in worth.model_dump_json()


@pytest.mark.parametrize("item", [message(), message(" \n"), call()])
def test_what_says_nothing_yet_is_not_kept(item: ThreadItem) -> None:
    assert kept(logged(added(item))[0]["item"]) is None


@pytest.fixture
def turn(database: Database, owner: Actor) -> OverheardTurn:
    return OverheardTurn(database, owner)


async def test_a_second_attempt_withdraws_what_is_half_said_and_repeats_nothing_finished(
    turn: OverheardTurn,
) -> None:
    created = ThreadCreatedEvent(thread=Thread.model_validate({"id": THREAD, "created_at": NOW,
                                                               "items": {"data": []}}))  # fmt: skip
    finished, half_said = message("Done."), message("Ha")
    turn.earlier = logged(
        created, added(finished), ThreadItemDoneEvent(item=finished), added(half_said)
    )
    recorder = Recorder(turn)

    await recorder.withdraw_open()
    for event in (
        created,
        added(finished),
        updated(finished, delta("x")),
        ThreadItemDoneEvent(item=finished),
        added(half_said),
    ):
        await recorder.say(event)

    assert [(event["type"], event.get("item_id")) for event in turn.said] == [
        ("thread.item.removed", half_said.id),
        ("thread.item.added", None),
    ]
    assert recorder.open == {}


async def test_a_finished_item_can_still_be_replaced(turn: OverheardTurn) -> None:
    item = widget("Before")
    turn.earlier = logged(ThreadItemDoneEvent(item=item))

    await Recorder(turn).say(ThreadItemReplacedEvent(item=item))

    assert [event["type"] for event in turn.said] == ["thread.item.replaced"]


async def test_what_was_finished_and_taken_back_may_be_said_again(turn: OverheardTurn) -> None:
    item = message("Done.")
    turn.earlier = logged(
        added(item), ThreadItemDoneEvent(item=item), ThreadItemRemovedEvent(item_id=item.id)
    )

    await Recorder(turn).say(ThreadItemDoneEvent(item=item))

    assert [event["type"] for event in turn.said] == ["thread.item.done"]
