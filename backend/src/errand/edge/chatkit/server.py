"""Our ChatKit server: answers with the assistant, acts on widgets with the tools."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, cast
from zoneinfo import ZoneInfo

import openai
import structlog
from agents.exceptions import AgentsException
from agents.items import TResponseInputItem
from chatkit.actions import Action
from chatkit.errors import CustomStreamError
from chatkit.server import ChatKitServer
from chatkit.types import (
    FeedbackKind,
    SyncCustomActionResponse,
    ThreadItem,
    ThreadItemReplacedEvent,
    ThreadMetadata,
    ThreadStreamEvent,
    UserMessageItem,
    WidgetItem,
)
from pydantic import ValidationError

from errand.approvals.model import NoApproval
from errand.assistant.agent import Circumstances, Guarded, answer
from errand.assistant.faults import ModelFault, fault_of
from errand.assistant.models import HostedModels, build_model
from errand.edge.chatkit.answer import Answer
from errand.edge.chatkit.confirming import ACTION_STEP, DECISIONS, Confirming
from errand.edge.chatkit.history import HISTORY_ITEMS, agent_input, provenance_of
from errand.edge.chatkit.items import from_json, parse_id, to_row
from errand.edge.chatkit.store import CUTS, Context, ErrandStore
from errand.edge.chatkit.widgets import SET_DONE, SetDone, plain_list, shown_ids, task_list
from errand.edge.chatkit.window import READ_ITEMS, Remembered, fitting_input
from errand.errors import InvalidInput
from errand.identity import Actor, derived_uuid7
from errand.threads.service import ThreadService
from errand.tools.gate import Gate, Origin, Turn
from errand.tools.tool import Tool
from errand.turns.running import RunningTurn

_log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Assistant:
    """What answers: the tools, the models, and the person's own time zone."""

    tools: Mapping[str, Tool]
    gate: Gate
    hosted: HostedModels | None
    zone_of: Callable[[Actor, str | None], Awaitable[ZoneInfo]]
    """The person's zone; the second argument is what their page says of it, if anything."""


