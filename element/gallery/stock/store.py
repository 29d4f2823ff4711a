"""Threads, items and attachments in memory, lost with the process."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from chatkit.store import NotFoundError, Store
from chatkit.types import Attachment, Page, ThreadItem, ThreadMetadata
from pydantic import BaseModel

from .context import Visit

Row = TypeVar("Row", bound=BaseModel)


def page_of(
    rows: Sequence[Row], after: str | None, limit: int, order: str, name: Callable[[Row], str]
) -> Page[Row]:
    """Cut one page out of rows that are stored oldest first.

    Raises:
        NotFoundError: There is no row `after`.
    """
    ordered = list(rows) if order == "asc" else list(reversed(rows))
    begin = 0
    if after is not None:
        names = [name(row) for row in ordered]
        if after not in names:
            raise NotFoundError(f"Nothing is called {after}.")
        begin = names.index(after) + 1
    cut = [row.model_copy(deep=True) for row in ordered[begin : begin + limit]]
    more = begin + limit < len(ordered)
    return Page(data=cut, has_more=more, after=name(cut[-1]) if more and cut else None)


class MemoryStore(Store[Visit]):
    """A store as an application would write one; whoever reads gets a copy."""

    def __init__(self) -> None:
        self.threads: dict[str, ThreadMetadata] = {}
        self.items: dict[str, dict[str, ThreadItem]] = {}
        self.attachments: dict[str, Attachment] = {}

    def generate_thread_id(self, context: Visit) -> str:
        """Name a thread as the request asks, else at random."""
        return context.thread_id or super().generate_thread_id(context)

    async def load_thread(self, thread_id: str, context: Visit) -> ThreadMetadata:
        """Return a thread."""
        if thread_id not in self.threads:
            raise NotFoundError(f"There is no thread {thread_id}.")
        return self.threads[thread_id].model_copy(deep=True)

    async def save_thread(self, thread: ThreadMetadata, context: Visit) -> None:
        """Keep a thread."""
        self.threads[thread.id] = ThreadMetadata.model_validate(
            thread.model_dump(include=set(ThreadMetadata.model_fields))
        )
        self.items.setdefault(thread.id, {})

    async def load_threads(
        self, limit: int, after: str | None, order: str, context: Visit
    ) -> Page[ThreadMetadata]:
        """Return a page of threads."""
        return page_of(list(self.threads.values()), after, limit, order, lambda row: row.id)

    async def delete_thread(self, thread_id: str, context: Visit) -> None:
        """Forget a thread with its items."""
        self.threads.pop(thread_id, None)
        self.items.pop(thread_id, None)

    async def load_thread_items(
        self, thread_id: str, after: str | None, limit: int, order: str, context: Visit
    ) -> Page[ThreadItem]:
        """Return a page of a thread's items."""
        rows = list(self._of(thread_id).values())
        return page_of(rows, after, limit, order, lambda row: row.id)

    async def add_thread_item(self, thread_id: str, item: ThreadItem, context: Visit) -> None:
        """Keep an item; one that is known stays in its place."""
        self._of(thread_id)[item.id] = item.model_copy(deep=True)

    async def save_item(self, thread_id: str, item: ThreadItem, context: Visit) -> None:
        """Keep an item; one that is known stays in its place."""
        await self.add_thread_item(thread_id, item, context)

    async def load_item(self, thread_id: str, item_id: str, context: Visit) -> ThreadItem:
        """Return an item."""
        if item_id not in self._of(thread_id):
            raise NotFoundError(f"There is no item {item_id}.")
        return self._of(thread_id)[item_id].model_copy(deep=True)

    async def delete_thread_item(self, thread_id: str, item_id: str, context: Visit) -> None:
        """Forget an item."""
        self._of(thread_id).pop(item_id, None)

    async def save_attachment(self, attachment: Attachment, context: Visit) -> None:
        """Keep an attachment's description."""
        self.attachments[attachment.id] = attachment.model_copy(deep=True)

    async def load_attachment(self, attachment_id: str, context: Visit) -> Attachment:
        """Return an attachment's description."""
        if attachment_id not in self.attachments:
            raise NotFoundError(f"There is no attachment {attachment_id}.")
        return self.attachments[attachment_id].model_copy(deep=True)

    async def delete_attachment(self, attachment_id: str, context: Visit) -> None:
        """Forget an attachment's description."""
        self.attachments.pop(attachment_id, None)

    def _of(self, thread_id: str) -> dict[str, ThreadItem]:
        if thread_id not in self.items:
            raise NotFoundError(f"There is no thread {thread_id}.")
        return self.items[thread_id]
