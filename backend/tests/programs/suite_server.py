"""What the conformance suite asks a server to have, behind our own transport, tokens and guard.

Errand has no tool that draws pictures. Whether our endpoint would carry one is seen here: only the
handlers below are made for the suite, all that lies between them and the wire is the product's.
"""

import json
import warnings
from collections.abc import Mapping
from typing import Any

from mcp.server.caching import CacheHint
from mcp.server.context import ServerRequestContext
from mcp.server.lowlevel import Server
from mcp.server.request_state import RequestStateBoundary, RequestStateSecurity
from mcp.shared.exceptions import MCPDeprecationWarning, MCPError
from mcp_types import (
    INVALID_PARAMS,
    MISSING_REQUIRED_CLIENT_CAPABILITY,
    AudioContent,
    BlobResourceContents,
    CallToolRequestParams,
    CallToolResult,
    ClientCapabilities,
    CompleteRequestParams,
    CompleteResult,
    Completion,
    ContentBlock,
    EmbeddedResource,
    GetPromptRequestParams,
    GetPromptResult,
    ImageContent,
    InputRequiredResult,
    ListPromptsResult,
    ListResourcesResult,
    ListResourceTemplatesResult,
    ListToolsResult,
    MissingRequiredClientCapabilityErrorData,
    PaginatedRequestParams,
    Prompt,
    PromptArgument,
    PromptMessage,
    ReadResourceRequestParams,
    ReadResourceResult,
    Resource,
    ResourceTemplate,
    SamplingCapability,
    TextContent,
    TextResourceContents,
    Tool,
)
from suite_asking import ASKING, SCHEMA_TOOL, ask, ask_prompt, schema_of

Context = ServerRequestContext[Any]
PNG = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJg"
    "gg=="
)
WAV = "UklGRiYAAABXQVZFZm10IBAAAAABAAEAQB8AAAB9AAACABAAZGF0YQIAAAA="
_TEMPLATE = "test://template/"
_SAID: dict[str, list[ContentBlock]] = {
    "test_simple_text": [TextContent(text="This is a simple text response for testing.")],
    "test_image_content": [ImageContent(data=PNG, mime_type="image/png")],
    "test_audio_content": [AudioContent(data=WAV, mime_type="audio/wav")],
    "test_embedded_resource": [
        EmbeddedResource(
            resource=TextResourceContents(
                uri="test://embedded-resource",
                mime_type="text/plain",
                text="This is an embedded resource content.",
            )
        )
    ],
    "test_multiple_content_types": [
        TextContent(text="Multiple content types test:"),
        ImageContent(data=PNG, mime_type="image/png"),
        EmbeddedResource(
            resource=TextResourceContents(
                uri="test://mixed-content-resource",
                mime_type="application/json",
                text=json.dumps({"test": "data", "value": 123}),
            )
        ),
    ],
    "test_tool_with_progress": [TextContent(text="done")],
    SCHEMA_TOOL: [TextContent(text="ok")],
}
_FAILS, _NEEDS_SAMPLING = "test_error_handling", "test_missing_capability"
_LOGS = {"test_logging_tool", "test_tool_with_logging"}
_TOLD = ("Tool execution started", "Tool processing data", "Tool execution completed")
_RESOURCES = {
    "test://static-text": TextResourceContents(
        uri="test://static-text",
        mime_type="text/plain",
        text="This is the content of the static text resource.",
    ),
    "test://static-binary": BlobResourceContents(
        uri="test://static-binary", mime_type="image/png", blob=PNG
    ),
}
_PROMPTS = {
    "test_simple_prompt": (),
    "test_prompt_with_arguments": ("arg1", "arg2"),
    "test_prompt_with_embedded_resource": ("resourceUri",),
    "test_prompt_with_image": (),
    "test_input_required_result_prompt": (),
}


def suite_server() -> Server[Any]:
    """Return a server with everything that the suite looks for."""
    server = Server[Any](
        "suite",
        version="1",
        cache_hints={"tools/list": CacheHint(ttl_ms=1000)},
        on_list_tools=_tools,
        on_call_tool=_call,
        on_list_resources=_resources,
        on_list_resource_templates=_templates,
        on_read_resource=_read,
        on_list_prompts=_prompts,
        on_get_prompt=_prompt,
        on_completion=_complete,
    )
    security = RequestStateSecurity.ephemeral()
    server.middleware.append(RequestStateBoundary(security, default_audience="suite"))
    return server


async def _tools(_context: Context, _params: PaginatedRequestParams | None) -> ListToolsResult:
    names = sorted({*_SAID, *_LOGS, _FAILS, _NEEDS_SAMPLING, *ASKING})
    return ListToolsResult(
        tools=[
            Tool(name=each, description="For the suite.", input_schema=schema_of(each))
            for each in names
        ]
    )


