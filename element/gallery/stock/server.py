"""The server itself: the SDK's, with the methods overridden that every integration overrides."""

import json
from collections.abc import AsyncIterator
from typing import Any

from chatkit.actions import Action
from chatkit.errors import CustomStreamError
from chatkit.server import ChatKitServer
from chatkit.types import (
    AudioInput,
    ClientToolCallItem,
    FeedbackKind,
    ProgressUpdateEvent,
    StructuredInputItem,
    SyncCustomActionResponse,
    ThreadItemReplacedEvent,
    ThreadMetadata,
    ThreadStreamEvent,
    TranscriptionResult,
    UserMessageItem,
    WidgetItem,
)

from .attachments import MemoryFiles
from .context import Gates, Visit
from .describing import told
from .scripts import find
from .stage import Stage
from .store import MemoryStore

TITLE_LETTERS = 48


class StockServer(ChatKitServer[Visit]):
    """Answers by script."""

    def __init__(self) -> None:
        self.memory = MemoryStore()
        self.files = MemoryFiles()
        self.gates = Gates()
        self.feedback: list[tuple[str, list[str], FeedbackKind]] = []
        super().__init__(self.memory, self.files)

    async def respond(
        self, thread: ThreadMetadata, input_user_message: UserMessageItem | None, context: Visit
    ) -> AsyncIterator[ThreadStreamEvent]:
        """Play the script that the message asks for; a thread is called after its first message."""
        stage = self._stage(thread, input_user_message, context)
        if thread.title is None and stage.words:
            thread.title = stage.words[:TITLE_LETTERS]
        play = find(stage.words) if input_user_message else self._after_input
        async for event in play(stage):
            yield event

    async def _after_input(self, stage: Stage) -> AsyncIterator[ThreadStreamEvent]:
        """Say what a client tool returned, or what was answered to questions."""
        latest = await self.memory.load_thread_items(stage.thread.id, None, 1, "desc", stage.visit)
        for item in latest.data:
            if isinstance(item, ClientToolCallItem):
                async for event in stage.say(f"The page answered: `{json.dumps(item.output)}`"):
                    yield event
            if isinstance(item, StructuredInputItem):
                async for event in stage.say(told(item)):
                    yield event

    async def action(
        self,
        thread: ThreadMetadata,
        action: Action[str, Any],
        sender: WidgetItem | None,
        context: Visit,
    ) -> AsyncIterator[ThreadStreamEvent]:
        """Say which action came with what; `fail`, `hold` and `replace` do what they say."""
        stage = self._stage(thread, None, context)
        yield ProgressUpdateEvent(icon="bolt", text=f"Doing {action.type}…")
        if action.type == "hold":
            await self.gates.passed("action")
        if action.type == "fail":
            raise CustomStreamError("This action always fails.", allow_retry=True)
        if action.type == "replace" and sender is not None:
            yield ThreadItemReplacedEvent(item=_done(sender))
        payload = json.dumps(action.payload, ensure_ascii=False, sort_keys=True)
        async for event in stage.say(f"Action `{action.type}` came with `{payload}`."):
            yield event

    async def sync_action(
        self,
        thread: ThreadMetadata,
        action: Action[str, Any],
        sender: WidgetItem | None,
        context: Visit,
    ) -> SyncCustomActionResponse:
        """Answer with the widget that asked, marked as done."""
        if sender is None:
            return SyncCustomActionResponse()
        done = _done(sender)
        await self.memory.save_item(thread.id, done, context)
        return SyncCustomActionResponse(updated_item=done)

    async def add_feedback(
        self, thread_id: str, item_ids: list[str], feedback: FeedbackKind, context: Visit
    ) -> None:
        """Remember it."""
        self.feedback.append((thread_id, item_ids, feedback))

    async def transcribe(self, audio_input: AudioInput, context: Visit) -> TranscriptionResult:
        """Hear the same sentence in every recording that holds something."""
        return TranscriptionResult(text="Remind me to call the bank." if audio_input.data else "")

    def _stage(
        self, thread: ThreadMetadata, question: UserMessageItem | None, visit: Visit
    ) -> Stage:
        return Stage(thread, question, visit, self.memory, self.files, self.gates)


def _done(sender: WidgetItem) -> WidgetItem:
    """Return the widget with a status line that says so."""
    changed = sender.widget.model_dump() | {
        "status": {"text": "Saved by the server", "icon": "check-circle"},
    }
    return WidgetItem.model_validate(sender.model_dump() | {"widget": changed})
