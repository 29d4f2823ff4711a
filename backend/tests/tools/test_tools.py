"""The contract of the tools: names, shapes and hints are pinned, and a call never breaks a turn."""

import json
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from openai.types.chat import ChatCompletionFunctionToolParam
from pydantic import BaseModel, TypeAdapter
from structlog.testing import capture_logs

from errand.db import Database, Replayed
from errand.errors import AppError, Kind, SignedOut, Unavailable
from errand.identity import Actor
from errand.tasks.service import TaskService
from errand.tools.tasks import task_tools
from errand.tools.tool import LONGEST_ARGUMENTS, Effect, Tool
from errand.turns.model import Lost
from people import People

PINNED = Path(__file__).with_name("pinned.json")
SECRET = "hunter2-do-not-repeat"


@pytest.fixture
def tools(database: Database) -> dict[str, Tool]:
    return {tool.name: tool for tool in task_tools(TaskService(database))}


async def call(tool: Tool, actor: Actor, **arguments: Any) -> dict[str, Any]:
    return await tool.call(actor, json.dumps(arguments))


def contract(tools: dict[str, Tool]) -> list[dict[str, Any]]:
    return [
        {
            "name": tool.name,
            "read_only": tool.effect.read_only,
            "destructive": tool.effect.destructive,
            "idempotent": tool.effect.idempotent,
            "takes": tool.schema,
            "gives": tool.gives_schema,
        }
        for tool in tools.values()
    ]


def test_names_shapes_and_hints_are_what_clients_were_promised(tools: dict[str, Tool]) -> None:
    assert json.loads(PINNED.read_text()) == json.loads(json.dumps(contract(tools))), (
        f"The tools' contract changed. If that is meant, write it to {PINNED.name}."
    )


def words_in(node: object) -> set[str]:
    """Return every keyword and every type that a schema uses."""
    if isinstance(node, list):
        return set().union(*map(words_in, node))
    if not isinstance(node, dict):
        return {node} if isinstance(node, str) else set()
    return set(node) | set().union(*map(words_in, node.values()))


def test_arguments_are_described_without_references_and_without_null(
    tools: dict[str, Tool],
) -> None:
    for tool in tools.values():
        Draft202012Validator.check_schema(tool.schema)
        Draft202012Validator.check_schema(tool.gives_schema)
        assert not {"$ref", "$defs", "oneOf", "null", "discriminator"} & words_in(tool.schema)
        assert tool.schema["type"] == "object"


def test_the_tools_can_be_offered_to_an_openai_compatible_model(tools: dict[str, Tool]) -> None:
    reading = TypeAdapter(ChatCompletionFunctionToolParam)
    for tool in tools.values():
        function = {
            "name": tool.name,
            "description": tool.description,
            "parameters": tool.schema,
        }
        reading.validate_python({"type": "function", "function": function})
        assert len(tool.description) <= 1024


async def test_every_tool_answers_in_its_promised_shape(
    tools: dict[str, Tool], owner: Actor
) -> None:
    due = {"local": "2027-01-05T09:00", "tz": "Europe/Berlin"}
    added = await call(tools["add_tasks"], owner, tasks=[{"title": "a", "due": due}])
    task = added["tasks"][0]
    ids = [task["id"]]
    day = [{"id": task["id"], "to": {"date": "2027-01-06"}}]
    answers = {
        "find_tasks": await call(tools["find_tasks"], owner),
        "get_tasks": await call(tools["get_tasks"], owner, ids=ids, include=["history"]),
        "get_overview": await call(tools["get_overview"], owner),
        "add_tasks": added,
        "update_tasks": await call(
            tools["update_tasks"], owner, tasks=[{"id": task["id"], "set": {"title": "b"}}]
        ),
        "reschedule_tasks": await call(tools["reschedule_tasks"], owner, items=day),
        "set_status": await call(tools["set_status"], owner, ids=[task["id"]], status="done"),
        "move_tasks": await call(tools["move_tasks"], owner, ids=ids, position="first"),
        "delete_tasks": await call(tools["delete_tasks"], owner, ids=ids),
        "manage_structure": await call(
            tools["manage_structure"], owner, op="create", kind="project", name="Garden"
        ),
        "undo": await call(tools["undo"], owner, last=1),
    }

    assert list(answers) == list(tools)
    for name, answer in answers.items():
        assert answer["ok"] is True
        Draft202012Validator(tools[name].gives_schema).validate(answer)
    assert task["due"] == due
    assert answers["update_tasks"]["tasks"][0]["after"]["title"] == "b"


