"""What the agent's events become: messages, steps and lists, event by event."""

import json
from typing import Any

import pytest
from agents import Agent, AgentUpdatedStreamEvent, RawResponsesStreamEvent, RunItemStreamEvent
from agents.items import (
    HandoffCallItem,
    RunItem,
    ToolCallItem,
    ToolCallOutputItem,
    TResponseStreamEvent,
)
from openai.types import responses as wire
from openai.types.responses.response_output_text import (
    AnnotationFileCitation,
    AnnotationURLCitation,
)
from openai.types.responses.response_reasoning_item import Summary
from pydantic import TypeAdapter

from chat.overheard import Json, OverheardTurn, PlayedRun
from errand.db import Database
from errand.edge.chatkit.answer import Answer
from errand.edge.chatkit.sdk import serialize
from errand.identity import Actor, uuid7

AGENT: Agent[Any] = Agent(name="Errand")
_WIRE: TypeAdapter[TResponseStreamEvent] = TypeAdapter(TResponseStreamEvent)
CITED = AnnotationURLCitation(
    type="url_citation", url="https://example.org", title="Oats", start_index=0, end_index=4
)
FILED = AnnotationFileCitation(type="file_citation", file_id="f", filename="f.txt", index=0)


@pytest.fixture
def turn(database: Database, owner: Actor) -> OverheardTurn:
    return OverheardTurn(database, owner)


async def told(turn: OverheardTurn, *events: Any, doubted: bool = False) -> list[Json]:
    """What the protocol's client hears of these events."""
    run, heard = PlayedRun(events), Answer(turn, doubted=doubted)
    given = [json.loads(serialize(event)) async for event in heard.events(run.as_run())]
    assert run.cancelled
    return given


def raw(kind: str, /, **fields: Any) -> RawResponsesStreamEvent:
    """An event of the model, as its dialect sends it."""
    event = {"type": f"response.{kind}", "sequence_number": 0, "output_index": 0, **fields}
    return RawResponsesStreamEvent(_WIRE.validate_python(event))


def said(*parts: wire.ResponseOutputText | wire.ResponseOutputRefusal) -> Json:
    """A message of the model."""
    return wire.ResponseOutputMessage(
        id="msg_1", type="message", role="assistant", status="completed", content=[*parts]
    ).model_dump()


def words(text: str, *annotations: Any) -> wire.ResponseOutputText:
    return wire.ResponseOutputText(type="output_text", text=text, annotations=[*annotations])


def completed() -> RawResponsesStreamEvent:
    """The end of a model step."""
    response = wire.Response(
        id="resp_1",
        created_at=0,
        model="mock",
        object="response",
        output=[],
        parallel_tool_calls=True,
        tool_choice="auto",
        tools=[],
    )
    return raw("completed", response=response.model_dump())


def did(name: Any, item: RunItem) -> RunItemStreamEvent:
    return RunItemStreamEvent(name=name, item=item)


def called(name: str, call_id: str) -> RunItemStreamEvent:
    """The model has called a tool."""
    call = wire.ResponseFunctionToolCall(
        type="function_call", name=name, call_id=call_id, arguments="{}"
    )
    return did("tool_called", ToolCallItem(AGENT, call))


def returned(call_id: str, output: object) -> RunItemStreamEvent:
    """The tool has answered."""
    text = output if isinstance(output, str) else json.dumps(output)
    raw_item: Any = {"type": "function_call_output", "call_id": call_id, "output": text}
    return did("tool_output", ToolCallOutputItem(AGENT, raw_item, text))


def task(title: str, **more: Any) -> Json:
    """A task as the tools show it, as far as a list needs it."""
    view = {"id": str(uuid7()), "title": title, "status": "open", "priority": "none"}
    return view | {"due_words": "", "overdue": False} | more


def done(title: str, *, key: str = "tasks") -> Json:
    return {"ok": True, key: [task(title)]}


def kinds(events: list[Json]) -> list[str]:
    return [
        event["type"].removeprefix("thread.item.")
        + ":"
        + (event.get("item") or event["update"])["type"]
        for event in events
    ]


def items(events: list[Json], kind: str) -> list[Json]:
    return [
        event["item"]
        for event in events
        if event["type"] == "thread.item.done" and event["item"]["type"] == kind
    ]


def steps(events: list[Json]) -> list[str]:
    """The titles of the finished steps."""
    return [
        step["title"] for flow in items(events, "workflow") for step in flow["workflow"]["tasks"]
    ]


