"""docs/mcp.md tells the truth: its tools are the tools, its example works."""

import json
from typing import cast

from pydantic import BaseModel

from api import Api
from e2e.documented import ROOT, blocks, differences, rows
from errand.db import Database
from errand.identity import Actor
from errand.tasks.service import TaskService
from errand.tools.tasks import task_tools
from forging import ORIGIN

DOCUMENT = ROOT / "docs" / "mcp.md"
TOOLS = task_tools(TaskService(cast("Database", None)))  # only described here, never called


def fields(model: type[BaseModel]) -> set[str]:
    return {field.alias or name for name, field in model.model_fields.items()}


def words(cell: str) -> set[str]:
    return {part.split("`")[0].split("{")[0].rstrip("?:") for part in cell.split("`")[1::2]}


def test_the_table_of_tools_is_the_tools() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    written = {row[0].strip("`"): row[1:] for row in rows(text, "## Tools")[2:]}

    assert list(written) == [tool.name for tool in TOOLS]
    for tool in TOOLS:
        takes, gives = written[tool.name]
        assert fields(tool.takes) - words(takes) == set()
        assert words(gives) - {""} >= fields(tool.gives) - {"ok"}


def test_the_example_works(api: Api, owner: Actor) -> None:
    asked, shown = [json.loads(block) for block in blocks(DOCUMENT, "json")[1:]]
    with api.signed_in(owner) as client:
        token = client.post("/api/tokens", json={"name": "Laptop"}).json()["token"]
    headers = {"accept": "application/json, text/event-stream", "host": ORIGIN.split("//")[1]}

    with api.client(authorization=f"Bearer {token}", **headers) as client:
        answer = client.post("/mcp", json=asked).raise_for_status().json()

    assert answer["result"]["isError"] is False
    assert differences(shown, answer["result"]["structuredContent"], whole=True) == []
