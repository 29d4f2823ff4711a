"""A turn's log as server-sent events."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Coroutine
from contextlib import aclosing
from functools import partial
from typing import Any
from uuid import UUID

import structlog
from chatkit.types import ErrorEvent, ProgressUpdateEvent
from starlette.responses import StreamingResponse

from errand.edge.chatkit.sdk import serialize
from errand.errors import AppError, SignedOut
from errand.identity import Actor
from errand.turns.model import Event
from errand.turns.service import TurnService, Waiting, is_end

EXTENSIONS = ("resume", "stop", "heartbeat", "search", "idempotency", "time-zone", "edit")
EXTENSIONS_HEADER = "ChatKit-Extensions"
HEADERS = {
    EXTENSIONS_HEADER: ", ".join(EXTENSIONS),
    # no-transform: proxies that compress would hold events back.
    "Cache-Control": "no-cache, no-transform",
    "X-Accel-Buffering": "no",
}
PING = b": ping\n\n"
END = b": end\n\n"
"""Comment after the last event: what closes without it was cut off."""

_SIGNED_OUT = ErrorEvent(
    code="custom",
    message="You were signed out before this answer was finished.",
    allow_retry=False,
)


def _notice(text: str) -> bytes:
    """Return a frame that is no part of the log, and so without an id."""
    return f"data: {serialize(ProgressUpdateEvent(icon='clock', text=text))}\n\n".encode()


_WAITS: dict[Waiting | None, bytes] = {
    "its_turn": _notice("Waiting for the answer before this one"),
    "your_others": _notice("Waiting for one of your other answers to finish"),
    "a_worker": _notice("Waiting for a free place: many answers are being written"),
    None: PING,
}

_background = set[asyncio.Task[Any]]()
_log = structlog.get_logger(__name__)


def event_stream(
    turns: TurnService,
    actor: Actor,
    *,
    thread_id: UUID,
    turn_id: UUID,
    after: int = -1,
    fresh: bool = False,
    stop_when_left: bool,
) -> StreamingResponse:
    """Return the turn's events after `after`.

    Args:
        fresh: This request has begun the turn.
        stop_when_left: The client knows no stop request: for it leaving means stopping.
    """

    def left() -> Coroutine[Any, Any, object]:
        return turns.stop(actor, thread_id=thread_id, turn_id=turn_id)

    batches = turns.follow(actor, turn_id, after=after, fresh=fresh)
    waits = partial(turns.waits_for, actor, turn_id)
    body = _frames(batches, turn_id, left if stop_when_left else None, waits, begun=after >= 0)
    return StreamingResponse(body, media_type="text/event-stream", headers=HEADERS)


async def _frames(
    following: AsyncGenerator[list[Event]],
    turn_id: UUID,
    left: Callable[[], Coroutine[Any, Any, object]] | None,
    waits_for: Callable[[], Awaitable[Waiting | None]],
    *,
    begun: bool,
) -> AsyncGenerator[bytes]:
    ended, before_number = False, f"id: {turn_id}:"
    try:
        async with aclosing(following) as batches:
            async for batch in batches:
                ended, begun = bool(batch) and is_end(batch[-1]), begun or bool(batch)
                if batch:
                    yield b"".join([_frame(before_number, event) for event in batch])
                else:
                    yield PING if begun else _WAITS[await waits_for()]
        # Ended by us, to be resumed elsewhere: nobody has left.
        ended = True
    except AppError as error:
        # The status is sent: all that is left is to close without the end mark. Who may not come
        # back is told so; everybody else resumes.
        _log.info("stream.cut", code=error.code)
        ended = True
        if isinstance(error, SignedOut):
            yield f"data: {serialize(_SIGNED_OUT)}\n\n".encode()
    finally:
        if not ended and left is not None:
            _detach(left())


def _frame(before_number: str, event: Event) -> bytes:
    if is_end(event):
        return END
    return f"{before_number}{event.seq}\ndata: {event.data}\n\n".encode()


def _detach(work: Coroutine[Any, Any, object]) -> None:
    """Let this finish although the request that asked for it is gone."""
    task = asyncio.create_task(work)
    _background.add(task)
    task.add_done_callback(_background.discard)


def announced(header: str | None) -> frozenset[str]:
    """Return the extensions that a client says it knows."""
    return frozenset(word.strip().lower() for word in (header or "").split(",") if word.strip())
