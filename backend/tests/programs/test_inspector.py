"""The MCP Inspector, as somebody uses it at a shell, with a personal token."""

import json
from collections.abc import Iterator
from typing import Any, cast

import pytest
from inspector import inspect
from served import Product, product

from errand.db import Database
from errand.tasks.service import TaskService
from errand.tools.tasks import task_tools
from people import People

TOOLS = task_tools(TaskService(cast("Database", None)))  # described here, never called


@pytest.fixture(scope="module")
def ours(
    database_url: str, people: People, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Product]:
    with product(database_url, people, tmp_path_factory.mktemp("errand")) as served:
        yield served


def call(ours: Product, tool: str, **arguments: Any) -> dict[str, Any]:
    """Call a tool and return its answer."""
    given = [f"{name}={json.dumps(value)}" for name, value in arguments.items()]
    more = ["--tool-arg", *given] if given else []
    said = inspect(ours.url, ours.token, "--method", "tools/call", "--tool-name", tool, *more)
    [content] = said.json["content"]
    assert json.loads(content["text"]) == said.json["structuredContent"]
    assert said.code == (0 if said.json["structuredContent"]["ok"] else 5), said.err
    return said.json["structuredContent"]


def test_it_lists_the_tools_and_finds_no_fault_with_their_schemas(ours: Product) -> None:
    said = inspect(ours.url, ours.token, "--method", "tools/list", "--strict")

    assert (said.code, said.err) == (0, "")
    assert [tool["name"] for tool in said.json["tools"]] == [tool.name for tool in TOOLS]


def test_it_adds_a_task_finds_it_and_is_asked_before_it_deletes(ours: Product) -> None:
    [task] = call(ours, "add_tasks", tasks=[{"title": "Buy oats"}])["tasks"]
    found = call(ours, "find_tasks", text="oats")["tasks"]
    wanted = [task["id"]]
    asked = call(ours, "delete_tasks", ids=wanted)
    token = asked["approval"]["confirm_token"]
    gone = call(ours, "delete_tasks", ids=wanted, confirm_token=token)

    assert [each["id"] for each in found] == wanted
    assert asked["code"] == "confirmation_required"
    assert [each["title"] for each in gone["trashed"]] == ["Buy oats"]


def test_it_reads_the_resources(ours: Product) -> None:
    listed = inspect(ours.url, ours.token, "--method", "resources/list").json["resources"]
    templates = inspect(ours.url, ours.token, "--method", "resources/templates/list").json
    uri = next(each["uri"] for each in listed if each["name"] == "Garden")
    [garden] = inspect(ours.url, ours.token, "--method", "resources/read", "--uri", uri).json[
        "contents"
    ]

    assert [each["name"] for each in listed] == ["overview", "inbox", "Garden"]
    assert [each["name"] for each in templates["resourceTemplates"]] == ["task", "project"]
    assert garden["mimeType"] == "application/json"
    assert json.loads(garden["text"])["tasks"] == []


def test_it_gets_the_prompts(ours: Product) -> None:
    prompts = inspect(ours.url, ours.token, "--method", "prompts/list").json["prompts"]
    asked = ["--method", "prompts/get", "--prompt-name", "weekly_review"]
    [said] = inspect(ours.url, ours.token, *asked).json["messages"]

    assert [each["name"] for each in prompts] == ["plan_day", "weekly_review"]
    assert said["content"]["text"].startswith("Walk me through a weekly review.")


@pytest.mark.parametrize("token", ["", "nonsense"])
def test_without_a_personal_token_it_gets_nothing(ours: Product, token: str) -> None:
    said = inspect(ours.url, token, "--method", "tools/list")

    assert said.code != 0
    assert "tools" not in said.out
    assert "auth_required" in said.err
