"""The database goes while an answer is being stored: that is no outcome of the answer."""

import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime

import pytest
import pytest_asyncio
from chatkit.types import AssistantMessageContent, AssistantMessageItem, ThreadMetadata

from errand.db import open_database
from errand.edge.chatkit.store import Context, ErrandStore
from errand.errors import Unavailable
from errand.identity import Actor, SignIn, uuid7
from errand.threads.service import ThreadService

Write = Callable[[ErrandStore, Context], Awaitable[None]]
THREAD = str(uuid7())


def item() -> AssistantMessageItem:
    said = [AssistantMessageContent(text="Hello")]
    now = datetime.now(UTC)
    return AssistantMessageItem(id=str(uuid7()), thread_id=THREAD, created_at=now, content=said)


# All that the SDK's pipeline writes while a turn runs.
WRITES: dict[str, Write] = {
    "an item is done": lambda store, context: store.add_thread_item(THREAD, item(), context),
    "an item is redrawn": lambda store, context: store.save_item(THREAD, item(), context),
    "an item is taken back": lambda store, context: store.delete_thread_item(
        THREAD, item().id, context
    ),
    "the conversation has another title": lambda store, context: store.save_thread(
        ThreadMetadata(id=THREAD, created_at=datetime.now(UTC), title="Oats"), context
    ),
}


@pytest_asyncio.fixture
async def store() -> AsyncIterator[ErrandStore]:
    """The store of a database that is not there."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        url = f"postgresql+psycopg://x:x@127.0.0.1:{taken.getsockname()[1]}/x"
    gone = open_database(url, pooled=False)
    yield ErrandStore(ThreadService(gone, now=lambda: datetime.now(UTC)))
    await gone.close()


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES.keys())
async def test_whatever_is_being_stored_as_the_database_goes_the_worker_is_told_why(
    store: ErrandStore, write: Write
) -> None:
    context = Context(Actor(uuid7(), SignIn(uuid7()), "chat"))

    with pytest.raises(Unavailable) as raised:
        await write(store, context)

    assert context.cut is raised.value
