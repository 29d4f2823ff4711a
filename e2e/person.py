"""A person without a browser: signs in, opens a session, talks ChatKit."""

import asyncio
import time
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any
from uuid import uuid4

import httpx2

from .stream import Broken, Event, Json, events

TIMEOUT = httpx2.Timeout(20, read=90)
EXTENSIONS = "resume, stop, heartbeat, idempotency, time-zone"
ZONE = "Europe/Berlin"


class Refused(Exception):
    """The API answered with an error.

    Attributes:
        status: The HTTP status.
    """

    def __init__(self, status: int, body: str) -> None:
        super().__init__(f"{status}: {body}")
        self.status = status


class Person:
    """One sign-in of one person; `cookie` is Better Auth's, as a browser would send it."""

    def __init__(self, url: str, cookie: str, user_id: str) -> None:
        self.user_id = user_id
        self.cookie = cookie
        self.secret = ""
        self.http = httpx2.AsyncClient(base_url=url, timeout=TIMEOUT)

    async def close(self) -> None:
        """Close the connections."""
        await self.http.aclose()

    async def token(self) -> str:
        """Return a new user JWT."""
        answer = await self.http.get("/api/auth/token", headers={"Cookie": self.cookie})
        return answer.raise_for_status().json()["token"]

    async def open_session(self) -> Json:
        """Exchange the JWT for a client secret, and keep that."""
        bearer = {"Authorization": f"Bearer {await self.token()}"}
        answer = await self.http.post(
            "/api/chatkit/session", headers=bearer, json={"time_zone": ZONE, "locale": "en"}
        )
        session: Json = answer.raise_for_status().json()
        self.secret = session["client_secret"]
        return session

    def headers(self, **more: str) -> dict[str, str]:
        """Return what every request of ours carries."""
        return {
            "Authorization": f"Bearer {self.secret}",
            "ChatKit-Extensions": EXTENSIONS,
            **more,
        }

    async def call(self, kind: str, **params: Any) -> Json:
        """Run an operation that answers at once."""
        answer = await self.http.post(
            "/api/chatkit", headers=self.headers(), json={"type": kind, "params": params}
        )
        return answer.raise_for_status().json()

    @asynccontextmanager
    async def follow(
        self, kind: str, params: Json, *, key: str | None = None
    ) -> AsyncGenerator[AsyncGenerator[Event]]:
        """Open a stream; none of its events when the answer is 204."""
        headers = self.headers(**{"Idempotency-Key": key or uuid4().hex})
        body = {"type": kind, "params": params}
        async with self.http.stream("POST", "/api/chatkit", headers=headers, json=body) as answer:
            if answer.is_error:
                await answer.aread()
                raise Refused(answer.status_code, answer.text)
            yield events(answer.aiter_bytes())

    async def say(self, text: str, thread_id: str | None = None) -> list[Event]:
        """Send a message and read the answer to its end."""
        async with self.follow(*message(text, thread_id)) as stream:
            return [event async for event in stream]

    async def say_surely(self, text: str, *, seconds: float = 60) -> list[Event]:
        """Send a message under one key until its answer has been read whole, as our element does.

        Raises:
            TimeoutError: It never was.
        """
        key = uuid4().hex
        async with asyncio.timeout(seconds):
            while True:
                try:
                    async with self.follow(*message(text), key=key) as stream:
                        return [event async for event in stream]
                except (httpx2.TransportError, Broken):
                    continue
                except Refused as refused:
                    if refused.status < 500:
                        raise

    async def replay(self, thread_id: str, turn_id: str) -> list[Event]:
        """Read a turn from its first event to its end, waiting for what is still to come."""
        params = {"thread_id": thread_id, "turn_id": turn_id, "after": None}
        async with self.follow("threads.resume", params) as stream:
            return [event async for event in stream]


def message(text: str, thread_id: str | None = None) -> tuple[str, Json]:
    """Return the operation that sends a message, to a new thread where none is named."""
    said: Json = {
        "content": [{"type": "input_text", "text": text}],
        "attachments": [],
        "inference_options": {},
    }
    if thread_id is None:
        return "threads.create", {"input": said}
    return "threads.add_user_message", {"thread_id": thread_id, "input": said}


async def until_first_text(person: Person, text: str, thread_id: str | None) -> tuple[float, str]:
    """Return the seconds from the request to the assistant's first text, and the thread."""
    started, first = time.perf_counter(), 0.0
    thread = thread_id or ""
    async with person.follow(*message(text, thread_id)) as stream:
        async for event in stream:
            if event.kind == "thread.created":
                thread = event.data["thread"]["id"]
            if event.delta and not first:
                first = event.at - started
    assert first, "the assistant said nothing"
    return first, thread