async def _call(
    context: Context, params: CallToolRequestParams
) -> CallToolResult | InputRequiredResult:
    name = params.name
    if name in ASKING:
        return ask(params, context)
    if name == _NEEDS_SAMPLING:
        raise _without_sampling()
    if name not in {*_SAID, *_LOGS, _FAILS}:
        raise MCPError(INVALID_PARAMS, "There is no such tool.")
    await _tell(context, name)
    if name == _FAILS:
        told = TextContent(text="This tool intentionally returns an error for testing")
        return CallToolResult(content=[told], is_error=True)
    return CallToolResult(content=_SAID.get(name, [TextContent(text="done")]))


async def _tell(context: Context, tool: str) -> None:
    """Say how far a tool has come, if it is one that does."""
    if tool == "test_tool_with_progress":
        for progress in (0, 50, 100):
            await context.session.report_progress(progress, 100)
    if tool in _LOGS:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", MCPDeprecationWarning)
            for words in _TOLD:
                # Older clients know it, and newer ones may still ask for it.
                await context.session.send_log_message("info", words)  # pyright: ignore[reportDeprecated]


def _without_sampling() -> MCPError:
    needed = MissingRequiredClientCapabilityErrorData(
        required_capabilities=ClientCapabilities(sampling=SamplingCapability())
    )
    told = needed.model_dump(mode="json", by_alias=True, exclude_none=True)
    return MCPError(MISSING_REQUIRED_CLIENT_CAPABILITY, "It needs sampling.", told)


async def _resources(
    _context: Context, _params: PaginatedRequestParams | None
) -> ListResourcesResult:
    return ListResourcesResult(
        resources=[Resource(name=uri, uri=uri, mime_type=each.mime_type)
                   for uri, each in _RESOURCES.items()]
    )  # fmt: skip


async def _templates(
    _context: Context, _params: PaginatedRequestParams | None
) -> ListResourceTemplatesResult:
    template = ResourceTemplate(name="template", uri_template=f"{_TEMPLATE}{{id}}/data")
    return ListResourceTemplatesResult(resource_templates=[template])


async def _read(_context: Context, params: ReadResourceRequestParams) -> ReadResourceResult:
    uri = str(params.uri)
    if uri in _RESOURCES:
        return ReadResourceResult(contents=[_RESOURCES[uri]])
    if not uri.startswith(_TEMPLATE):
        raise MCPError(INVALID_PARAMS, "There is no such resource.", {"uri": uri})
    named = uri.removeprefix(_TEMPLATE).removesuffix("/data")
    found = {"id": named, "templateTest": True, "data": f"Data for ID: {named}"}
    text = json.dumps(found)
    contents = TextResourceContents(uri=uri, mime_type="application/json", text=text)
    return ReadResourceResult(contents=[contents])


async def _prompts(_context: Context, _params: PaginatedRequestParams | None) -> ListPromptsResult:
    return ListPromptsResult(
        prompts=[
            Prompt(
                name=name,
                description="For the suite.",
                arguments=[PromptArgument(name=each, required=True) for each in arguments],
            )
            for name, arguments in _PROMPTS.items()
        ]
    )


async def _prompt(
    _context: Context, params: GetPromptRequestParams
) -> GetPromptResult | InputRequiredResult:
    if params.name == "test_input_required_result_prompt":
        return ask_prompt(params)
    if params.name not in _PROMPTS:
        raise MCPError(INVALID_PARAMS, "There is no such prompt.")
    said = _prompt_says(params.name, params.arguments or {})
    return GetPromptResult(messages=[PromptMessage(role="user", content=each) for each in said])


def _prompt_says(name: str, given: Mapping[str, str]) -> list[ContentBlock]:
    match name:
        case "test_simple_prompt":
            return [TextContent(text="This is a simple prompt for testing.")]
        case "test_prompt_with_arguments":
            words = f"Prompt with arguments: arg1='{given['arg1']}', arg2='{given['arg2']}'"
            return [TextContent(text=words)]
        case "test_prompt_with_image":
            image = ImageContent(data=PNG, mime_type="image/png")
            return [image, TextContent(text="Please analyze the image above.")]
        case _:
            text = "Embedded resource content for testing."
            found = TextResourceContents(
                uri=given["resourceUri"], mime_type="text/plain", text=text
            )
            told = TextContent(text="Please process the embedded resource above.")
            return [EmbeddedResource(resource=found), told]


async def _complete(_context: Context, params: CompleteRequestParams) -> CompleteResult:
    known = ("paris", "park", "party")
    found = [each for each in known if each.startswith(params.argument.value)]
    return CompleteResult(completion=Completion(values=found, total=len(found), has_more=False))
