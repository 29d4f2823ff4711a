"""The use case that everything said goes through: change a conversation and queue the answer."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from errand.db import Database, Session
from errand.errors import InvalidInput, Unavailable
from errand.identity import Actor, uuid7
from errand.threads import rows, store
from errand.threads.model import (
    Change,
    Conversation,
    ItemView,
    NotExpected,
    Submission,
    Submitted,
    ThreadNotActive,
)
from errand.tracing import carried
from errand.turns import discarding, keys, queue
from errand.turns.limits import Limits
from errand.turns.model import NewTurn

TRIES = 5


class _CrossedError(Exception):
    """Something was asked between the end of the open turns and the lock of the conversation."""


async def submit(
    db: Database,
    actor: Actor,
    asked: Submission,
    *,
    now: Callable[[], datetime],
    worker: str | None,
    limits: Limits,
) -> Submitted:
    """Do what `ThreadService.submit` promises.

    Raises:
        Unavailable: Others say something in the conversation faster than it can be taken back.
    """
    for _ in range(TRIES):
        try:
            return await _submit(db, actor, asked, now=now, worker=worker, limits=limits)
        except _CrossedError:
            continue
    raise Unavailable("Too much is said in this conversation at once. Please try again.")


async def _submit(
    db: Database,
    actor: Actor,
    asked: Submission,
    *,
    now: Callable[[], datetime],
    worker: str | None,
    limits: Limits,
) -> Submitted:
    turn_id = uuid7()
    async with db.transaction(actor) as session:
        if asked.key is not None:
            before = await keys.take_key(session, actor, asked.key, turn_id)
            if before is not None:
                thread_id = await keys.conversation_of(session, actor, before)
                return Submitted(before, thread_id, repeated=True)
        row = await _opened(session, actor, asked, now())
        # What the turn would have to look up before it can begin.
        known = {"thread": rows.view_of(row).model_dump(mode="json"), "trace": carried()}
        extra = await _applied(session, actor, row.id, asked.change, turn_id=turn_id, now=now())
        held = await queue.submit(
            session,
            actor,
            NewTurn(kind=asked.turn.kind, input=asked.turn.input | known | extra),
            turn_id=turn_id,
            conversation_id=row.id,
            now=now(),
            limits=limits,
            worker=worker,
        )
        return session.answer(Submitted(turn_id, row.id, repeated=False, held=held))


async def _opened(session: Session, actor: Actor, asked: Submission, now: datetime) -> Conversation:
    if asked.begins:
        return await rows.new_conversation(
            session, actor, title=asked.change.title, now=now, thread_id=asked.thread_id
        )
    if asked.change.cuts is not None:
        # A worker holds its turn before it writes to the conversation: lock in the same order.
        await discarding.discard(session, actor, conversation_id=asked.thread_id)
    row = await rows.existing(session, actor, asked.thread_id, lock=True)
    if row.status != "active":
        raise ThreadNotActive(row.status, row.status_reason)
    if asked.change.cuts is not None and await discarding.is_open(
        session, actor, conversation_id=asked.thread_id
    ):
        raise _CrossedError
    row.title = row.title or asked.change.title
    await session.flush()
    return row


async def _applied(
    session: Session,
    actor: Actor,
    thread_id: UUID,
    change: Change,
    *,
    turn_id: UUID,
    now: datetime,
) -> dict[str, list[str]]:
    """Change the conversation; return what the turn must know of it."""
    removed = await _cut(session, actor, thread_id, change)
    for item in change.add:
        mine = item.model_copy(update={"turn_id": turn_id})
        await rows.put(session, actor, thread_id, mine, now=now)
    if change.answer_call is not None:
        last = await _pending_call(session, actor, thread_id)
        await rows.put(session, actor, thread_id, change.answer_call(last), now=now)
    if change.answer_item is not None:
        item_id, answered = change.answer_item
        found = rows.item_of(await rows.existing_item(session, actor, thread_id, item_id))
        await rows.put(session, actor, thread_id, answered(found), now=now)
    return removed


async def _pending_call(session: Session, actor: Actor, thread_id: UUID) -> ItemView:
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
    return rows.item_of(found[0])


async def _cut(
    session: Session, actor: Actor, thread_id: UUID, change: Change
) -> dict[str, list[str]]:
    if change.cuts is None:
        return {}
    said = await rows.existing_item(session, actor, thread_id, change.cuts)
    if said.kind != "user_message":
        raise InvalidInput("Only a message of yours can be answered again or replaced.")
    kept = said.seq if change.replaces is None else said.seq - 1
    removed = await store.remove_after(
        session, owner_id=actor.user_id, thread_id=thread_id, seq=kept
    )
    return {"removed": [str(gone) for gone in removed]}
