"""A turn of the conversation, as the worker runs it."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any, TypeVar, cast

import structlog
from chatkit.actions import Action
from chatkit.types import (
    ErrorEvent,
    SDKHiddenContextItem,
    StructuredInputItem,
    ThreadCreatedEvent,
    ThreadItemDoneEvent,
    ThreadItemRemovedEvent,
    ThreadItemReplacedEvent,
    ThreadMetadata,
    ThreadStreamEvent,
    UserMessageItem,
    WidgetItem,
)

from errand.edge.chatkit.items import from_json, thread_metadata, to_row
from errand.edge.chatkit.recorder import Recorder, kept
from errand.edge.chatkit.sdk import as_thread, pipeline
from errand.edge.chatkit.server import ErrandChat
from errand.edge.chatkit.store import Context
from errand.errors import AppError, SignedOut, Unavailable
from errand.identity import derived_uuid7
from errand.threads.model import ThreadView
from errand.threads.service import ThreadService
from errand.turns.model import EndStatus, Lost
from errand.turns.running import RunningTurn

Item = TypeVar("Item", UserMessageItem, StructuredInputItem, WidgetItem)

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
        guarded = _Guarded(self._stream(turn, thread, context))
        failed = False
        async for event in pipeline(self._chat, thread, context, guarded.events):
            failed = failed or isinstance(event, ErrorEvent)
            await recorder.say(event)
        if guarded.broke is not None:
            raise guarded.broke
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
            return await self._item(turn, turn.input["item_id"], context, UserMessageItem)
        return None

    async def _item(
        self, turn: RunningTurn, item_id: str, context: Context, wanted: type[Item]
    ) -> Item:
        item = await self._chat.store.load_item(str(turn.thread_id), item_id, context)
        if not isinstance(item, wanted):
            raise TypeError(f"the turn needs a {wanted.__name__}")
        return item

    async def _stream(
        self, turn: RunningTurn, thread: ThreadMetadata, context: Context
    ) -> AsyncIterator[ThreadStreamEvent]:
        if turn.kind == "action":
            async for event in self._acted(turn, thread, context):
                yield event
            return
        if turn.kind == "answers":
            item = await self._item(turn, turn.input["item_id"], context, StructuredInputItem)
            yield ThreadItemReplacedEvent(item=item)
        asked = await self._asked(turn, context)
        async for event in self._chat.respond(thread, asked, context):
            yield event

    async def _acted(
        self, turn: RunningTurn, thread: ThreadMetadata, context: Context
    ) -> AsyncIterator[ThreadStreamEvent]:
        sender = None
        if (item_id := turn.input.get("item_id")) is not None:
            sender = await self._item(turn, item_id, context, WidgetItem)
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


def _thread(turn: RunningTurn) -> ThreadMetadata:
    """Return the conversation as it was when the turn was asked for."""
    return thread_metadata(ThreadView.model_validate(turn.input["thread"]))


class _Guarded:
    """Keeps from the SDK's pipeline what must not end as an apology in the stream.

    A lost turn belongs to somebody else, and an unreachable database or an ended sign-in is the
    worker's to deal with.
    """

    def __init__(self, stream: AsyncIterator[ThreadStreamEvent]) -> None:
        self._stream = stream
        self.broke: Exception | None = None

    async def events(self) -> AsyncIterator[ThreadStreamEvent]:
        """Give the stream's events, and end quietly where it broke."""
        try:
            async for event in self._stream:
                yield event
        except (Lost, Unavailable, SignedOut) as error:
            self.broke = error
