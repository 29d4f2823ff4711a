"""Resources and prompts of `/mcp`, as the SDK's own client reads them."""

import json
from typing import Any

import pytest
from mcp.shared.exceptions import MCPError

from edge.test_mcp import Endpoint, api_tokens, endpoint, structure
from errand.accounts.tokens import ApiTokenService
from errand.accounts.views import NewToken
from errand.identity import Actor, uuid7

__all__ = ["api_tokens", "endpoint"]  # fixtures


@pytest.mark.parametrize("mode", ["auto", "legacy"])
async def test_tasks_and_projects_can_be_read_and_prompts_begin_a_conversation(
    endpoint: Endpoint,
    api_tokens: ApiTokenService,
    owner: Actor,
    mode: str,
) -> None:
    made = await api_tokens.create(owner, NewToken(name="test"))

    async def read(uri: str) -> Any:
        return json.loads((await client.read_resource(uri)).contents[0].text)  # pyright: ignore

    async with endpoint.client(made.token, mode=mode) as client:
        added = structure(await client.call_tool("add_tasks", {"tasks": [{"title": "Oats"}]}))
        resources = (await client.list_resources()).resources
        templates = (await client.list_resource_templates()).resource_templates
        overview = await read("errand://overview")
        inbox = await read("errand://projects/inbox")
        task = await read(f"errand://tasks/{added['tasks'][0]['id']}")
        prompts = (await client.list_prompts()).prompts
        review = await client.get_prompt("weekly_review")
        for unknown in (f"errand://tasks/{uuid7()}", "errand://tasks/x", "file:///etc/passwd"):
            with pytest.raises(MCPError):
                await client.read_resource(unknown)

    assert [str(each.uri) for each in resources] == ["errand://overview", "errand://projects/inbox"]
    assert len(templates) == 2
    assert overview["counts"]["open"] == 1
    assert [each["title"] for each in inbox["tasks"]] == ["Oats"]
    assert task["task"]["title"] == "Oats"
    assert [prompt.name for prompt in prompts] == ["plan_day", "weekly_review"]
    assert "get_overview" in review.messages[0].content.text  # pyright: ignore
