"""Calls that were made: a model that sends one again, under its old id, gets its old answer."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any, cast

from errand.assistant.journaled import AGAIN, StepKey
from errand.tools.tool import Tool, ToolResult, refused

Earlier = Callable[[str], Awaitable[list[Any]]]
Carry = Callable[[StepKey, str], Awaitable[ToolResult]]
_UNIQUE = 12
"""Shorter ids, such as call_0, are counted anew by some servers in every answer."""
_BEFORE = "This very call was carried out in an earlier answer. Nothing was done again."


class Made:
    """The changing calls of one turn, and those of the conversation before it."""

    def __init__(self, earlier: Earlier | None) -> None:
        self._earlier = earlier
        self._made: dict[tuple[str, str], asyncio.Future[ToolResult]] = {}

    async def once(self, tool: Tool, key: StepKey, arguments: str, carry: Carry) -> ToolResult:
        """Carry the call out, unless it is one that was made already."""
        if tool.effect.read_only:
            return await carry(key, arguments)
        what, call_id = (tool.name, _canonical(arguments)), key[1]
        if call_id.startswith(AGAIN) and what in self._made:
            return await asyncio.shield(self._made[what])
        # Known before anything is waited for: its double may run beside it.
        answer = self._made[what] = asyncio.get_running_loop().create_future()
        try:
            if await self._carried_out(call_id, what):
                given = refused("already_done", _BEFORE)
            else:
                given = await carry(key, arguments)
        except BaseException:
            answer.cancel()
            raise
        answer.set_result(given)
        return given

    async def _carried_out(self, call_id: str, what: tuple[str, str]) -> bool:
        if self._earlier is None or len(call_id) < _UNIQUE or call_id.startswith(AGAIN):
            return False
        return any(
            (item.get("name"), _canonical(str(item.get("arguments")))) == what
            for output in await self._earlier(call_id)
            for item in cast("list[dict[str, Any]]", output.get("output", []))
            if item.get("call_id") == call_id
        )


def _canonical(arguments: str) -> str:
    try:
        return json.dumps(json.loads(arguments or "{}"), sort_keys=True)
    except (ValueError, RecursionError):
        return arguments
