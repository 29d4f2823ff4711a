"""What happens to a person's tasks, live: changes of every page, conversation and program."""

from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Annotated, cast
from uuid import UUID

from fastapi import APIRouter, Depends, Header, Request
from starlette.responses import StreamingResponse

from errand.edge.http.deps import CurrentActor, client_secret
from errand.edge.http.problems import PROBLEMS
from errand.edge.http.streams import PING, event_stream, frame
from errand.errors import AppError
from errand.tasks.feed import TaskFeed
from errand.tasks.feed_views import News

router = APIRouter(
    prefix="/api/tasks", tags=["tasks"], responses=PROBLEMS, dependencies=[client_secret]
)


async def _feed(request: Request) -> TaskFeed:
    return cast("TaskFeed", request.app.state.task_feed)


@router.get("/events", response_class=StreamingResponse)
async def follow_tasks(
    actor: CurrentActor,
    feed: Annotated[TaskFeed, Depends(_feed)],
    last_event_id: Annotated[str | None, Header(max_length=100)] = None,
) -> StreamingResponse:
    """Send every change of the caller's tasks as it happens, as server-sent events.

    `ready` comes first. With `Last-Event-ID` it goes on after that change; where that is not
    known any more, `reset` comes instead of `ready`: read everything anew. It ends when the
    sign-in does.
    """
    news = feed.follow(actor, after=_entry(last_event_id))
    # What is wrong is said by the status, while one can still be sent.
    begun = await anext(news)
    return event_stream(_frames(begun, news))


def _entry(last_event_id: str | None) -> UUID | None:
    if not last_event_id:
        return None
    try:
        return UUID(last_event_id)
    except ValueError:
        return UUID(int=0)  # nothing's id: what came before cannot be known


async def _frames(begun: News, news: AsyncGenerator[News]) -> AsyncGenerator[bytes]:
    async with aclosing(news):
        yield frame("reset" if begun.lost else "ready", "{}", event_id=begun.begins_after)
        try:
            async for each in news:
                frames = [
                    frame("change", happened.model_dump_json(), event_id=happened.id)
                    for happened in each.happened
                ]
                yield b"".join(frames) or PING
        except AppError:
            # The status is sent: all that is left is to close, and to say no to whoever asks again.
            return
