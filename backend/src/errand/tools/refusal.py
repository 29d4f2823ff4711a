"""Telling a model what is wrong with its arguments, in one sentence that it can act on."""

from collections.abc import Sequence
from typing import Any

from pydantic import ValidationError

_MOST = 3
_LONGEST_PATH = 80
# How pydantic names the members of a union in a path; no caller knows these.
_TAGS = {"due-day", "due-time"}
_CLEARER = {
    "missing": "is required",
    "string_unicode": "must be valid Unicode text (it holds half a surrogate pair)",
    "string_type": "must be text",
}


def sentence_for(error: ValidationError, schema: dict[str, Any]) -> str:
    """Return up to three of the problems: which field, which rule, what is allowed.

    What was sent is not repeated: it may be long, or somebody's words.
    """
    found = error.errors(include_input=False, include_url=False, include_context=False)
    told = [_told(each["loc"], each["type"], each["msg"], schema) for each in found[:_MOST]]
    if len(found) > _MOST:
        told.append(f"and {len(found) - _MOST} more")
    return f"{'; '.join(told)}."


def _told(loc: Sequence[int | str], kind: str, message: str, schema: dict[str, Any]) -> str:
    path = [part for part in loc if part not in _TAGS]
    named = ".".join(str(part) for part in path)[:_LONGEST_PATH] or "arguments"
    named = named.encode("utf-8", "replace").decode()
    if kind == "extra_forbidden":
        allowed = ", ".join(_properties(schema, path[:-1]))
        return f"{named}: there is no such field; allowed: {allowed}"
    return f"{named}: {_CLEARER.get(kind) or message[:1].lower() + message[1:]}"


def _properties(schema: dict[str, Any], path: Sequence[int | str]) -> list[str]:
    """Return the names of the fields that exist at this path."""
    nodes = [schema]
    for part in path:
        nodes = [child for node in nodes for child in _children(node, part)]
    return sorted({name for node in nodes for name in node.get("properties", {})})


def _children(node: dict[str, Any], part: int | str) -> list[dict[str, Any]]:
    child = node.get("items") if isinstance(part, int) else node.get("properties", {}).get(part)
    if child is None:
        return []
    return child.get("anyOf", [child])
