"""The private piece of the SDK that we use is as it was when we wrote around it."""

import inspect

from chatkit.server import ChatKitServer
from chatkit.types import ChatKitReq
from pydantic import TypeAdapter

from errand.edge.chatkit.requests import submission

OPERATIONS = {
    "attachments.create", "attachments.delete", "input.transcribe", "items.feedback", "items.list",
    "threads.add_client_tool_output", "threads.add_structured_input", "threads.add_user_message",
    "threads.create", "threads.custom_action", "threads.delete", "threads.get_by_id",
    "threads.list", "threads.retry_after_item", "threads.sync_custom_action", "threads.update",
}  # fmt: skip


def test_the_pipeline_takes_what_we_give_it() -> None:
    pipeline = getattr(ChatKitServer, "_process_events")  # noqa: B009

    assert list(inspect.signature(pipeline).parameters) == ["self", "thread", "context", "stream"]
    assert inspect.isasyncgenfunction(pipeline)


def test_the_protocol_has_the_sixteen_operations_that_we_know() -> None:
    schema = TypeAdapter[ChatKitReq](ChatKitReq).json_schema()

    known = {
        definition["properties"]["type"]["const"]
        for definition in schema["$defs"].values()
        if "const" in definition.get("properties", {}).get("type", {})
        and "." in definition["properties"]["type"]["const"]
    }
    assert known == OPERATIONS
    assert submission is not None