async def test_a_message_streams_under_one_id_and_keeps_the_pages_it_cites(
    turn: OverheardTurn,
) -> None:
    events = await told(
        turn,
        AgentUpdatedStreamEvent(AGENT),
        raw("output_item.added", item=said()),
        raw("content_part.added", item_id="msg_1", content_index=0, part=words("").model_dump()),
        raw("output_text.delta", item_id="msg_1", content_index=0, delta="Oats", logprobs=[]),
        *(
            raw(
                "output_text.annotation.added",
                item_id="msg_1",
                content_index=0,
                annotation_index=index,
                annotation=annotation.model_dump(),
            )
            for index, annotation in enumerate((CITED, FILED))
        ),
        raw("output_text.done", item_id="msg_1", content_index=0, text="Oats", logprobs=[]),
        raw("output_item.done", item=said(words("Oats", CITED, FILED))),
        completed(),
    )

    assert kinds(events) == [
        "added:assistant_message",
        "updated:assistant_message.content_part.added",
        "updated:assistant_message.content_part.text_delta",
        "updated:assistant_message.content_part.annotation_added",
        "updated:assistant_message.content_part.done",
        "done:assistant_message",
    ]
    assert len({event.get("item_id") or event["item"]["id"] for event in events}) == 1
    source = {"type": "url", "url": "https://example.org", "title": "Oats"}
    cited = {"type": "annotation", "source": source, "index": 4}
    assert events[3]["update"]["annotation"] == cited
    assert events[-1]["item"]["content"] == [
        {"type": "output_text", "text": "Oats", "annotations": [cited]}
    ]


async def test_a_refusal_is_said_like_any_other_words(turn: OverheardTurn) -> None:
    refusal = wire.ResponseOutputRefusal(type="refusal", refusal="I cannot help with that.")
    begun = refusal.model_copy(update={"refusal": ""})

    events = await told(
        turn,
        raw("output_item.added", item=said()),
        raw("content_part.added", item_id="msg_1", content_index=0, part=begun.model_dump()),
        raw("refusal.delta", item_id="msg_1", content_index=0, delta="I cannot"),
        raw("output_item.done", item=said(refusal)),
    )

    assert events[2]["update"]["delta"] == "I cannot"
    assert items(events, "assistant_message")[0]["content"][0]["text"] == refusal.refusal


async def test_pieces_of_a_message_that_never_began_are_left_out(turn: OverheardTurn) -> None:
    part = {"type": "reasoning_text", "text": "Hm."}

    events = await told(
        turn,
        raw("content_part.added", item_id="msg_1", content_index=0, part=part),
        raw("output_text.delta", item_id="msg_9", content_index=0, delta="x", logprobs=[]),
        raw("in_progress", response=completed().data.response.model_dump()),  # type: ignore[union-attr]
    )

    assert events == []


async def test_messages_of_two_steps_have_ids_of_their_own_whatever_the_provider_calls_them(
    turn: OverheardTurn,
) -> None:
    step = (
        raw("output_item.added", item=said()),
        raw("output_item.done", item=said(words("Oats"))),
        completed(),
    )

    first, second = items(await told(turn, *step, *step), "assistant_message")
    again = items(await told(turn, *step, *step), "assistant_message")

    assert first["id"] != second["id"]
    assert [item["id"] for item in again] == [first["id"], second["id"]]


async def test_what_the_model_thought_is_a_step_before_what_it_says(turn: OverheardTurn) -> None:
    thought = wire.ResponseReasoningItem(
        id="rs_1", type="reasoning", summary=[Summary(type="summary_text", text="They eat oats.")]
    ).model_dump()

    events = await told(
        turn,
        raw("output_item.added", item=thought | {"summary": []}),
        raw("reasoning_summary_text.done", item_id="rs_1", summary_index=0, text="They eat oats."),
        raw("output_item.done", item=thought),
        raw("output_item.added", item=said()),
        raw("output_item.done", item=said(words("Oats"))),
    )

    workflow = items(events, "workflow")[0]["workflow"]
    assert workflow["tasks"][0]["content"] == "They eat oats."
    assert workflow["tasks"][0]["type"] == "thought"
    assert workflow["summary"] == {"title": "1 step"}
    assert [event["item"]["type"] for event in events if "item" in event] == [
        "workflow",
        "workflow",
        "assistant_message",
        "assistant_message",
    ]


