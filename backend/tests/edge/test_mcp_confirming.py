"""What a person has to confirm when a program asks for it: a question, or a second call."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from mcp.client.client import Client
from mcp.shared.exceptions import MCPError
from mcp_types import INVALID_PARAMS, ElicitResult

from edge.test_mcp import Endpoint, api_tokens, endpoint, structure
from errand.accounts.tokens import ApiTokenService
from errand.accounts.views import NewToken
from errand.identity import Actor, uuid7

__all__ = ["api_tokens", "endpoint"]  # fixtures
CONFIRMED: dict[str, Any] = {"confirm": True}


@asynccontextmanager
async def about_to_delete(
    endpoint: Endpoint, api_tokens: ApiTokenService, owner: Actor, **more: Any
) -> AsyncGenerator[tuple[Client, dict[str, Any]]]:
    """A client, and arguments that delete a task."""
    made = await api_tokens.create(owner, NewToken(name="test"))
    async with endpoint.client(made.token, **more) as client:
        added = structure(await client.call_tool("add_tasks", {"tasks": [{"title": "Oats"}]}))
        yield client, {"ids": [added["tasks"][0]["id"]]}


async def never_asked(_context: Any, _params: Any) -> ElicitResult:
    raise AssertionError


async def left(client: Client) -> list[str]:
    return [task["title"] for task in structure(await client.call_tool("find_tasks"))["tasks"]]


@pytest.mark.parametrize("mode", ["auto", "legacy"])
async def test_without_a_way_to_ask_a_delete_takes_two_calls_with_a_token_for_just_that(
    endpoint: Endpoint, api_tokens: ApiTokenService, owner: Actor, mode: str
) -> None:
    async with about_to_delete(endpoint, api_tokens, owner, mode=mode) as (client, wanted):
        bold = structure(await client.call_tool("delete_tasks", wanted | {"confirmed": True}))
        first = structure(await client.call_tool("delete_tasks", wanted))
        [promised] = [
            tool.output_schema
            for tool in (await client.list_tools()).tools
            if tool.name == "delete_tasks"
        ]
        Draft202012Validator(promised or False).validate(first)
        token = first["approval"].pop("confirm_token")
        other = {"ids": [*wanted["ids"], str(uuid7())], "confirm_token": token}
        changed = structure(await client.call_tool("delete_tasks", other))
        kept, wanted["confirm_token"] = await left(client), token
        done, again = [structure(await client.call_tool("delete_tasks", wanted)) for _ in "12"]

    codes = [answer.get("code") for answer in (bold, first, changed, again)]
    gone = "nothing_to_confirm"
    assert codes == ["invalid_arguments", "confirmation_required", gone, gone]
    assert first["approval"]["summary"] == ["#1 “Oats”"]
    assert (kept, [task["title"] for task in done["trashed"]]) == (["Oats"], ["Oats"])


@pytest.mark.parametrize(("agrees", "kept"), [(True, []), (False, ["Oats"])])
async def test_a_client_that_can_ask_its_person_is_given_the_question(
    endpoint: Endpoint, api_tokens: ApiTokenService, owner: Actor, agrees: bool, kept: list[str]
) -> None:
    asked: list[str] = []

    async def person(_context: Any, params: Any) -> ElicitResult:
        asked.append(params.message)
        return ElicitResult(action="accept", content={"confirm": agrees})

    more: dict[str, Any] = {"elicitation_callback": person}
    async with about_to_delete(endpoint, api_tokens, owner, **more) as (client, wanted):
        answer, rest = structure(await client.call_tool("delete_tasks", wanted)), await left(client)

    assert asked == ["Delete 1 task?\n- #1 “Oats”"]
    assert (answer["ok"], rest) == (agrees, kept)


@pytest.mark.parametrize("state", ["q_forged", "t_forged", "", "x" * 5000])
async def test_a_state_that_was_not_given_for_this_call_is_an_error_of_the_protocol(
    endpoint: Endpoint, api_tokens: ApiTokenService, owner: Actor, state: str
) -> None:
    more: dict[str, Any] = {"elicitation_callback": never_asked}
    async with about_to_delete(endpoint, api_tokens, owner, **more) as (client, wanted):
        with pytest.raises(MCPError, match="Invalid requestState") as refused:
            await client.session.call_tool(
                "delete_tasks",
                wanted,
                request_state=state,
                input_responses={"confirm": ElicitResult(action="accept", content=CONFIRMED)},
            )
        rest = await left(client)

    assert (refused.value.error.code, rest) == (INVALID_PARAMS, ["Oats"])
