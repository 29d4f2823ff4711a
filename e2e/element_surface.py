"""What both published vocabularies name: the types for JavaScript, the classes for Python."""

import json
import subprocess
import types
import typing
from dataclasses import dataclass
from functools import cache
from typing import Any, get_args, get_origin

from chatkit import types as wire
from chatkit import widgets

from .chromium import ROOT, node

SECONDS = 60
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Published:
    """Names of `@openai/chatkit`.

    Attributes:
        options: Every way down to an option, as `composer.tools.id`.
        widgets: Each component with its properties.
    """

    options: tuple[str, ...]
    methods: tuple[str, ...]
    events: tuple[str, ...]
    widgets: dict[str, list[str]]


@cache
def published() -> Published:
    """Read the installed types with TypeScript's own compiler."""
    script = ROOT / "element" / "gallery" / "surface.mjs"
    done = subprocess.run(
        [str(node()), str(script)], capture_output=True, text=True, timeout=SECONDS, check=True
    )
    found: Json = json.loads(done.stdout)
    return Published(
        tuple(found["options"]), tuple(found["methods"]), tuple(found["events"]), found["widgets"]
    )


def kinds(union: Any) -> list[str]:
    """Return the `type` of each member of a union of models."""
    if get_origin(union) is typing.Annotated:
        return kinds(get_args(union)[0])
    if get_origin(union) in {typing.Union, types.UnionType}:
        return [kind for one in get_args(union) for kind in kinds(one)]
    field = union.model_fields.get("type")
    return [field.default] if field is not None else []


def items() -> list[str]:
    """Every kind of item."""
    return kinds(wire.ThreadItem)


def events() -> list[str]:
    """Every kind of event of a stream."""
    return kinds(wire.ThreadStreamEvent)


def updates() -> list[str]:
    """Every kind of update of an item."""
    return kinds(wire.ThreadItemUpdate)


def operations() -> list[str]:
    """Every request that a client may make."""
    return kinds(wire.StreamingReq) + kinds(wire.NonStreamingReq)


def components() -> dict[str, set[str]]:
    """Each widget of both vocabularies with all properties that either gives it."""
    found = {name: set(props) for name, props in published().widgets.items()}
    for model in get_args(get_args(widgets.StrictWidgetComponent)[0]) + get_args(
        get_args(widgets.StrictWidgetRoot)[0]
    ):
        name = model.model_fields["type"].default
        found.setdefault(name, set()).update(model.model_fields)
    return found
