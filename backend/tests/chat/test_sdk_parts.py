"""Our halves of the SDK's server and store, as the SDK calls them."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import httpx2
import openai
import pytest
from agents.exceptions import MaxTurnsExceeded, ModelBehaviorError
from chatkit.actions import Action
from chatkit.store import NotFoundError
from chatkit.types import (
    AssistantMessageItem,
    FileAttachment,
    LockedStatus,
    ThreadMetadata,
    ThreadStreamEvent,
)

from chat.overheard import OverheardTurn
from errand.approvals.service import ApprovalService
from errand.assistant.faults import fault_of
from errand.db import Database
from errand.edge.chatkit.server import Assistant, ErrandChat
from errand.edge.chatkit.store import Context, ErrandStore
from errand.edge.chatkit.submissions import message_submission, plain_message
from errand.errors import InvalidCursor, SignedOut, Unavailable
from errand.identity import Actor, uuid7
from errand.tasks.inputs import AddTasks
from errand.tasks.service import TaskService
from errand.tasks.views import TasksAdded
from errand.threads.model import ItemNotFound, ThreadNotFound
from errand.threads.service import ThreadService
from errand.tools.gate import Gate
from errand.tools.tool import Effect, Tool
from errand.turns.model import Lost
from people import People

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.fixture
def threads(database: Database) -> ThreadService:
    return ThreadService(database, now=lambda: datetime.now(UTC))


@pytest.fixture
def store(threads: ThreadService) -> ErrandStore:
    return ErrandStore(threads)


async def thread_of(threads: ThreadService, owner: Actor) -> str:
    return str((await threads.create(owner, title="Errands")).id)


def words(thread_id: str, text: str) -> AssistantMessageItem:
    return AssistantMessageItem.model_validate(
        {
            "id": str(uuid7()),
            "thread_id": thread_id,
            "created_at": datetime.now(UTC),
            "content": [{"text": text}],
        }
    )


async def test_ids_that_the_sdk_asks_for_are_ours(store: ErrandStore, owner: Actor) -> None:
    context = Context(owner)
    thread = ThreadMetadata(id=store.generate_thread_id(context), created_at=datetime.now(UTC))

    item_id = store.generate_item_id("message", thread, context)

    assert {UUID(thread.id).version, UUID(item_id).version} == {7}
    assert thread.id != item_id


async def test_what_the_sdk_changes_of_a_conversation_is_stored_and_its_title_never_lost(
    store: ErrandStore, threads: ThreadService, owner: Actor
) -> None:
    context, thread_id = Context(owner), await thread_of(threads, owner)
    thread = await store.load_thread(thread_id, context)

    changed = {"title": None, "status": LockedStatus(reason="Paid"), "metadata": {"a": 1}}
    await store.save_thread(thread.model_copy(update=changed), context)

    stored = await store.load_thread(thread_id, context)
    assert stored.title == "Errands"
    assert stored.status == LockedStatus(reason="Paid")
    assert stored.metadata == {"a": 1}


async def test_items_are_stored_once_changed_listed_and_deleted(
    store: ErrandStore, threads: ThreadService, owner: Actor
) -> None:
    context, thread_id = Context(owner), await thread_of(threads, owner)
    first, second = words(thread_id, "One"), words(thread_id, "Two")

    for item in (first, second, first):
        await store.add_thread_item(thread_id, item, context)
    newer = words(thread_id, "Newer").model_copy(update={"id": first.id})
    await store.save_item(thread_id, newer, context)
    page = await store.load_thread_items(thread_id, None, 1, "asc", context)
    rest = await store.load_thread_items(thread_id, page.after, 5, "asc", context)
    await store.delete_thread_item(thread_id, second.id, context)
    left = await store.load_thread_items(thread_id, None, 5, "sideways", context)

    assert (page.data, page.has_more, page.after) == ([newer], True, first.id)
    assert rest.data == [second]
    assert left.data == [newer] == [await store.load_item(thread_id, first.id, context)]


async def test_ids_and_cursors_of_no_form_name_nothing(
    store: ErrandStore, threads: ThreadService, owner: Actor
) -> None:
    context, thread_id = Context(owner), await thread_of(threads, owner)

    with pytest.raises(ThreadNotFound):
        await store.load_thread("thr_1", context)
    with pytest.raises(ItemNotFound):
        await store.load_item(thread_id, "msg_1", context)
    with pytest.raises(InvalidCursor):
        await store.load_threads(5, "thr_1", "desc", context)


async def test_there_are_no_attachments_to_keep_load_or_delete(
    store: ErrandStore, owner: Actor
) -> None:
    context = Context(owner)
    attachment = FileAttachment(id="atc_1", name="a.txt", mime_type="text/plain")

    for refused in (
        store.save_attachment(attachment, context),
        store.load_attachment("atc_1", context),
        store.delete_attachment("atc_1", context),
    ):
        with pytest.raises(NotFoundError, match="atc_1"):
            await refused


async def test_a_write_under_an_ended_sign_in_leaves_its_reason_for_the_worker(
    store: ErrandStore, threads: ThreadService, owner: Actor, people: People
) -> None:
    context, thread_id = Context(owner), await thread_of(threads, owner)
    people.sign_out(owner)

    with pytest.raises(SignedOut) as raised:
        await store.add_thread_item(thread_id, words(thread_id, "One"), context)

    assert context.cut is raised.value


def chat_with(database: Database, threads: ThreadService, error: Exception) -> ErrandChat:
    """A chat whose one tool fails like that."""

    async def fail(_actor: Actor, _asked: AddTasks) -> TasksAdded:
        raise error

    async def zone_of(_actor: Actor, _told: str | None) -> ZoneInfo:
        return BERLIN

    tool = Tool("add_tasks", "Add tasks.", AddTasks, TasksAdded, fail, Effect())
    gate = Gate(
        ApprovalService(database, now=lambda: datetime.now(UTC)), TaskService(database), [tool]
    )
    return ErrandChat(threads, Assistant(gate.tools, gate, hosted=None, zone_of=zone_of))


async def heard(stream: AsyncIterator[ThreadStreamEvent]) -> list[ThreadStreamEvent]:
    return [event async for event in stream]


@pytest.mark.parametrize("error", [Lost(), SignedOut(), Unavailable("The database is away.")])
async def test_what_tears_a_turn_off_in_a_tool_is_no_answer_to_apologise_for(
    database: Database, threads: ThreadService, owner: Actor, error: Exception
) -> None:
    turn = OverheardTurn(database, owner)
    asked = message_submission(plain_message("add Buy oats"), None, None)
    turn.input = asked.turn.input
    thread = ThreadMetadata(id=str(turn.thread_id), created_at=turn.created_at)

    with pytest.raises(type(error)) as raised:
        await heard(chat_with(database, threads, error).respond(thread, None, Context(owner, turn)))

    assert str(raised.value) == str(error)


async def test_only_a_turn_answers(
    database: Database, threads: ThreadService, owner: Actor
) -> None:
    thread = ThreadMetadata(id=str(uuid7()), created_at=datetime.now(UTC))
    chat, action = (
        chat_with(database, threads, Lost()),
        Action[str, Any](type="tasks.set_done", payload={}),
    )

    with pytest.raises(RuntimeError, match="belongs to a turn"):
        await heard(chat.respond(thread, None, Context(owner)))
    with pytest.raises(RuntimeError, match="belongs to a turn"):
        await heard(chat.action(thread, action, None, Context(owner)))


def answered(status: int) -> dict[str, Any]:
    """What the client raises its errors with."""
    asked = httpx2.Request("POST", "https://model.example/v1/responses")
    return {"response": httpx2.Response(status, request=asked), "body": None}


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (MaxTurnsExceeded("12"), "more steps"),
        (openai.RateLimitError("slow down", **answered(429)), "busy"),
        (openai.AuthenticationError("who?", **answered(401)), "refused our key"),
        (openai.PermissionDeniedError("no", **answered(403)), "refused our key"),
        (openai.APITimeoutError(answered(408)["response"].request), "does not answer"),
        (openai.APIConnectionError(request=answered(408)["response"].request), "does not answer"),
        (openai.InternalServerError("secret", **answered(500)), "has trouble"),
        (ModelBehaviorError("secret"), "could not be used"),
    ],
)
def test_each_failure_of_the_model_has_words_of_its_own_and_tells_no_secret(
    error: Exception, words: str
) -> None:
    said = fault_of(error).words

    assert words in said
    assert "secret" not in said
