"""Use cases over conversations."""

from collections.abc import Callable, Sequence
from datetime import datetime
from uuid import UUID

from errand.db import Database, Session
from errand.errors import InvalidInput
from errand.identity import Actor, uuid7
from errand.threads import store
from errand.threads.model import (
    Change,
    Conversation,
    Direction,
    Feedback,
    ItemNotFound,
    ItemPage,
    ItemView,
    Message,
    NewItem,
    NotExpected,
    Role,
    Submission,
    Submitted,
    ThreadNotActive,
    ThreadNotFound,
    ThreadPage,
    ThreadView,
)
from errand.turns import queue
from errand.turns.model import NewTurn

PAGE_LIMIT = 100
TITLE_LIMIT = 500


class ThreadService:
    """What every edge asks of conversations and their items."""

    def __init__(self, db: Database, *, now: Callable[[], datetime]) -> None:
        self._db, self._now = db, now

    async def create(self, actor: Actor, *, title: str | None = None) -> ThreadView:
        """Begin an empty conversation.

        Raises:
            InvalidInput: The title is too long.
        """
        async with self._db.transaction(actor) as session:
            return session.answer(_view(self._new(session, actor, _title(title))))

    async def get(self, actor: Actor, thread_id: UUID) -> ThreadView:
        """Return one conversation.

        Raises:
            ThreadNotFound: It does not exist or belongs to someone else.
        """
        async with self._db.transaction(actor) as session:
            return _view(await _existing(session, actor, thread_id))

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
        """
        limit = max(1, min(limit, PAGE_LIMIT))
        async with self._db.transaction(actor) as session:
            found = await store.search(
                session,
                owner_id=actor.user_id,
                wanted=wanted,
                after=after,
                limit=limit + 1,
                direction=direction,
            )
        threads = [_view(row) for row in found[:limit]]
        more = len(found) > limit
        return ThreadPage(threads, more, threads[-1].id if more else None)

    async def rename(self, actor: Actor, thread_id: UUID, title: str | None) -> ThreadView:
        """Give the conversation another title.

        Raises:
            ThreadNotFound: It does not exist or belongs to someone else.
            InvalidInput: The title is too long.
        """
        async with self._db.transaction(actor) as session:
            row = await _existing(session, actor, thread_id, lock=True)
            row.title = _title(title)
            return session.answer(_view(row))

    async def save(self, actor: Actor, thread: ThreadView) -> None:
        """Store what may change of a conversation while a turn runs; makes it where it is new."""
        async with self._db.transaction(actor) as session:
            row = await store.find(session, owner_id=actor.user_id, thread_id=thread.id, lock=True)
            if row is None:
                row = self._new(session, actor, thread.title, thread_id=thread.id)
            row.title, row.details = thread.title, thread.details
            row.status, row.status_reason = thread.status, thread.status_reason

    async def delete(self, actor: Actor, thread_id: UUID) -> None:
        """Delete the conversation with all that was said in it.

        Raises:
            ThreadNotFound: It does not exist or belongs to someone else.
        """
        async with self._db.transaction(actor) as session:
            await session.delete(await _existing(session, actor, thread_id, lock=True))

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
        async with self._db.transaction(actor) as session:
            await _existing(session, actor, thread_id)
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
        items = [_item(row) for row in found[:limit]]
        more = len(found) > limit
        return ItemPage(items, more, items[-1].id if more else None)

    async def of_turn(self, actor: Actor, thread_id: UUID, turn_id: UUID) -> list[ItemView]:
        """Return what was said and shown in a turn, in order; at most its first 100 items.

        Raises:
            ThreadNotFound: The conversation does not exist or belongs to someone else.
        """
        async with self._db.transaction(actor) as session:
            await _existing(session, actor, thread_id)
            found = await store.of_turn(
                session,
                owner_id=actor.user_id,
                thread_id=thread_id,
                turn_id=turn_id,
                limit=PAGE_LIMIT,
            )
        return [_item(row) for row in found]

    async def item(self, actor: Actor, thread_id: UUID, item_id: UUID) -> ItemView:
        """Return one item.

        Raises:
            ItemNotFound: There is none such in a conversation of the person.
        """
        async with self._db.transaction(actor) as session:
            return _item(await _existing_item(session, actor, thread_id, item_id))

    async def put_item(self, actor: Actor, thread_id: UUID, item: NewItem) -> None:
        """Store an item, or its newer form.

        Raises:
            ThreadNotFound: The conversation does not exist or belongs to someone else.
        """
        async with self._db.transaction(actor) as session:
            await self._put(session, actor, thread_id, item)

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
            await _existing(session, actor, thread_id)
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
            TooManyTurns: The person has enough answers running.
        """
        turn_id = uuid7()
        async with self._db.transaction(actor) as session:
            if asked.key is not None:
                before = await queue.take_key(session, actor, asked.key, turn_id)
                if before is not None:
                    thread_id = await queue.conversation_of(session, actor, before)
                    return Submitted(before, thread_id, repeated=True)
            row = await self._open(session, actor, asked)
            extra = await self._apply(session, actor, row, asked.change, turn_id)
            await queue.submit(
                session,
                actor,
                NewTurn(kind=asked.turn.kind, input=asked.turn.input | extra),
                turn_id=turn_id,
                conversation_id=row.id,
                now=self._now(),
            )
            return session.answer(Submitted(turn_id, row.id, repeated=False))

    async def _open(self, session: Session, actor: Actor, asked: Submission) -> Conversation:
        if asked.begins:
            row = self._new(session, actor, asked.change.title, thread_id=asked.thread_id)
            await session.flush()
            return row
        row = await _existing(session, actor, asked.thread_id, lock=True)
        if row.status != "active":
            raise ThreadNotActive(row.status, row.status_reason)
        row.title = row.title or asked.change.title
        await session.flush()
        return row

    async def _apply(
        self, session: Session, actor: Actor, row: Conversation, change: Change, turn_id: UUID
    ) -> dict[str, list[str]]:
        for item in change.add:
            mine = item.model_copy(update={"turn_id": turn_id})
            await self._put(session, actor, row.id, mine)
        if change.answer_call is not None:
            last = await self._pending_call(session, actor, row.id)
            await self._put(session, actor, row.id, change.answer_call(last))
        if change.answer_item is not None:
            item_id, answered = change.answer_item
            found = _item(await _existing_item(session, actor, row.id, item_id))
            await self._put(session, actor, row.id, answered(found))
        if change.retry_after is not None:
            return await self._retry(session, actor, row.id, change.retry_after)
        return {}

    async def _pending_call(self, session: Session, actor: Actor, thread_id: UUID) -> ItemView:
        found = await store.page(
            session,
            owner_id=actor.user_id,
            thread_id=thread_id,
            after=None,
            limit=1,
            direction="desc",
            roles=["user", "assistant"],
        )
        if not found or found[0].kind != "client_tool_call" or found[0].item["status"] != "pending":
            raise NotExpected("This conversation does not wait for the result of a tool.")
        return _item(found[0])

    async def _retry(
        self, session: Session, actor: Actor, thread_id: UUID, item_id: UUID
    ) -> dict[str, list[str]]:
        asked = await _existing_item(session, actor, thread_id, item_id)
        if asked.kind != "user_message":
            raise InvalidInput("Only a message of yours can be answered again.")
        await queue.discard(session, actor, conversation_id=thread_id)
        removed = await store.remove_after(
            session, owner_id=actor.user_id, thread_id=thread_id, seq=asked.seq
        )
        return {"removed": [str(gone) for gone in removed]}

    async def _put(self, session: Session, actor: Actor, thread_id: UUID, item: NewItem) -> None:
        stored = await store.upsert(
            session, owner_id=actor.user_id, thread_id=thread_id, item=item, now=self._now()
        )
        if not stored:
            raise ThreadNotFound

    def _new(
        self, session: Session, actor: Actor, title: str | None, *, thread_id: UUID | None = None
    ) -> Conversation:
        now = self._now()
        row = Conversation(
            owner_id=actor.user_id,
            id=thread_id or uuid7(),
            title=title,
            created_at=now,
            updated_at=now,
        )
        session.add(row)
        return row


def _title(title: str | None) -> str | None:
    cleaned = " ".join((title or "").split())
    if len(cleaned) > TITLE_LIMIT:
        raise InvalidInput(f"A title has at most {TITLE_LIMIT} characters.")
    return cleaned or None


async def _existing(
    session: Session, actor: Actor, thread_id: UUID, *, lock: bool = False
) -> Conversation:
    row = await store.find(session, owner_id=actor.user_id, thread_id=thread_id, lock=lock)
    if row is None:
        raise ThreadNotFound
    return row


async def _existing_item(session: Session, actor: Actor, thread_id: UUID, item_id: UUID) -> Message:
    row = await store.find_item(
        session, owner_id=actor.user_id, thread_id=thread_id, item_id=item_id
    )
    if row is None:
        raise ItemNotFound
    return row


def _view(row: Conversation) -> ThreadView:
    return ThreadView.model_validate(row, from_attributes=True)


def _item(row: Message) -> ItemView:
    return ItemView.model_validate(row, from_attributes=True)
