"""The private piece of the SDK that we use is as it was when we wrote around it."""

import inspect
from typing import Any, get_args, get_origin

from chatkit.server import ChatKitServer
from chatkit.types import ChatKitReq

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


def kinds(union: Any) -> set[str]:
    """The `type` of every request in the union."""
    if get_origin(union) is not None:
        return set().union(*(kinds(part) for part in get_args(union)))
    fields = getattr(union, "model_fields", {})
    return {fields["type"].default} if "type" in fields else set()


def test_the_protocol_has_the_sixteen_operations_that_we_know() -> None:
    assert kinds(ChatKitReq) == OPERATIONS
