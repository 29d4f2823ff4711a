"""The title that a conversation gets with its first answer; the person's own always wins."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from dataclasses import dataclass

import structlog
from chatkit.types import (
    AssistantMessageItem,
    ThreadItemAddedEvent,
    ThreadItemDoneEvent,
    ThreadStreamEvent,
    ThreadUpdatedEvent,
    WidgetItem,
)

from errand.assistant.faults import ModelFault
from errand.assistant.models import HostedModels
from errand.assistant.titles import title_by, title_of_deeds
from errand.edge.chatkit.items import thread_metadata
from errand.edge.chatkit.outcomes import added_titles
from errand.edge.chatkit.sdk import as_thread
from errand.threads.service import ThreadService
from errand.turns.running import RunningTurn

LATE_SECONDS = 1.5
"""So long after the answer a title may still come."""
_log = structlog.get_logger(__name__)


@dataclass
class Titling:
    """Names the conversation of one turn, if that begins it."""

    threads: ThreadService
    turn: RunningTurn
    said: str
    hosted: HostedModels | None
    wanted: str | None

    async def along(
        self, events: AsyncGenerator[ThreadStreamEvent]
    ) -> AsyncGenerator[ThreadStreamEvent]:
        """Give the answer's events as they come, and then the title."""
        asking: asyncio.Task[str | None] | None = None
        added: list[str] = []
        speaks = False
        try:
            async with aclosing(events):
                async for event in events:
                    speaks = speaks or _speaks(event)
                    # Not before the answer's first word, here or anywhere: that is what people
                    # wait for. In a crowd that may be when this answer has been said.
                    if asking is None and speaks and not self.turn.crowded:
                        asking = self._ask()
                    added += _added(event)
                    yield event
            if asking is None and speaks:
                asking = self._ask()
            title = await self._given(asking) or title_of_deeds(added)
        finally:
            if asking is not None:
                asking.cancel()
        if title is not None:
            async for event in self._named(title):
                yield event

    def _ask(self) -> asyncio.Task[str | None] | None:
        return asyncio.create_task(self._asked(self.hosted)) if self.hosted else None

    async def _asked(self, hosted: HostedModels) -> str | None:
        try:
            return await title_by(hosted, self.wanted, self.said, journal=self.turn)
        except ModelFault as error:
            _log.info("title.failed", fault=error.fault.name)
            return None

    async def _given(self, asking: asyncio.Task[str | None] | None) -> str | None:
        if asking is None:
            return None
        done, _ = await asyncio.wait({asking}, timeout=LATE_SECONDS)
        return asking.result() if done else None

    async def _named(self, title: str) -> AsyncIterator[ThreadStreamEvent]:
        before = self.turn.input["thread"]["title"]
        named = await self.threads.suggest_title(
            self.turn.actor, self.turn.thread_id, title, instead_of=before
        )
        if named is not None:
            yield ThreadUpdatedEvent(thread=as_thread(thread_metadata(named)))


def _speaks(event: ThreadStreamEvent) -> bool:
    return isinstance(event, ThreadItemAddedEvent) and isinstance(event.item, AssistantMessageItem)


def _added(event: ThreadStreamEvent) -> list[str]:
    if isinstance(event, ThreadItemDoneEvent) and isinstance(event.item, WidgetItem):
        return added_titles(event.item)
    return []