class ErrandChat(ChatKitServer[Context]):
    """ChatKit over our store; every write of a turn carries its fence."""

    def __init__(self, threads: ThreadService, assistant: Assistant) -> None:
        super().__init__(store=ErrandStore(threads))
        self._threads, self._assistant = threads, assistant
        self._confirming = Confirming(assistant.gate)

    async def respond(
        self, thread: ThreadMetadata, input_user_message: UserMessageItem | None, context: Context
    ) -> AsyncIterator[ThreadStreamEvent]:
        """Run the agent over the recent conversation and give what it says and does."""
        turn = _turn(context)
        zone, recent = await asyncio.gather(
            self._assistant.zone_of(turn.actor, turn.input.get("time_zone")),
            self._recent(context),
        )
        decided = False
        async for event in self._confirming.typed(input_user_message, recent, context):
            decided = True
            yield event
        if decided:
            return
        history = await self._history(recent, input_user_message, context)
        origin = Origin(turn.thread_id, turn.turn_id, turn.created_at)
        run = answer(
            turn.actor,
            history,
            tools=list(self._assistant.tools.values()),
            guarded=Guarded(self._assistant.gate, Turn(origin, provenance_of(history))),
            model=build_model(
                self._assistant.hosted,
                _wanted_model(input_user_message),
                now=turn.created_at,
                zone=zone,
            ),
            journal=turn,
            at=Circumstances(now=turn.created_at, zone=zone),
        )
        answering = Answer(turn)
        try:
            async for event in answering.events(run):
                yield event
        except (AgentsException, openai.OpenAIError) as error:
            if isinstance(error.__cause__, CUTS):
                # The agent's loop wraps what a tool raised; this is no answer to apologise for.
                raise error.__cause__ from error
            fault = fault_of(error)
            _log.warning("answer.failed", error=type(error).__name__, fault=fault.name)
            for event in answering.broken_off():
                yield event
            raise CustomStreamError(fault.words, allow_retry=True) from error

    async def _history(
        self, recent: list[ThreadItem], asked: UserMessageItem | None, context: Context
    ) -> list[TResponseInputItem]:
        """Return the conversation as the model is told it: its oldest part as a summary."""
        hosted, turn = self._assistant.hosted, _turn(context)
        if hosted is None:
            return await agent_input(recent[-HISTORY_ITEMS:])

        async def keep(remembered: Remembered) -> None:
            item_id = derived_uuid7(turn.created_at, turn.turn_id, "summary")
            row = to_row(remembered.item(str(item_id), str(turn.thread_id)), turn_id=turn.turn_id)
            await self._threads.put_item(turn.actor, turn.thread_id, row)

        try:
            return await fitting_input(
                recent,
                model=hosted.build(_wanted_model(asked)),
                journal=turn,
                tokens=hosted.context_tokens,
                keep=keep,
            )
        except ModelFault as error:
            if hosted.offline_instead and error.fault.away:
                return await agent_input(recent[-HISTORY_ITEMS:])
            raise CustomStreamError(error.fault.words, allow_retry=True) from error

    async def _recent(self, context: Context) -> list[ThreadItem]:
        """Return what was said up to this turn, oldest first; its newest part."""
        turn = _turn(context)
        if turn.input.get("created"):
            return [from_json(turn.input["item"])]
        items = await self._threads.recent(
            turn.actor, turn.thread_id, before_turn=turn.turn_id, limit=READ_ITEMS
        )
        return [from_json(item) for item in items]

    async def action(
        self,
        thread: ThreadMetadata,
        action: Action[str, Any],
        sender: WidgetItem | None,
        context: Context,
    ) -> AsyncIterator[ThreadStreamEvent]:
        """Do what a widget asks for, once, and show the widget as it is then."""
        if action.type in DECISIONS and sender is not None:
            try:
                yield ThreadItemReplacedEvent(
                    item=await self._confirming.pressed(action, sender, context)
                )
            except (InvalidInput, NoApproval) as error:
                raise CustomStreamError(error.message, allow_retry=False) from error
            return
        with _turn(context).tool_step(ACTION_STEP):
            try:
                await self._act(action, context)
            except InvalidInput as error:
                raise CustomStreamError(error.message, allow_retry=False) from error
        if sender is not None:
            yield ThreadItemReplacedEvent(item=await self._redrawn(sender, context))

    async def handle_stream_cancelled(
        self, thread: ThreadMetadata, pending_items: list[ThreadItem], context: Context
    ) -> None:
        """Store nothing: it was the worker that let go of the turn, and another goes on with it.

        What a person stops is kept where the queue carries out the stop.
        """

    async def sync_action(
        self,
        thread: ThreadMetadata,
        action: Action[str, Any],
        sender: WidgetItem | None,
        context: Context,
    ) -> SyncCustomActionResponse:
        """Do what a widget asks for; its new form is stored before it is answered."""
        if action.type in DECISIONS and sender is not None:
            redrawn = await self._confirming.pressed(action, sender, context)
        else:
            await self._act(action, context)
            if sender is None:
                return SyncCustomActionResponse()
            redrawn = await self._redrawn(sender, context)
        row = to_row(redrawn, turn_id=None)
        await self._threads.put_item(context.actor, parse_id(thread.id), row)
        return SyncCustomActionResponse(updated_item=redrawn)

    async def _act(self, action: Action[str, Any], context: Context) -> None:
        if action.type != SET_DONE:
            raise InvalidInput(f"There is no action {action.type!r}.")
        try:
            wanted = SetDone.model_validate(action.payload)
        except ValidationError as error:
            raise InvalidInput("The action needs a task_id and done.") from error
        status = "done" if wanted.done else "open"
        await self._call("set_status", {"ids": [wanted.task_id], "status": status}, context)

    async def _redrawn(self, sender: WidgetItem, context: Context) -> WidgetItem:
        """Return the widget over the same tasks as they are now."""
        ids = shown_ids(sender)
        found = await self._call(
            "find_tasks", {"ids": ids, "statuses": _EVERY_STATUS, "limit": 100}, context
        )
        by_id = {task["id"]: task for task in found["tasks"]}
        tasks = [by_id[task_id] for task_id in ids if task_id in by_id]
        return WidgetItem(
            id=sender.id,
            thread_id=sender.thread_id,
            created_at=sender.created_at,
            widget=cast("Any", task_list(tasks)),
            copy_text=plain_list(tasks),
        )

    async def _call(self, name: str, arguments: dict[str, Any], context: Context) -> dict[str, Any]:
        result = await self._assistant.tools[name].call(context.actor, json.dumps(arguments))
        if not result.get("ok"):
            raise InvalidInput(str(result.get("error", "That could not be done.")))
        return result

    async def add_feedback(
        self, thread_id: str, item_ids: list[str], feedback: FeedbackKind, context: Context
    ) -> None:
        """Store what the person thinks of these items."""
        await self._threads.give_feedback(
            context.actor, parse_id(thread_id), [parse_id(item) for item in item_ids], feedback
        )


_EVERY_STATUS = ["open", "in_progress", "waiting", "done", "cancelled"]


def _turn(context: Context) -> RunningTurn:
    if context.turn is None:
        raise RuntimeError("an answer belongs to a turn")
    return context.turn


def _wanted_model(message: UserMessageItem | None) -> str | None:
    return message.inference_options.model if message else None