async def test_a_tool_is_a_step_that_says_what_it_did_and_then_its_list(
    turn: OverheardTurn,
) -> None:
    events = await told(turn, called("add_tasks", "c1"), returned("c1", done("Buy oats")))

    assert kinds(events) == [
        "added:workflow",
        "updated:workflow.task.updated",
        "done:workflow",
        "done:widget",
    ]
    assert events[0]["item"]["workflow"]["tasks"][0]["status_indicator"] == "loading"
    assert items(events, "workflow")[0]["workflow"]["summary"] == {"title": "Added “Buy oats”"}
    assert items(events, "widget")[0]["copy_text"] == "1. Buy oats"


async def test_tools_that_run_side_by_side_are_steps_that_all_finish_before_their_lists(
    turn: OverheardTurn,
) -> None:
    events = await told(
        turn,
        called("add_tasks", "c1"),
        called("add_tasks", "c2"),
        called("add_tasks", "c2"),
        returned("c1", done("Oats")),
        returned("c2", done("Milk")),
    )

    workflow = items(events, "workflow")[0]["workflow"]
    assert steps(events) == ["Added “Oats”", "Added “Milk”"]
    assert {step["status_indicator"] for step in workflow["tasks"]} == {"complete"}
    assert workflow["summary"] == {"title": "2 steps"}
    assert kinds(events)[-3:] == ["done:workflow", "done:widget", "done:widget"]
    assert [item["copy_text"] for item in items(events, "widget")] == ["1. Oats", "1. Milk"]


async def test_a_step_that_runs_when_the_answer_goes_on_does_not_look_busy_for_ever(
    turn: OverheardTurn,
) -> None:
    events = await told(
        turn,
        called("add_tasks", "c1"),
        raw("output_item.added", item=said()),
        raw("output_item.done", item=said(words("I add it."))),
        returned("c1", done("Oats")),
    )

    step = items(events, "workflow")[0]["workflow"]["tasks"][0]
    assert step["status_indicator"] == "none"
    assert kinds(events)[-1] == "done:widget"


async def test_what_was_only_looked_up_to_act_on_it_is_no_list(turn: OverheardTurn) -> None:
    found = done("Oats") | {"total": 7}

    looked = await told(turn, called("find_tasks", "c1"), returned("c1", found))
    acted = await told(
        turn,
        called("find_tasks", "c1"),
        returned("c1", found),
        called("set_status", "c2"),
        returned("c2", done("Oats", key="changed")),
    )

    assert (steps(looked), len(items(looked, "widget"))) == (["Found 7"], 1)
    assert (steps(acted), len(items(acted, "widget"))) == (["Found 7", "Updated “Oats”"], 1)


@pytest.mark.parametrize(
    ("name", "output", "title"),
    [
        ("delete_tasks", done("Oats", key="trashed"), "Deleted “Oats”"),
        (
            "update_tasks",
            {"ok": True, "tasks": [{"before": task("a"), "after": task("b")}] * 2},
            "Changed 2 tasks",
        ),
        ("set_status", {"ok": True, "changed": []}, "Updated nothing"),
        ("send_fax", {"ok": True}, "send_fax nothing"),
    ],
)
async def test_each_tool_says_what_it_did_in_words(
    turn: OverheardTurn, name: str, output: Json, title: str
) -> None:
    events = await told(turn, called(name, "c1"), returned("c1", output))

    assert steps(events) == [title]
    assert len(items(events, "widget")) == (name == "update_tasks")


@pytest.mark.parametrize(
    ("name", "output", "title", "reason"),
    [
        (
            "add_tasks",
            {"ok": False, "error": "A title is missing."},
            "Could not do that",
            "A title is missing.",
        ),
        ("find_tasks", {"ok": False}, "Looked at your tasks", None),
        ("add_tasks", "Tool not found", "Could not do that", "The tool could not be used."),
        ("add_tasks", "[1]", "Could not do that", None),
    ],
)
async def test_a_tool_that_failed_says_why_and_shows_no_list(
    turn: OverheardTurn, name: str, output: object, title: str, reason: str | None
) -> None:
    events = await told(turn, called(name, "c1"), returned("c1", output))

    step = items(events, "workflow")[0]["workflow"]["tasks"][0]
    assert (step["title"], step.get("content"), step["icon"]) == (title, reason, "info")
    assert items(events, "widget") == []


async def test_what_is_neither_a_call_nor_its_answer_is_not_shown(turn: OverheardTurn) -> None:
    call = wire.ResponseFunctionToolCall(
        type="function_call", name="to_other", call_id="c1", arguments="{}"
    )

    events = await told(
        turn,
        did("handoff_requested", HandoffCallItem(AGENT, call)),
        returned("nobody-called", done("Oats")),
    )

    assert events == []
