"""The SDK's store over the threads service: the SDK never sees a table."""

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import cast
from uuid import UUID

from chatkit.store import NotFoundError, Store, StoreItemType
from chatkit.types import Attachment, Page, ThreadItem, ThreadMetadata

from errand.edge.chatkit.items import (
    changed_view,
    from_row,
    parse_id,
    thread_metadata,
    to_row,
)
from errand.errors import InvalidCursor, SignedOut, Unavailable
from errand.identity import Actor, uuid7
from errand.threads.model import Direction, ItemNotFound, Role, ThreadNotFound
from errand.threads.service import ThreadService
from errand.turns.model import Lost
from errand.turns.running import RunningTurn

CUTS = (Lost, Unavailable, SignedOut)
"""What tears a turn off without being its outcome: a lost turn belongs to somebody else, and an
unreachable database or an ended sign-in is the worker's to deal with. The SDK's pipeline would
make an apology of it."""


@dataclass
class Context:
    """On whose behalf the SDK works, and for which turn; None in a request that starts none."""

    actor: Actor
    turn: RunningTurn | None = None
    query: str | None = None
    """What to search for in a list of conversations."""
    feedback: dict[str, str] = field(default_factory=dict[str, str])
    """Filled with what the person thought of the items that were loaded, by item id."""
    cut: Exception | None = None
    """Why the turn was torn off, if it was; see `CUTS`."""

    @property
    def turn_id(self) -> UUID | None:
        """Id of the turn, if any."""
        return self.turn.turn_id if self.turn else None


SHOWN: tuple[Role, ...] = ("user", "assistant")


class ErrandStore(Store[Context]):
    """Conversations in PostgreSQL: own ids, upserts, an order of their own, aware times."""

    def __init__(self, threads: ThreadService) -> None:
        self._threads = threads

    def generate_thread_id(self, context: Context) -> str:
        """Return a UUIDv7."""
        return str(uuid7())

    def generate_item_id(
        self, item_type: StoreItemType, thread: ThreadMetadata, context: Context
    ) -> str:
        """Return a UUIDv7."""
        return str(uuid7())

    async def load_thread(self, thread_id: str, context: Context) -> ThreadMetadata:
        """Return the conversation.

        Raises:
            ThreadNotFound: It does not exist or belongs to someone else.
        """
        return thread_metadata(await self._threads.get(context.actor, _thread_id(thread_id)))

    async def save_thread(self, thread: ThreadMetadata, context: Context) -> None:
        """Store what the SDK changed of the conversation."""
        with _noted(context):
            before = await self._threads.get(context.actor, _thread_id(thread.id))
            await self._threads.save(context.actor, changed_view(before, thread))

    async def load_threads(
        self, limit: int, after: str | None, order: str, context: Context
    ) -> Page[ThreadMetadata]:
        """Return a page of conversations by activity."""
        page = await self._threads.search(
            context.actor,
            wanted=context.query,
            after=_cursor(after),
            limit=limit,
            direction=_direction(order),
        )
        return Page(
            data=[thread_metadata(view) for view in page.threads],
            has_more=page.has_more,
            after=None if page.after is None else str(page.after),
        )

    async def load_thread_items(
        self, thread_id: str, after: str | None, limit: int, order: str, context: Context
    ) -> Page[ThreadItem]:
        """Return a page of items; hidden ones only to the turn that works with them."""
        page = await self._threads.items(
            context.actor,
            _thread_id(thread_id),
            after=_cursor(after),
            limit=limit,
            direction=_direction(order),
            roles=None if context.turn else SHOWN,
        )
        context.feedback |= {str(row.id): row.feedback for row in page.items if row.feedback}
        return Page(
            data=[from_row(row) for row in page.items],
            has_more=page.has_more,
            after=None if page.after is None else str(page.after),
        )

    async def add_thread_item(self, thread_id: str, item: ThreadItem, context: Context) -> None:
        """Store the item, or its newer form: the SDK adds some items twice."""
        row = to_row(item, turn_id=context.turn_id)
        with _noted(context):
            await self._threads.put_item(context.actor, _thread_id(thread_id), row)

    async def save_item(self, thread_id: str, item: ThreadItem, context: Context) -> None:
        """Store the item's newer form."""
        await self.add_thread_item(thread_id, item, context)

    async def load_item(self, thread_id: str, item_id: str, context: Context) -> ThreadItem:
        """Return the item.

        Raises:
            ItemNotFound: It is not in this conversation.
        """
        try:
            wanted = parse_id(item_id)
        except NotFoundError as error:
            raise ItemNotFound from error
        return from_row(await self._threads.item(context.actor, _thread_id(thread_id), wanted))

    async def delete_thread(self, thread_id: str, context: Context) -> None:
        """Delete the conversation."""
        await self._threads.delete(context.actor, _thread_id(thread_id))

    async def delete_thread_item(self, thread_id: str, item_id: str, context: Context) -> None:
        """Delete the item."""
        with _noted(context):
            await self._threads.remove_item(context.actor, _thread_id(thread_id), parse_id(item_id))

    async def save_attachment(self, attachment: Attachment, context: Context) -> None:
        """Refuse: the edge answers 501 before it comes to this."""
        raise NotFoundError(attachment.id)

    async def load_attachment(self, attachment_id: str, context: Context) -> Attachment:
        """Refuse: nobody has attachments yet."""
        raise NotFoundError(attachment_id)

    async def delete_attachment(self, attachment_id: str, context: Context) -> None:
        """Refuse: nobody has attachments yet."""
        raise NotFoundError(attachment_id)


@contextmanager
def _noted(context: Context) -> Generator[None]:
    """Keep in the context why a write of the SDK's pipeline was torn off: it tells nobody."""
    try:
        yield
    except CUTS as error:
        context.cut = error
        raise


def _thread_id(given: str) -> UUID:
    try:
        return parse_id(given)
    except NotFoundError as error:
        raise ThreadNotFound from error


def _cursor(given: str | None) -> UUID | None:
    if not given:
        return None
    try:
        return parse_id(given)
    except NotFoundError as error:
        raise InvalidCursor from error


def _direction(order: str) -> Direction:
    return cast("Direction", order if order in {"asc", "desc"} else "desc")
