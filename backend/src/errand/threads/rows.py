"""Rows of conversations: found or refused, shown, made and stored; for the use cases beside."""

from datetime import datetime
from uuid import UUID

from errand.db import Session
from errand.errors import InvalidInput
from errand.fields import problem_of_text
from errand.identity import Actor, uuid7
from errand.threads import store
from errand.threads.model import (
    Conversation,
    ItemNotFound,
    ItemView,
    Message,
    NewItem,
    ThreadNotFound,
    ThreadView,
)

TITLE_LIMIT = 500


def clean_title(title: str | None) -> str | None:
    """Return the title on one line; None where nothing is left of it.

    Raises:
        InvalidInput: It is too long, or not plain text.
    """
    cleaned = " ".join((title or "").split())
    refuse_strange("A title", cleaned)
    if len(cleaned) > TITLE_LIMIT:
        raise InvalidInput(f"A title has at most {TITLE_LIMIT} characters.")
    return cleaned or None


def refuse_strange(what: str, text: str) -> None:
    """Return where the text can be stored and shown.

    Raises:
        InvalidInput: It holds control characters or half a character.
    """
    if problem := problem_of_text(text, lines=True):
        raise InvalidInput(f"{what} {problem}.")


async def existing(
    session: Session, actor: Actor, thread_id: UUID, *, lock: bool = False
) -> Conversation:
    """Return the conversation.

    Raises:
        ThreadNotFound: It does not exist or belongs to someone else.
    """
    row = await store.find(session, owner_id=actor.user_id, thread_id=thread_id, lock=lock)
    if row is None:
        raise ThreadNotFound
    return row


async def existing_item(session: Session, actor: Actor, thread_id: UUID, item_id: UUID) -> Message:
    """Return the item.

    Raises:
        ItemNotFound: There is none such in this conversation of the person.
    """
    row = await store.find_item(
        session, owner_id=actor.user_id, thread_id=thread_id, item_id=item_id
    )
    if row is None:
        raise ItemNotFound
    return row


async def put(
    session: Session, actor: Actor, thread_id: UUID, item: NewItem, *, now: datetime
) -> None:
    """Store the item, or its newer form.

    Raises:
        ThreadNotFound: The conversation does not exist or belongs to someone else.
    """
    if not await store.upsert(
        session, owner_id=actor.user_id, thread_id=thread_id, item=item, now=now
    ):
        raise ThreadNotFound


async def new_conversation(
    session: Session,
    actor: Actor,
    *,
    title: str | None,
    now: datetime,
    thread_id: UUID | None = None,
) -> Conversation:
    """Store an empty conversation."""
    row = Conversation(
        owner_id=actor.user_id,
        id=thread_id or uuid7(),
        title=title,
        created_at=now,
        updated_at=now,
    )
    await store.insert(session, row)
    return row


def view_of(row: Conversation) -> ThreadView:
    """Return the conversation as the service shows it."""
    return ThreadView.model_validate(row, from_attributes=True)


def item_of(row: Message) -> ItemView:
    """Return the item as the service shows it."""
    return ItemView.model_validate(row, from_attributes=True)
