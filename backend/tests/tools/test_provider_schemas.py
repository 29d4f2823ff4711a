"""Every provider takes the tools: OpenAI in strict mode, Gemini with the words that it knows."""

import json
import re
from typing import Any, cast

import pytest
from providers import (
    MOST_CHARACTERS,
    MOST_ENUM_VALUES,
    MOST_PROPERTIES,
    as_strict,
    children,
    gemini_faults,
    size,
    strict_faults,
)

from errand.db import Database
from errand.identity import Actor
from errand.tasks.service import TaskService
from errand.tools.tasks import task_tools
from errand.tools.tool import Tool

TOOLS = task_tools(TaskService(cast("Database", None)))  # described here, never called
EVERY = pytest.mark.parametrize("tool", TOOLS, ids=lambda tool: tool.name)


@EVERY
def test_the_name_and_the_words_are_within_what_providers_take(tool: Tool) -> None:
    assert re.fullmatch(r"[a-z][a-z0-9_]{0,63}", tool.name)
    assert 0 < len(tool.description) <= 1024


@EVERY
def test_the_schema_that_is_sent_is_within_geminis_subset(tool: Tool) -> None:
    assert gemini_faults(tool.schema) == []


@EVERY
def test_the_schema_made_strict_is_within_openais_rules(tool: Tool) -> None:
    strict = as_strict(tool.schema)

    assert strict["type"] == "object"
    assert strict_faults(strict) == []
    properties, values, characters = size(strict)
    assert properties <= MOST_PROPERTIES
    assert values <= MOST_ENUM_VALUES
    assert characters <= MOST_CHARACTERS


@pytest.mark.parametrize(
    ("broken", "fault"),
    [
        ({"type": "object", "properties": {}, "required": []}, ": additionalProperties"),
        ({"type": "string", "maxLength": 5}, ": maxLength"),
        ({"type": "array"}, ": no items"),
        ({"description": "anything"}, ": no type"),
    ],
)
def test_the_rules_of_strict_mode_find_what_breaks_them(broken: Any, fault: str) -> None:
    assert strict_faults(broken) == [fault]


@pytest.mark.parametrize(
    ("broken", "fault"),
    [
        ({"type": ["string", "null"]}, ": type ['string', 'null']"),
        ({"oneOf": [], "type": "string"}, ": oneOf"),
        ({"type": "object", "required": ["a"]}, ": requires {'a'}"),
    ],
)
def test_the_rules_of_gemini_find_what_breaks_them(broken: Any, fault: str) -> None:
    assert gemini_faults(broken) == [fault]


def filled(node: dict[str, Any]) -> Any:
    """What a model writes that has to say null for all that it leaves out."""
    if "anyOf" in node:
        return None if {"type": "null"} in node["anyOf"] else filled(node["anyOf"][0])
    if node.get("type") == "object":
        return {name: filled(child) for name, child in children(node) if name in node["required"]}
    if node.get("type") == "array":
        return [filled(node["items"])]
    return {"string": "Water the plants", "integer": 1, "boolean": False}[node["type"]]


async def test_null_for_everything_that_may_be_left_out_is_the_same_as_leaving_it_out(
    database: Database, owner: Actor
) -> None:
    tools = {tool.name: tool for tool in task_tools(TaskService(database))}
    given: dict[str, Any] = filled(as_strict(tools["add_tasks"].schema))
    if not given.get("tasks"):
        given["tasks"] = [
            filled(as_strict(tools["add_tasks"].schema["properties"]["tasks"]["items"]))
        ]

    added = await tools["add_tasks"].call(owner, json.dumps(given))
    found = await tools["find_tasks"].call(
        owner, json.dumps(filled(as_strict(tools["find_tasks"].schema)))
    )

    assert added["ok"] is True, added
    assert [task["title"] for task in found["tasks"]] == ["Water the plants"]
    assert found["applied_filters"]["limit"] == 20
