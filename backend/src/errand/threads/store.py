"""Queries over conversations and items. Each one names the owner."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, delete, func, text, tuple_, update
from sqlmodel import col, select

from errand.db import Session
from errand.errors import InvalidCursor
from errand.threads.model import Conversation, Direction, Message, NewItem


async def find(
    session: Session, *, owner_id: UUID, thread_id: UUID, lock: bool = False
) -> Conversation | None:
    """Return the conversation, if it is the owner's."""
    query = select(Conversation).where(
        col(Conversation.owner_id) == owner_id, col(Conversation.id) == thread_id
    )
    return (await session.scalars(query.with_for_update() if lock else query)).one_or_none()


_INSERT = text(
    "insert into app.conversations (owner_id, id, title, status, details, last_seq, message_count,"
    " created_at, updated_at) values (:owner, :thread, :title, 'active', '{}', 0, 0, :now, :now)"
)


async def insert(session: Session, row: Conversation) -> None:
    """Store a conversation in which nothing was said yet."""
    values = {"owner": row.owner_id, "thread": row.id, "title": row.title, "now": row.created_at}
    await session.run(_INSERT, values)


_RETITLE = text(
    "update app.conversations set title = :title where owner_id = :owner and id = :thread"
    " and title is not distinct from cast(:before as text) returning *"
)


async def retitle(
    session: Session, *, owner_id: UUID, thread_id: UUID, title: str | None, instead_of: str | None
) -> Conversation | None:
    """Give the conversation this title if it has that one; return how it is then."""
    values = {"owner": owner_id, "thread": thread_id, "title": title, "before": instead_of}
    found = (await session.run(_RETITLE, values)).mappings().one_or_none()
    return None if found is None else Conversation(**found)


async def search(
    session: Session,
    *,
    owner_id: UUID,
    wanted: str | None,
    after: UUID | None,
    limit: int,
    direction: Direction,
) -> Sequence[Conversation]:
    """Return at most `limit` conversations by newest (or oldest) activity.

    Raises:
        InvalidCursor: `after` is not a conversation of the owner.
    """
    key = tuple_(col(Conversation.updated_at), col(Conversation.id))
    query = select(Conversation).where(col(Conversation.owner_id) == owner_id)
    if wanted:
        query = query.where(_mentions(owner_id, wanted))
    if after is not None:
        last = await find(session, owner_id=owner_id, thread_id=after)
        if last is None:
            raise InvalidCursor
        edge = tuple_(last.updated_at, last.id)
        query = query.where(key < edge if direction == "desc" else key > edge)
    columns = (col(Conversation.updated_at), col(Conversation.id))
    ordered = query.order_by(*(c.desc() if direction == "desc" else c.asc() for c in columns))
    return (await session.scalars(ordered.limit(limit))).all()


def _mentions(owner_id: UUID, wanted: str) -> ColumnElement[bool]:
    pattern = "%" + wanted.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
    said = (
        select(Message.id)
        .where(
            col(Message.owner_id) == owner_id,
            col(Message.conversation_id) == col(Conversation.id),
            col(Message.text).ilike(pattern),
        )
        .exists()
    )
    return col(Conversation.title).ilike(pattern) | said


async def find_item(
    session: Session, *, owner_id: UUID, thread_id: UUID, item_id: UUID
) -> Message | None:
    """Return the item, if it is in this conversation of the owner."""
    query = select(Message).where(*_of(owner_id, thread_id), col(Message.id) == item_id)
    return (await session.scalars(query)).one_or_none()


async def page(
    session: Session,
    *,
    owner_id: UUID,
    thread_id: UUID,
    after: UUID | None,
    limit: int,
    direction: Direction,
    kinds: Sequence[str] | None = None,
    roles: Sequence[str] | None = None,
) -> Sequence[Message]:
    """Return at most `limit` items after `after`, in the direction asked for.

    Raises:
        InvalidCursor: `after` is not an item of this conversation.
    """
    query = select(Message).where(*_of(owner_id, thread_id))
    if kinds is not None:
        query = query.where(col(Message.kind).in_(kinds))
    if roles is not None:
        query = query.where(col(Message.role).in_(roles))
    if after is not None:
        last = await find_item(session, owner_id=owner_id, thread_id=thread_id, item_id=after)
        if last is None:
            raise InvalidCursor
        seq = col(Message.seq)
        query = query.where(seq < last.seq if direction == "desc" else seq > last.seq)
    seq = col(Message.seq)
    ordered = query.order_by(seq.desc() if direction == "desc" else seq.asc())
    return (await session.scalars(ordered.limit(limit))).all()


async def of_turn(
    session: Session, *, owner_id: UUID, thread_id: UUID, turn_id: UUID, limit: int
) -> Sequence[Message]:
    """Return at most `limit` items of a turn, oldest first."""
    query = (
        select(Message)
        .where(*_of(owner_id, thread_id), col(Message.turn_id) == turn_id)
        .order_by(col(Message.seq))
        .limit(limit)
    )
    return (await session.scalars(query)).all()


