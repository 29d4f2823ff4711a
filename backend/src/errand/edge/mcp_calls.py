"""A program's call of a tool: at once, or after its person's word.

A program that can ask its person gets the question (`InputRequiredResult`). Another one gets a
token, which is good for the same call once; a model's own "confirmed" is good for nothing.
"""

import json
import secrets
from collections.abc import Mapping
from typing import Any

from mcp.server.context import ServerRequestContext
from mcp.shared.exceptions import MCPError
from mcp_types import (
    INVALID_PARAMS,
    CallToolRequestParams,
    CallToolResult,
    ClientCapabilities,
    ElicitRequest,
    ElicitRequestFormParams,
    ElicitResult,
    InputRequiredResult,
    TextContent,
)

from errand.approvals.model import Approval, NoApproval
from errand.errors import SignedOut, Unavailable
from errand.identity import Actor
from errand.tools.gate import CONFIRM_FIRST, Gate, shown
from errand.tools.tool import Tool, ToolResult, refused

CONFIRM_TOKEN = "confirm_token"  # noqa: S105 (an argument's name)
_INPUT_REQUIRED_SINCE = "2026-07-28"
_QUESTION = "confirm"
# What one way gave out does not open the other.
_BY_QUESTION, _BY_TOKEN = "q_", "t_"
_TOKEN_SCHEMA = {
    "type": "string",
    "maxLength": 100,
    "description": "From an answer with code confirmation_required: after showing the person its"
    " approval and only if they agreed, send the same arguments again with this.",
}
_REFUSAL_SCHEMA: dict[str, Any] = {
    "type": "object",
    "description": "It was not done: error says why, in one sentence.",
    "properties": {
        "ok": {"type": "boolean", "const": False},
        "code": {"type": "string"},
        "error": {"type": "string"},
        "approval": {
            "type": "object",
            "description": "What the person has to confirm first.",
            "properties": {
                "id": {"type": "string"},
                "headline": {"type": "string"},
                "summary": {"type": "array", "items": {"type": "string"}},
                "expires_at": {"type": "string"},
                CONFIRM_TOKEN: {"type": "string"},
            },
            "required": ["id", "headline", "summary", "expires_at", CONFIRM_TOKEN],
            "additionalProperties": False,
        },
    },
    "required": ["ok", "code", "error"],
    "additionalProperties": False,
}
_ASK_THEM = (
    "Nothing was changed: this needs the person's own confirmation. Show them approval.summary;"
    " only if they agree, call again with the same arguments and approval.confirm_token."
)


def arguments_of(tool: Tool) -> dict[str, Any]:
    """Return the schema of the arguments as programs see it."""
    if tool.effect.read_only:
        return tool.schema
    properties = {**tool.schema["properties"], CONFIRM_TOKEN: _TOKEN_SCHEMA}
    return {**tool.schema, "properties": properties}


def answers_of(tool: Tool) -> dict[str, Any]:
    """Return the schema of the answers: clients check a refusal against it, too."""
    return {"type": "object", "anyOf": [tool.gives_schema, _REFUSAL_SCHEMA]}


class Calls:
    """Carries out what programs ask of the tools."""

    def __init__(self, gate: Gate) -> None:
        self._gate = gate

    async def call(
        self, actor: Actor, context: ServerRequestContext[Any], params: CallToolRequestParams
    ) -> CallToolResult | InputRequiredResult:
        """Return what came of the call, or what the person has to be asked first.

        Raises:
            MCPError: There is no such tool, or what we gave out came back as something else.
        """
        tool = self._gate.tools.get(params.name)
        if tool is None:
            raise MCPError(
                INVALID_PARAMS, f"Unknown tool. They are: {', '.join(self._gate.tools)}."
            )
        try:
            return await self._call(actor, tool, context, params)
        except (SignedOut, Unavailable, NoApproval) as error:
            return answered(refused(error.code, error.message))

    async def _call(
        self,
        actor: Actor,
        tool: Tool,
        context: ServerRequestContext[Any],
        params: CallToolRequestParams,
    ) -> CallToolResult | InputRequiredResult:
        given = dict(params.arguments or {})
        token = given.pop(CONFIRM_TOKEN, None) if not tool.effect.read_only else None
        arguments = json.dumps(given)
        if params.request_state is not None:
            return answered(await self._after_question(actor, tool, arguments, params))
        if token:
            approval = await self._approval(actor, tool, arguments, token, _BY_TOKEN)
            return answered(await self._gate.confirmed(actor, approval))
        can_ask = _can_ask(context)
        fresh = (_BY_QUESTION if can_ask else _BY_TOKEN) + secrets.token_urlsafe(24)
        held = await self._gate.hold_for_program(actor, tool, arguments, token=fresh)
        if held is None:
            return answered(await tool.call(actor, arguments))
        if can_ask:
            return InputRequiredResult(
                input_requests={_QUESTION: _question(held)}, request_state=fresh
            )
        told = {"approval": shown(held) | {CONFIRM_TOKEN: fresh}}
        return answered(refused(CONFIRM_FIRST, _ASK_THEM) | told)

    async def _after_question(
        self, actor: Actor, tool: Tool, arguments: str, params: CallToolRequestParams
    ) -> ToolResult:
        state = str(params.request_state)
        try:
            approval = await self._approval(actor, tool, arguments, state, _BY_QUESTION)
        except NoApproval as error:
            # As the protocol has it: no answer of the tool, which was never asked.
            raise MCPError(INVALID_PARAMS, f"Invalid requestState. {error.message}") from error
        if _agreed(params.input_responses or {}):
            return await self._gate.confirmed(actor, approval)
        await self._gate.approvals.cancel(actor, approval.id)
        return refused("declined", "The person did not agree. Nothing was changed.")

    async def _approval(
        self, actor: Actor, tool: Tool, arguments: str, token: object, way: str
    ) -> Approval:
        if not isinstance(token, str) or not token.startswith(way):
            raise NoApproval
        approval = await self._gate.by_token(actor, tool, arguments, token)
        if approval.state != "pending":
            raise NoApproval(approval.state)
        return approval


def answered(result: ToolResult) -> CallToolResult:
    """Say the same twice: some clients pass only the text to the model, some only the structure."""
    return CallToolResult(
        content=[TextContent(text=json.dumps(result, ensure_ascii=False))],
        structured_content=result,
        is_error=result["ok"] is False,
    )


def _question(approval: Approval) -> ElicitRequest:
    message = "\n".join([approval.headline, *(f"- {line}" for line in approval.summary)])
    schema = {
        "type": "object",
        "properties": {
            _QUESTION: {"type": "boolean", "title": "Yes, do it", "default": False},
        },
        "required": [_QUESTION],
    }
    return ElicitRequest(params=ElicitRequestFormParams(message=message, requested_schema=schema))


def _agreed(responses: Mapping[str, Any]) -> bool:
    answer = responses.get(_QUESTION)
    return (
        isinstance(answer, ElicitResult)
        and answer.action == "accept"
        and (answer.content or {}).get(_QUESTION) is True
    )


def _can_ask(context: ServerRequestContext[Any]) -> bool:
    """Tell whether the program has said that it can put a form before its person."""
    if context.protocol_version < _INPUT_REQUIRED_SINCE:
        return False
    capabilities: ClientCapabilities | None = context.session.client_capabilities
    elicitation = capabilities.elicitation if capabilities else None
    return elicitation is not None and (elicitation.form is not None or elicitation.url is None)
