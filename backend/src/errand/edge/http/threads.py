"""Conversations over REST, for clients that do not speak the ChatKit protocol."""

import asyncio
from contextlib import aclosing
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response, status
from pydantic import ValidationError
from starlette.responses import JSONResponse

from errand.edge.chatkit.requests import (
    key_of,
    refuse_strange,
    thread_id_of,
)
from errand.edge.chatkit.route import Chat, ChatEdge
from errand.edge.chatkit.stream import event_stream
from errand.edge.chatkit.submissions import message_submission, plain_message
from errand.edge.http.deps import CurrentActor, client_secret
from errand.edge.http.problems import PROBLEMS
from errand.edge.http.thread_views import (
    Answered,
    NewMessage,
    NewThread,
    Said,
    StillAnswering,
    ThreadList,
    ThreadMade,
    ThreadSummary,
    ThreadWithMessages,
    activity,
    made,
    message_of,
    tool_calls_of,
)
from errand.errors import AppError, InvalidCursor, Kind
from errand.identity import Actor
from errand.threads.model import Submitted
from errand.turns.service import end_status, is_end

router = APIRouter(
    prefix="/api/chatkit", tags=["threads"], responses=PROBLEMS, dependencies=[client_secret]
)

JSON_WAIT_SECONDS = 120
SPOKEN = ("user_message", "assistant_message")


class MissingMessage(AppError):
    """A message without its conversation, or without any text."""

    kind, code = Kind.BAD_REQUEST, "missing_message"

    def __init__(self) -> None:
        super().__init__("Missing thread_id or message")


class TurnFailed(AppError):
    """The answer could not be finished."""

    kind, code = Kind.UPSTREAM, "turn_failed"


class TurnStopped(AppError):
    """The person stopped the answer."""

    kind, code = Kind.CONFLICT, "turn_stopped"

    def __init__(self) -> None:
        super().__init__("This answer was stopped.")


Limit = Annotated[int, Query(ge=1, le=100)]


@router.get("/threads")
async def list_threads(
    actor: CurrentActor,
    edge: Chat,
    limit: Limit = 20,
    after: str | None = None,
    q: Annotated[str | None, Query(max_length=200)] = None,
) -> ThreadList:
    """List the caller's conversations; `q` looks in titles and messages."""
    page = await edge.threads.search(actor, wanted=q, after=_cursor(after), limit=limit)
    return ThreadList(
        threads=[ThreadSummary(**made(view), **activity(view)) for view in page.threads],
        has_more=page.has_more,
        after=None if page.after is None else str(page.after),
    )


@router.post("/threads")
async def create_thread(
    actor: CurrentActor, edge: Chat, new: NewThread | None = None
) -> ThreadMade:
    """Begin a conversation."""
    return ThreadMade(**made(await edge.threads.create(actor, title=new.title if new else None)))


@router.get("/threads/{thread_id}")
async def get_thread(
    thread_id: str,
    actor: CurrentActor,
    edge: Chat,
    limit: Limit = 20,
    before: str | None = None,
) -> ThreadWithMessages:
    """Return a conversation with a page of its messages, the newest page first."""
    wanted = thread_id_of(thread_id)
    view = await edge.threads.get(actor, wanted)
    page = await edge.threads.items(actor, wanted, after=_cursor(before), limit=limit, kinds=SPOKEN)
    return ThreadWithMessages(
        **made(view),
        messages=[message_of(row) for row in reversed(page.items)],
        has_more=page.has_more,
        before=None if page.after is None else str(page.after),
    )


_MESSAGE_BODY = {
    "requestBody": {
        "required": True,
        "content": {"application/json": {"schema": NewMessage.model_json_schema()}},
    }
}


@router.post(
    "/messages",
    openapi_extra=_MESSAGE_BODY,
    response_model=Answered,
    responses={202: {"model": StillAnswering}},
)
async def send_message(request: Request, actor: CurrentActor, edge: Chat) -> Response:
    """Send a message; the answer comes whole, or as a stream of ChatKit events."""
    body = await request.body()
    new = _new_message(body)
    key = key_of(request.headers.get("idempotency-key"), body, scope="messages")
    asked = message_submission(plain_message(new.message), thread_id_of(new.thread_id), key)
    done = await edge.threads.submit(actor, asked)
    edge.turns.submitted(done.held)
    if "text/event-stream" in request.headers.get("accept", ""):
        return event_stream(
            edge.turns,
            actor,
            thread_id=done.thread_id,
            turn_id=done.turn_id,
            fresh=done.held is not None,
            stop_when_left=False,
        )
    ended = await _ended(edge, actor, done)
    if ended is None:
        waiting = StillAnswering(thread_id=done.thread_id, turn_id=done.turn_id)
        return JSONResponse(waiting.model_dump(mode="json"), status.HTTP_202_ACCEPTED)
    if ended == "stopped":
        raise TurnStopped
    if ended == "failed":
        raise TurnFailed("The assistant could not answer. Please try again.")
    answered = await _answered(edge, actor, done)
    return JSONResponse(answered.model_dump(mode="json"))


def _new_message(body: bytes) -> NewMessage:
    try:
        new = NewMessage.model_validate_json(body)
    except ValidationError as error:
        raise MissingMessage from error
    if not new.thread_id.strip() or not new.message.strip():
        raise MissingMessage
    refuse_strange(new.message)
    return new


async def _ended(edge: ChatEdge, actor: Actor, done: Submitted) -> str | None:
    """Wait for the answer; return how it ended, or None when it takes too long."""
    try:
        async with asyncio.timeout(JSON_WAIT_SECONDS):
            async with aclosing(edge.turns.follow(actor, done.turn_id)) as batches:
                async for batch in batches:
                    if batch and is_end(batch[-1]):
                        return end_status(batch[-1])
    except TimeoutError:
        pass
    return None


async def _answered(edge: ChatEdge, actor: Actor, done: Submitted) -> Answered:
    said = await edge.threads.of_turn(actor, done.thread_id, done.turn_id)
    asked = next(row for row in said if row.kind == "user_message")
    answers = [row for row in said if row.kind == "assistant_message"]
    # An answer that only shows something has no words; the turn's own id stands for it.
    last_id = answers[-1].id if answers else done.turn_id
    return Answered(
        thread_id=done.thread_id,
        user_message=Said(id=asked.id, content=asked.text),
        assistant_message=Said(id=last_id, content="\n\n".join(row.text for row in answers)),
        tool_calls=tool_calls_of(await edge.turns.steps(actor, done.turn_id)),
    )


def _cursor(given: str | None) -> UUID | None:
    if given is None:
        return None
    try:
        return UUID(given)
    except ValueError as error:
        raise InvalidCursor from error