_RECENT = text(
    "with later as materialized (select t.id from app.turns t join app.turns mine"
    " on mine.owner_id = t.owner_id and mine.id = cast(:turn as uuid)"
    " and (t.created_at, t.id) > (mine.created_at, mine.id) where t.owner_id = :owner"
    " and t.conversation_id = :thread and t.status in ('queued', 'running'))"
    " select item from app.messages where owner_id = :owner and conversation_id = :thread"
    " and (turn_id is null or turn_id <> cast(:turn as uuid) and turn_id not in"
    " (select id from later) or turn_id = cast(:turn as uuid) and role = 'user')"
    " order by seq desc limit :most"
)


async def recent(
    session: Session, *, owner_id: UUID, thread_id: UUID, before_turn: UUID, limit: int
) -> list[dict[str, Any]]:
    """Return the newest items, oldest first, before and with what this turn was asked.

    What it has said itself, in an earlier attempt, and what was asked after it are left out. By
    the order in which they were asked, not by their ids: these are made before it is their turn.
    """
    values = {"owner": owner_id, "thread": thread_id, "turn": str(before_turn), "most": limit}
    newest_first = (await session.run(_RECENT, values)).scalars().all()
    return list(reversed(newest_first))


_UPSERT = text(
    "with taken as (update app.conversations set last_seq = last_seq + 1, message_count ="
    " message_count + case when exists (select from app.messages m where m.owner_id = :owner"
    " and m.conversation_id = :thread and m.id = :id) or not :counted then 0 else 1 end,"
    " updated_at = greatest(updated_at, :now)"
    " where owner_id = :owner and id = :thread returning last_seq)"
    " insert into app.messages (owner_id, conversation_id, id, seq, role, kind, text, item,"
    " turn_id, created_at) select :owner, :thread, :id, last_seq, :role, :kind, :text,"
    " cast(:item as jsonb), cast(:turn_id as uuid), :created_at from taken"
    " on conflict (owner_id, conversation_id, id) do update set role = excluded.role,"
    " kind = excluded.kind, text = excluded.text, item = excluded.item returning seq"
)


async def upsert(
    session: Session, *, owner_id: UUID, thread_id: UUID, item: NewItem, now: datetime
) -> bool:
    """Store the item under the next number of its conversation, or over its older form.

    Returns:
        False where the owner has no such conversation.
    """
    stored = await session.run(
        _UPSERT,
        item.model_dump()
        | {
            "owner": owner_id,
            "thread": thread_id,
            "now": now,
            "item": json.dumps(item.item),
            "turn_id": None if item.turn_id is None else str(item.turn_id),
            "counted": item.role in {"user", "assistant"} and item.kind.endswith("_message"),
        },
    )
    return stored.one_or_none() is not None


async def remove_after(
    session: Session, *, owner_id: UUID, thread_id: UUID, seq: int
) -> list[UUID]:
    """Remove the items after that number; return which, newest last."""
    gone = await session.execute(
        delete(Message)
        .where(*_of(owner_id, thread_id), col(Message.seq) > seq)
        .returning(col(Message.id), col(Message.seq))
    )
    removed = [row.id for row in sorted(gone, key=lambda row: row.seq)]
    await _recount(session, owner_id=owner_id, thread_id=thread_id)
    return removed


async def remove_item(session: Session, *, owner_id: UUID, thread_id: UUID, item_id: UUID) -> None:
    """Remove one item; doing it twice changes nothing."""
    await session.execute(
        delete(Message).where(*_of(owner_id, thread_id), col(Message.id) == item_id)
    )
    await _recount(session, owner_id=owner_id, thread_id=thread_id)


async def _recount(session: Session, *, owner_id: UUID, thread_id: UUID) -> None:
    spoken = (
        select(func.count())
        .select_from(Message)
        .where(
            *_of(owner_id, thread_id), col(Message.kind).in_(["user_message", "assistant_message"])
        )
        .scalar_subquery()
    )
    await session.execute(
        update(Conversation)
        .where(col(Conversation.owner_id) == owner_id, col(Conversation.id) == thread_id)
        .values(message_count=spoken)
    )


async def set_feedback(
    session: Session, *, owner_id: UUID, thread_id: UUID, item_ids: Sequence[UUID], feedback: str
) -> int:
    """Store what the person thinks of these items; return how many there are."""
    done = await session.execute(
        update(Message)
        .where(*_of(owner_id, thread_id), col(Message.id).in_(item_ids))
        .values(feedback=feedback)
        .returning(col(Message.id))
    )
    return len(done.all())


def _of(owner_id: UUID, thread_id: UUID) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return col(Message.owner_id) == owner_id, col(Message.conversation_id) == thread_id
