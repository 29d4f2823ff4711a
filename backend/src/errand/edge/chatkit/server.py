"""Our ChatKit server: answers with the assistant, acts on widgets with the tools."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import openai
import structlog
from agents import RunResultStreaming
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

from errand.approvals.model import NoApproval
from errand.assistant.agent import Circumstances, Guarded, answer
from errand.assistant.faults import ModelFault, fault_of
from errand.assistant.models import HostedModels, build_model
from errand.assistant.offline.values import Customs, DateOrder, WeekStart
from errand.edge.chatkit.acting import Acting
from errand.edge.chatkit.answer import Answer
from errand.edge.chatkit.confirming import Confirming
from errand.edge.chatkit.history import HISTORY_ITEMS, agent_input, provenance_of, typed_by
from errand.edge.chatkit.items import from_json, parse_id, to_row
from errand.edge.chatkit.store import CUTS, Context, ErrandStore
from errand.edge.chatkit.titling import Titling
from errand.edge.chatkit.window import READ_ITEMS, Remembered, fitting_input
from errand.errors import InvalidInput
from errand.identity import Actor, derived_uuid7
from errand.tasks.service import utc_now
from errand.threads.service import ThreadService
from errand.tools.gate import Gate, Origin, Turn
from errand.tools.tool import Tool
from errand.turns.running import RunningTurn

_log = structlog.get_logger(__name__)


async def no_model(_actor: Actor) -> str | None:
    """Return the answer of people who have chosen no model."""
    return None


CustomsOf = Callable[[Actor, str | None], Awaitable[tuple[DateOrder | None, WeekStart]]]


async def unsaid_customs(_actor: Actor, _told: str | None) -> tuple[DateOrder | None, WeekStart]:
    """Return what holds where nobody has said anything."""
    return None, "monday"


@dataclass(frozen=True)
class Assistant:
    """What answers: the tools, the models, and the person's own time zone."""

    tools: Mapping[str, Tool]
    gate: Gate
    hosted: HostedModels | None
    zone_of: Callable[[Actor, str | None], Awaitable[ZoneInfo]]
    """The person's zone; the second argument is what their page says of it, if anything."""
    customs_of: CustomsOf = unsaid_customs
    """How the person writes dates, and the day with which their weeks begin."""
    now: Callable[[], datetime] = utc_now
    model_of: Callable[[Actor], Awaitable[str | None]] = no_model
    """The model that the person's settings name."""


class ErrandChat(ChatKitServer[Context]):
    """ChatKit over our store; every write of a turn carries its fence."""

    def __init__(self, threads: ThreadService, assistant: Assistant) -> None:
        super().__init__(store=ErrandStore(threads))
        self._threads, self._assistant = threads, assistant
        self._confirming = Confirming(assistant.gate)
        self._acting = Acting(assistant.tools, self._confirming, assistant.zone_of, assistant.now)

    async def respond(
        self, thread: ThreadMetadata, input_user_message: UserMessageItem | None, context: Context
    ) -> AsyncIterator[ThreadStreamEvent]:
        """Run the agent over the recent conversation and give what it says and does."""
        turn = _turn(context)
        told = turn.input.get("time_zone")
        zone, recent = await asyncio.gather(
            self._assistant.zone_of(turn.actor, told), self._recent(context)
        )
        decided = False
        async for event in self._confirming.typed(input_user_message, recent, context):
            decided = True
            yield event
        if decided:
            return
        wanted = await self._wanted(input_user_message, context)
        answering = Answer(turn, doubted=self._assistant.hosted is not None)
        customs = Customs(*await self._assistant.customs_of(turn.actor, told))
        at = Circumstances(turn.created_at, zone, customs)
        run = await self._run(recent, wanted, context, at)
        events = answering.events(run)
        if turn.input.get("created"):
            said = typed_by(recent)[-1]
            hosted = self._assistant.hosted
            events = Titling(self._threads, turn, said, hosted, wanted).along(events)
        try:
            async for event in events:
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

    async def _run(
        self, recent: list[ThreadItem], wanted: str | None, context: Context, at: Circumstances
    ) -> RunResultStreaming:
        turn, hosted, gate = _turn(context), self._assistant.hosted, self._assistant.gate
        history = await self._history(recent, wanted, context)
        origin = Origin(turn.thread_id, turn.turn_id, turn.created_at)
        # The offline model does what its grammar reads in the message, whatever stands elsewhere.
        known = provenance_of(history, typed=typed_by(recent), led=hosted is not None)
        earlier = turn.carried_out if hosted else None
        return answer(
            turn.actor,
            history,
            tools=list(self._assistant.tools.values()),
            guarded=Guarded(gate, Turn(origin, known), earlier),
            model=build_model(hosted, wanted, now=at.now, zone=at.zone, customs=at.customs),
            journal=turn,
            at=at,
        )

    async def _wanted(self, message: UserMessageItem | None, context: Context) -> str | None:
        """Return the model that the message names, or the one of the person's settings."""
        named = message.inference_options.model if message else None
        hosted = self._assistant.hosted
        if named or hosted is None or len(hosted.names) < 2:
            return named
        return await self._assistant.model_of(context.actor)

    def refuse_unknown_model(self, named: str | None) -> None:
        """Return where the model is on offer.

        Raises:
            InvalidInput: It is not.
        """
        offered = self.models
        if not named or named in offered:
            return
        choice = ", ".join(offered) if offered else "only the one in use"
        raise InvalidInput(
            f"inference_options.model: {named[:100]} is not offered. There is {choice}."
        )

    @property
    def models(self) -> tuple[str, ...]:
        """Names of the models that people may choose from; the first is the usual one."""
        return self._assistant.hosted.names if self._assistant.hosted else ()

    async def _history(
        self, recent: list[ThreadItem], wanted: str | None, context: Context
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
                model=hosted.build(wanted),
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
        _turn(context)
        try:
            redrawn = await self._acting.act(action, sender, context)
        except (InvalidInput, NoApproval) as error:
            raise CustomStreamError(error.message, allow_retry=False) from error
        if redrawn is not None:
            yield ThreadItemReplacedEvent(item=redrawn)

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
        redrawn = await self._acting.act(action, sender, context)
        if redrawn is None:
            return SyncCustomActionResponse()
        row = to_row(redrawn, turn_id=None)
        await self._threads.put_item(context.actor, parse_id(thread.id), row)
        return SyncCustomActionResponse(updated_item=redrawn)

    async def add_feedback(
        self, thread_id: str, item_ids: list[str], feedback: FeedbackKind, context: Context
    ) -> None:
        """Store what the person thinks of these items."""
        await self._threads.give_feedback(
            context.actor, parse_id(thread_id), [parse_id(item) for item in item_ids], feedback
        )


def _turn(context: Context) -> RunningTurn:
    if context.turn is None:
        raise RuntimeError("an answer belongs to a turn")
    return context.turn
