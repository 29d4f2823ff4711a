"""Use cases over conversations."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from errand.db import Database
from errand.identity import Actor
from errand.threads import rows, store, submitting
from errand.threads.model import (
    Direction,
    Feedback,
    ItemNotFound,
    ItemPage,
    ItemView,
    NewItem,
    Role,
    Submission,
    Submitted,
    ThreadPage,
    ThreadView,
)
from errand.turns import discarding
from errand.turns.hub import Hub
from errand.turns.limits import Limits

PAGE_LIMIT = 100


class ThreadService:
    """What every edge asks of conversations and their items."""

    def __init__(
        self,
        db: Database,
        *,
        now: Callable[[], datetime],
        hub: Hub | None = None,
        limits: Limits | None = None,
    ) -> None:
        """`hub`: of the process whose worker may begin what is submitted; None: all is queued."""
        self._db, self._now, self._hub = db, now, hub
        self._limits = limits or Limits()

    async def create(self, actor: Actor, *, title: str | None = None) -> ThreadView:
        """Begin an empty conversation.

        Raises:
            InvalidInput: The title is too long.
        """
        async with self._db.transaction(actor) as session:
            row = await rows.new_conversation(
                session, actor, title=rows.clean_title(title), now=self._now()
            )
            return session.answer(rows.view_of(row))

    async def get(self, actor: Actor, thread_id: UUID) -> ThreadView:
        """Return one conversation.

        Raises:
            ThreadNotFound: It does not exist or belongs to someone else.
        """
        async with self._db.reading(actor) as session:
            return rows.view_of(await rows.existing(session, actor, thread_id))

    async def search(
        self,
        actor: Actor,
        *,
        wanted: str | None = None,
        after: UUID | None = None,
        limit: int = 20,
        direction: Direction = "desc",
    ) -> ThreadPage:
        """Return a page of conversations by activity; `wanted` looks in titles and texts.

        Raises:
            InvalidCursor: `after` is not one of the person's conversations.
            InvalidInput: `wanted` is not plain text.
        """
        rows.refuse_strange("A search", wanted or "")
        limit = max(1, min(limit, PAGE_LIMIT))
        async with self._db.reading(actor) as session:
            found = await store.search(
                session,
                owner_id=actor.user_id,
                wanted=wanted,
                after=after,
                limit=limit + 1,
                direction=direction,
            )
        threads = [rows.view_of(row) for row in found[:limit]]
        more = len(found) > limit
        return ThreadPage(threads, more, threads[-1].id if more else None)

    async def rename(self, actor: Actor, thread_id: UUID, title: str | None) -> ThreadView:
        """Give the conversation another title.

        Raises:
            ThreadNotFound: It does not exist or belongs to someone else.
            InvalidInput: The title is too long.
        """
        async with self._db.transaction(actor) as session:
            row = await rows.existing(session, actor, thread_id, lock=True)
            row.title = rows.clean_title(title)
            return session.answer(rows.view_of(row))

    async def suggest_title(
        self, actor: Actor, thread_id: UUID, title: str, *, instead_of: str | None
    ) -> ThreadView | None:
        """Give the conversation this title in place of that one; None: it has another by now.

        Raises:
            ThreadNotFound: It does not exist or belongs to someone else.
            InvalidInput: The title is too long.
        """
        async with self._db.transaction(actor) as session:
            row = await store.retitle(
                session,
                owner_id=actor.user_id,
                thread_id=thread_id,
                title=rows.clean_title(title),
                instead_of=instead_of,
            )
            if row is None:
                await rows.existing(session, actor, thread_id)
                return None
            return session.answer(rows.view_of(row))

    async def save(self, actor: Actor, thread: ThreadView) -> None:
        """Store what may change of a conversation while a turn runs.

        Raises:
            ThreadNotFound: It does not exist or belongs to someone else.
        """
        async with self._db.transaction(actor) as session:
            row = await rows.existing(session, actor, thread.id, lock=True)
            row.title, row.details = rows.clean_title(thread.title), thread.details
            row.status, row.status_reason = thread.status, thread.status_reason

    async def delete(self, actor: Actor, thread_id: UUID) -> None:
        """Delete the conversation with all that was said in it.

        Raises:
            ThreadNotFound: It does not exist or belongs to someone else.
        """
        async with self._db.transaction(actor) as session:
            # A worker holds its turn before it writes to the conversation: lock in the same order.
            await discarding.discard(session, actor, conversation_id=thread_id)
            await session.delete(await rows.existing(session, actor, thread_id, lock=True))

    async def items(
        self,
        actor: Actor,
        thread_id: UUID,
        *,
        after: UUID | None = None,
        limit: int = 20,
        direction: Direction = "desc",
        roles: Sequence[Role] | None = None,
        kinds: Sequence[str] | None = None,
    ) -> ItemPage:
        """Return a page of the conversation's items, by the order in which they came.

        Raises:
            ThreadNotFound: It does not exist or belongs to someone else.
            InvalidCursor: `after` is not an item of this conversation.
        """
        limit = max(1, min(limit, PAGE_LIMIT))
        async with self._db.reading(actor) as session:
            await rows.existing(session, actor, thread_id)
            found = await store.page(
                session,
                owner_id=actor.user_id,
                thread_id=thread_id,
                after=after,
                limit=limit + 1,
                direction=direction,
                roles=roles,
                kinds=kinds,
            )
        items = [rows.item_of(row) for row in found[:limit]]
        more = len(found) > limit
        return ItemPage(items, more, items[-1].id if more else None)

    async def recent(
        self, actor: Actor, thread_id: UUID, *, before_turn: UUID, limit: int
    ) -> list[dict[str, Any]]:
        """Return the newest items in full, oldest first, for the turn that answers them.

        With what the turn was asked; without what it said itself, and what was asked after it.
        """
        async with self._db.reading(actor) as session:
            return await store.recent(
                session,
                owner_id=actor.user_id,
                thread_id=thread_id,
                before_turn=before_turn,
                limit=limit,
            )

    async def of_turn(self, actor: Actor, thread_id: UUID, turn_id: UUID) -> list[ItemView]:
        """Return what was said and shown in a turn, in order; at most its first 100 items.

        Raises:
            ThreadNotFound: The conversation does not exist or belongs to someone else.
        """
        async with self._db.reading(actor) as session:
            await rows.existing(session, actor, thread_id)
            found = await store.of_turn(
                session,
                owner_id=actor.user_id,
                thread_id=thread_id,
                turn_id=turn_id,
                limit=PAGE_LIMIT,
            )
        return [rows.item_of(row) for row in found]

    async def item(self, actor: Actor, thread_id: UUID, item_id: UUID) -> ItemView:
        """Return one item.

        Raises:
            ItemNotFound: There is none such in a conversation of the person.
        """
        async with self._db.reading(actor) as session:
            return rows.item_of(await rows.existing_item(session, actor, thread_id, item_id))

    async def put_item(self, actor: Actor, thread_id: UUID, item: NewItem) -> None:
        """Store an item, or its newer form.

        Raises:
            ThreadNotFound: The conversation does not exist or belongs to someone else.
        """
        async with self._db.transaction(actor) as session:
            await rows.put(session, actor, thread_id, item, now=self._now())

    async def remove_item(self, actor: Actor, thread_id: UUID, item_id: UUID) -> None:
        """Remove an item; doing it twice changes nothing."""
        async with self._db.transaction(actor) as session:
            await store.remove_item(
                session, owner_id=actor.user_id, thread_id=thread_id, item_id=item_id
            )

    async def give_feedback(
        self, actor: Actor, thread_id: UUID, item_ids: Sequence[UUID], feedback: Feedback
    ) -> None:
        """Store what the person thinks of these items.

        Raises:
            ThreadNotFound: The conversation does not exist or belongs to someone else.
            ItemNotFound: One of the items is not in it.
        """
        async with self._db.transaction(actor) as session:
            await rows.existing(session, actor, thread_id)
            known = await store.set_feedback(
                session,
                owner_id=actor.user_id,
                thread_id=thread_id,
                item_ids=item_ids,
                feedback=feedback,
            )
            if known != len(set(item_ids)):
                raise ItemNotFound

    async def submit(self, actor: Actor, asked: Submission) -> Submitted:
        """Change the conversation and queue the turn that answers: both or neither.

        Said twice with the same key, it is done once.

        Raises:
            ThreadNotFound: The conversation does not exist or belongs to someone else.
            ThreadNotActive: It is locked or closed.
            ItemNotFound: The change names an item that is not in it.
            NotExpected: The change answers what does not wait for an answer.
            IdempotencyMismatch: The key was used for something else.
            LimitReached: The person has asked for enough.
        """
        if self._hub is None:
            return await self._submit(actor, asked, None)
        async with self._hub.beginnings.place() as place:
            with self._hub.claiming(actor.user_id) as worker:
                done = await self._submit(actor, asked, worker)
            if done.held is not None:
                self._hub.beginnings.keep(done.turn_id, place)
            return done

    async def _submit(self, actor: Actor, asked: Submission, worker: str | None) -> Submitted:
        return await submitting.submit(
            self._db, actor, asked, now=self._now, worker=worker, limits=self._limits
        )
