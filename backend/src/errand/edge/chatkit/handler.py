"""A turn of the conversation, as the worker runs it."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any, cast

import structlog
from chatkit.actions import Action
from chatkit.types import (
    AssistantMessageContentPartTextDelta,
    ErrorEvent,
    SDKHiddenContextItem,
    ThreadCreatedEvent,
    ThreadItem,
    ThreadItemDoneEvent,
    ThreadItemRemovedEvent,
    ThreadItemReplacedEvent,
    ThreadItemUpdatedEvent,
    ThreadMetadata,
    ThreadStreamEvent,
    UserMessageItem,
    WidgetItem,
)

from errand.edge.chatkit.items import from_json, thread_metadata, to_row
from errand.edge.chatkit.recorder import Recorder, kept
from errand.edge.chatkit.sdk import as_thread, pipeline
from errand.edge.chatkit.server import ErrandChat
from errand.edge.chatkit.store import CUTS, Context
from errand.errors import AppError
from errand.identity import derived_uuid7
from errand.metrics import FIRST_TOKEN
from errand.threads.model import ThreadView
from errand.threads.service import ThreadService
from errand.turns.model import EndStatus
from errand.turns.running import RunningTurn

_STOPPED_NOTE = "The person stopped this answer. Do not go on with it unless they ask."
_log = structlog.get_logger(__name__)


class ChatTurns:
    """Runs, stops and fails turns of the ChatKit protocol."""

    def __init__(self, chat: ErrandChat, threads: ThreadService) -> None:
        self._chat, self._threads = chat, threads

    async def run(self, turn: RunningTurn) -> EndStatus:
        """Answer, act or try again; also from where another worker was torn away."""
        recorder, context = Recorder(turn), Context(turn.actor, turn)
        await recorder.withdraw_open()
        thread = _thread(turn)
        for event in self._opening(turn, thread):
            await recorder.say(event)
        failed, spoken = False, turn.kind != "message" or bool(turn.earlier)
        stream = _guarded(self._stream(turn, thread, context), context)
        async for event in pipeline(self._chat, thread, context, lambda: stream):
            if context.cut is not None:
                continue  # the pipeline's apology
            failed = failed or isinstance(event, ErrorEvent)
            await recorder.say(event)
            if not spoken and _is_text(event):
                spoken = True
                FIRST_TOKEN.observe((datetime.now(UTC) - turn.created_at).total_seconds())
        if context.cut is not None:
            raise context.cut
        return "failed" if failed else "done"

    def _opening(self, turn: RunningTurn, thread: ThreadMetadata) -> list[ThreadStreamEvent]:
        """Return what a turn says before it answers, of what its submission did."""
        given: list[ThreadStreamEvent] = []
        if turn.input.get("created"):
            given.append(ThreadCreatedEvent(thread=as_thread(thread)))
        given += [
            ThreadItemRemovedEvent(item_id=item_id) for item_id in turn.input.get("removed", [])
        ]
        if turn.kind == "message":
            given.append(ThreadItemDoneEvent(item=from_json(turn.input["item"])))
        return given

    async def _asked(self, turn: RunningTurn, context: Context) -> UserMessageItem | None:
        """Return the message that the turn answers, if it answers one."""
        if turn.kind == "message":
            return cast("UserMessageItem", from_json(turn.input["item"]))
        if turn.kind == "retry":
            return cast("UserMessageItem", await self._item(turn, context))
        return None

    async def _item(self, turn: RunningTurn, context: Context) -> ThreadItem:
        """Return the item that the turn is about; of which kind it is the submission has seen."""
        return await self._chat.store.load_item(str(turn.thread_id), turn.input["item_id"], context)

    async def _stream(
        self, turn: RunningTurn, thread: ThreadMetadata, context: Context
    ) -> AsyncIterator[ThreadStreamEvent]:
        if turn.kind == "action":
            async for event in self._acted(turn, thread, context):
                yield event
            return
        if turn.kind == "answers":
            yield ThreadItemReplacedEvent(item=await self._item(turn, context))
        asked = await self._asked(turn, context)
        async for event in self._chat.respond(thread, asked, context):
            yield event

    async def _acted(
        self, turn: RunningTurn, thread: ThreadMetadata, context: Context
    ) -> AsyncIterator[ThreadStreamEvent]:
        sender = None
        if turn.input.get("item_id") is not None:
            sender = cast("WidgetItem", await self._item(turn, context))
        action = Action[str, Any].model_validate(turn.input["action"])
        async for event in self._chat.action(thread, action, sender, context):
            yield event

    async def stop(self, turn: RunningTurn) -> None:
        """Keep what was said, and let the next answer know that this one was not wanted."""
        recorder = Recorder(turn)
        thread = _thread(turn)
        if not turn.earlier:
            for event in self._opening(turn, thread):
                await recorder.say(event)
        await self._keep(turn, recorder)
        note = SDKHiddenContextItem(
            id=str(derived_uuid7(turn.created_at, turn.turn_id, "stopped")),
            thread_id=str(turn.thread_id),
            created_at=datetime.now(UTC),
            content=_STOPPED_NOTE,
        )
        row = to_row(note, turn_id=turn.turn_id)
        await self._threads.put_item(turn.actor, turn.thread_id, row)

    async def _keep(self, turn: RunningTurn, recorder: Recorder) -> None:
        for item in list(recorder.open.values()):
            worth = kept(item)
            if worth is None:
                await recorder.say(ThreadItemRemovedEvent(item_id=item["id"]))
                continue
            row = to_row(worth, turn_id=turn.turn_id)
            await self._threads.put_item(turn.actor, turn.thread_id, row)
            await recorder.say(ThreadItemDoneEvent(item=worth))

    async def fail(self, turn: RunningTurn, reason: str) -> None:
        """Keep what was said, and say in the stream why there is no more."""
        await turn.reload()
        recorder = Recorder(turn)
        try:
            await self._keep(turn, recorder)
        except (AppError, ValueError):
            _log.warning("turn.nothing_kept")
        await recorder.say(ErrorEvent(code="custom", message=reason, allow_retry=True))


def _is_text(event: ThreadStreamEvent) -> bool:
    return isinstance(event, ThreadItemUpdatedEvent) and isinstance(
        event.update, AssistantMessageContentPartTextDelta
    )


def _thread(turn: RunningTurn) -> ThreadMetadata:
    """Return the conversation as it was when the turn was asked for."""
    return thread_metadata(ThreadView.model_validate(turn.input["thread"]))


async def _guarded(
    stream: AsyncIterator[ThreadStreamEvent], context: Context
) -> AsyncIterator[ThreadStreamEvent]:
    """Give the stream's events, and end quietly where it was cut."""
    try:
        async for event in stream:
            yield event
    except CUTS as error:
        context.cut = error
