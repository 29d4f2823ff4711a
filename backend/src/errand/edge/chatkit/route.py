"""`POST /api/chatkit`: the protocol's one address."""

import json
from dataclasses import dataclass
from typing import Annotated, Any, Literal, cast
from uuid import UUID
from zoneinfo import available_timezones

from chatkit.server import NonStreamingResult
from chatkit.types import ItemsFeedbackReq
from fastapi import APIRouter, Depends, Request, Response
from pydantic import BaseModel
from starlette.responses import JSONResponse

from errand.edge.chatkit.requests import (
    ResumeParams,
    ResumeRequest,
    StopRequest,
    feedback_ids,
    key_of,
    parse,
    search_words,
    sender_of,
    thread_id_of,
    wanted_model,
)
from errand.edge.chatkit.server import ErrandChat
from errand.edge.chatkit.store import Context
from errand.edge.chatkit.stream import EXTENSIONS_HEADER, HEADERS, announced, event_stream
from errand.edge.chatkit.submissions import submission
from errand.edge.http.deps import CurrentActor, client_secret
from errand.edge.http.problems import PROBLEMS
from errand.errors import InvalidInput
from errand.identity import Actor
from errand.threads.model import Submission
from errand.threads.service import ThreadService
from errand.turns.model import TurnNotFound
from errand.turns.service import TurnService

router = APIRouter(tags=["chatkit"], responses=PROBLEMS, dependencies=[client_secret])


@dataclass(frozen=True)
class ChatEdge:
    """What the route needs; `app.state.chat`."""

    chat: ErrandChat
    threads: ThreadService
    turns: TurnService
    stock_disconnect: Literal["stop", "continue"]

    def stops_when_left(self, request: Request) -> bool:
        """Whether a lost connection of this client means that the person wants no more."""
        known = announced(request.headers.get(EXTENSIONS_HEADER))
        return self.stock_disconnect == "stop" and "stop" not in known


async def chat_edge(request: Request) -> ChatEdge:
    """Return the application's chat edge."""
    return cast("ChatEdge", request.app.state.chat)


Chat = Annotated[ChatEdge, Depends(chat_edge)]


@router.post("/api/chatkit", response_model=None)
async def chatkit(request: Request, actor: CurrentActor, edge: Chat) -> Response:
    """Take one request of the ChatKit protocol; six of its operations answer with a stream."""
    body = await request.body()
    asked = parse(body)
    request.state.action = str(getattr(asked, "type", "")) or None
    actor = Actor(actor.user_id, actor.authority, "chat")
    if isinstance(asked, StopRequest):
        thread_id = thread_id_of(asked.params.thread_id)
        await edge.threads.get(actor, thread_id)
        await edge.turns.stop(actor, thread_id=thread_id, turn_id=_turn_id(asked.params.turn_id))
        return JSONResponse({}, headers=HEADERS)
    if isinstance(asked, ResumeRequest):
        return await _resume(request, actor, edge, asked.params)
    await _refuse_strange_sender(actor, edge, asked)
    edge.chat.refuse_unknown_model(wanted_model(asked))
    key = key_of(request.headers.get("idempotency-key"), body, scope="chatkit")
    submitted = submission(asked, key)
    if submitted is not None:
        return await _submit(request, actor, edge, _placed(submitted, request))
    if isinstance(asked, ItemsFeedbackReq):
        feedback_ids(asked)
        thread_id_of(asked.params.thread_id)
    return await _answer(actor, edge, body)


def _placed(asked: Submission, request: Request) -> Submission:
    """Return the submission with the time zone that the page is in, where it tells one."""
    zone = request.headers.get("chatkit-time-zone")
    if zone is None or zone not in available_timezones():
        return asked
    asked.turn.input["time_zone"] = zone
    return asked


async def _submit(request: Request, actor: Actor, edge: ChatEdge, asked: Submission) -> Response:
    edge.turns.make_room(actor)
    done = await edge.threads.submit(actor, asked)
    edge.turns.submitted(done.held)
    return event_stream(
        edge.turns,
        actor,
        thread_id=done.thread_id,
        turn_id=done.turn_id,
        fresh=done.held is not None,
        stop_when_left=edge.stops_when_left(request),
    )


async def _resume(request: Request, actor: Actor, edge: ChatEdge, params: ResumeParams) -> Response:
    """Give the stream from there on, or 204 when nothing runs and nothing was missed."""
    thread_id = thread_id_of(params.thread_id)
    await edge.threads.get(actor, thread_id)
    turn_id, after = _turn_id(params.turn_id), -1
    if params.after is not None:
        turn_id, after = _event_id(params.after)
    if turn_id is not None and not await edge.turns.has_more(
        actor, turn_id, thread_id=thread_id, after=after
    ):
        turn_id, after = None, -1
    turn_id = turn_id or await edge.turns.open_turn(actor, thread_id)
    if turn_id is None:
        return Response(status_code=204, headers=HEADERS)
    edge.turns.make_room(actor)
    return event_stream(
        edge.turns,
        actor,
        thread_id=thread_id,
        turn_id=turn_id,
        after=after,
        stop_when_left=edge.stops_when_left(request),
    )


async def _refuse_strange_sender(actor: Actor, edge: ChatEdge, asked: BaseModel) -> None:
    sender = sender_of(asked)
    if sender is None:
        return
    item = await edge.threads.item(actor, *sender)
    if item.kind != "widget":
        raise InvalidInput("Only a widget can send an action.")


async def _answer(actor: Actor, edge: ChatEdge, body: bytes) -> Response:
    context = Context(actor, query=search_words(body))
    result = cast("NonStreamingResult", await edge.chat.process(body, context))
    answer = json.loads(result.json)
    if context.feedback:
        _remember(answer, context.feedback)
    return JSONResponse(answer, headers=HEADERS)


def _remember(answer: dict[str, Any], feedback: dict[str, str]) -> None:
    """Put into the items what the person thought of them: the SDK's types have no place for it."""
    page = answer.get("items", answer)
    for item in page.get("data", []):
        if item.get("id") in feedback:
            item["feedback"] = feedback[item["id"]]


def _turn_id(given: str | None) -> UUID | None:
    return None if given is None else _known_turn_id(given)


def _known_turn_id(given: str) -> UUID:
    try:
        return UUID(given)
    except ValueError as error:
        raise TurnNotFound from error


def _event_id(given: str) -> tuple[UUID, int]:
    turn, _, seq = given.rpartition(":")
    if not seq.isdecimal():
        raise InvalidInput("An event id has the form <turn id>:<sequence>.")
    return _known_turn_id(turn), int(seq)
