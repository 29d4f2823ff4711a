"""What a script has in its hands: the thread, names for items, pauses, whole messages."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from chatkit.store import StoreItemType
from chatkit.types import (
    Annotation,
    AssistantMessageContent,
    AssistantMessageContentPartAdded,
    AssistantMessageContentPartAnnotationAdded,
    AssistantMessageContentPartDone,
    AssistantMessageContentPartTextDelta,
    AssistantMessageItem,
    ThreadItemAddedEvent,
    ThreadItemDoneEvent,
    ThreadItemUpdatedEvent,
    ThreadMetadata,
    ThreadStreamEvent,
    UserMessageItem,
)

from .attachments import MemoryFiles
from .context import Gates, Visit
from .store import MemoryStore

Events = AsyncIterator[ThreadStreamEvent]
WORD_SECONDS = 0.02
"""Between two words of an ordinary answer."""


@dataclass(frozen=True, slots=True)
class Stage:
    """One turn of one thread."""

    thread: ThreadMetadata
    question: UserMessageItem | None
    visit: Visit
    store: MemoryStore
    files: MemoryFiles
    gates: Gates

    @property
    def words(self) -> str:
        """What the person wrote, tags by their text."""
        content = self.question.content if self.question else []
        return "".join(part.text for part in content).strip()

    async def pause(self, seconds: float) -> None:
        """Take time, as a model does."""
        if self.visit.pace > 0:
            await asyncio.sleep(seconds * self.visit.pace)

    def base(self, kind: StoreItemType = "message") -> dict[str, Any]:
        """Return what every item starts with."""
        name = self.store.generate_item_id(kind, self.thread, self.visit)
        # The SDK itself writes the server's local time, without a zone.
        return {"id": name, "thread_id": self.thread.id, "created_at": datetime.now()}  # noqa: DTZ005

    async def say(
        self, text: str, *, pause: float = WORD_SECONDS, sources: list[Annotation] | None = None
    ) -> Events:
        """Write one assistant message word by word, then its annotations."""
        item = AssistantMessageItem(**self.base(), content=[])
        yield ThreadItemAddedEvent(item=item)
        async for event in self.part(item.id, 0, text, pause=pause, sources=sources or []):
            yield event
        whole = AssistantMessageContent(text=text, annotations=sources or [])
        yield ThreadItemDoneEvent(item=item.model_copy(update={"content": [whole]}))

    async def part(
        self, item_id: str, index: int, text: str, *, pause: float, sources: list[Annotation]
    ) -> Events:
        """Write one content part of a message that was added."""
        empty = AssistantMessageContent(text="")
        added = AssistantMessageContentPartAdded(content_index=index, content=empty)
        yield ThreadItemUpdatedEvent(item_id=item_id, update=added)
        for word in pieces(text):
            delta = AssistantMessageContentPartTextDelta(content_index=index, delta=word)
            yield ThreadItemUpdatedEvent(item_id=item_id, update=delta)
            await self.pause(pause)
        for at, source in enumerate(sources):
            marked = AssistantMessageContentPartAnnotationAdded(
                content_index=index, annotation_index=at, annotation=source
            )
            yield ThreadItemUpdatedEvent(item_id=item_id, update=marked)
        # The SDK's own agent adapter forgets the annotations here; a client must not.
        done = AssistantMessageContentPartDone(
            content_index=index, content=AssistantMessageContent(text=text)
        )
        yield ThreadItemUpdatedEvent(item_id=item_id, update=done)


def pieces(text: str) -> list[str]:
    """Cut a text as a tokenizer would, roughly: a word with the space before it."""
    found: list[str] = []
    word = ""
    for letter in text:
        if letter in " \n" and word and not word[-1].isspace():
            found.append(word)
            word = ""
        word += letter
    return [*found, word] if word else found
