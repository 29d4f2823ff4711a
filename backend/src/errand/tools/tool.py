"""What a tool is: one use case, and the words and shapes with which a model calls it."""

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import structlog
from pydantic import BaseModel, ValidationError

from errand.db import Replayed
from errand.errors import AppError, SignedOut, Unavailable
from errand.identity import Actor
from errand.metrics import TOOL_CALLS
from errand.tools.refusal import sentence_for
from errand.tools.schema import input_schema, output_schema
from errand.tools.touch import Touch
from errand.tracing import spanned
from errand.turns.model import Lost

LONGEST_ARGUMENTS = 1024 * 1024
LONGEST_ERROR = 500

ToolResult = dict[str, Any]
"""JSON; `ok` says whether it was done. If not, `code` and `error` say why."""

_log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Effect:
    """What calling the tool does to the world; shown to MCP clients as hints."""

    read_only: bool = False
    destructive: bool = False
    """It may change or remove what was there."""
    idempotent: bool = False
    """Calling it twice with the same arguments does no more than calling it once."""


@dataclass(frozen=True)
class Tool:
    """A verb for a model. The person on whose behalf it runs is never one of its arguments."""

    name: str
    description: str
    takes: type[BaseModel]
    gives: type[BaseModel]
    run: Callable[[Actor, Any], Awaitable[BaseModel]]
    effect: Effect
    touches: Callable[[Any], Touch] = lambda _asked: Touch()
    """What a call with these arguments reaches; decides whether a person has to confirm it."""

    @cached_property
    def schema(self) -> dict[str, Any]:
        """JSON schema of the arguments: no references, nothing nullable."""
        return input_schema(self.takes)

    @cached_property
    def gives_schema(self) -> dict[str, Any]:
        """JSON schema of a successful answer."""
        return output_schema(self.gives)

    def read(self, arguments_json: str) -> BaseModel | ToolResult:
        """Return the arguments, or why they are none."""
        try:
            return self.takes.model_validate(_parsed(arguments_json))
        except ValidationError as error:
            return refused("invalid_arguments", sentence_for(error, self.schema))
        except ValueError:
            return refused("invalid_arguments", "The arguments must be one JSON object.")

    def canonical(self, asked: BaseModel) -> dict[str, Any]:
        """Return the arguments in the one form that stands for all ways to write them."""
        return asked.model_dump(mode="json", by_alias=True, exclude_unset=True)

    async def call(self, actor: Actor, arguments_json: str) -> ToolResult:
        """Run the use case once and return what it answered, or why it was refused.

        Raises:
            SignedOut: The actor's authority has ended: nothing more may run for them.
            Lost: The turn that this is a part of is held by another worker.
            Unavailable: The database does not answer; it may have been done all the same.
        """
        with spanned(f"tool {self.name}") as span:
            result = await self._called(actor, arguments_json)
            outcome = "ok" if result.get("ok") else str(result.get("code", "refused"))
            span.set_attribute("errand.outcome", outcome)
        TOOL_CALLS.labels(self.name, outcome).inc()
        return result

    async def _called(self, actor: Actor, arguments_json: str) -> ToolResult:
        asked = self.read(arguments_json)
        if isinstance(asked, dict):
            return asked
        try:
            return (await self.run(actor, asked)).model_dump(mode="json")
        except Replayed as replayed:
            return _stored(replayed.stored)
        except (SignedOut, Lost, Unavailable):
            raise
        except AppError as error:
            return refused(error.code, error.message)
        except Exception as error:  # noqa: BLE001 (its text may hold data: a model sees none of it)
            _log.error("tool.failed", tool=self.name, error=type(error).__name__)
            return refused("internal_error", "The tool failed for a reason of its own. Try again.")


def refused(code: str, error: str) -> ToolResult:
    """Return the answer of a tool that was not run or has changed nothing."""
    short = error if len(error) <= LONGEST_ERROR else f"{error[: LONGEST_ERROR - 1]}…"
    return {"ok": False, "code": code, "error": short}


def _parsed(arguments_json: str) -> dict[str, Any]:
    if len(arguments_json) > LONGEST_ARGUMENTS:
        raise ValueError("too long")
    try:
        parsed: object = json.loads(arguments_json or "{}")
    except RecursionError as error:
        raise ValueError("too deep") from error
    if isinstance(parsed, dict):
        return parsed  # pyright: ignore[reportUnknownVariableType]
    raise ValueError("no object")


def _stored(answer: object) -> ToolResult:
    if not isinstance(answer, dict):
        raise TypeError("a companion stored something that is no answer of a tool")
    return answer  # pyright: ignore[reportUnknownVariableType]
