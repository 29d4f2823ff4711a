"""The suite's tools that ask the person or the client's model something before they answer."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from mcp.server.context import ServerRequestContext
from mcp_types import (
    CallToolRequestParams,
    CallToolResult,
    ClientCapabilities,
    CreateMessageRequest,
    CreateMessageRequestParams,
    CreateMessageResult,
    ElicitRequest,
    ElicitRequestFormParams,
    ElicitResult,
    GetPromptRequestParams,
    GetPromptResult,
    InputRequiredResult,
    ListRootsRequest,
    PromptMessage,
    SamplingMessage,
    TextContent,
)

SCHEMA_TOOL = "json_schema_2020_12_tool"
_SCHEMA: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "object",
    "$defs": {
        "address": {
            "$anchor": "addressDef",
            "type": "object",
            "properties": {"street": {"type": "string"}, "city": {"type": "string"}},
        }
    },
    "properties": {
        "name": {"type": "string"},
        "address": {"$ref": "#/$defs/address"},
        "contactMethod": {"type": "string", "enum": ["phone", "email"]},
        "phone": {"type": "string"},
        "email": {"type": "string"},
    },
    "allOf": [{"anyOf": [{"required": ["phone"]}, {"required": ["email"]}]}],
    "if": {"properties": {"contactMethod": {"const": "phone"}}, "required": ["contactMethod"]},
    "then": {"required": ["phone"]},
    "else": {"required": ["email"]},
    "additionalProperties": False,
}
Requests = Mapping[str, ElicitRequest | CreateMessageRequest | ListRootsRequest]


def schema_of(tool: str) -> dict[str, Any]:
    """Return what a tool of the suite takes."""
    return _SCHEMA if tool == SCHEMA_TOOL else {"type": "object", "properties": {}}


def form(message: str, field: str, kind: str = "string") -> ElicitRequest:
    """Return a question to the person with one field."""
    schema = {"type": "object", "properties": {field: {"type": kind}}, "required": [field]}
    return ElicitRequest(params=ElicitRequestFormParams(message=message, requested_schema=schema))


def sampled(words: str, tokens: int) -> CreateMessageRequest:
    """Return a question to the client's model."""
    said = SamplingMessage(role="user", content=TextContent(text=words))
    params = CreateMessageRequestParams(messages=[said], max_tokens=tokens)
    return CreateMessageRequest(params=params)


_NAME = {"user_name": form("What is your name?", "name")}
_CAPITAL = {"capital_question": sampled("What is the capital of France?", 100)}
_ROOTS = {"client_roots": ListRootsRequest()}
_CONFIRM = {"confirm": form("Please confirm", "ok", "boolean")}
_MANY = _NAME | {"greeting": sampled("Generate a greeting", 50)} | _ROOTS
_FIRST = {"step1": form("Step 1: What is your name?", "name")}
_SECOND = {"step2": form("Step 2: What is your favorite color?", "color")}
_PREFIX = "test_input_required_result_"
# Per tool, the questions of each round; with a state where it has one.
_ROUNDS: Final[dict[str, tuple[Requests, ...]]] = {
    f"{_PREFIX}elicitation": (_NAME,),
    f"{_PREFIX}sampling": (_CAPITAL,),
    f"{_PREFIX}list_roots": (_ROOTS,),
    f"{_PREFIX}request_state": (_CONFIRM,),
    f"{_PREFIX}multiple_inputs": (_MANY,),
    f"{_PREFIX}multi_round": (_FIRST, _SECOND),
    f"{_PREFIX}tampered_state": (_CONFIRM,),
    f"{_PREFIX}capabilities": (_NAME | _CAPITAL,),
    "test_streaming_elicitation": (_NAME,),
}
_STATELESS = {f"{_PREFIX}{each}" for each in ("elicitation", "sampling", "list_roots")}
ASKING = frozenset(_ROUNDS)


def ask(
    params: CallToolRequestParams, context: ServerRequestContext[Any]
) -> CallToolResult | InputRequiredResult:
    """Return the next question of a tool, or its answer."""
    rounds, given = _ROUNDS[params.name], params.input_responses or {}
    at = 0 if params.request_state is None else int(params.request_state)
    wanted = rounds[at]
    if not wanted.keys() <= given.keys():
        able = _possible(wanted, context.session.client_capabilities)
        state = None if params.name in _STATELESS else str(at)
        return InputRequiredResult(input_requests=dict(able), request_state=state)
    if at + 1 < len(rounds):
        later = dict(rounds[at + 1])
        return InputRequiredResult(input_requests=later, request_state=str(at + 1))
    told = "state-ok; " + "; ".join(_told(each) for each in given.values())
    return CallToolResult(content=[TextContent(text=told)])


def ask_prompt(params: GetPromptRequestParams) -> GetPromptResult | InputRequiredResult:
    """Return a prompt's question, or the prompt."""
    given = params.input_responses or {}
    if "user_context" not in given:
        asked = form("What context should the prompt use?", "context")
        return InputRequiredResult(input_requests={"user_context": asked})
    said = TextContent(text=_told(given["user_context"]))
    return GetPromptResult(messages=[PromptMessage(role="user", content=said)])


def _possible(wanted: Requests, able: ClientCapabilities | None) -> Requests:
    """Leave out what the client has not said that it can answer."""
    needs: dict[type, Callable[[ClientCapabilities], object]] = {
        ElicitRequest: lambda each: each.elicitation,
        CreateMessageRequest: lambda each: each.sampling,
        ListRootsRequest: lambda each: each.roots,
    }
    if able is None:
        return {}
    return {name: asked for name, asked in wanted.items() if needs[type(asked)](able) is not None}


def _told(response: object) -> str:
    match response:
        case ElicitResult(content=content):
            return f"Hello, {', '.join(map(str, (content or {}).values()))}!"
        case CreateMessageResult(content=TextContent(text=text)):
            return text
        case _:
            return str(response)
