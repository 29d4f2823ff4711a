"""The agent for one turn: bound to one person, its steps journalled."""

import json
from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from agents import (
    Agent,
    FunctionTool,
    ModelSettings,
    RunConfig,
    Runner,
    RunResultStreaming,
    set_tracing_disabled,
)
from agents.items import TResponseInputItem
from agents.models.interface import Model
from agents.tool_context import ToolContext

from errand.assistant.budget import MODEL_STEPS, Budget
from errand.assistant.journaled import Journal, JournaledModel, StepKey
from errand.assistant.made import Earlier, Made
from errand.assistant.offline.values import USUAL, Customs
from errand.identity import Actor
from errand.tools.gate import Gate, Turn
from errand.tools.tool import Tool, ToolResult

INSTRUCTIONS = Path(__file__).with_name("instructions.md").read_text(encoding="utf-8")

# Traces hold what people say, and would go to a third party by default.
set_tracing_disabled(True)
# Nothing that people say is kept at the provider.
_SETTINGS = ModelSettings(store=False, parallel_tool_calls=True, include_usage=True)
_RUNNING = RunConfig(tracing_disabled=True, tool_not_found_behavior="return_error_to_model")
# The SDK reads the types of all fields anew for each agent that is made.
_TEMPLATE: Agent[None] = Agent(name="Errand", model_settings=_SETTINGS)


@dataclass(frozen=True)
class Circumstances:
    """What the agent must know beside the conversation."""

    now: datetime
    """Aware instant at which the turn was asked for."""
    zone: ZoneInfo
    customs: Customs = USUAL
    """How the person writes dates and counts weeks."""


@dataclass(frozen=True)
class Guarded:
    """The gate that every call goes through, and what it knows of this turn."""

    gate: Gate
    turn: Turn
    earlier: Earlier | None = None
    """Tells which calls earlier turns carried out; None: nobody remembers."""


def answer(
    actor: Actor,
    history: list[TResponseInputItem],
    *,
    tools: Sequence[Tool],
    guarded: Guarded,
    model: Model,
    journal: Journal,
    at: Circumstances,
) -> RunResultStreaming:
    """Begin to answer the conversation; the run is over when its events have been read.

    The actor is closed over here, so no prompt, argument or tool result can change on whose
    behalf a tool runs.
    """
    journaled = JournaledModel(model, journal, Budget())
    made = Made(guarded.earlier)
    agent = copy(_TEMPLATE)
    agent.instructions, agent.model = _instructions(at), journaled
    agent.tools = [_function_tool(tool, actor, guarded, journaled, journal, made) for tool in tools]
    return Runner.run_streamed(agent, history, max_turns=MODEL_STEPS, run_config=_RUNNING)


def _instructions(at: Circumstances) -> str:
    local = at.now.astimezone(at.zone)
    return INSTRUCTIONS.format(
        weekday=local.strftime("%A"), now=local.strftime("%Y-%m-%d %H:%M"), zone=at.zone.key
    )


def _function_tool(
    tool: Tool, actor: Actor, guarded: Guarded, model: JournaledModel, journal: Journal, made: Made
) -> FunctionTool:
    async def carried_out(key: StepKey, arguments: str) -> ToolResult:
        # Calls beside each other count as one, so that not the first of them run and the last wait.
        await guarded.gate.plan(actor, model.calls, guarded.turn)
        # Also on a call that is only repeated from the journal: what it touched counts again.
        held = await guarded.gate.hold(actor, tool, arguments, guarded.turn)
        stored = journal.stored_step(key) or held
        if stored is None:
            with journal.tool_step(key):
                stored = await tool.call(actor, arguments)
        if not stored.get("ok", False):
            # Nothing was committed, so nothing was journalled with it.
            await journal.store_step(key, "tool", stored)
        return stored

    async def invoke(context: ToolContext[Any], arguments: str) -> str:
        key = (model.step, context.tool_call_id)
        stored = await made.once(tool, key, arguments, carried_out)
        guarded.turn.provenance.heard(stored)
        return json.dumps(stored, ensure_ascii=False)

    return FunctionTool(
        name=tool.name,
        description=tool.description,
        params_json_schema=tool.schema,
        on_invoke_tool=invoke,
        strict_json_schema=False,
    )
