"""Conversations as REST shows them; the shapes are those of earlier clients."""

import json
from datetime import UTC, datetime
from typing import Any, cast
from uuid import UUID

from pydantic import AwareDatetime, BaseModel

from errand.threads.model import ItemView, ThreadStatus, ThreadView


class NewThread(BaseModel):
    """A conversation to begin."""

    title: str | None = None


class ThreadMade(BaseModel):
    """A conversation that was begun; instants are UTC."""

    id: UUID
    title: str | None
    created_at: AwareDatetime


class ThreadSummary(ThreadMade):
    """A conversation in a list."""

    updated_at: AwareDatetime
    message_count: int
    status: ThreadStatus


class ThreadList(BaseModel):
    """A page of conversations, newest activity first; `after` asks for the next one."""

    threads: list[ThreadSummary]
    has_more: bool
    after: str | None


class MessageView(BaseModel):
    """What was said, in plain words."""

    id: UUID
    role: str
    content: str
    created_at: AwareDatetime


class ThreadWithMessages(ThreadMade):
    """A conversation with its newest messages, oldest first; `before` asks for older ones."""

    messages: list[MessageView]
    has_more: bool
    before: str | None


class ToolCallView(BaseModel):
    """A tool that the assistant used."""

    name: str
    arguments: Any
    result: Any


class Said(BaseModel):
    """One message of an answer."""

    id: UUID
    content: str


class Answered(BaseModel):
    """A message and its whole answer."""

    thread_id: UUID
    user_message: Said
    assistant_message: Said
    tool_calls: list[ToolCallView]


class StillAnswering(BaseModel):
    """The answer takes longer than a caller should wait; it goes on."""

    thread_id: UUID
    turn_id: UUID


class NewMessage(BaseModel):
    """A message to a conversation."""

    thread_id: str
    message: str


def tool_calls_of(steps: dict[tuple[int, str], Any]) -> list[ToolCallView]:
    """Return the tools that a turn used, from its journal."""
    calls: list[ToolCallView] = []
    for (step, call_id), output in steps.items():
        if call_id:
            continue
        for item in cast("list[dict[str, Any]]", output["output"]):
            if item["type"] == "function_call":
                result = steps.get((step, item["call_id"]))
                arguments = _parsed(item["arguments"])
                calls.append(ToolCallView(name=item["name"], arguments=arguments, result=result))
    return calls


def _parsed(arguments: str) -> Any:
    try:
        return json.loads(arguments)
    except ValueError:
        return arguments


def made(view: ThreadView) -> dict[str, Any]:
    """Return the fields of `ThreadMade`."""
    return {"id": view.id, "title": view.title, "created_at": utc(view.created_at)}


def activity(view: ThreadView) -> dict[str, Any]:
    """Return the further fields of `ThreadSummary`."""
    return {
        "updated_at": utc(view.updated_at),
        "message_count": view.message_count,
        "status": view.status,
    }


def message_of(row: ItemView) -> MessageView:
    """Return what was said."""
    return MessageView(id=row.id, role=row.role, content=row.text, created_at=utc(row.created_at))


def utc(moment: datetime) -> datetime:
    """Return the instant in UTC."""
    return moment.astimezone(UTC)
