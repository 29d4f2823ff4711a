"""Calls of one model step count together: what changes three tasks waits, however it is divided."""

import json
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, cast
from zoneinfo import ZoneInfo

import pytest
from agents.items import TResponseInputItem, TResponseStreamEvent
from openai.types.responses import ResponseCompletedEvent, ResponseOutputItemDoneEvent

from assistant.offline.talking import KeptSteps
from errand.approvals.service import ApprovalService
from errand.assistant.agent import Circumstances, Guarded, answer
from errand.assistant.offline.events import stream
from errand.assistant.offline.steps import Call
from errand.assistant.streaming import StreamingModel
from errand.db import Database
from errand.edge.chatkit.history import provenance_of
from errand.identity import Actor, uuid7
from errand.tasks.inputs import AddTasks, FindTasks
from errand.tasks.service import TaskService
from errand.tools.gate import Gate, Origin, Turn
from errand.tools.tasks import task_tools

NOW = datetime(2026, 11, 24, 7, 0, tzinfo=UTC)


class Steps(StreamingModel):
    """Makes all calls of a step at once, one step after another, and then says that it is done."""

    def __init__(self, *steps: Sequence[Call]) -> None:
        self._steps = list(steps)
        self.heard: list[dict[str, Any]] = []

    async def stream_response(
        self,
        system_instructions: str | None,
        input: str | list[TResponseInputItem],  # noqa: A002 (the SDK's name)
        *args: Any,
        **kwargs: Any,
    ) -> AsyncIterator[TResponseStreamEvent]:
        given = cast("list[dict[str, Any]]", input)
        outputs = [each["output"] for each in given if each.get("type") == "function_call_output"]
        self.heard = [json.loads(output) for output in outputs]
        if not self._steps:
            for event in stream("Done."):
                yield event
            return
        items, ends = list[Any](), list[ResponseCompletedEvent]()
        for at, call in enumerate(self._steps.pop(0)):
            for event in stream(call):
                if isinstance(event, ResponseOutputItemDoneEvent):
                    items.append(event.item)
                    yield event.model_copy(update={"output_index": at})
                elif isinstance(event, ResponseCompletedEvent):
                    ends.append(event)
        whole = ends[-1].response.model_copy(update={"output": items})
        yield ends[-1].model_copy(update={"response": whole})


@dataclass
class Desk:
    """A person with tasks and the assistant."""

    database: Database
    actor: Actor
    tasks: TaskService

    async def have(self, *titles: str) -> list[str]:
        asked = AddTasks.model_validate({"tasks": [{"title": each} for each in titles]})
        return [str(task.id) for task in (await self.tasks.add(self.actor, asked)).tasks]

    async def left(self) -> list[str]:
        found = await self.tasks.find(self.actor, FindTasks())
        return sorted(task.title for task in found.tasks)

    async def say(self, said: str, *steps: Sequence[Call]) -> list[str]:
        """Return what the model heard of each call: ok, or the code of a refusal."""
        model, tools = Steps(*steps), task_tools(self.tasks)
        gate = Gate(ApprovalService(self.database, now=lambda: NOW), self.tasks, tools)
        history: list[TResponseInputItem] = [{"role": "user", "content": said}]
        run = answer(
            self.actor,
            history,
            tools=tools,
            guarded=Guarded(gate, Turn(Origin(None, uuid7(), NOW), provenance_of(history))),
            model=model,
            journal=KeptSteps(),
            at=Circumstances(NOW, ZoneInfo("Europe/Berlin")),
        )
        async for _ in run.stream_events():
            pass
        return [each.get("code", "ok") for each in model.heard]


def done(task_id: str) -> Call:
    return Call("set_status", {"ids": [task_id], "status": "done"})


def renamed(task_id: str) -> Call:
    return Call("update_tasks", {"tasks": [{"id": task_id, "set": {"priority": "high"}}]})


def moved(task_id: str) -> Call:
    return Call("reschedule_tasks", {"items": [{"id": task_id, "to": {"date": "2026-11-30"}}]})


@pytest.fixture
def desk(database: Database, owner: Actor) -> Desk:
    return Desk(database, owner, TaskService(database, now=lambda: NOW))


async def test_three_calls_of_a_step_with_a_task_each_wait_all_of_them(desk: Desk) -> None:
    ids = await desk.have("a", "b", "c")

    heard = await desk.say("finish a, b and c", [done(each) for each in ids])

    assert heard == ["confirmation_required"] * 3
    assert await desk.left() == ["a", "b", "c"]


async def test_calls_of_different_tools_count_together(desk: Desk) -> None:
    a, b, c = await desk.have("a", "b", "c")

    heard = await desk.say("a done, b high, c next Monday", [done(a), renamed(b), moved(c)])

    assert heard == ["confirmation_required"] * 3
    assert await desk.left() == ["a", "b", "c"]


async def test_two_tasks_in_however_many_calls_are_changed_at_once(desk: Desk) -> None:
    a, b, _ = await desk.have("a", "b", "c")

    heard = await desk.say("a and b: high, and done", [renamed(a), renamed(b), done(a), done(b)])

    assert heard == ["ok"] * 4
    assert await desk.left() == ["c"]


async def test_what_an_earlier_step_changed_counts_with_the_next(desk: Desk) -> None:
    a, b, c = await desk.have("a", "b", "c")

    heard = await desk.say("finish a, b and c", [done(a)], [done(b), done(c)])

    assert heard == ["ok", "confirmation_required", "confirmation_required"]
    assert await desk.left() == ["b", "c"]


async def test_tasks_that_are_not_there_or_not_ones_own_do_not_count(
    desk: Desk, stranger: Actor
) -> None:
    ids = await desk.have("a", "b")
    theirs = await Desk(desk.database, stranger, desk.tasks).have("theirs")

    heard = await desk.say("finish them", [done(each) for each in (*ids, *theirs, str(uuid7()))])

    assert heard == ["ok", "ok", "task_not_found", "task_not_found"]


async def test_adding_and_looking_do_not_count(desk: Desk) -> None:
    a, b = await desk.have("a", "b")
    look = Call("get_tasks", {"ids": [a, b]})
    add = Call("add_tasks", {"tasks": [{"title": "new"}]})

    heard = await desk.say("finish a and b, add new", [look, done(a), add, done(b)])

    assert heard == ["ok"] * 4
    assert await desk.left() == ["new"]
