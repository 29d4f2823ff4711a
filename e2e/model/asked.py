"""One request of either dialect, as the script sees it; refuses what OpenAI would refuse."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, cast

Json = dict[str, Any]


class BadRequest(ValueError):
    """The request breaks a rule that the real service has."""


@dataclass(frozen=True, slots=True)
class ToolOutput:
    """What a tool gave back; `value` is the JSON in it, or None where it is not JSON."""

    name: str
    text: str
    value: Json | None


@dataclass(slots=True)
class Asked:
    """A conversation up to now: the last thing the person said and what tools gave back since."""

    model: str
    stream: bool
    first_text: str = ""
    text: str = ""
    outputs: list[ToolOutput] = field(default_factory=list[ToolOutput])
    offered: frozenset[str] = frozenset()
    input_tokens: int = 0
    given: str = ""
    """The whole conversation as it came, as JSON."""
    rounds: int = 0
    """So often the model has called tools since the person spoke."""
    include_usage: bool = False
    _calls: dict[str, str] = field(default_factory=dict[str, str])
    _answered: bool = False

    def says(self, text: str) -> None:
        """A person's message begins a new exchange."""
        self.first_text = self.first_text or text
        self.text = text
        self.outputs.clear()
        self.rounds = 0

    def calls(self, call_id: str, name: str) -> None:
        """The model called a tool before."""
        self._calls[call_id] = name
        self._answered = False

    def gives(self, call_id: str, output: object) -> None:
        """A tool answered.

        Raises:
            BadRequest: No call has that id.
        """
        if call_id not in self._calls:
            raise BadRequest(f"No tool call found for function call output with call_id {call_id}.")
        if not self._answered:
            self._answered, self.rounds = True, self.rounds + 1
        text = _text(output)
        self.outputs.append(ToolOutput(self._calls[call_id], text, _value(text)))


def from_responses(body: Json) -> Asked:
    """Read `POST /v1/responses`."""
    asked = _begin(body)
    asked.offered = frozenset(tool["name"] for tool in body.get("tools") or [] if "name" in tool)
    given: object = body.get("input", "")
    if isinstance(given, str):
        asked.says(given)
        return asked
    answered: set[str] = set()
    called: set[str] = set()
    for item in cast("Sequence[Json]", given):
        match item.get("type", "message"):
            case "function_call":
                asked.calls(item["call_id"], item["name"])
                called.add(item["call_id"])
            case "function_call_output":
                asked.gives(item["call_id"], item["output"])
                answered.add(item["call_id"])
            case "message" if item.get("role") == "user":
                asked.says(_text(item["content"]))
            case _:
                pass
    if missing := called - answered:
        raise BadRequest(f"No tool output found for function call {min(missing)}.")
    return asked


def from_chat(body: Json) -> Asked:
    """Read `POST /v1/chat/completions`."""
    asked = _begin(body)
    asked.include_usage = bool((body.get("stream_options") or {}).get("include_usage"))
    asked.offered = frozenset(tool["function"]["name"] for tool in body.get("tools") or [])
    waiting: set[str] = set()
    for message in cast("Sequence[Json]", body.get("messages") or []):
        role = message.get("role")
        if waiting and role != "tool":
            break
        if role == "user":
            asked.says(_text(message["content"]))
        elif role == "tool":
            asked.gives(message["tool_call_id"], message["content"])
            waiting.discard(message["tool_call_id"])
        for call in message.get("tool_calls") or []:
            asked.calls(call["id"], call["function"]["name"])
            waiting.add(call["id"])
    if waiting:
        raise BadRequest(
            "An assistant message with 'tool_calls' must be followed by tool messages responding "
            f"to each 'tool_call_id': {min(waiting)} was not."
        )
    return asked


def _begin(body: Json) -> Asked:
    if not isinstance(body.get("model"), str):
        raise BadRequest("You must provide a model parameter.")
    given = json.dumps(body.get("input") or body.get("messages") or "", ensure_ascii=False)
    stream = bool(body.get("stream"))
    return Asked(body["model"], stream=stream, input_tokens=len(given) // 4, given=given)


def _text(content: object) -> str:
    if isinstance(content, str):
        return content
    parts = cast("Sequence[Json]", content or [])
    return "".join(part.get("text") or "" for part in parts)


def _value(text: str) -> Json | None:
    """Unwrap JSON, also where an adapter put it in a text part."""
    try:
        value: object = json.loads(text)
    except ValueError:
        return None
    if isinstance(value, list) and value:
        value = cast("list[object]", value)[0]
    if not isinstance(value, dict):
        return None
    found = cast("Json", value)
    return _value(found["text"]) if found.get("type") == "text" else found
