"""Server-sent events of the API's own routes."""

from collections.abc import AsyncGenerator

from starlette.responses import StreamingResponse

# no-transform: proxies that compress would hold events back.
HEADERS = {"Cache-Control": "no-cache, no-transform", "X-Accel-Buffering": "no"}
PING = b": ping\n\n"


def event_stream(frames: AsyncGenerator[bytes]) -> StreamingResponse:
    """Return these frames as an answer that nothing on the way keeps or holds back."""
    return StreamingResponse(frames, media_type="text/event-stream", headers=HEADERS)


def frame(event: str, data: str, *, event_id: object | None = None) -> bytes:
    """Return one event; the data must be one line."""
    named = "" if event_id is None else f"id: {event_id}\n"
    return f"event: {event}\n{named}data: {data}\n\n".encode()