@pytest.mark.parametrize(
    ("name", "arguments", "told"),
    [
        ("add_tasks", "{", "must be one JSON object"),
        ("add_tasks", "[]", "must be one JSON object"),
        ("add_tasks", '"' + "x" * LONGEST_ARGUMENTS + '"', "must be one JSON object"),
        ("add_tasks", "[" * 100_000, "must be one JSON object"),
        ("add_tasks", '{"tasks": [' + "9" * 5000 + "]}", "must be one JSON object"),
        ("add_tasks", "", "tasks: is required"),
        ("add_tasks", {"tasks": []}, "tasks: list should have at least 1"),
        ("add_tasks", {"tasks": [{"title": "a"}] * 26}, "at most 25"),
        ("add_tasks", {"tasks": [{"name": SECRET}]}, "tasks.0.title: is required"),
        (
            "add_tasks",
            {"tasks": [{"title": "a", SECRET[:7]: 1}]},
            "there is no such field; allowed: deadline, defer_until, due, estimate_minutes, labels",
        ),
        (
            "add_tasks",
            {"tasks": [{"title": "a", "due": {"date": "x", "time": SECRET}}]},
            "YYYY-MM-DD; tasks.0.due.time: there is no such field; allowed: date, local, tz",
        ),
        ("add_tasks", {"tasks": [{"title": "a", "due": SECRET}]}, 'must be {"date": "YYYY-MM-DD"}'),
        (
            "add_tasks",
            {"tasks": [{"title": "a", "priority": SECRET}]},
            "'urgent', 'high', 'medium'",
        ),
        ("add_tasks", {"tasks": [{"title": "a\ud800"}]}, "half a surrogate pair"),
        ("add_tasks", {"tasks": [{"title": "a"}], "idempotency_key": "\x00"}, "control"),
        ("add_tasks", {"tasks": [{"title": "a"}], "\ud800": 1}, "half a surrogate pair"),
        ("find_tasks", {"text": "a\x00"}, "text: must not contain control characters"),
        ("find_tasks", {"limit": 1000}, "limit: input should be less than or equal to 100"),
        ("find_tasks", {"statuses": ["finished"]}, "'in_progress'"),
        ("find_tasks", {"numbers": [2**40]}, "numbers.0"),
        ("find_tasks", {"cursor": SECRET}, "Invalid cursor"),
        ("update_tasks", {"tasks": [{"id": SECRET}]}, "tasks.0.id: input should be a valid UUID"),
        (
            "update_tasks",
            {"tasks": [{"id": "0" * 32, "set": {"due": None}}]},
            "tasks.0.set: null is no value: to empty a field name it in clear",
        ),
        ("update_tasks", {"tasks": [{"id": "0" * 32, "clear": ["title"]}]}, "'notes', 'due'"),
        ("set_status", {"ids": ["0" * 32], "status": "open"}, "There is no task 00000000-"),
        ("delete_tasks", {"ids": []}, "at least 1"),
    ],
)
async def test_bad_arguments_come_back_as_one_usable_sentence_that_repeats_nothing(
    tools: dict[str, Tool], owner: Actor, name: str, arguments: Any, told: str
) -> None:
    sent = arguments if isinstance(arguments, str) else json.dumps(arguments)

    answer = await tools[name].call(owner, sent)

    assert set(answer) == {"ok", "code", "error"}
    assert answer["ok"] is False
    assert told in answer["error"]
    assert len(answer["error"]) <= 500
    assert SECRET not in answer["error"]
    json.dumps(answer, ensure_ascii=False).encode()


async def test_null_means_left_out_as_models_write_it(tools: dict[str, Tool], owner: Actor) -> None:
    task = {"title": "a", "notes": None, "due": None, "priority": None}

    added = await call(tools["add_tasks"], owner, tasks=[task], idempotency_key="", on_error=None)
    found = await call(tools["find_tasks"], owner, text=None, cursor="", due=None)

    assert added["ok"]
    assert [task["title"] for task in found["tasks"]] == ["a"]


async def test_a_repeated_call_with_a_key_is_answered_and_not_repeated(
    tools: dict[str, Tool], owner: Actor
) -> None:
    arguments: dict[str, Any] = {"tasks": [{"title": "a"}], "idempotency_key": "k"}

    first = await call(tools["add_tasks"], owner, **arguments)
    again = await call(tools["add_tasks"], owner, **arguments)
    other = await call(tools["add_tasks"], owner, tasks=[{"title": "b"}], idempotency_key="k")

    assert again == first | {"replayed": True}
    assert other["code"] == "idempotency_mismatch"


class Nothing(BaseModel):
    """No arguments, and no answer."""


def raising(error: BaseException) -> Tool:
    async def run(_actor: Actor, _asked: Nothing) -> Nothing:
        raise error

    return doing(run)


def doing(run: Callable[[Actor, Nothing], Awaitable[Nothing]]) -> Tool:
    return Tool("do", "Do it.", Nothing, Nothing, run, Effect())


async def test_an_expected_failure_is_told_in_its_own_words(owner: Actor) -> None:
    refusal = type("Refusal", (AppError,), {"kind": Kind.CONFLICT, "code": "taken"})

    answer = await raising(refusal("It is taken. " + "x" * 600)).call(owner, "{}")

    assert (answer["ok"], answer["code"]) == (False, "taken")
    assert answer["error"].startswith("It is taken.")
    assert len(answer["error"]) == 500


async def test_an_unexpected_failure_tells_and_logs_nothing_of_its_text(
    owner: Actor,
) -> None:
    with capture_logs() as lines:
        answer = await raising(RuntimeError(SECRET)).call(owner, "{}")

    assert answer["code"] == "internal_error"
    logged = str(lines)
    assert "RuntimeError" in logged
    assert SECRET not in logged + answer["error"]


async def test_what_was_done_before_is_answered_as_it_was_stored(owner: Actor) -> None:
    stored = {"ok": True, "anything": [1]}

    assert await raising(Replayed(stored)).call(owner, "{}") == stored


@pytest.mark.parametrize("error", [Lost(), SignedOut(), Unavailable("Later.")])
async def test_a_turn_that_may_not_go_on_is_not_told_as_a_tools_failure(
    owner: Actor, error: Exception
) -> None:
    with pytest.raises(type(error)):
        await raising(error).call(owner, "{}")


async def test_after_sign_out_no_tool_runs(
    tools: dict[str, Tool], owner: Actor, people: People
) -> None:
    people.sign_out(owner)

    for tool in tools.values():
        arguments: dict[str, Any] = {"tasks": [{"title": "a"}]} if tool.name == "add_tasks" else {}
        if tool.name in {"add_tasks", "find_tasks"}:
            with pytest.raises(SignedOut):
                await call(tool, owner, **arguments)
